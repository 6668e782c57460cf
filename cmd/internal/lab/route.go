package lab

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"balie/cmd/internal/server"
	"balie/outreach/route"
)

type Route struct {
	In       string  `required:"" help:"File with the problem." type:"existingfile" placeholder:"FILE"`
	Seconds  float64 `help:"How long to search, on one core; what is proven ends sooner." default:"1"`
	Seed     uint64  `help:"Of the search." default:"1"`
	Format   string  `help:"balie (JSON), or vrptw: customers with x, y, demand, ready, due and service." enum:"balie,vrptw" default:"balie"`
	Decimals int     `help:"With vrptw, cut every leg to so many decimals; -1 keeps double precision." default:"-1"`
	JSON     bool    `name:"json" help:"Print JSON instead of a table."`
}

// Run plans the rounds of a file and prints them.
func (c *Route) Run(ctx context.Context, proc *server.Process) error {
	text, err := os.ReadFile(c.In)
	if err != nil {
		return err
	}
	read := ReadRounds
	if c.Format == "vrptw" {
		read = func(text []byte) (*route.Problem, error) { return ReadVRPTW(text, c.Decimals) }
	}
	p, err := read(text)
	if err != nil {
		return fmt.Errorf("%s: %w", c.In, err)
	}
	begin := time.Now()
	plan, err := route.Solve(p, route.Options{Seed: c.Seed, Progress: untilSeconds(ctx, c.Seconds)})
	if err != nil {
		return fmt.Errorf("%s: %w", c.In, err)
	}
	took := time.Since(begin).Seconds()
	switch {
	case c.Format == "vrptw" && c.JSON:
		return printVRPTW(proc, plan, took)
	case c.JSON:
		return printRounds(proc, p, plan, took)
	}
	printRoundTable(proc, p, plan, took)
	return nil
}

// untilSeconds is how much of the time has gone; all of it when ctx ends.
func untilSeconds(ctx context.Context, seconds float64) func() float64 {
	begin := time.Now()
	return func() float64 {
		if ctx.Err() != nil || seconds <= 0 {
			return 1
		}
		return time.Since(begin).Seconds() / seconds
	}
}

// roundsFile is the form of a problem of our own. Times are minutes from midnight. Legs are minutes
// by the road factor from positions, or stand in "minutes", a matrix over places.
type roundsFile struct {
	Places []struct {
		Name string  `json:"name"`
		Lat  float64 `json:"lat"`
		Lon  float64 `json:"lon"`
	} `json:"places"`
	Minutes [][]float64 `json:"minutes,omitempty"`
	Stops   []struct {
		Name    string       `json:"name"`
		Place   string       `json:"place"`
		Windows [][2]float64 `json:"windows,omitempty"`
		Minutes float64      `json:"minutes"`
		Load    float64      `json:"load,omitempty"`
		Needs   []string     `json:"needs,omitempty"`
		Weight  float64      `json:"weight,omitempty"`
	} `json:"stops"`
	Vehicles []struct {
		Name     string   `json:"name"`
		Start    string   `json:"start"`
		End      string   `json:"end,omitempty"`
		From     float64  `json:"from"`
		Until    float64  `json:"until"`
		Capacity float64  `json:"capacity,omitempty"`
		Has      []string `json:"has,omitempty"`
		Fixed    float64  `json:"fixed,omitempty"`
		Break    *struct {
			Open    float64 `json:"open"`
			Close   float64 `json:"close"`
			Minutes float64 `json:"minutes"`
		} `json:"break,omitempty"`
	} `json:"vehicles"`
}

// ReadRounds reads a problem of our own form and refuses keys that it does not know.
func ReadRounds(text []byte) (*route.Problem, error) {
	var f roundsFile
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil {
		return nil, err
	}
	p, index := &route.Problem{Time: f.Minutes, Cost: f.Minutes}, map[string]int{}
	var positions []route.Position
	for i, place := range f.Places {
		if _, twice := index[place.Name]; twice || place.Name == "" {
			return nil, fmt.Errorf("place %d: %q is no name, or stands there twice", i, place.Name)
		}
		index[place.Name] = i
		positions = append(positions, route.Position{Lat: place.Lat, Lon: place.Lon})
	}
	if f.Minutes == nil {
		p.Time = route.Roads(positions)
		p.Cost = p.Time
	}
	return p, errors.Join(f.stops(p, index), f.vehicles(p, index))
}

func (f *roundsFile) stops(p *route.Problem, index map[string]int) (err error) {
	for _, s := range f.Stops {
		place, ok := index[s.Place]
		if !ok {
			err = errors.Join(err, fmt.Errorf("stop %q: there is no place %q", s.Name, s.Place))
		}
		stop := route.Stop{Name: s.Name, Place: place, Service: s.Minutes, Load: s.Load, Weight: s.Weight}
		for _, w := range s.Windows {
			stop.Windows = append(stop.Windows, route.Window{Open: w[0], Close: w[1]})
		}
		if stop.Needs, ok = f.set(s.Needs); !ok {
			err = errors.Join(err, errors.New("there are more than 64 skills and kits"))
		}
		p.Stops = append(p.Stops, stop)
	}
	return err
}

func (f *roundsFile) vehicles(p *route.Problem, index map[string]int) (err error) {
	for _, v := range f.Vehicles {
		if v.End == "" {
			v.End = v.Start
		}
		start, ok := index[v.Start]
		end, also := index[v.End]
		if !ok || !also {
			err = errors.Join(err, fmt.Errorf("vehicle %q: there is no place %q or %q", v.Name, v.Start, v.End))
		}
		vehicle := route.Vehicle{Name: v.Name, Start: start, End: end, From: v.From, Until: v.Until, Capacity: v.Capacity, Fixed: v.Fixed}
		if vehicle.Has, ok = f.set(v.Has); !ok {
			err = errors.Join(err, errors.New("there are more than 64 skills and kits"))
		}
		if b := v.Break; b != nil {
			vehicle.Break = &route.Break{Window: route.Window{Open: b.Open, Close: b.Close}, Minutes: b.Minutes}
		}
		p.Vehicles = append(p.Vehicles, vehicle)
	}
	return err
}

// set turns names into a set, each name a bit in the order in which the file first has it.
func (f *roundsFile) set(names []string) (set route.Set, ok bool) {
	all := f.names()
	for _, n := range names {
		set |= 1 << slices.Index(all, n)
	}
	return set, len(all) <= 64
}

func (f *roundsFile) names() (all []string) {
	add := func(names []string) {
		for _, n := range names {
			if n = strings.TrimSpace(n); !slices.Contains(all, n) {
				all = append(all, n)
			}
		}
	}
	for _, s := range f.Stops {
		add(s.Needs)
	}
	for _, v := range f.Vehicles {
		add(v.Has)
	}
	return all
}
