package whatif

import (
	"cmp"
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/queue/forecast"
	"balie/queue/sim"
	"balie/web/page"
)

// mostDays is how many days are shown.
const mostDays = 6

// dayEffect is what a plan does to one day of an office, in words.
type dayEffect struct {
	day, office       string
	desksWas, desks   int
	freeWas, free     int // minutes
	coming            int // appointments that may come to it
	expectWas, expect string
	tight             bool
	text              string
}

// officeDay is a day of an office.
type officeDay struct {
	office catalogue.OfficeID
	date   calendar.Date
}

// dayEffects gathers what a plan does, day by day.
type dayEffects struct {
	q     page.Request
	plan  change.Plan
	days  []officeDay // in order
	lose  map[officeDay][]change.Line
	get   map[officeDay][]coming
	ahead map[officeDay]*forecast.DayAhead
}

// Days are what a plan does to days of offices, in words.
type Days struct {
	all  []dayEffect
	more int // that are left out
}

// ReadDays reads the days on which people lose their time, and those that may receive them.
func ReadDays(r ledger.Reader, q page.Request, p change.Plan) (all Days, err error) {
	g := dayEffects{q: q, plan: p, lose: map[officeDay][]change.Line{}, get: map[officeDay][]coming{}, ahead: map[officeDay]*forecast.DayAhead{}}
	if err := g.gather(r); err != nil {
		return all, err
	}
	for _, d := range g.days[:min(len(g.days), mostDays)] {
		e, err := g.effect(r, d)
		if err != nil {
			return all, err
		}
		v, err := e.view(r)
		if err != nil {
			return all, err
		}
		all.all = append(all.all, v)
	}
	all.more = max(len(g.days)-mostDays, 0)
	return all, nil
}

func (g *dayEffects) gather(r ledger.Reader) error {
	for _, l := range g.plan.Lines {
		from := officeDay{l.Was.Office, l.Was.Date}
		g.note(from)
		g.lose[from] = append(g.lose[from], l)
		if err := g.know(r, from); err != nil {
			return err
		}
		for i, to := range l.To {
			at := officeDay{to.Office, to.Date}
			g.note(at)
			g.get[at] = append(g.get[at], coming{l, to, i == 0, g.booked(from, l)})
		}
	}
	slices.SortFunc(g.days, func(a, b officeDay) int {
		return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.office, b.office))
	})
	return nil
}

func (g *dayEffects) note(d officeDay) {
	if !slices.Contains(g.days, d) {
		g.days = append(g.days, d)
	}
}

// know learns once what a day looks like; on one of which nothing is known there is no forecast.
func (g *dayEffects) know(r ledger.Reader, d officeDay) error {
	if _, asked := g.ahead[d]; asked {
		return nil
	}
	day, err := forecast.PlanDay(r, d.office, d.date)
	if ledger.KeyOf(err) == forecast.ErrNoDay.Key {
		g.ahead[d] = nil
		return nil
	}
	g.ahead[d] = &day
	return err
}

// booked is what is known of an appointment on the day that it leaves.
func (g *dayEffects) booked(from officeDay, l change.Line) *sim.Booking {
	day := g.ahead[from]
	if day == nil {
		return nil
	}
	for i := range day.Booked {
		if day.Booked[i].ID == string(l.Appointment) {
			return &day.Booked[i]
		}
	}
	return nil
}

func (g *dayEffects) effect(r ledger.Reader, d officeDay) (e effect, err error) {
	if err := g.know(r, d); err != nil {
		return e, err
	}
	e = effect{q: g.q, date: d.date, lose: g.lose[d], get: g.get[d], ahead: g.ahead[d]}
	if k, ok := g.plan.Closure(); ok && d.office == g.plan.Office {
		e.closure = &k
	}
	e.office, err = catalogue.OfficeByID(r, d.office)
	there := err == nil
	if there {
		e.before = e.office.Rules()
	} else if ledger.CodeOf(err) != ledger.NotFound {
		return e, err
	}
	become, err := g.plan.OfficeAfter(r, d.office)
	switch {
	case err == nil:
		e.after = become.Rules()
	case ledger.CodeOf(err) != ledger.NotFound || !there:
		return e, err
	}
	if !there {
		e.office = become
	}
	return e, nil
}
