package supply

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// The kinds of explanations. That of a time is the most promising of its desks'.
const (
	WhyFree      = "free"         // it is offered
	WhyPast      = "past"         // it is over
	WhyPaused    = "paused"       // no new appointments are taken now
	WhyNotice    = "notice"       // too soon; Minutes
	WhyHorizon   = "horizon"      // too far ahead; Days
	WhyWithdrawn = "withdrawn"    // what is asked, or the office, is not offered on that day
	WhyNoTime    = "no-such-time" // the clock skips or repeats it
	WhyHeld      = "held"         // somebody is filling in, or it is offered to somebody
	WhyResting   = "resting"      // it was freed a moment ago
	WhyTaken     = "taken"        // by appointments
	WhyRoster    = "roster"       // the desk is open, and nobody who can do this is rostered
	WhyClosing   = "closing"      // the whole visit does not fit before the desk closes; Minutes
	WhyReserve   = "reserve"      // kept for who cannot wait; Rule
	WhyShare     = "share"        // kept for colleagues; Rule
	WhyWalkIn    = "walk-in"      // the desk is open then, but not for appointments; Rule
	WhyClosed    = "closed"       // Rule and Name of the closure
	WhyException = "exception"    // Rule
	WhyHoliday   = "holiday"      // Name
	WhyNoOpening = "no-opening"
	WhySkill     = "skill" // no desk can do this, or not then; Rule
)

// promising are the kinds of desks, the one that is nearest to a yes first.
var promising = []string{
	WhyFree, WhyHeld, WhyResting, WhyTaken, WhyRoster, WhyClosing, WhyReserve, WhyShare, WhyWalkIn,
	WhyClosed, WhyException, WhyHoliday, WhyNoTime, WhyNoOpening, WhySkill,
}

// Explanation says why a time is or is not offered: one of the kinds, and what is responsible.
type Explanation struct {
	Kind    string
	What    catalogue.Kind  // of the rule
	Rule    string          // its id
	Owner   catalogue.Owner // who alone may change it
	Name    string          // the closure's reason, or the holiday
	Minutes int
	Days    int
}

// Explain names the rule, closure, promise or limit by which a time at an office is offered or not, and for each desk of
// the office its own reason. The kind is WhyFree exactly if the time is offered; it may be so although no desk is free as
// the day stands: others then change desks. Of a day that is over there are no desks.
func Explain(r ledger.Reader, office catalogue.OfficeID, ask Query, date calendar.Date, start calendar.Cell) (Explanation, []DeskExplanation, error) {
	q, err := askAt(r, office, ask)
	if err != nil {
		return Explanation{}, nil, err
	}
	d, err := q.day(date)
	if err != nil {
		return Explanation{}, nil, err
	}
	desks, err := d.explainDesks(start)
	if err != nil || d.starts().Has(start) {
		return Explanation{Kind: WhyFree}, desks, err
	}
	if x, ok := d.explainTime(start); ok {
		return x, desks, nil
	}
	said := Explanation{Kind: WhySkill}
	for _, x := range desks {
		if slices.Index(promising, x.Kind) < slices.Index(promising, said.Kind) {
			said = x.Explanation
		}
	}
	return said, desks, nil
}

// explainTime is about when it was asked.
func (d officeDay) explainTime(start calendar.Cell) (Explanation, bool) {
	at, exists := calendar.At(d.date, start, d.q.office.Location())
	switch {
	case !exists:
		return Explanation{Kind: WhyNoTime}, true
	case !at.After(d.q.now):
		return Explanation{Kind: WhyPast}, true
	case d.q.paused:
		return Explanation{Kind: WhyPaused, What: catalogue.KindPause, Owner: catalogue.Configuration}, true
	case d.date > d.q.last():
		return Explanation{Kind: WhyHorizon, Days: d.q.need.Horizon}, true
	case d.gone || d.q.office.Withdrawn():
		return Explanation{Kind: WhyWithdrawn}, true
	case !d.among.Has(start):
		return Explanation{Kind: WhyNotice, Minutes: d.q.need.Notice}, true
	}
	return Explanation{}, false
}

// planned is the day as if somebody were at every open desk.
func (d officeDay) planned() (officeDay, error) {
	s, err := plannedSupply(d.q.c, d.q.office, d.date)
	if err == nil {
		d.desks = s.desksAt(d.q.office, d.date, d.q.now)
	}
	return d, err
}
