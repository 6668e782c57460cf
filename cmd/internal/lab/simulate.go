package lab

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"balie/cmd/internal/server"
	"balie/queue/sim"
)

//go:embed scenarios/*.json
var scenarioFiles embed.FS

type Simulate struct {
	server.Location
	Day      string   `help:"Play a logged day of the ledger again (2026-11-24) instead of made-up ones: what we did, by order of arrival, and with perfect foresight." placeholder:"DATE"`
	Office   string   `help:"With --day: of this office alone." placeholder:"ID"`
	Scenario string   `help:"Scenario file (JSON), or the name of one that Balie brings: --list." placeholder:"FILE" default:"hall-70"`
	Policy   []string `help:"Ways to call: ${policies}." default:"fifo,appointment-first,rollout,rollout-on-call,clairvoyant" placeholder:"NAME"`
	Days     int      `help:"Days that every policy plays." default:"300"`
	Seed     uint64   `help:"Of the days; the same seed gives the same days." default:"1"`
	JSON     bool     `name:"json" help:"Print JSON instead of a table."`
	SVG      string   `name:"svg" help:"Write a picture beside the table." placeholder:"FILE"`
	Staffing bool     `help:"Say how many desks each half hour needs, and what a skill is worth."`
	FallOut  int      `name:"fall-out" help:"Let a desk, numbered from 1, fall out before opening, and say what each way out makes of the day." placeholder:"DESK"`
	Score    bool     `help:"Say how well forecasts of the wait held."`
	List     bool     `help:"Name the scenarios that Balie brings."`
}

// Run plays made-up days under several policies and says what each made of the same guests.
func (c *Simulate) Run(ctx context.Context, proc *server.Process) error {
	if c.List {
		return c.list(proc)
	}
	if c.Day != "" {
		return c.again(ctx, proc)
	}
	s, err := readScenario(c.Scenario)
	if err != nil {
		return err
	}
	switch {
	case c.Staffing:
		return c.staff(proc, s)
	case c.FallOut > 0:
		return c.fallOut(proc, s)
	case c.Score:
		return printJSON(proc, sim.Score(s, c.Days, c.Seed))
	}
	r, err := sim.Compare(s, c.Policy, c.Days, c.Seed)
	if err != nil {
		return err
	}
	if c.SVG != "" {
		if err := os.WriteFile(c.SVG, []byte(r.Picture()), 0o644); err != nil {
			return err
		}
	}
	if c.JSON {
		return printJSON(proc, r)
	}
	proc.Printf("%s\n", r.Table(s))
	return nil
}

func (c *Simulate) fallOut(proc *server.Process, s sim.Scenario) error {
	f, err := sim.DeskOutage(s, c.FallOut-1, c.Days, c.Seed)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(proc, f)
	}
	proc.Printf("%s", f.Table())
	return nil
}

func printJSON(proc *server.Process, v any) error {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	proc.Printf("%s\n", text)
	return nil
}

// readScenario reads a file, or a scenario that Balie brings where the name has neither a folder
// nor an ending.
func readScenario(name string) (sim.Scenario, error) {
	if !strings.ContainsAny(name, "./\\") {
		text, err := scenarioFiles.ReadFile("scenarios/" + name + ".json")
		if err != nil {
			return sim.Scenario{}, fmt.Errorf("there is no scenario %q; balie lab simulate --list names them", name)
		}
		return sim.ReadScenario(text)
	}
	text, err := readFile(name)
	if err != nil {
		return sim.Scenario{}, err
	}
	return sim.ReadScenario(text)
}

func ScenarioNames() (names []string) {
	entries, err := scenarioFiles.ReadDir("scenarios")
	if err != nil {
		return nil
	}
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), path.Ext(e.Name())))
	}
	return slices.Sorted(slices.Values(names))
}

func (c *Simulate) list(proc *server.Process) error {
	for _, name := range ScenarioNames() {
		s, err := readScenario(name)
		if err != nil {
			return err
		}
		proc.Printf("%-20s %s\n", name, s.Name)
	}
	return nil
}

// inTime is the share that is to be called within five minutes.
const inTime = 0.95

func (c *Simulate) staff(proc *server.Process, s sim.Scenario) error {
	halves, values := sim.Staffing(s, inTime, c.Days, c.Seed), sim.Values(s, c.Days, c.Seed)
	if c.SVG != "" {
		if err := os.WriteFile(c.SVG, []byte(sim.StaffingPicture(halves)), 0o644); err != nil {
			return err
		}
	}
	if c.JSON {
		return printJSON(proc, map[string]any{"simulated": true, "half_hours": halves, "skills": values})
	}
	proc.Printf("%s\n", sim.StaffingTable(halves, inTime))
	for _, v := range values {
		proc.Printf("%-24s appointments %s, walk-ins %s\n", v.Change, v.Appointments5, v.Walkins15)
	}
	return nil
}
