package lab

import (
	"encoding/json"
	"testing"

	"balie/cmd/internal/servertest"
)

// TestBenchLiveMeasuresBothHubs plays a small crowd: everybody is told of everything by both hubs, and
// the figures are there. It says nothing of how good they are.
func TestBenchLiveMeasuresBothHubs(t *testing.T) {
	o := servertest.WantDone(t, servertest.Run(t, "lab", "bench", "live", "--followers", "20", "--events", "3", "--json", "--dir", t.TempDir()))
	var r BenchReport
	if err := json.Unmarshal([]byte(o.Out), &r); err != nil || len(r.Rows) != 2 {
		t.Fatalf("%s %v", o.Out, err)
	}
	for _, row := range r.Rows {
		for _, column := range []string{"p50 ms", "p99 ms", "last ms", "worst last ms", "last, of bare"} {
			if n, ok := row[column].(float64); !ok || n <= 0 {
				t.Errorf("%v: %s is %v", row["hub"], column, row[column])
			}
		}
	}
	servertest.WantRefused(t, servertest.Run(t, "lab", "bench", "live", "--followers", "100000000"), "open files")
}
