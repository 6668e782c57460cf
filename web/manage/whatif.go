package manage

import (
	"cmp"
	"errors"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// planView is what would happen, in words. It names nobody.
type planView struct {
	seen     string
	when     string
	touched  int
	moves    []lineView
	asks     []lineView
	calls    []lineView
	messages int
	by       string // how many by which channel
	atOnce   int
	days     []dayEffect
	more     int // days that are not shown
}

// lineView is one appointment that would lose its time.
type lineView struct {
	now, what string
	to        []string
	why       string
}

// channels are those by which a message goes, in the order in which they are named.
var channels = []contact.Channel{contact.ByEmail, contact.BySMS, contact.ByLetter}

// readPlan puts a plan in words.
func readPlan(r ledger.Reader, f frame, p change.Plan) (v *planView, err error) {
	k, _ := p.Closure()
	o, err := catalogue.OfficeByID(r, p.Office)
	if err != nil {
		return nil, err
	}
	v = &planView{seen: p.Seen(), when: f.closedAt(o, k), touched: len(p.Lines)}
	by := map[contact.Channel]int{}
	for _, l := range p.Lines {
		a, err := booking.AppointmentByID(r, l.Appointment)
		if err != nil {
			return nil, err
		}
		view, err := f.line(r, a, l, k)
		if err != nil {
			return nil, err
		}
		switch l.How {
		case change.Move:
			v.moves = append(v.moves, view)
		case change.Propose:
			v.asks = append(v.asks, view)
		case change.Call:
			v.calls = append(v.calls, view)
			continue
		}
		by[a.Channel]++
	}
	v.messages = len(v.moves) + len(v.asks)
	v.by = f.byChannel(by)
	if v.atOnce, err = p.AtOnce(r); err != nil {
		return nil, err
	}
	v.days, v.more, err = f.effects(r, p)
	return v, err
}

// byChannel is "14 per e-mail en 1 per sms".
func (f frame) byChannel(by map[contact.Channel]int) string {
	var parts []string
	for _, c := range channels {
		if by[c] > 0 {
			parts = append(parts, f.Q.T("config.close.by."+string(c), "n", by[c]))
		}
	}
	return f.Q.Words.List(parts)
}

// line says what becomes of one appointment.
func (f frame) line(r ledger.Reader, a booking.Appointment, l change.Line, k calendar.Closure) (v lineView, err error) {
	w := f.Q.Words
	v.now = w.Clock(l.Was.Start)
	if k.Until != k.From {
		v.now = f.shortDay(l.Was.Date) + ", " + v.now
	}
	if v.what, err = f.visit(r, a); err != nil {
		return v, err
	}
	for _, to := range l.To {
		text := w.At(to.Start)
		if l.How != change.Move || to.Date != l.Was.Date {
			text = w.Day(to.Date) + ", " + text
		}
		if to.Office != l.Was.Office {
			o, err := catalogue.OfficeByID(r, to.Office)
			if err != nil {
				return v, err
			}
			text += ", " + o.Name
		}
		v.to = append(v.to, text)
	}
	v.why = w.T("config.close.why." + whyCall(a, l))
	return v, nil
}

// whyCall is why somebody has to be called.
func whyCall(a booking.Appointment, l change.Line) string {
	switch {
	case l.Cause.Kind == booking.ByProduct:
		return "product"
	case !a.Written():
		return "channel"
	}
	return "soon"
}

// visit is what an appointment is for; a discreet one is named nowhere.
func (f frame) visit(r ledger.Reader, a booking.Appointment) (string, error) {
	var all []string
	for _, line := range a.Wish {
		p, err := catalogue.ProductByID(r, line.Product)
		switch {
		case errors.Is(err, catalogue.ErrUnknownProduct):
			continue
		case err != nil:
			return "", err
		case p.Discreet:
			return f.Q.T("config.close.discreet"), nil
		}
		all = append(all, f.Q.T("wish.line", "product", p.Text(f.Q.Words.Tag()).Short, "persons", f.Q.Words.Persons(line.Persons)))
	}
	return cmp.Or(f.Q.Words.List(all), f.Q.T("config.close.other")), nil
}

// shortDay is "di 1 december".
func (f frame) shortDay(d calendar.Date) string {
	w := f.Q.Words
	_, m, day := d.Civil()
	return w.WeekdayShort(d.Weekday()) + " " + number(day) + " " + w.MonthName(m)
}

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
