package manage

import (
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/ledger"
	"balie/web/whatif"
)

// planView is what a closure would do, in words.
type planView struct {
	whatif.Plan
	when string
	days whatif.Days
}

// readPlan puts a plan in words.
func readPlan(r ledger.Reader, f frame, p change.Plan) (v *planView, err error) {
	k, _ := p.Closure()
	o, err := catalogue.OfficeByID(r, p.Office)
	if err != nil {
		return nil, err
	}
	v = &planView{when: f.closedAt(o, k)}
	if v.Plan, err = whatif.Read(r, f.Q, p, k.Until != k.From, false); err != nil {
		return nil, err
	}
	v.days, err = whatif.ReadDays(r, f.Q, p)
	return v, err
}

// shortDay is "di 1 december".
func (f frame) shortDay(d calendar.Date) string { return whatif.ShortDay(f.Q, d) }

// closedAt is what a closure closes, and when: "Balie 2, dinsdag 1 december 2026, 13.00 tot 16.00 uur".
func (f frame) closedAt(o catalogue.Office, k calendar.Closure) string {
	w, what := f.Q.Words, o.Name
	if d, known := o.Desk(catalogue.DeskID(k.Desk)); known {
		what = d.Name + ", " + o.Name
	}
	days := w.Date(k.From)
	if k.Until > k.From {
		days = w.T("config.close.days", "from", days, "until", w.Date(k.Until))
	}
	switch {
	case k.End == 0:
		return w.T("config.close.whole", "what", what, "days", days)
	case k.End == calendar.CellsPerDay:
		return w.T("config.close.rest", "what", what, "days", days, "from", w.At(k.Start))
	}
	return w.T("config.close.part", "what", what, "days", days, "from", w.Clock(k.Start), "until", w.At(k.End))
}
