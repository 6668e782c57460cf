package period

import (
	"slices"

	"balie/booking/calendar"
)

// state is a plan while it is sought: the places of each day.
type state struct {
	p    *Problem
	d    *driver
	days []set
}

func (s *state) clone() *state {
	return &state{s.p, s.d, slices.Clone(s.days)}
}

// visits are how often each area is visited.
func (s *state) visits() []int {
	n := make([]int, len(s.p.Areas))
	for day := range s.days {
		for _, area := range s.areasOf(day) {
			n[area]++
		}
	}
	return n
}

// areasOf are the areas that a day visits, each once.
func (s *state) areasOf(day int) (areas []int) {
	for _, place := range s.days[day] {
		if a := s.p.Places[place].Area; !slices.Contains(areas, a) {
			areas = append(areas, a)
		}
	}
	return areas
}

// tally is what a score is added up of, so that one more visit can be weighed without adding up anew.
type tally struct {
	s       *state
	c       Score
	dates   [][]calendar.Date // of each area, in order
	waiting []int
	worst   []int
	visits  []int
}

// score weighs the plan as it stands.
func (s *state) score() Score { return s.tally().c }

func (s *state) tally() *tally {
	n := len(s.p.Areas)
	t := &tally{s: s, dates: make([][]calendar.Date, n), waiting: make([]int, n), worst: make([]int, n), visits: make([]int, n)}
	for day, places := range s.days {
		d := &s.p.Days[day]
		for _, area := range s.areasOf(day) {
			t.dates[area] = append(t.dates[area], d.Date)
			t.visits[area]++
		}
		for _, place := range places {
			t.c.Contacts += s.p.Places[place].Contacts
			if len(d.Published) > 0 && !d.published(place) {
				t.c.Changed++
			}
		}
		t.c.Driving += s.d.of(day, places).minutes
		for _, v := range d.Published {
			if !slices.Contains(places, v.Place) {
				t.c.Broken++
				t.c.Changed++
			}
		}
	}
	for i, a := range s.p.Areas {
		t.waiting[i], t.worst[i] = s.p.wait(a, t.dates[i])
		t.c.Waiting += t.waiting[i] * a.Residents
		t.c.Worst = max(t.c.Worst, t.worst[i])
	}
	for _, w := range s.p.Promises {
		if !w.kept(t.dates[w.Area]) {
			t.c.Broken++
		}
	}
	return t
}

// kept reports whether some visit keeps a promise.
func (w Promise) kept(dates []calendar.Date) bool {
	return slices.ContainsFunc(dates, func(d calendar.Date) bool { return d >= w.From && d <= w.Until })
}

// with is the score with one more visit, of a place that is not of the day's areas yet; drive is the day's
// drive with it.
func (t *tally) with(day, place int, drive drive) Score {
	p, d := t.s.p, &t.s.p.Days[day]
	area, c := p.Places[place].Area, t.c
	at, _ := slices.BinarySearch(t.dates[area], d.Date)
	dates := slices.Insert(slices.Clone(t.dates[area]), at, d.Date)
	waiting, worst := p.wait(p.Areas[area], dates)
	c.Waiting += (waiting - t.waiting[area]) * p.Areas[area].Residents
	if t.worst[area] == c.Worst {
		c.Worst = worst
		for i, w := range t.worst {
			if i != area {
				c.Worst = max(c.Worst, w)
			}
		}
	}
	c.Contacts += p.Places[place].Contacts
	c.Driving += drive.minutes - t.s.d.of(day, t.s.days[day]).minutes
	if len(d.Published) > 0 && d.published(place) {
		c.Broken--
		c.Changed--
	} else if len(d.Published) > 0 {
		c.Changed++
	}
	for _, w := range p.Promises {
		if w.Area == area && !w.kept(t.dates[area]) && w.kept(dates) {
			c.Broken--
		}
	}
	return c
}

func (d *Day) published(place int) bool {
	return slices.ContainsFunc(d.Published, func(v Visit) bool { return v.Place == place })
}

// wait returns how many days of the period an area waits longer than its patience, and its longest wait.
// An area that nobody wished to visit waits for nothing.
func (p *Problem) wait(a Area, dates []calendar.Date) (over, worst int) {
	if a.Wished == 0 {
		return 0, 0
	}
	last := a.Last
	if last == 0 {
		last = p.Begin - calendar.Date(a.Patience) - 1 // nobody knows: its patience is over
	}
	span := func(until calendar.Date) {
		gap := int(until - last)
		worst = max(worst, gap)
		if from := max(last+calendar.Date(a.Patience)+1, p.Begin); until > from {
			over += int(until - from)
		}
	}
	for _, d := range dates {
		span(d)
		last = d
	}
	span(p.End + 1)
	return over, worst
}

// allowed reports whether one more visit of a place on a day is wished.
func (s *state) allowed(day, place int, visits []int) bool {
	area := s.p.Places[place].Area
	return visits[area] < s.p.Areas[area].Wished && !slices.Contains(s.areasOf(day), area) && len(s.days[day]) < s.p.Days[day].Most
}
