package whatif

import (
	"cmp"
	"errors"
	"strconv"
	"strings"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/page"
)

// Plan is what would happen to the appointments, in words.
type Plan struct {
	Seen     string // what a confirmation carries
	Touched  int
	Moves    []Line
	Asks     []Line
	Calls    []Line
	Messages int
	AtOnce   int
	by       string // how many by which channel
}

// Line is one appointment that would lose its time.
type Line struct {
	Now, What string
	To        []string
	Why       string // it must be called
}

// channels are those by which a message goes, in the order in which they are named.
var channels = []contact.Channel{contact.ByEmail, contact.BySMS, contact.ByLetter}

// Read puts a plan in words; days says that its lines name their day, and places that they name where they are.
func Read(r ledger.Reader, q page.Request, p change.Plan, days, places bool) (v Plan, err error) {
	v = Plan{Seen: p.Seen(), Touched: len(p.Lines)}
	by := map[contact.Channel]int{}
	for _, l := range p.Lines {
		a, err := booking.AppointmentByID(r, l.Appointment)
		if err != nil {
			return v, err
		}
		view, err := reader{r, q, p}.line(a, l, days, places)
		if err != nil {
			return v, err
		}
		switch l.How {
		case change.Move:
			v.Moves = append(v.Moves, view)
		case change.Propose:
			v.Asks = append(v.Asks, view)
		case change.Call:
			v.Calls = append(v.Calls, view)
			continue
		}
		by[a.Channel]++
	}
	v.Messages, v.by = len(v.Moves)+len(v.Asks), byChannel(q, by)
	v.AtOnce, err = p.AtOnce(r)
	return v, err
}

// byChannel is "14 per e-mail en 1 per sms".
func byChannel(q page.Request, by map[contact.Channel]int) string {
	var parts []string
	for _, c := range channels {
		if by[c] > 0 {
			parts = append(parts, q.T("config.close.by."+string(c), "n", by[c]))
		}
	}
	return q.Words.List(parts)
}

// reader puts the lines of one plan in words.
type reader struct {
	r ledger.Reader
	q page.Request
	p change.Plan
}

// line says what becomes of one appointment.
func (x reader) line(a booking.Appointment, l change.Line, days, places bool) (v Line, err error) {
	w := x.q.Words
	v.Now = w.Clock(l.Was.Start)
	if days {
		v.Now = ShortDay(x.q, l.Was.Date) + ", " + v.Now
	}
	if places {
		o, err := x.p.OfficeAfter(x.r, l.Was.Office)
		if err != nil {
			return v, err
		}
		v.Now += ", " + o.Name
	}
	if v.What, err = visit(x.r, x.q, a); err != nil {
		return v, err
	}
	for _, to := range l.To {
		text := w.At(to.Start)
		if l.How != change.Move || to.Date != l.Was.Date {
			text = w.Day(to.Date) + ", " + text
		}
		if to.Office != l.Was.Office {
			o, err := x.p.OfficeAfter(x.r, to.Office)
			if err != nil {
				return v, err
			}
			text += ", " + o.Name
		}
		v.To = append(v.To, text)
	}
	v.Why = w.T("config.close.why." + whyCall(a, l))
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
func visit(r ledger.Reader, q page.Request, a booking.Appointment) (string, error) {
	var all []string
	for _, line := range a.Wish {
		p, err := catalogue.ProductByID(r, line.Product)
		switch {
		case errors.Is(err, catalogue.ErrUnknownProduct):
			continue
		case err != nil:
			return "", err
		case p.Discreet:
			return q.T("config.close.discreet"), nil
		}
		all = append(all, q.T("wish.line", "product", p.Text(q.Words.Tag()).Short, "persons", q.Words.Persons(line.Persons)))
	}
	return cmp.Or(q.Words.List(all), q.T("config.close.other")), nil
}

// ShortDay is "di 1 december".
func ShortDay(q page.Request, d calendar.Date) string {
	_, m, day := d.Civil()
	return q.Words.WeekdayShort(d.Weekday()) + " " + strconv.Itoa(day) + " " + q.Words.MonthName(m)
}

// Told says who is told how, and who is called.
func (v Plan) Told(q page.Request) string {
	var parts []string
	if v.Messages > 0 {
		parts = append(parts, q.Words.N("config.close.messages", v.Messages)+": "+v.by+".")
	}
	if n := len(v.Calls); n > 0 {
		parts = append(parts, q.Words.N("config.close.called", n))
	}
	return strings.Join(parts, " ")
}

// Waits says what leaves at once, and how long the rest can be undone.
func (v Plan) Waits(q page.Request) string {
	switch {
	case v.AtOnce > 0:
		return q.Words.N("config.close.atonce", v.AtOnce) + " " + q.T("config.close.wait.others")
	case v.Messages == 0:
		return q.T("config.close.wait.calls")
	}
	return q.T("config.close.wait")
}

// Button says what the confirmation does, by the words under a key: how many messages leave at once, else that they
// wait.
func (v Plan) Button(q page.Request, key string) string {
	switch {
	case v.Touched == 0:
		return q.T(key + ".nobody")
	case v.AtOnce > 0:
		return q.Words.N(key+".atonce", v.AtOnce)
	case v.Messages == 0:
		return q.T(key + ".call")
	}
	return q.T(key)
}
