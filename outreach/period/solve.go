package period

import (
	"math/rand/v2"
	"slices"
)

// Options say how long and from where a plan is sought.
type Options struct {
	Seed  uint64
	Steps int  // 0 takes StandardSteps
	Fresh bool // plan anew, instead of mending the period before
	// Search searches also where a plan could be proven; for measuring the search.
	Search bool
}

// StandardSteps are enough for a quarter of one bus.
const StandardSteps = 1000

// mostWays is up to how many plans are all tried.
const mostWays = 60_000

// Solve returns a plan. It refuses a problem that makes no sense with ErrProblem.
func Solve(p *Problem, o Options) (Plan, error) {
	if err := p.Check(); err != nil {
		return Plan{}, err
	}
	s := &state{p: p, d: &driver{p, map[string]drive{}}, days: make([]set, len(p.Days))}
	if o.Fresh && !o.Search {
		if best, ok := s.exact(); ok {
			return best.plan(true, 0), nil
		}
	}
	s.begin(o)
	steps := o.Steps
	if steps == 0 {
		steps = StandardSteps
	}
	s.fill(nil, 0)
	s.improve(o, steps)
	return s.plan(false, steps), nil
}

// begin is what was published, and on other days what the period before had, as far as it can be driven.
func (s *state) begin(o Options) {
	for day := range s.p.Days {
		d := &s.p.Days[day]
		for _, v := range d.Published {
			s.take(day, v.Place)
		}
		if len(d.Published) > 0 || o.Fresh {
			continue
		}
		visits := s.visits()
		for _, place := range d.Last {
			if s.allowed(day, place, visits) {
				s.take(day, place)
				visits = s.visits()
			}
		}
	}
}

// take adds a place to a day if that can be driven.
func (s *state) take(day, place int) bool {
	if slices.Contains(s.days[day], place) {
		return false
	}
	with := s.days[day].with(place)
	if !s.d.of(day, with).ok {
		return false
	}
	s.days[day] = with
	return true
}

// frozen reports whether a day stays as it was published, because it can.
func (s *state) frozen(day int) bool {
	d := &s.p.Days[day]
	return len(d.Published) > 0 && len(s.days[day]) >= len(d.Published)
}

// fill adds the visit that helps most, until none helps. With a random source it overlooks some, so that
// it does not always see the same.
func (s *state) fill(random *rand.Rand, blink float64) {
	for {
		t := s.tally()
		best, day, place := t.c, -1, -1
		for d := range s.p.Days {
			if s.frozen(d) || len(s.days[d]) >= s.p.Days[d].Most || !s.p.Days[d].can() {
				continue
			}
			for at := range s.p.Places {
				if !s.allowed(d, at, t.visits) || s.p.Places[at].Open[d].Empty() && !s.p.Days[d].published(at) {
					continue
				}
				drive := s.d.of(d, s.days[d].with(at))
				if !drive.ok || random != nil && random.Float64() < blink {
					continue
				}
				if c := t.with(d, at, drive); c.Better(best) {
					best, day, place = c, d, at
				}
			}
		}
		if day < 0 {
			return
		}
		s.days[day] = s.days[day].with(place)
	}
}

// How often the search overlooks a visit, and after how many steps in vain it goes on from elsewhere.
const (
	blinkLittle = 0.2
	blinkMuch   = 0.5
	inVain      = 40
	fewDays     = 12 // with more there is always something left to mend nearby
)

// improve takes some visits out and fills anew, and keeps what is better. A period that is mended keeps
// only what breaks fewer promises or lets people wait less; one that is planned anew goes on from what is
// not worse, and now and then from elsewhere.
func (s *state) improve(o Options, steps int) {
	random := rand.New(rand.NewPCG(o.Seed, 1509))
	at, now, best, idle := s.clone(), s.score(), s.score(), 0
	for step := range steps {
		next, blink := at.clone(), blinkLittle*float64(step%2)
		if o.Fresh && idle > inVain && len(s.days) <= fewDays {
			next.clear()
			blink, idle = blinkMuch, 0
		} else if random.IntN(2) == 0 && next.shift(random) {
			blink = 0
		} else if !next.ruin(random) {
			return
		}
		next.fill(random, blink)
		c := next.score()
		idle++
		if blink == blinkMuch || o.Fresh && !now.Better(c) || !o.Fresh && c.mends(now) {
			at, now = next, c
		}
		if o.Fresh && c.Better(best) || !o.Fresh && c.mends(best) {
			s.days, best, idle = slices.Clone(next.days), c, 0
		}
	}
}

// clear takes out everything that was not published.
func (s *state) clear() {
	for day := range s.days {
		if !s.frozen(day) {
			s.days[day] = s.days[day].keep(&s.p.Days[day])
		}
	}
}

// shift brings a visit to another day, or lets two visits change days, and reports whether that can be.
func (s *state) shift(random *rand.Rand) bool {
	from, to := random.IntN(len(s.days)), random.IntN(len(s.days))
	if from == to || s.frozen(from) || s.frozen(to) || len(s.days[from]) == 0 {
		return false
	}
	goes := s.days[from][random.IntN(len(s.days[from]))]
	if s.p.Days[from].published(goes) {
		return false
	}
	left, there := s.days[from].without(goes), s.days[to]
	if n := len(there); n > 0 && (n >= s.p.Days[to].Most || random.IntN(2) == 0) {
		comes := there[random.IntN(n)]
		if s.p.Days[to].published(comes) || slices.Contains(left, comes) {
			return false
		}
		left, there = left.with(comes), there.without(comes)
	}
	if slices.Contains(there, goes) {
		return false
	}
	there = there.with(goes)
	if !s.d.of(from, left).ok || !s.d.of(to, there).ok || s.twice(left) || s.twice(there) {
		return false
	}
	s.days[from], s.days[to] = left, there
	return true
}

// twice reports whether a set visits an area at two places.
func (s *state) twice(places set) bool {
	for i, a := range places {
		if slices.ContainsFunc(places[:i], func(b int) bool { return s.p.Places[a].Area == s.p.Places[b].Area }) {
			return true
		}
	}
	return false
}

// ruin takes out the visits of some days near each other, or of one area, and reports whether there was
// anything to take.
func (s *state) ruin(random *rand.Rand) bool {
	var open []int
	for day := range s.days {
		if len(s.days[day]) > 0 && !s.frozen(day) {
			open = append(open, day)
		}
	}
	if len(open) == 0 {
		return false
	}
	from := random.IntN(len(open))
	switch random.IntN(3) {
	case 0: // a row of days
		for _, day := range open[from:min(from+1+random.IntN(4), len(open))] {
			s.days[day] = s.days[day].keep(&s.p.Days[day])
		}
	case 1: // one area, everywhere
		places := s.days[open[from]]
		area := s.p.Places[places[random.IntN(len(places))]].Area
		for _, day := range open {
			for _, place := range slices.Clone(s.days[day]) {
				if s.p.Places[place].Area == area && !s.p.Days[day].published(place) {
					s.days[day] = s.days[day].without(place)
				}
			}
		}
	default: // single visits
		for range 1 + random.IntN(4) {
			day := open[random.IntN(len(open))]
			if n := len(s.days[day]); n > 0 {
				if place := s.days[day][random.IntN(n)]; !s.p.Days[day].published(place) {
					s.days[day] = s.days[day].without(place)
				}
			}
		}
	}
	return true
}

// keep is what of a set was published.
func (s set) keep(d *Day) set {
	return slices.DeleteFunc(slices.Clone(s), func(place int) bool { return !d.published(place) })
}

// exact tries every plan; ok is false where there are too many.
func (s *state) exact() (best *state, ok bool) {
	ways := make([][]set, len(s.p.Days))
	all := 1
	for day := range s.p.Days {
		ways[day] = s.waysOf(day)
		if all *= len(ways[day]); all > mostWays {
			return nil, false
		}
	}
	var score Score
	var walk func(day int)
	walk = func(day int) {
		if day == len(s.days) {
			if c := s.score(); best == nil || c.Better(score) {
				best, score = s.clone(), c
			}
			return
		}
		for _, w := range ways[day] {
			s.days[day] = w
			if s.within(day) {
				walk(day + 1)
			}
		}
		s.days[day] = nil
	}
	walk(0)
	return best, best != nil
}

// within reports whether no area is visited more often than was wished, published visits apart.
func (s *state) within(day int) bool {
	for area, n := range s.visits() {
		if n > s.p.Areas[area].Wished && !s.onlyPublished(day, area) {
			return false
		}
	}
	return true
}

func (s *state) onlyPublished(day, area int) bool {
	for _, place := range s.days[day] {
		if s.p.Places[place].Area == area && !s.p.Days[day].published(place) {
			return false
		}
	}
	return true
}

// waysOf are all sets of places that a day can visit: those with all that was published, where that can be
// driven, else with as much of it as can.
func (s *state) waysOf(day int) (ways []set) {
	d := &s.p.Days[day]
	base := set{}
	for _, v := range d.Published {
		if with := base.with(v.Place); s.d.of(day, with).ok {
			base = with
		}
	}
	if len(d.Published) > 0 && len(base) == len(d.Published) {
		return []set{base}
	}
	var grow func(now set, from int)
	grow = func(now set, from int) {
		ways = append(ways, now)
		for place := from; place < len(s.p.Places); place++ {
			alone := !slices.ContainsFunc(now, func(o int) bool { return s.p.Places[o].Area == s.p.Places[place].Area })
			if with := now.with(place); alone && len(with) <= d.Most && s.d.of(day, with).ok {
				grow(with, place+1)
			}
		}
	}
	grow(base, 0)
	return ways
}
