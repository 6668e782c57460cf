package lab

import (
	"encoding/json"
	"testing"

	"balie/cmd/internal/servertest"
)

// TestEveryMeasurementMeasures runs each member of the family as shortly as can be and looks whether
// it reports figures. What they are is not judged here.
func TestEveryMeasurementMeasures(t *testing.T) {
	if servertest.RaceDetector {
		t.Skip("what is measured under the race detector says nothing, and takes long")
	}
	for _, c := range []struct {
		args    []string
		columns []string
	}{
		{[]string{"booking", "--seconds", "0.1"}, []string{"bookings/s", "bare/s", "share"}},
		{[]string{"pages", "--seconds", "0.1"}, []string{"req/s", "of hello"}},
		{[]string{"history", "--seconds", "0.1", "--past", "200"}, []string{"new", "with past", "ratio"}},
		{[]string{"route", "--seconds", "0.05", "--small", "3", "--large", "1"}, []string{"problems"}},
		{[]string{"yield", "--days", "3"}, []string{"of desk time"}},
	} {
		args := append([]string{"lab", "bench"}, c.args...)
		if c.args[0] != "yield" && c.args[0] != "route" {
			args = append(args, "--dir", t.TempDir())
		}
		o := servertest.WantDone(t, servertest.Run(t, append(args, "--json")...))
		var got struct{ Rows []map[string]any }
		if err := json.Unmarshal([]byte(o.Out), &got); err != nil || len(got.Rows) == 0 {
			t.Fatalf("%v: %v, %s", c.args, err, o.Out)
		}
		for _, row := range got.Rows {
			for _, name := range c.columns {
				if n, ok := row[name].(float64); !ok || n < 0 {
					t.Errorf("%v: %s is %v in %v", c.args, name, row[name], row)
				}
			}
		}
	}
}
