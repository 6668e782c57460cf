package queue

import (
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// FollowUp is what comes after a visit.
type FollowUp struct {
	Kind    FollowKind          `json:"kind"`
	Product catalogue.ProductID `json:"product"`
	Persons int                 `json:"persons"`
	From    calendar.Date       `json:"from"` // the earliest day
	// Appointment is what was made for it at once, if that was; undoing the finish cancels it.
	Appointment booking.AppointmentID `json:"appointment,omitempty"`
}

// FollowKind is why somebody comes again.
type FollowKind string

// The kinds of follow-up.
const (
	ToCollect FollowKind = "collect"  // what was asked for is ready
	ComeBack  FollowKind = "comeback" // it could not be done today
)

// Proposal is a follow-up with the nearest ways to do it.
type Proposal struct {
	FollowUp FollowUp
	Options  []Option
}

// Option is one way to do what comes after: a time at an office, or from a day on without one.
type Option struct {
	Office catalogue.OfficeID
	Offer  supply.Offer // its Date is From where WalkIn is set
	WalkIn bool
}

// ways is how many a proposal names.
const ways = 3

// ErrFollow: nothing follows this, or nothing of this kind.
var ErrFollow = ledger.Refuse(ledger.Invalid, "follow.none")

// FollowUps proposes what comes after a visit: product, earliest day, and the three nearest ways,
// at this office and at the stops. It refuses with ErrFollow where nothing is to be collected.
func FollowUps(r ledger.Reader, id TicketID, kind FollowKind) (Proposal, error) {
	t, err := ByID(r, id)
	if err != nil {
		return Proposal{}, err
	}
	o, err := catalogue.OfficeByID(r, t.Office)
	if err != nil {
		return Proposal{}, err
	}
	f, err := t.follow(r, kind, o.Today(r.Now()))
	if err != nil {
		return Proposal{}, err
	}
	found, err := f.ways(r, o)
	return Proposal{f, found}, err
}

// follow is the product that comes next, and when it can.
func (t Ticket) follow(r ledger.Reader, kind FollowKind, today calendar.Date) (FollowUp, error) {
	for _, line := range t.Wish {
		p, err := catalogue.ProductByID(r, line.Product)
		if err != nil {
			return FollowUp{}, err
		}
		switch {
		case kind == ComeBack:
			return FollowUp{Kind: kind, Product: p.ID, Persons: line.Persons, From: today + 1}, nil
		case kind == ToCollect && p.Next != "":
			return FollowUp{Kind: kind, Product: p.Next, Persons: line.Persons, From: workdays(today, p.ReadyDays)}, nil
		}
	}
	return FollowUp{}, ErrFollow
}

// workdays returns the day that is so many working days later, the next day at the soonest.
func workdays(from calendar.Date, n int) calendar.Date {
	day := from
	for n = max(n, 1); n > 0; {
		day++
		_, holiday := calendar.Holiday(day)
		if w := day.Weekday(); w != time.Saturday && w != time.Sunday && !holiday {
			n--
		}
	}
	return day
}

func (f FollowUp) check(r ledger.Reader) error {
	p, err := catalogue.ProductByID(r, f.Product)
	if err != nil || f.Kind != ToCollect && f.Kind != ComeBack || f.Persons < 1 || f.Persons > p.MaxPersons {
		return ErrFollow
	}
	return nil
}

// ways are the counter of this office first, then the soonest elsewhere, then more times here.
func (f FollowUp) ways(r ledger.Reader, o catalogue.Office) (found []Option, err error) {
	p, err := catalogue.ProductByID(r, f.Product)
	if err != nil {
		return nil, err
	}
	ask := supply.Query{Wish: catalogue.Wish{{Product: p.ID, Persons: min(f.Persons, p.MaxPersons)}}, Audience: supply.Staff}
	here, err := supply.BestFrom(r, o.ID, ask, ways, f.From)
	if err != nil {
		return nil, err
	}
	anywhere, err := supply.FirstAnywhereFrom(r, ask, f.From)
	if err != nil {
		return nil, err
	}
	if f.Kind == ToCollect {
		found = append(found, Option{Office: o.ID, Offer: supply.Offer{Office: o.ID, Date: f.From}, WalkIn: true})
	} else if len(here) > 0 {
		found = append(found, Option{Office: o.ID, Offer: here[0]})
		here = here[1:]
	}
	for _, offer := range anywhere {
		if offer.Office != o.ID && len(found) < ways {
			found = append(found, Option{Office: offer.Office, Offer: offer})
		}
	}
	for _, offer := range here {
		if len(found) < ways {
			found = append(found, Option{Office: o.ID, Offer: offer})
		}
	}
	return found, nil
}
