package route

import (
	"math"
	"slices"
)

// Options say how long and from where a plan is sought.
type Options struct {
	Seed  uint64
	Steps int // 0 takes StandardSteps, unless Progress is given
	// Progress is asked now and then how much of the time there is has gone, from 0 to 1. At 1 the
	// search ends. It takes the place of Steps.
	Progress func() float64
	// Begin is a plan to repair, the stops of each vehicle; what no longer holds is taken out.
	Begin [][]int
	// Search searches also where a plan could be proven; for measuring the search.
	Search bool
}

// StandardSteps are enough for a day of some fifty stops.
const StandardSteps = 50_000

// The search accepts worse plans as warmth allows: a share of the first plan's cost, falling.
const (
	warmFirst = 0.012
	warmLast  = 0.0001
	glance    = 64 // steps between two questions about progress
)

// Solve returns a plan. It refuses a problem that makes no sense with ErrProblem; one that cannot be
// met whole is answered with what is left out and why.
func Solve(p *Problem, o Options) (Plan, error) {
	if err := p.Check(); err != nil {
		return Plan{}, err
	}
	if len(p.Stops) <= ExactStops && p.small() && !o.Search {
		return p.exact(), nil
	}
	s := newSearch(p, o.Seed)
	s.resume(o.Begin)
	s.recreate()
	s.total = s.sum()
	s.keepBest()
	if len(s.absent) < len(p.Stops) || len(s.tours) > 0 {
		s.improve(o)
	}
	return s.plan(), nil
}

// improve runs until the steps or the time have gone.
func (s *search) improve(o Options) {
	steps, gone := o.Steps, 0.0
	if steps == 0 {
		steps = StandardSteps
	}
	warm := s.warmth()
	last := warm * warmLast / warmFirst
	for n := 0; ; n++ {
		if n%glance == 0 {
			if gone = float64(n) / float64(steps); o.Progress != nil {
				gone = o.Progress()
			}
			if gone >= 1 {
				return
			}
		}
		s.try(warm * math.Pow(last/warm, gone))
	}
}

// warmth is what the search may lose in one step at first: more where there are few stops, since each
// is then a larger part of the whole.
func (s *search) warmth() float64 {
	driven := s.total
	for _, i := range s.absent {
		driven -= s.weight[i]
	}
	return max(warmFirst, 1/float64(len(s.p.Stops))) * driven
}

// try takes one step, and takes it back where it is too bad.
func (s *search) try(warmth float64) {
	s.begin()
	s.ruin()
	s.recreate()
	total := s.sum()
	if total >= s.undo.total-warmth*math.Log(s.random.Float64()) {
		s.rollBack()
		return
	}
	if s.total = total; total < s.bestTotal-tiny {
		s.keepBest()
	}
}

// keepBest notes the plan as it stands.
func (s *search) keepBest() {
	s.bestTotal = s.total
	s.best = resize(s.best, len(s.p.Vehicles))
	for v := range s.best {
		s.best[v] = s.best[v][:0]
	}
	for _, t := range s.tours {
		s.best[t.vehicle] = append(s.best[t.vehicle], t.stops...)
	}
}

// resume begins with a plan that was made before, as far as it holds.
func (s *search) resume(begin [][]int) {
	for v, stops := range begin {
		if v >= len(s.p.Vehicles) {
			return
		}
		for _, i := range stops {
			if i < 0 || i >= len(s.p.Stops) || s.lost[i] || s.home[i] != nil {
				continue
			}
			s.resumeStop(v, i)
		}
	}
	s.absent = slices.DeleteFunc(s.absent, func(i int) bool { return s.home[i] != nil })
}

func (s *search) resumeStop(v, i int) {
	k := s.kind[v]
	var t *tour
	for _, u := range s.tours {
		if u.vehicle == v {
			t = u
		}
	}
	if t == nil {
		at := slices.Index(s.spare[k], v)
		s.spare[k] = append(slices.Delete(s.spare[k], at, at+1), v)
		t = s.wake(k)
	}
	if _, ok := s.p.Drive(v, append(slices.Clone(t.stops), i)); ok {
		s.insert(t, len(t.stops), i)
	}
}

// plan is the best that was found, timed.
func (s *search) plan() Plan {
	plan, done := Plan{Steps: s.step}, make([]bool, len(s.p.Stops))
	for v, stops := range s.best {
		if len(stops) == 0 {
			continue
		}
		r, ok := s.p.Drive(v, stops)
		if !ok {
			continue // cannot be: every tour was kept right
		}
		plan.Rounds, plan.Cost = append(plan.Rounds, r), plan.Cost+r.Cost
		for _, i := range stops {
			done[i] = true
		}
	}
	plan.Left = s.p.reasons(done)
	return plan
}
