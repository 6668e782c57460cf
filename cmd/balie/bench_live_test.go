package main

import (
	"encoding/json"
	"testing"
)

// TestBenchLiveMeasuresBothHubs plays a small crowd: everybody is told of everything by both hubs, and
// the figures are there. It says nothing of how good they are.
func TestBenchLiveMeasuresBothHubs(t *testing.T) {
	t.Setenv("TEST_IS_BALIE", "1") // the child is this test's own binary
	o := wantDone(t, inProcess(t, "bench", "live", "--followers", "20", "--events", "3", "--json", "--dir", t.TempDir()))
	var r benchReport
	if err := json.Unmarshal([]byte(o.out), &r); err != nil || len(r.Rows) != 2 {
		t.Fatalf("%s %v", o.out, err)
	}
	for _, row := range r.Rows {
		for _, column := range []string{"p50 ms", "p99 ms", "last ms", "worst last ms", "last, of bare"} {
			if n, ok := row[column].(float64); !ok || n <= 0 {
				t.Errorf("%v: %s is %v", row["hub"], column, row[column])
			}
		}
	}
	wantRefused(t, inProcess(t, "bench", "live", "--followers", "100000000"), "open files")
}
