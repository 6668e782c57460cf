package outreach

import (
	"errors"
	"slices"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// Change is what is to happen to one stop: other hours, or none.
type Change struct {
	Stop   StopID
	Cancel bool
	Arrive calendar.Cell
	Leave  calendar.Cell
	// Version is that of the outing as the page showed it.
	Version int
}

// Touched is an appointment that a change of a stop touches, with times that can be had instead.
type Touched struct {
	Appointment booking.Appointment
	Keeps       bool // its time still lies within the stop
	Proposals   []supply.Offer
}

// Effect is what a change would do, before anything happens.
type Effect struct {
	Outing  Outing // as it would be
	Stop    int
	Touched []Touched
	Breaks  []Conflict
}

// changed returns the outing as a change leaves it, and which stop that is.
func (c Change) changed(r ledger.Reader) (before, after Outing, at int, err error) {
	before, at, err = OutingOfStop(r, c.Stop)
	if err != nil {
		return before, after, at, err
	}
	after = before
	after.Stops = slices.Clone(before.Stops)
	s := &after.Stops[at]
	switch {
	case before.Version != c.Version:
		return before, after, at, ErrOvertaken
	case !before.Open() && before.State != Draft:
		return before, after, at, ErrOutingState
	case c.Cancel && !s.State.CanBecome(Off), !c.Cancel && s.State != Planned:
		return before, after, at, ErrOutingState
	case c.Cancel:
		s.State = Off
	default:
		s.Arrive, s.Leave = c.Arrive, c.Leave
		after.From, after.Until = min(after.From, s.Arrive), max(after.Until, s.Leave)
	}
	return before, after, at, after.validate()
}

// Foresee says what a change would do: who is booked there, who can keep their time, and two times each
// for who cannot. It searches many days: call it in a View.
func Foresee(r ledger.Reader, c Change) (Effect, error) {
	before, after, at, err := c.changed(r)
	if err != nil {
		return Effect{}, err
	}
	e := Effect{Outing: after, Stop: at}
	if e.Breaks, err = Check(r, after); err != nil {
		return e, err
	}
	booked, err := Booked(r, before, before.Stops[at])
	if err != nil {
		return e, err
	}
	taken := map[supply.Offer]bool{}
	for _, a := range booked {
		t := Touched{Appointment: a, Keeps: keeps(a, after.Stops[at])}
		if !t.Keeps {
			if t.Proposals, err = propose(r, a, before, after.Stops[at], taken); err != nil {
				return e, err
			}
		}
		e.Touched = append(e.Touched, t)
	}
	return e, nil
}

// keeps reports whether an appointment still lies within a stop.
func keeps(a booking.Appointment, s Stop) bool {
	return s.State != Off && a.Offer.Start >= s.Arrive && a.Offer.Start+calendar.Cell(a.Cells) <= s.Leave
}

// propose returns the times that an appointment at a stop can have instead, and that nobody before was proposed:
// what booking.Propose finds, and at the stop itself only such as lie within its new hours.
func propose(r ledger.Reader, a booking.Appointment, o Outing, after Stop, taken map[supply.Offer]bool) ([]supply.Offer, error) {
	found, err := booking.Propose(r, a.ID, booking.Unavailable{Offers: taken, Goes: func(n supply.Offer) bool {
		moved := a
		moved.Offer = n
		return n.Office == catalogue.OfficeID(after.Place) && n.Date == o.Date && !keeps(moved, after)
	}})
	for _, n := range found {
		taken[n] = true
	}
	return found, err
}

// Told counts what a change did to those who were booked.
type Told struct {
	Keep, Told, ToCall int
}

// ChangeStop changes a stop after Foresee showed what that does: its office opens as it is to be, and
// everybody who cannot keep their time is told or stands on the call list. It refuses with ErrOvertaken
// where the outing changed since, with ErrOutingState, and with ErrInTheWay.
func ChangeStop(tx *ledger.Tx, c Change, e Effect) (Outing, Told, error) {
	before, o, at, err := c.changed(tx)
	if err != nil {
		return before, Told{}, err
	}
	if err := o.refuseHard(tx); err != nil {
		return before, Told{}, err
	}
	told, err := tellBooked(tx, before, o.Stops[at], at, why(c), e)
	if err != nil {
		return before, told, err
	}
	if err := o.settleCrew(tx, before); err != nil {
		return before, told, err
	}
	if err := o.refreshOffices(tx); err != nil {
		return before, told, err
	}
	return o, told, o.write(tx, "outing.changed")
}

func why(c Change) booking.Change {
	if c.Cancel {
		return booking.StopCancelled
	}
	return booking.StopMoved
}

// tellBooked asks everybody who cannot keep their time to come at another.
func tellBooked(tx *ledger.Tx, before Outing, after Stop, at int, why booking.Change, e Effect) (t Told, err error) {
	booked, err := Booked(tx, before, before.Stops[at])
	if err != nil || !before.Open() {
		return t, err
	}
	for _, a := range booked {
		if keeps(a, after) {
			t.Keep++
			continue
		}
		told, err := ask(tx, a, why, e)
		switch {
		case errors.Is(err, booking.ErrStarted), errors.Is(err, booking.ErrNotBooked):
			continue // its time has come, or it is over
		case err != nil:
			return t, err
		case told:
			t.Told++
		default:
			t.ToCall++
		}
	}
	return t, nil
}

// ask proposes what was foreseen for an appointment, or what is left of it.
func ask(tx *ledger.Tx, a booking.Appointment, why booking.Change, e Effect) (told bool, err error) {
	i := slices.IndexFunc(e.Touched, func(t Touched) bool { return t.Appointment.ID == a.ID })
	var offers []supply.Offer
	if i >= 0 {
		offers = e.Touched[i].Proposals
	}
	for {
		err = tx.Try(func() (err error) { // it may have held the first before the second was gone
			told, err = booking.RequestReschedule(tx, a.ID, why, offers)
			return err
		})
		taken := errors.Is(err, supply.ErrTaken) || errors.Is(err, supply.ErrPast)
		if !taken || len(offers) == 0 {
			return told, err
		}
		offers = offers[:len(offers)-1] // somebody took it meanwhile
	}
}

// CancelOuting cancels every stop of an outing that is not done, and tells everybody. It refuses with
// ErrOutingState.
func CancelOuting(tx *ledger.Tx, id OutingID, effects []Effect) (Outing, Told, error) {
	o, err := OutingByID(tx, id)
	if err != nil || o.State == Cancelled {
		return o, Told{}, err
	}
	before := o
	if err := o.become(Cancelled); err != nil {
		return before, Told{}, err
	}
	o.Stops = slices.Clone(o.Stops)
	var all Told
	for i := range o.Stops {
		if !o.Stops[i].State.CanBecome(Off) {
			continue
		}
		o.Stops[i].State = Off
		e := Effect{}
		if i < len(effects) {
			e = effects[i]
		}
		told, err := tellBooked(tx, before, o.Stops[i], i, booking.StopCancelled, e)
		if err != nil {
			return before, all, err
		}
		all = Told{all.Keep + told.Keep, all.Told + told.Told, all.ToCall + told.ToCall}
	}
	if err := o.settleCrew(tx, before); err != nil {
		return o, all, err
	}
	if err := o.refreshOffices(tx); err != nil {
		return o, all, err
	}
	return o, all, o.write(tx, "outing.cancelled")
}

// ForeseeOuting is Foresee for every stop of an outing, as CancelOuting takes it.
func ForeseeOuting(r ledger.Reader, id OutingID) (all []Effect, err error) {
	o, err := OutingByID(r, id)
	if err != nil {
		return nil, err
	}
	taken := map[supply.Offer]bool{}
	for i, s := range o.Stops {
		e := Effect{Outing: o, Stop: i}
		s.State = Off
		booked, err := Booked(r, o, s)
		if err != nil {
			return nil, err
		}
		for _, a := range booked {
			t := Touched{Appointment: a}
			if t.Proposals, err = propose(r, a, o, s, taken); err != nil {
				return nil, err
			}
			e.Touched = append(e.Touched, t)
		}
		all = append(all, e)
	}
	return all, nil
}
