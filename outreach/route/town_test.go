package route

import (
	"math"
	"math/rand/v2"
	"testing"
)

// town draws a problem: stops with up to two windows, needs and loads, vehicles with shifts and some
// with a break. Times and costs differ, so that early and cheap are not the same.
func town(seed uint64, stops, vehicles int) *Problem {
	random := rand.New(rand.NewPCG(seed, 1509))
	p := &Problem{}
	xs, ys := make([]float64, stops+1), make([]float64, stops+1)
	for i := range xs {
		xs[i], ys[i] = random.Float64()*40, random.Float64()*40
	}
	for i := range xs {
		var times, costs []float64
		for j := range xs {
			d := math.Hypot(xs[i]-xs[j], ys[i]-ys[j])
			times, costs = append(times, d+1), append(costs, math.Round(d*10)/10)
		}
		times[i] = 0
		p.Time, p.Cost = append(p.Time, times), append(p.Cost, costs)
	}
	for i := range stops {
		s := Stop{Place: i + 1, Service: 5 + random.Float64()*20, Load: float64(random.IntN(3)), Weight: 100}
		open := random.Float64() * 300
		s.Windows = []Window{{open, open + 30 + random.Float64()*90}}
		if random.IntN(3) == 0 {
			s.Windows = append(s.Windows, Window{open + 200, open + 260})
		}
		if random.IntN(4) == 0 {
			s.Windows = nil
		}
		if random.IntN(4) == 0 {
			s.Needs = 1 << random.IntN(2)
		}
		p.Stops = append(p.Stops, s)
	}
	for range vehicles {
		v := Vehicle{Until: 300 + random.Float64()*180, Capacity: float64(2 + random.IntN(8)), Has: Set(random.IntN(4)), Fixed: float64(random.IntN(30))}
		if random.IntN(2) == 0 {
			v.Break = &Break{Window{120, 120 + random.Float64()*120}, 30}
		}
		p.Vehicles = append(p.Vehicles, v)
	}
	return p
}

// holds fails unless a plan keeps every rule by itself, read off its calls, and says of each stop
// once that it is visited or why not.
func holds(t *testing.T, p *Problem, plan Plan) {
	t.Helper()
	seen, driven, cost := map[int]bool{}, map[int]bool{}, 0.0
	once := func(i int) {
		if seen[i] {
			t.Errorf("stop %d stands there twice", i)
		}
		seen[i] = true
	}
	for _, r := range plan.Rounds {
		v := p.Vehicles[r.Vehicle]
		if driven[r.Vehicle] {
			t.Errorf("vehicle %d drives twice", r.Vehicle)
		}
		driven[r.Vehicle] = true
		cost += roundHolds(t, p, v, r, once)
	}
	if math.Abs(cost-plan.Cost) > 1e-6 {
		t.Errorf("the plan says it costs %v, its rounds cost %v", plan.Cost, cost)
	}
	for _, l := range plan.Left {
		once(l.Stop)
		if l.Reason == "" {
			t.Errorf("stop %d is left out without a reason", l.Stop)
		}
	}
	if len(seen) != len(p.Stops) {
		t.Errorf("%d of %d stops are accounted for", len(seen), len(p.Stops))
	}
}

func roundHolds(t *testing.T, p *Problem, v Vehicle, r Round, once func(int)) (cost float64) {
	t.Helper()
	at, now, load, cost := v.Start, v.From, 0.0, v.Fixed
	pause := func() {
		if c := r.Pause; c != nil && v.Break != nil && c.Begins >= now-1e-9 {
			now = c.Leaves
		}
	}
	for _, c := range r.Calls {
		once(c.Stop)
		s := p.Stops[c.Stop]
		if r.Pause != nil && r.Pause.Begins <= c.Arrives-p.Time[at][s.Place]+1e-9 && r.Pause.Leaves > now {
			pause()
		}
		load += s.Load
		cost += p.Cost[at][s.Place]
		if c.Arrives < now+p.Time[at][s.Place]-1e-9 || c.Begins < c.Arrives-1e-9 || c.Leaves < c.Begins+s.Service-1e-9 {
			t.Errorf("stop %d is reached at %v and left at %v, from %v", c.Stop, c.Arrives, c.Leaves, now)
		}
		if !v.Has.Covers(s.Needs) {
			t.Errorf("stop %d needs %b, its vehicle has %b", c.Stop, s.Needs, v.Has)
		}
		inside := len(s.Windows) == 0
		for _, w := range s.Windows {
			inside = inside || c.Begins >= w.Open-1e-9 && c.Begins <= w.Close+1e-9
		}
		if !inside {
			t.Errorf("stop %d begins at %v, outside %v", c.Stop, c.Begins, s.Windows)
		}
		at, now = s.Place, c.Leaves
	}
	if r.Pause != nil && r.Pause.Begins >= now-1e-9 {
		pause()
	}
	if now += p.Time[at][v.End]; now > v.Until+1e-9 || r.Returns < now-1e-9 {
		t.Errorf("vehicle %d is back at %v, says %v, must by %v", r.Vehicle, now, r.Returns, v.Until)
	}
	if load > v.Capacity+1e-9 {
		t.Errorf("vehicle %d carries %v of %v", r.Vehicle, load, v.Capacity)
	}
	if b := v.Break; b != nil && (r.Pause == nil && r.Returns > b.Close+1e-9 || r.Pause != nil && (r.Pause.Begins < b.Open-1e-9 || r.Pause.Begins > b.Close+1e-9)) {
		t.Errorf("vehicle %d has its break %v, its window is %v", r.Vehicle, r.Pause, b.Window)
	}
	return cost + p.Cost[at][v.End]
}

// worth is what a plan is kept small by: its cost and the weight of what it leaves out.
func worth(p *Problem, plan Plan) float64 {
	total := plan.Cost
	for _, l := range plan.Left {
		total += p.weight(l.Stop)
	}
	return total
}
