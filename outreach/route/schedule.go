package route

import "math"

// served returns when service begins for who arrives at a moment, or false if that is too late. The
// earliest beginning is best: whoever leaves earlier can do all that who leaves later can.
func (s *Stop) served(arrives float64) (begins float64, ok bool) {
	if len(s.Windows) == 0 {
		return arrives, true
	}
	for _, w := range s.Windows {
		if arrives <= w.Close {
			return max(arrives, w.Open), true
		}
	}
	return 0, false
}

// latest returns the latest arrival from which service can begin at bound or before; negative
// infinity if none.
func (s *Stop) latest(bound float64) float64 {
	if len(s.Windows) == 0 {
		return bound
	}
	last := math.Inf(-1)
	for _, w := range s.Windows {
		if w.Open <= bound {
			last = min(w.Close, bound)
		}
	}
	return last
}

// Drive times a round: each stop as early as it can be, the break at the first place in the order
// that lets the round end in time and the earliest. It returns false if the round breaks something.
func (p *Problem) Drive(vehicle int, stops []int) (Round, bool) {
	v := &p.Vehicles[vehicle]
	if !p.carries(v, stops) {
		return Round{}, false
	}
	best, found := Round{}, false
	pauses := []int{-1}
	if v.Break != nil {
		for k := range len(stops) + 1 {
			pauses = append(pauses, k)
		}
	}
	for _, k := range pauses {
		if r, ok := p.drive(vehicle, stops, k); ok && (!found || r.Returns < best.Returns) {
			best, found = r, true
		}
	}
	return best, found
}

func (p *Problem) carries(v *Vehicle, stops []int) bool {
	load := 0.0
	for _, i := range stops {
		load += p.Stops[i].Load
		if !v.Has.Covers(p.Stops[i].Needs) {
			return false
		}
	}
	return load <= v.Capacity
}

// drive times a round with the break before its pause-th stop, or before the way back; -1 is none,
// which is right only for a round that ends before the break must have begun.
func (p *Problem) drive(vehicle int, stops []int, pause int) (Round, bool) {
	v := &p.Vehicles[vehicle]
	r := Round{Vehicle: vehicle, Leaves: v.From, Cost: v.Fixed}
	at, now := v.Start, v.From
	for k := range len(stops) + 1 {
		if k == pause && !r.rest(v.Break, &now) {
			return r, false
		}
		place := v.End
		if k < len(stops) {
			place = p.Stops[stops[k]].Place
		}
		r.Cost += p.Cost[at][place]
		now += p.Time[at][place]
		at = place
		if k == len(stops) {
			break
		}
		begins, ok := p.Stops[stops[k]].served(now)
		if !ok {
			return r, false
		}
		leaves := begins + p.Stops[stops[k]].Service
		r.Calls = append(r.Calls, Call{stops[k], now, begins, leaves})
		now = leaves
	}
	r.Returns = now
	missed := pause < 0 && v.Break != nil && now > v.Break.Close
	return r, now <= v.Until && !missed
}

// rest takes the break now, or waits for it.
func (r *Round) rest(b *Break, now *float64) bool {
	if *now > b.Close {
		return false
	}
	begins := max(*now, b.Open)
	r.Pause = &Call{-1, *now, begins, begins + b.Minutes}
	*now = r.Pause.Leaves
	return true
}
