package lab

import (
	"encoding/json"
	"fmt"

	"balie/cmd/internal/server"
	"balie/outreach/route"
)

// printRounds prints a plan of our own form: minutes from midnight.
func printRounds(proc *server.Process, p *route.Problem, plan route.Plan, seconds float64) error {
	type call struct {
		Stop    string  `json:"stop"`
		Arrives float64 `json:"arrives"`
		Begins  float64 `json:"begins"`
		Leaves  float64 `json:"leaves"`
	}
	type round struct {
		Vehicle string  `json:"vehicle"`
		Calls   []call  `json:"calls"`
		Pause   *call   `json:"pause,omitempty"`
		Leaves  float64 `json:"leaves"`
		Returns float64 `json:"returns"`
		Cost    float64 `json:"cost"`
	}
	type left struct {
		Stop   string       `json:"stop"`
		Reason route.Reason `json:"reason"`
	}
	out := struct {
		Cost    float64 `json:"cost"`
		Rounds  []round `json:"rounds"`
		Left    []left  `json:"left"`
		Proven  bool    `json:"proven"`
		Steps   int     `json:"steps"`
		Seconds float64 `json:"seconds"`
	}{plan.Cost, []round{}, []left{}, plan.Proven, plan.Steps, seconds}
	for _, r := range plan.Rounds {
		said := round{Vehicle: p.Vehicles[r.Vehicle].Name, Leaves: r.Leaves, Returns: r.Returns, Cost: r.Cost}
		for _, c := range r.Calls {
			said.Calls = append(said.Calls, call{p.Stops[c.Stop].Name, c.Arrives, c.Begins, c.Leaves})
		}
		if r.Pause != nil {
			said.Pause = &call{"", r.Pause.Arrives, r.Pause.Begins, r.Pause.Leaves}
		}
		out.Rounds = append(out.Rounds, said)
	}
	for _, l := range plan.Left {
		out.Left = append(out.Left, left{p.Stops[l.Stop].Name, l.Reason})
	}
	return json.NewEncoder(proc.Out).Encode(out)
}

// printVRPTW prints what benchmarks of the literature compare: customer numbers as the file has them.
func printVRPTW(proc *server.Process, plan route.Plan, seconds float64) error {
	routes := [][]int{}
	for _, r := range plan.Rounds {
		var numbers []int
		for _, c := range r.Calls {
			numbers = append(numbers, c.Stop+1)
		}
		routes = append(routes, numbers)
	}
	out := map[string]any{"distance": plan.Cost, "routes": routes, "seconds": seconds}
	if len(plan.Left) > 0 {
		var left []int
		for _, l := range plan.Left {
			left = append(left, l.Stop+1)
		}
		out["left"] = left
	}
	return json.NewEncoder(proc.Out).Encode(out)
}

func printRoundTable(proc *server.Process, p *route.Problem, plan route.Plan, seconds float64) {
	for _, r := range plan.Rounds {
		proc.Printf("%s, %.1f\n", name(p.Vehicles[r.Vehicle].Name, "vehicle", r.Vehicle), r.Cost)
		for _, c := range r.Calls {
			proc.Printf("  %s  %s-%s\n", name(p.Stops[c.Stop].Name, "stop", c.Stop), wall(c.Begins), wall(c.Leaves))
		}
		if r.Pause != nil {
			proc.Printf("  break  %s-%s\n", wall(r.Pause.Begins), wall(r.Pause.Leaves))
		}
		proc.Printf("  back  %s\n", wall(r.Returns))
	}
	for _, l := range plan.Left {
		proc.Printf("left out: %s (%s)\n", name(p.Stops[l.Stop].Name, "stop", l.Stop), l.Reason)
	}
	proven := ""
	if plan.Proven {
		proven = ", proven"
	}
	proc.Printf("cost %.2f%s, %d steps, %.2f s\n", plan.Cost, proven, plan.Steps, seconds)
}

func name(given, kind string, index int) string {
	if given != "" {
		return given
	}
	return fmt.Sprint(kind, " ", index+1)
}

// wall is minutes from midnight as a clock shows them.
func wall(minutes float64) string {
	m := int(minutes + 0.5)
	return fmt.Sprintf("%02d:%02d", m/60, m%60)
}
