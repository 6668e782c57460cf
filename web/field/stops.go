package field

import (
	"errors"
	"slices"
	"strings"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/queue"
)

// stopView is one stop, and who is there or comes.
type stopView struct {
	s              outreach.Stop
	id             string
	village, place string
	times, drive   string
	late           string
	here           bool
	done           bool // left, or off
	signal         outreach.Signal
	coming         []visitView
	waiting        []visitView
	serving        []visitView // called or helped
	products       []optionView
}

type optionView struct{ value, text string }

// visitView is one visit: number, first name, product and time, and nothing more.
type visitView struct {
	appointment, ticket string
	number, name        string
	what, at            string
	called              bool
}

func (p *Pages) readStops(r ledger.Reader, v *dayView) error {
	legs, back, err := outreach.Legs(r, v.o)
	if err != nil {
		return err
	}
	v.back, v.now = v.Q.Words.Minutes(back), -1
	for i, s := range v.o.Stops {
		x := stopView{s: s, id: string(s.ID), times: times(v.Q, s.Arrive, s.Leave), drive: v.Q.Words.Minutes(legs[i]),
			here: s.State == outreach.Here, done: s.State == outreach.Left || s.State == outreach.Off}
		if s.Late > 0 {
			x.late = v.Q.T("plan.late", "minutes", v.Q.Words.Minutes(s.Late))
		}
		at, err := outreach.PlaceByID(r, s.Place)
		if err != nil {
			return err
		}
		n, err := outreach.NeighbourhoodByID(r, at.Neighbourhood)
		if err != nil {
			return err
		}
		x.village, x.place, x.signal = n.Name, at.Name, at.Signal
		if err := p.readVisits(r, v, &x); err != nil {
			return err
		}
		if !x.done && (v.now < 0 || x.here) && v.o.State != outreach.Cancelled {
			v.now = i
		}
		v.stops = append(v.stops, x)
	}
	return nil
}

// readVisits reads who comes to a stop and who is there.
func (p *Pages) readVisits(r ledger.Reader, v *dayView, x *stopView) error {
	look, err := queue.Look(r, catalogue.OfficeID(x.s.Place))
	if errors.Is(err, catalogue.ErrUnknownOffice) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, a := range look.Expected {
		if a.Offer.Start < x.s.Arrive || a.Offer.Start >= x.s.Leave {
			continue
		}
		what, err := wishText(r, v.Q, a.Wish)
		if err != nil {
			return err
		}
		x.coming = append(x.coming, visitView{appointment: string(a.ID), what: what, at: v.Q.Words.Clock(a.Offer.Start)})
	}
	if err := x.readProducts(r, v); err != nil {
		return err
	}
	for _, w := range look.Waiting {
		one, err := p.visit(r, v, w.Ticket)
		if err != nil {
			return err
		}
		x.waiting = append(x.waiting, one)
	}
	for _, t := range slices.Concat(look.Called, look.Serving) {
		one, err := p.visit(r, v, t)
		if err != nil {
			return err
		}
		x.serving = append(x.serving, one)
	}
	return nil
}

// visit is a number; the first name stands there from the call on, so that the right person is asked.
func (p *Pages) visit(r ledger.Reader, v *dayView, t queue.Ticket) (visitView, error) {
	what, err := wishText(r, v.Q, t.Wish)
	x := visitView{ticket: string(t.ID), number: string(t.Number), what: what, called: t.State == queue.Called}
	if err != nil || t.State == queue.Waiting || t.Appointment == "" {
		return x, err
	}
	x.name, err = firstName(r, p.Vault, t.Appointment.Subject())
	return x, err
}

// firstName is the first name of whom a visit or a delivery is for; "" where it is gone.
func firstName(r ledger.Reader, vault *contact.Vault, of ledger.Subject) (string, error) {
	who, err := contact.Read(r, vault, of)
	if ledger.CodeOf(err) == ledger.Gone {
		return "", nil
	}
	first, _, _ := strings.Cut(strings.TrimSpace(who.Name), " ")
	return first, err
}

// readProducts are what can be done at a stop without an appointment.
func (x *stopView) readProducts(r ledger.Reader, v *dayView) error {
	o, err := catalogue.OfficeByID(r, catalogue.OfficeID(x.s.Place))
	if err != nil {
		return err
	}
	all, err := catalogue.Products(r)
	for _, p := range all {
		can := slices.ContainsFunc(o.Desks, func(d catalogue.Desk) bool { return slices.Contains(d.Skills, p.Skill) })
		if can && p.Route == catalogue.AtCounter {
			what := p.Text(v.Q.Words.Tag()).Short
			if p.Discreet {
				what = v.Q.T("reception.discreet")
			}
			x.products = append(x.products, optionView{string(p.ID), what})
		}
	}
	return err
}
