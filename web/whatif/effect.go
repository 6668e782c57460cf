package whatif

import (
	"fmt"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/queue/forecast"
	"balie/queue/sim"
	"balie/web/page"
)

// effect is what a plan does to a day of an office: its desks, its free minutes, and how many are helped in time.
type effect struct {
	q       page.Request
	office  catalogue.Office
	date    calendar.Date
	before  calendar.Rules    // none where the plan brings the office about, as a new stop
	after   calendar.Rules    // none where it ends it
	closure *calendar.Closure // nil on a day that only receives
	lose    []change.Line
	get     []coming
	ahead   *forecast.DayAhead // nil where nothing is known of the day
}

// coming is an appointment that may come to a day, with what is known of it from the day that it leaves.
type coming struct {
	line    change.Line
	to      supply.Offer
	first   bool // its only time, or the first of two
	booking *sim.Booking
}

// view counts, and plays the day as it is and as it would be.
func (e effect) view(r ledger.Reader) (v dayEffect, err error) {
	v = dayEffect{day: ShortDay(e.q, e.date), office: e.office.Name}
	before, after := e.before, e.after
	if e.closure != nil {
		after.Closures = append(after.Closures[:len(after.Closures):len(after.Closures)], *e.closure)
	}
	claims, err := supply.Claims(r, e.office.ID, e.date)
	if err != nil {
		return v, err
	}
	left := e.remaining(r)
	v.desksWas, v.freeWas = openOn(before, e.date, left)
	v.desks, v.free = openOn(after, e.date, left)
	gone := map[string]bool{}
	for _, l := range e.lose {
		gone[string(l.Appointment)] = true
	}
	for _, c := range claims {
		used := calendar.Cells{}.With(c.Visit.Start, c.Visit.Start+calendar.Cell(c.Visit.Cells)).And(left).Len() * calendar.CellMinutes
		v.freeWas -= used
		if !gone[c.ID] {
			v.free -= used
		}
	}
	for _, x := range e.get {
		v.free -= x.to.Minutes
	}
	v.freeWas, v.free, v.coming = max(v.freeWas, 0), max(v.free, 0), len(e.get)
	v.text = e.q.T("config.close.day.some")
	if v.desks == 0 {
		v.text = e.q.T("config.close.day.shut")
	}
	e.play(&v)
	return v, nil
}

// remaining are the cells of the day that are still to come.
func (e effect) remaining(r ledger.Reader) calendar.Cells {
	whole := calendar.Cells{}.With(0, calendar.CellsPerDay)
	if on, cell := calendar.CellIn(r.Now(), e.office.Location()); on == e.date {
		return whole.Without(0, cell)
	}
	return whole
}

// openOn counts the desks that help who has an appointment, and their minutes, among some cells of a day.
func openOn(rules calendar.Rules, date calendar.Date, among calendar.Cells) (desks, minutes int) {
	open := map[string]calendar.Cells{}
	for _, w := range rules.Day(date) {
		if w.Use != calendar.ForWalkIn {
			open[w.Desk] = open[w.Desk].Or(w.Cells.And(among))
		}
	}
	for _, cells := range open {
		if n := cells.Len(); n > 0 {
			desks, minutes = desks+1, minutes+n*calendar.CellMinutes
		}
	}
	return desks, minutes
}

// How often a day is played, and the share within five minutes below which it is too tight.
const (
	playedDays = 24
	tight      = 0.95
)

// play adds a forecast where the day can be played, before and after: a day to come, of which everybody who goes there
// is known. Who is asked is reckoned with at the first time that they are proposed.
func (e effect) play(v *dayEffect) {
	if e.ahead == nil || len(e.ahead.Booked) == 0 || e.date == e.office.Today(e.q.Now) {
		return
	}
	s := forecast.Shift{Gone: map[string]bool{}, Closed: e.closedCells}
	for _, l := range e.lose {
		s.Gone[string(l.Appointment)] = true
	}
	for _, x := range e.get {
		switch {
		case x.first && (x.booking == nil || x.line.Was.Office != e.office.ID):
			return
		case x.first:
			s.Coming, s.At = append(s.Coming, *x.booking), append(s.At, x.to.Start)
		}
	}
	after, opens := e.ahead.After(s)
	if !opens || len(after.Booked) == 0 {
		return
	}
	played := sim.ComparePlans([]sim.Plan{e.ahead.Plan, after}, "edd-lookahead", playedDays, uint64(e.date))
	v.expectWas, v.expect = Share(played[0].Appointments5), Share(played[1].Appointments5)
	v.tight = played[1].Appointments5 < tight && played[1].Appointments5 < played[0].Appointments5
	if v.tight {
		v.text = e.q.T("config.close.day.tight")
	}
}

// Share says a share of one in whole hundredths.
func Share(x float64) string { return fmt.Sprintf("%.0f %%", 100*x) }

// closedCells are those in which the plan takes a desk: a closure, or what its office opens no more.
func (e effect) closedCells(desk catalogue.DeskID) calendar.Cells {
	if e.closure == nil {
		return openAt(e.before, e.date, desk).AndNot(openAt(e.after, e.date, desk))
	}
	if e.closure.Desk != "" && e.closure.Desk != string(desk) || e.date < e.closure.From || e.date > e.closure.Until {
		return calendar.Cells{}
	}
	if e.closure.End == 0 {
		return calendar.Cells{}.With(0, calendar.CellsPerDay)
	}
	return calendar.Cells{}.With(e.closure.Start, e.closure.End)
}

// openAt are the cells in which a desk helps who has an appointment.
func openAt(rules calendar.Rules, date calendar.Date, desk catalogue.DeskID) (open calendar.Cells) {
	for _, w := range rules.Day(date) {
		if w.Desk == string(desk) && w.Use != calendar.ForWalkIn {
			open = open.Or(w.Cells)
		}
	}
	return open
}
