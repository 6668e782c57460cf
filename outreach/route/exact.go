package route

import (
	"math"
	"math/bits"
	"slices"
)

// ExactStops is up to how many stops a plan is proven.
const ExactStops = 12

// mostExactVehicles bounds the work of proving: a table of sets for each vehicle.
const mostExactVehicles = 16

func (p *Problem) small() bool { return len(p.Vehicles) <= mostExactVehicles }

// label is a way to visit a set of stops, ending at one of them: nobody visits the same earlier and
// cheaper.
type label struct {
	now, cost float64
	rested    bool
	last      int // the stop, -1 at the start
	before    *label
	set       uint32
}

// exact tries every set of stops for each vehicle, and every way to share all stops out. It is a
// dynamic program over sets (Held and Karp 1962), with time as a second measure.
func (p *Problem) exact() Plan {
	n := len(p.Stops)
	all := uint32(1)<<n - 1
	ends := make([][]*label, len(p.Vehicles)) // per vehicle and set, the cheapest round
	best := make([]float64, all+1)            // of each set, over the vehicles so far
	for set := range best[1:] {
		best[set+1] = math.Inf(1)
	}
	chosen := make([][]uint32, len(p.Vehicles))
	for v := range p.Vehicles {
		if v > 0 && p.alike(v-1, v) {
			ends[v] = ends[v-1]
		} else {
			ends[v] = p.rounds(v)
		}
		best, chosen[v] = share(best, ends[v])
	}
	set := p.worth(best)
	plan := Plan{Proven: true}
	for v := len(p.Vehicles) - 1; v >= 0; v-- {
		part := chosen[v][set]
		if set &^= part; part == 0 {
			continue
		}
		if r, ok := p.Drive(v, ends[v][part].order()); ok {
			plan.Rounds, plan.Cost = append(plan.Rounds, r), plan.Cost+r.Cost
		}
	}
	slices.Reverse(plan.Rounds)
	done := make([]bool, n)
	for _, r := range plan.Rounds {
		for _, c := range r.Calls {
			done[c.Stop] = true
		}
	}
	plan.Left = p.reasons(done)
	return plan
}

// alike reports whether two vehicles can do the same.
func (p *Problem) alike(a, b int) bool {
	v, w := p.Vehicles[a], p.Vehicles[b]
	if v.Break != nil && w.Break != nil && *v.Break == *w.Break {
		v.Break, w.Break = nil, nil
	}
	v.Name, w.Name = "", ""
	return v == w
}

// share lets one more vehicle take a part of each set; the part is 0 where it had better stand still.
func share(best []float64, ends []*label) (next []float64, part []uint32) {
	next, part = slices.Clone(best), make([]uint32, len(best))
	for set := range uint32(len(best)) {
		for sub := set; sub > 0; sub = (sub - 1) & set {
			if ends[sub] == nil {
				continue
			}
			if cost := best[set&^sub] + ends[sub].cost; cost < next[set]-tiny {
				next[set], part[set] = cost, sub
			}
		}
	}
	return next, part
}

// worth returns the set that is best visited, with the others left out at their weight.
func (p *Problem) worth(best []float64) (chosen uint32) {
	least := math.Inf(1)
	for set := range best {
		cost := best[set]
		for i := range p.Stops {
			if set>>i&1 == 0 {
				cost += p.weight(i)
			}
		}
		if cost < least-tiny {
			least, chosen = cost, uint32(set)
		}
	}
	return chosen
}

func (p *Problem) weight(i int) float64 {
	if p.Stops[i].Weight == 0 {
		return LeftOut
	}
	return p.Stops[i].Weight
}

// rounds returns a vehicle's cheapest round for each set, its cost with the way back; nil where there
// is none.
func (p *Problem) rounds(v int) []*label {
	n, vehicle := len(p.Stops), &p.Vehicles[v]
	ways := make([][][]*label, 1<<n) // per set, per last stop
	ends := make([]*label, 1<<n)
	begin := &label{now: vehicle.From, cost: vehicle.Fixed, last: -1}
	for set := range uint32(1 << n) {
		from := slices.Concat(ways[set]...)
		if set == 0 {
			from = []*label{begin}
		}
		ways[set] = nil
		for _, l := range from {
			for _, l := range p.orRested(vehicle, l) {
				p.extend(vehicle, l, ways)
				if back, ok := p.home(vehicle, l); ok && set > 0 && (ends[set] == nil || back.cost < ends[set].cost) {
					ends[set] = back
				}
			}
		}
	}
	return ends
}

// orRested returns a label, and the same after a break if it can be had now.
func (p *Problem) orRested(v *Vehicle, l *label) []*label {
	if v.Break == nil || l.rested || l.now > v.Break.Close {
		return []*label{l}
	}
	rested := *l
	rested.now, rested.rested = max(l.now, v.Break.Open)+v.Break.Minutes, true
	return []*label{l, &rested}
}

// extend goes on from a label to every stop that can still be had.
func (p *Problem) extend(v *Vehicle, l *label, ways [][][]*label) {
	at := p.at(v, l)
	for i := range p.Stops {
		stop := &p.Stops[i]
		if l.set>>i&1 == 1 || !v.Has.Covers(stop.Needs) || p.loadOf(l.set|1<<i) > v.Capacity+tiny {
			continue
		}
		begins, ok := stop.served(l.now + p.Time[at][stop.Place])
		if !ok {
			continue
		}
		next := &label{begins + stop.Service, l.cost + p.Cost[at][stop.Place], l.rested, i, l, l.set | 1<<i}
		if ways[next.set] == nil {
			ways[next.set] = make([][]*label, len(p.Stops))
		}
		ways[next.set][i] = addLabel(ways[next.set][i], next)
	}
}

func (p *Problem) at(v *Vehicle, l *label) int {
	if l.last < 0 {
		return v.Start
	}
	return p.Stops[l.last].Place
}

func (p *Problem) loadOf(set uint32) (load float64) {
	for ; set != 0; set &= set - 1 {
		load += p.Stops[bits.TrailingZeros32(set)].Load
	}
	return load
}

// home ends a round, if it ends in time and has had the break that it must have.
func (p *Problem) home(v *Vehicle, l *label) (*label, bool) {
	at := p.at(v, l)
	back := &label{l.now + p.Time[at][v.End], l.cost + p.Cost[at][v.End], l.rested, l.last, l.before, l.set}
	return back, back.now <= v.Until && (v.Break == nil || l.rested || back.now <= v.Break.Close)
}

// addLabel keeps the labels of which none is both earlier and cheaper than another. One that has
// rested is as good as one that has not; the other way round it is not.
func addLabel(labels []*label, l *label) []*label {
	better := func(a, b *label) bool { return a.now <= b.now && a.cost <= b.cost && (a.rested || !b.rested) }
	for _, other := range labels {
		if better(other, l) {
			return labels
		}
	}
	return append(slices.DeleteFunc(labels, func(other *label) bool { return better(l, other) }), l)
}

// order is the stops of a label, first to last.
func (l *label) order() (stops []int) {
	for ; l != nil && l.last >= 0; l = l.before {
		stops = append(stops, l.last)
	}
	slices.Reverse(stops)
	return stops
}
