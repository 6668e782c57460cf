package lab

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balie/cmd/internal/servertest"
	"balie/queue/sim"
)

func TestEveryScenarioIsPlayed(t *testing.T) {
	names := ScenarioNames()
	if len(names) < 16 {
		t.Fatalf("%v", names)
	}
	for _, name := range names {
		o := servertest.WantDone(t, servertest.Run(t, "lab", "simulate", "--scenario", name, "--policy", "fifo,edd-lookahead", "--days", "1", "--json"))
		var r sim.Report
		if err := json.Unmarshal([]byte(o.Out), &r); err != nil || r.Days != 1 || len(r.Policies) != 2 || r.Policies[0].Name != "fifo" || len(r.Differences) != 1 {
			t.Errorf("%s: %v\n%s", name, err, o.Out)
		}
	}
}

func TestSimulatingPrintsATableAndAPicture(t *testing.T) {
	picture := filepath.Join(t.TempDir(), "days.svg")
	o := servertest.WantDone(t, servertest.Run(t, "lab", "simulate", "--policy", "fifo,appointment-first", "--days", "2", "--svg", picture))
	if !strings.Contains(o.Out, "appointment-first less fifo") {
		t.Errorf("%s", o.Out)
	}
	if svg, err := os.ReadFile(picture); err != nil || !strings.HasPrefix(string(svg), "<svg ") {
		t.Errorf("%v: %s", err, svg)
	}
	o = servertest.WantDone(t, servertest.Run(t, "lab", "simulate", "--staffing", "--days", "5", "--svg", picture))
	if !strings.Contains(o.Out, "+07:30") || !strings.Contains(o.Out, "learns complex") {
		t.Errorf("%s", o.Out)
	}
}

func TestAScenarioWithAnUnknownKeyIsRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "s.json")
	if err := os.WriteFile(file, []byte(`{"minuten": 480}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"lab", "simulate", "--scenario", file}, {"lab", "simulate", "--scenario", "nowhere"}, {"lab", "simulate", "--policy", "lottery"}} {
		if o := servertest.Run(t, args...); o.Code == 0 || !strings.Contains(o.Err, []string{"minuten", "nowhere", "lottery"}[map[string]int{file: 0, "nowhere": 1, "lottery": 2}[args[3]]]) {
			t.Errorf("%v: %+v", args, o)
		}
	}
}
