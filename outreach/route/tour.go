package route

import "math"

// tour is one vehicle's stops while a plan is sought, with what makes trying an insertion cheap: how
// early each stop can be left, and how late it may be reached.
type tour struct {
	vehicle int
	stops   []int
	places  []int     // the start, those of the stops, the end
	leaves  []float64 // the place at that position, at the earliest
	latest  []float64 // arrival at that position from which the rest can be kept
	legs    []float64 // what it costs from that position to the next
	load    float64
	cost    float64
	saved   int // the step in which it was last saved
}

// retime recomputes a tour from its stops.
func (s *search) retime(t *tour) {
	v, n := &s.p.Vehicles[t.vehicle], len(t.stops)
	t.places, t.leaves, t.latest, t.legs = resize(t.places, n+2), resize(t.leaves, n+2), resize(t.latest, n+2), resize(t.legs, n+2)
	t.places[0], t.places[n+1], t.leaves[0], t.latest[n+1] = v.Start, v.End, v.From, v.Until
	t.load = 0
	for k, i := range t.stops {
		t.places[k+1] = s.place[i]
		t.load += s.load[i]
		s.leave(t, k+1)
	}
	t.cost = 0
	for k := range n + 1 {
		t.legs[k] = s.cost[t.places[k]*s.size+t.places[k+1]]
		t.cost += t.legs[k]
	}
	t.cost += v.Fixed
	for k := n; k > 0; k-- {
		s.reach(t, k)
	}
	if n == 0 {
		t.cost, t.legs[0] = 0, 0 // it drives nowhere
	}
}

// leave recomputes how early a position can be left, and reports whether that changed.
func (s *search) leave(t *tour, k int) bool {
	i, before := t.stops[k-1], t.leaves[k]
	t.leaves[k] = s.begins(i, t.leaves[k-1]+s.time[t.places[k-1]*s.size+t.places[k]]) + s.service[i]
	return t.leaves[k] != before
}

// reach recomputes how late a position may be reached, and reports whether that changed.
func (s *search) reach(t *tour, k int) bool {
	i, before := t.stops[k-1], t.latest[k]
	t.latest[k] = s.latest(i, t.latest[k+1]-s.time[t.places[k]*s.size+t.places[k+1]]-s.service[i])
	return t.latest[k] != before
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, 2*n)
	}
	return s[:n]
}

// begins returns when service begins for who arrives in time, infinity for who comes too late.
func (s *search) begins(i int, arrives float64) float64 {
	if !s.several[i] {
		if arrives > s.shuts[i]+tiny {
			return math.Inf(1)
		}
		return max(arrives, s.opens[i])
	}
	begins, ok := s.p.Stops[i].served(arrives)
	if !ok {
		return math.Inf(1)
	}
	return begins
}

func (s *search) latest(i int, bound float64) float64 {
	if s.several[i] {
		return s.p.Stops[i].latest(bound)
	}
	if bound < s.opens[i]-tiny {
		return math.Inf(-1)
	}
	return min(s.shuts[i], bound)
}

// bestPlace returns the cheapest position for a stop in a tour and what it adds, if that is less than
// worth; the position is -1 where there is none. Positions are skipped now and then, so that the
// search does not always see the same.
func (s *search) bestPlace(t *tour, i int, worth float64) (position int, added float64) {
	v := &s.p.Vehicles[t.vehicle]
	position, added = -1, worth
	if t.load+s.load[i] > v.Capacity+tiny || !v.Has.Covers(s.needs[i]) {
		return position, added
	}
	fixed := 0.0
	if len(t.stops) == 0 {
		fixed = v.Fixed
	}
	place, shuts, service := s.place[i], s.shuts[i]+tiny, s.service[i]
	timeTo, costTo := s.timeTo[place*s.size:(place+1)*s.size], s.costTo[place*s.size:(place+1)*s.size]
	timeFrom, costFrom := s.time[place*s.size:(place+1)*s.size], s.cost[place*s.size:(place+1)*s.size]
	legs, leaves, latest := t.legs[:len(t.places)-1], t.leaves, t.latest
	for k, before := range t.places[:len(t.places)-1] {
		arrives := leaves[k] + timeTo[before]
		if arrives > shuts {
			break // later positions are reached later still
		}
		next := t.places[k+1]
		detour := fixed + costTo[before] + costFrom[next] - legs[k]
		if detour >= added || s.begins(i, arrives)+service+timeFrom[next] > latest[k+1]+tiny || s.blinks() || !s.pausable(t, k, i) {
			continue
		}
		position, added = k, detour
	}
	return position, added
}

// tiny is what sums of rounded distances may differ by.
const tiny = 1e-9

// pausable checks the break, for vehicles that have one.
func (s *search) pausable(t *tour, k, i int) bool {
	if s.p.Vehicles[t.vehicle].Break == nil {
		return true
	}
	s.trial = append(append(append(s.trial[:0], t.stops[:k]...), i), t.stops[k:]...)
	_, ok := s.p.Drive(t.vehicle, s.trial)
	return ok
}

// insert puts a stop at a position, and retimes what that changes.
func (s *search) insert(t *tour, k, i int) {
	s.save(t)
	s.home[i] = t
	if len(t.stops) == 0 {
		t.stops = append(t.stops, i)
		s.retime(t)
		return
	}
	t.stops = wedge(t.stops, k, i)
	t.places, t.leaves, t.latest, t.legs = wedge(t.places, k+1, s.place[i]), wedge(t.leaves, k+1, 0), wedge(t.latest, k+1, 0), wedge(t.legs, k, 0)
	t.load += s.load[i]
	t.cost -= t.legs[k+1]
	for _, leg := range []int{k, k + 1} {
		t.legs[leg] = s.cost[t.places[leg]*s.size+t.places[leg+1]]
		t.cost += t.legs[leg]
	}
	s.leave(t, k+1)
	for at := k + 2; at <= len(t.stops) && s.leave(t, at); at++ {
	}
	s.reach(t, k+1)
	for at := k; at > 0 && s.reach(t, at); at-- {
	}
}

// wedge inserts a value.
func wedge[T any](s []T, k int, v T) []T {
	s = append(s, v)
	copy(s[k+1:], s[k:])
	s[k] = v
	return s
}
