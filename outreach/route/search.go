package route

import (
	"math"
	"math/rand/v2"
	"slices"
)

// search is a plan on its way to a better one.
type search struct {
	p      *Problem
	random *rand.Rand
	noise  uint64
	steady bool
	size   int // of the matrices, which lie flat

	time, cost        []float64 // from place to place
	timeTo, costTo    []float64 // the same to place from place, so that a row holds all ways to one
	place             []int     // per stop, and so on
	opens, shuts      []float64
	several           []bool // more than one window
	service, load     []float64
	weight            []float64
	needs             []Set
	near              [][]int // other stops, nearest first
	depot             []float64
	lost              []bool // no vehicle can visit it
	kind              []int  // per vehicle: those alike have the same
	spare             [][]int
	tours             []*tour
	home              []*tour // nil: nowhere
	absent            []int
	step              int
	undo              undo
	trial             []int
	ruined, recreated []int
	total             float64
	best              [][]int // per vehicle
	bestTotal         float64
	temporary         *tour
}

// undo is how things stood before a step.
type undo struct {
	tours  []*tour
	absent []int
	spare  [][]int
	saved  []saving
	total  float64
}

type saving struct {
	t     *tour
	stops []int
}

func newSearch(p *Problem, seed uint64) *search {
	n, places := len(p.Stops), len(p.Time)
	s := &search{p: p, random: rand.New(rand.NewPCG(seed, 54)), noise: seed*2 + 1, size: places,
		time: flat(p.Time), cost: flat(p.Cost), home: make([]*tour, n), lost: make([]bool, n),
		place: make([]int, n), opens: make([]float64, n), shuts: make([]float64, n), several: make([]bool, n),
		service: make([]float64, n), load: make([]float64, n), weight: make([]float64, n), needs: make([]Set, n), depot: make([]float64, n), temporary: &tour{}}
	for i, stop := range p.Stops {
		s.place[i], s.service[i], s.load[i], s.needs[i], s.weight[i] = stop.Place, stop.Service, stop.Load, stop.Needs, stop.Weight
		if stop.Weight == 0 {
			s.weight[i] = LeftOut
		}
		s.opens[i], s.shuts[i], s.several[i] = math.Inf(-1), math.Inf(1), len(stop.Windows) > 1
		if len(stop.Windows) > 0 {
			s.opens[i], s.shuts[i] = stop.Windows[0].Open, stop.Windows[len(stop.Windows)-1].Close
		}
		if len(p.Vehicles) > 0 {
			s.depot[i] = p.Cost[p.Vehicles[0].Start][stop.Place]
		}
	}
	s.timeTo, s.costTo = turned(s.time, places), turned(s.cost, places)
	s.sortVehicles()
	s.sortNeighbours()
	for i := range p.Stops {
		if s.lost[i] = p.why(i) != ""; !s.lost[i] {
			s.absent = append(s.absent, i)
		}
	}
	return s
}

func flat(m [][]float64) (all []float64) {
	for _, row := range m {
		all = append(all, row...)
	}
	return all
}

// turned is a flat matrix with rows for columns.
func turned(m []float64, size int) []float64 {
	t := make([]float64, len(m))
	for i := range size {
		for j := range size {
			t[j*size+i] = m[i*size+j]
		}
	}
	return t
}

// sortVehicles gives vehicles that are alike one kind, so that only one empty one of each is tried.
func (s *search) sortVehicles() {
	type nature struct {
		v      Vehicle
		window Window
		rest   float64
		has    bool
	}
	kinds := map[nature]int{}
	for i, v := range s.p.Vehicles {
		key := nature{v: v}
		if v.Break != nil {
			key.window, key.rest, key.has = v.Break.Window, v.Break.Minutes, true
		}
		key.v.Name, key.v.Break = "", nil
		k, ok := kinds[key]
		if !ok {
			k = len(kinds)
			kinds[key] = k
			s.spare = append(s.spare, nil)
		}
		s.kind = append(s.kind, k)
		s.spare[k] = append(s.spare[k], i)
	}
	for _, spare := range s.spare {
		slices.Reverse(spare) // the first is taken first
	}
}

// sortNeighbours orders, for each stop, the others by distance.
func (s *search) sortNeighbours() {
	n := len(s.p.Stops)
	s.near = make([][]int, n)
	for i := range n {
		row := s.cost[s.place[i]*s.size:]
		others := make([]int, n)
		for j := range n {
			others[j] = j
		}
		slices.SortStableFunc(others, func(a, b int) int {
			switch da, db := row[s.place[a]], row[s.place[b]]; {
			case a == i:
				return -1
			case b == i:
				return 1
			case da < db:
				return -1
			case da > db:
				return 1
			}
			return 0
		})
		s.near[i] = others
	}
}

// blinks is true for one position in a hundred, and never in a steady search.
func (s *search) blinks() bool {
	if s.steady {
		return false
	}
	s.noise ^= s.noise << 13
	s.noise ^= s.noise >> 7
	s.noise ^= s.noise << 17
	return s.noise%100 == 0
}

// save keeps a tour as it was before this step.
func (s *search) save(t *tour) {
	if t.saved == s.step {
		return
	}
	t.saved = s.step
	n := len(s.undo.saved)
	if n < cap(s.undo.saved) {
		s.undo.saved = s.undo.saved[:n+1]
	} else {
		s.undo.saved = append(s.undo.saved, saving{})
	}
	sv := &s.undo.saved[n]
	sv.t, sv.stops = t, append(sv.stops[:0], t.stops...)
}

// begin notes how things stand.
func (s *search) begin() {
	s.step++
	u := &s.undo
	u.tours, u.absent, u.saved, u.total = append(u.tours[:0], s.tours...), append(u.absent[:0], s.absent...), u.saved[:0], s.total
	u.spare = resize(u.spare, len(s.spare))
	for k := range s.spare {
		u.spare[k] = append(u.spare[k][:0], s.spare[k]...)
	}
}

// rollBack makes the step not have happened.
func (s *search) rollBack() {
	u := &s.undo
	s.tours, s.absent, s.total = append(s.tours[:0], u.tours...), append(s.absent[:0], u.absent...), u.total
	for k := range s.spare {
		s.spare[k] = append(s.spare[k][:0], u.spare[k]...)
	}
	for _, sv := range u.saved {
		sv.t.stops = append(sv.t.stops[:0], sv.stops...)
		s.retime(sv.t)
		for _, i := range sv.t.stops {
			s.home[i] = sv.t
		}
	}
	for _, i := range s.absent {
		s.home[i] = nil
	}
}

// sum is the cost of the tours and of what is left out.
func (s *search) sum() (total float64) {
	for _, t := range s.tours {
		total += t.cost
	}
	for _, i := range s.absent {
		total += s.weight[i]
	}
	return total
}
