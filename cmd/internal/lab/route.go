package lab

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"balie/booking/textfile"
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
	text, err := readFile(c.In)
	if err != nil {
		return err
	}
	read := ReadRounds
	if c.Format == "vrptw" {
		read = func(text []byte) (*route.Problem, error) { return ReadVRPTW(text, c.Decimals) }
	}
	p, err := read(text)
	if err != nil {
		return fmt.Errorf("%s: %s", c.In, strings.ReplaceAll(err.Error(), "\n", "\n"+c.In+": "))
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

// largestFile is how many bytes a file of an engineer has at most.
const largestFile = 16 << 20

// readFile reads a file that is not larger.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err == nil && info.Size() > largestFile {
		err = fmt.Errorf("%s has %d MB, and %d MB is the most that is read", path, info.Size()>>20, largestFile>>20)
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
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

// ReadRounds reads a problem of our own form, and refuses with line, record and field what it does not know, what
// is named and not there, and what cannot be.
func ReadRounds(content []byte) (*route.Problem, error) {
	text, _, err := textfile.Text(content)
	if err != nil {
		return nil, err
	}
	c := roundsCheck{index: map[string]int{}}
	if c.places, err = textfile.JSON(text, &c.file); err != nil {
		return nil, err
	}
	f := &c.file
	p := &route.Problem{Time: f.Minutes, Cost: f.Minutes}
	positions := c.positions()
	if f.Minutes == nil {
		p.Time = route.Roads(positions)
		p.Cost = p.Time
	}
	c.matrix()
	c.stops(p)
	c.vehicles(p)
	c.say(len(f.names()) > 64, "", "", "there are more than 64 skills and kits")
	return p, errors.Join(c.found...)
}

// roundsCheck holds a file of rounds against itself.
type roundsCheck struct {
	file   roundsFile
	places textfile.Places
	index  map[string]int // of places by name
	found  []error
}

func (c *roundsCheck) say(wrong bool, record, field, what string) {
	if wrong {
		c.found = append(c.found, c.places.Problem(record, field, what))
	}
}

func (c *roundsCheck) positions() (all []route.Position) {
	for i, place := range c.file.Places {
		at := fmt.Sprintf("places[%d]", i)
		_, twice := c.index[place.Name]
		c.say(place.Name == "", at, "name", "is missing")
		c.say(twice, at, "name", fmt.Sprintf("%q stands there twice", place.Name))
		c.say(place.Lat < -90 || place.Lat > 90, at, "lat", "must be -90 to 90")
		c.say(place.Lon < -180 || place.Lon > 180, at, "lon", "must be -180 to 180")
		c.index[place.Name] = i
		all = append(all, route.Position{Lat: place.Lat, Lon: place.Lon})
	}
	return all
}

// matrix checks the measured times.
func (c *roundsCheck) matrix() {
	c.say(c.file.Minutes != nil && len(c.file.Minutes) != len(c.file.Places), "", "minutes", "must have a row for each place")
	for i, row := range c.file.Minutes {
		c.say(len(row) != len(c.file.Places), fmt.Sprintf("minutes[%d]", i), "", "must have a time for each place")
		c.say(slices.ContainsFunc(row, func(m float64) bool { return m < 0 || m > 10_000 }), fmt.Sprintf("minutes[%d]", i), "", "has a time that is none")
	}
}

// named is the place of a name; it says where there is none.
func (c *roundsCheck) named(record, field, name string) int {
	i, known := c.index[name]
	c.say(!known, record, field, fmt.Sprintf("there is no place %q", name))
	return i
}

func (c *roundsCheck) stops(p *route.Problem) {
	for i, s := range c.file.Stops {
		at := fmt.Sprintf("stops[%d]", i)
		stop := route.Stop{Name: s.Name, Place: c.named(at, "place", s.Place), Service: s.Minutes, Load: s.Load, Weight: s.Weight, Needs: c.file.set(s.Needs)}
		c.say(s.Minutes < 0 || s.Minutes > 10_000, at, "minutes", "must be 0 to 10000")
		for k, w := range s.Windows {
			c.say(w[0] > w[1], at, fmt.Sprintf("windows[%d]", k), "ends before it begins")
			stop.Windows = append(stop.Windows, route.Window{Open: w[0], Close: w[1]})
		}
		p.Stops = append(p.Stops, stop)
	}
}

func (c *roundsCheck) vehicles(p *route.Problem) {
	for i, v := range c.file.Vehicles {
		at := fmt.Sprintf("vehicles[%d]", i)
		start := c.named(at, "start", v.Start)
		end := start
		if v.End != "" {
			end = c.named(at, "end", v.End)
		}
		c.say(v.From > v.Until, at, "until", "must not be earlier than from")
		vehicle := route.Vehicle{Name: v.Name, Start: start, End: end, From: v.From, Until: v.Until, Capacity: v.Capacity, Fixed: v.Fixed, Has: c.file.set(v.Has)}
		if b := v.Break; b != nil {
			vehicle.Break = &route.Break{Window: route.Window{Open: b.Open, Close: b.Close}, Minutes: b.Minutes}
		}
		p.Vehicles = append(p.Vehicles, vehicle)
	}
}

// set turns names into a set, each name a bit in the order in which the file first has it.
func (f *roundsFile) set(names []string) (set route.Set) {
	all := f.names()
	for _, n := range names {
		set |= 1 << slices.Index(all, strings.TrimSpace(n))
	}
	return set
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
