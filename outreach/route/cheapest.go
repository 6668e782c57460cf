package route

import "math"

// Cheapest is plain cheapest insertion: of all stops that are left, always the one that can be put
// in at the least cost. It is the baseline that Solve is measured beside.
func Cheapest(p *Problem) (Plan, error) {
	if err := p.Check(); err != nil {
		return Plan{}, err
	}
	s := newSearch(p, 1)
	s.steady = true
	for s.insertCheapest() {
	}
	s.total = s.sum()
	s.keepBest()
	return s.plan(), nil
}

// insertCheapest puts in the stop that costs least, and reports whether there was one.
func (s *search) insertCheapest() bool {
	var best choice
	best.added = math.Inf(1)
	at := -1
	for n, i := range s.absent {
		if c := s.choose(i, best.added); c.found() {
			best, at = c, n
		}
	}
	if at < 0 {
		return false
	}
	s.take(best, s.absent[at])
	s.absent = append(s.absent[:at], s.absent[at+1:]...)
	return true
}
