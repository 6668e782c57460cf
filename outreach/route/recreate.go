package route

import (
	"cmp"
	"math"
	"slices"
)

// orders are ways to line up who is put back, and how often each is taken: the paper's for loads and
// distances, and three for windows.
var orders = []struct {
	often int
	less  func(s *search, a, b int) int
}{
	{4, func(s *search, a, b int) int { return 0 }}, // as shuffled
	{4, func(s *search, a, b int) int { return cmp.Compare(s.load[b], s.load[a]) }},
	{2, func(s *search, a, b int) int { return cmp.Compare(s.depot[b], s.depot[a]) }},
	{1, func(s *search, a, b int) int { return cmp.Compare(s.depot[a], s.depot[b]) }},
	{2, func(s *search, a, b int) int {
		return cmp.Compare(s.shuts[a]-s.opens[a], s.shuts[b]-s.opens[b])
	}},
	{2, func(s *search, a, b int) int { return cmp.Compare(s.opens[a], s.opens[b]) }},
	{2, func(s *search, a, b int) int { return cmp.Compare(s.shuts[b], s.shuts[a]) }},
}

// recreate puts back who is absent, each at the cheapest place there is for them then.
func (s *search) recreate() {
	s.random.Shuffle(len(s.absent), func(a, b int) { s.absent[a], s.absent[b] = s.absent[b], s.absent[a] })
	draw := s.random.IntN(17)
	for _, o := range orders {
		if draw -= o.often; draw < 0 {
			slices.SortStableFunc(s.absent, func(a, b int) int { return o.less(s, a, b) })
			break
		}
	}
	left := s.recreated[:0]
	for _, i := range s.absent {
		if !s.putBack(i) {
			left = append(left, i)
		}
	}
	s.absent, s.recreated = append(s.absent[:0], left...), left
}

// choice is a place for a stop: in a tour, or in a vehicle of a kind that stands still.
type choice struct {
	tour     *tour
	kind     int
	position int
	added    float64
}

func (c choice) found() bool { return c.tour != nil || c.kind >= 0 }

// choose finds the cheapest place for a stop that adds less than worth. The paper wakes a vehicle only
// where no tour has a place, since it counts vehicles first; here cost decides.
func (s *search) choose(i int, worth float64) choice {
	best := choice{kind: -1, added: worth}
	for _, t := range s.tours {
		if k, more := s.bestPlace(t, i, best.added); k >= 0 {
			best = choice{t, -1, k, more}
		}
	}
	for kind, spare := range s.spare {
		if len(spare) == 0 {
			continue
		}
		s.temporary.vehicle, s.temporary.stops = spare[len(spare)-1], s.temporary.stops[:0]
		s.retime(s.temporary)
		if at, more := s.bestPlace(s.temporary, i, best.added); at >= 0 {
			best = choice{nil, kind, at, more}
		}
	}
	return best
}

// take puts a stop where it was chosen to be.
func (s *search) take(c choice, i int) {
	if c.tour == nil {
		c.tour = s.wake(c.kind)
	}
	s.insert(c.tour, c.position, i)
}

// putBack puts a stop at its cheapest place, if it has any.
func (s *search) putBack(i int) bool {
	c := s.choose(i, math.Inf(1))
	if c.found() {
		s.take(c, i)
	}
	return c.found()
}

// wake makes a tour of a vehicle that stood still.
func (s *search) wake(kind int) *tour {
	spare := s.spare[kind]
	t := &tour{vehicle: spare[len(spare)-1]}
	s.spare[kind] = spare[:len(spare)-1]
	s.tours = append(s.tours, t)
	s.retime(t)
	return t
}
