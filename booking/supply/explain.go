package supply

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Explanation says why a time is or is not offered. Kind is one of: "free", "past", "notice"
// (too soon; Minutes), "horizon" (too far ahead; Days), "skill" (no desk here can do this),
// "closed" (Rule and Name of the closure), "holiday" (Name), "exception" (Rule), "no-opening",
// "no-such-time", "share" (kept for others; Rule), "closing" (the whole visit does not fit before
// the desk closes; Minutes), "roster" (the desk is open, and nobody who can do this is rostered), "taken".
type Explanation struct {
	Kind    string
	Rule    string // id of the rule
	Name    string // its reason, or the holiday
	Minutes int
	Days    int
}

// Explain names the rule, closure, promise or limit by which a time at an office is offered or not.
func Explain(r ledger.Reader, office catalogue.OfficeID, ask Query, date calendar.Date, start calendar.Cell) (Explanation, error) {
	q, err := askAt(r, office, ask)
	if err != nil {
		return Explanation{}, err
	}
	d, err := q.day(date)
	if err != nil {
		return Explanation{}, err
	}
	if d.starts().Has(start) {
		return Explanation{Kind: "free"}, nil
	}
	if x, ok := d.explainTime(start); ok {
		return x, nil
	}
	return d.explainSupply(start), nil
}

// explainTime is about when it was asked.
func (d officeDay) explainTime(start calendar.Cell) (Explanation, bool) {
	at, exists := calendar.At(d.date, start, d.q.office.Location())
	switch {
	case !exists:
		return Explanation{Kind: string(calendar.NoSuchTime)}, true
	case !at.After(d.q.now):
		return Explanation{Kind: "past"}, true
	case d.date > d.q.last():
		return Explanation{Kind: "horizon", Days: d.q.need.Horizon}, true
	case !d.among.Has(start):
		return Explanation{Kind: "notice", Minutes: d.q.need.Notice}, true
	}
	return Explanation{}, false
}

// explainSupply is about desks: who could, who is open, for whom, for how long.
func (d officeDay) explainSupply(start calendar.Cell) Explanation {
	capable := d.capable()
	reason := d.reason(capable, start)
	switch {
	case len(capable) == 0:
		return Explanation{Kind: "skill"}
	case d.anyOpen(capable, start, d.q.need.Cells):
		return Explanation{Kind: "taken"}
	case d.planned().anyOpen(capable, start, d.q.need.Cells):
		return Explanation{Kind: "roster"}
	case d.anyOpen(capable, start, 1):
		return Explanation{Kind: "closing", Minutes: d.q.need.Minutes}
	case reason.Kind == calendar.ByOpening:
		return Explanation{Kind: "share", Rule: reason.ID}
	case reason.Kind == calendar.ClosedBy:
		return Explanation{Kind: "closed", Rule: reason.ID, Name: reason.Name}
	}
	return Explanation{Kind: string(reason.Kind), Rule: reason.ID, Name: reason.Name}
}

// planned is the day as if somebody were at every open desk.
func (d officeDay) planned() officeDay {
	if s, err := plannedSupply(d.q.c, d.q.office, d.date); err == nil {
		d.desks = s.desksAt(d.q.office, d.date, d.q.now)
	}
	return d
}

// reason is the rule that says most: one that opens some desk for others, else one that closes,
// else that nothing opens.
func (d officeDay) reason(desks []catalogue.Desk, start calendar.Cell) (said calendar.Reason) {
	weight := func(k calendar.Kind) int {
		return slices.Index([]calendar.Kind{calendar.NoOpening, calendar.OnHoliday, calendar.ByException, calendar.ClosedBy, calendar.ByOpening}, k)
	}
	said.Kind = calendar.NoOpening
	for _, desk := range desks {
		if r := d.q.office.Rules().Explain(d.date, start, string(desk.ID)); weight(r.Kind) > weight(said.Kind) {
			said = r
		}
	}
	return said
}

// capable returns the desks that can do all that is asked, open or not.
func (d officeDay) capable() (desks []catalogue.Desk) {
	for _, desk := range d.q.office.Desks {
		if desk.Can(d.q.need.Skills) {
			desks = append(desks, desk)
		}
	}
	return desks
}

func (d officeDay) anyOpen(desks []catalogue.Desk, start calendar.Cell, cells int) bool {
	for _, desk := range desks {
		if d.deskOpen(desk, start, cells) {
			return true
		}
	}
	return false
}

// deskOpen reports whether a desk is open to the asker for so many cells from start, taken or not.
func (d officeDay) deskOpen(desk catalogue.Desk, start calendar.Cell, cells int) bool {
	var open calendar.Cells
	for _, f := range d.desks {
		if f.Number != desk.Number {
			continue
		}
		for _, w := range f.Windows {
			if d.q.mask&^w.Skills == 0 {
				open = open.Or(w.Cells)
			}
		}
	}
	return open.Covers(start, start+calendar.Cell(cells))
}
