package queue

import (
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Marks are what the host at the door sees and notes.
type Marks struct {
	Outside bool // waits outside
	Chair   bool // needs a chair
	Fetch   bool // is fetched, and does not hear a call
}

func (t *Ticket) mark(m Marks) { t.Outside, t.Chair, t.Fetch = m.Outside, m.Chair, m.Fetch }

// Join notes that the resident of an appointment is here, in booking and in the queue at once. One
// appointment has one ticket (I8): the same arrival again returns it, and whoever was missed or
// went away gets it back with its number and waits anew. kind is Appointment, WalkIn for somebody
// so late that they wait as one without an appointment, or Callback. It refuses with
// booking.ErrNotBooked and ErrDayClosed. Only package kiosk calls it for somebody at the door.
func Join(tx *ledger.Tx, id booking.AppointmentID, kind Kind, m Marks) (Ticket, error) {
	t, found, err := ByAppointment(tx, id)
	if err != nil {
		return t, err
	}
	if found && t.State != Missed && t.State != Left {
		return t, nil
	}
	a, err := booking.Arrive(tx, id)
	if err != nil {
		return Ticket{}, err
	}
	o, err := catalogue.OfficeByID(tx, a.Offer.Office)
	if err != nil {
		return Ticket{}, err
	}
	if found && t.Date == o.Today(tx.Now()) {
		return rejoin(tx, t, m)
	}
	booked, _ := calendar.At(a.Offer.Date, a.Offer.Start, o.Location())
	t = Ticket{
		Office: o.ID, Date: o.Today(tx.Now()), Kind: kind, State: Waiting, Appointment: id, Wish: a.Wish,
		Lang: a.Lang, Booked: booked.UTC(), Arrived: tx.Now(),
	}
	if kind == Callback {
		t.Arrived = t.Booked // they wait from the promised time, whenever we notice
	}
	t.mark(m)
	if err := t.plan(tx); err != nil {
		return t, err
	}
	return issue(tx, t)
}

// plan gives a ticket the minutes and skills of its wish.
func (t *Ticket) plan(r ledger.Reader) error {
	need, err := catalogue.Measure(r, t.Wish)
	t.Minutes, t.Skills = need.Minutes, need.Skills
	return err
}

// rejoin puts somebody back who was missed or went away. One who was noted as arrived by mistake
// arrives for the first time.
func rejoin(tx *ledger.Tx, from Ticket, m Marks) (Ticket, error) {
	to := from
	to.State, to.Calls, to.Finished, to.Mistake, to.Unhelped = Waiting, 0, time.Time{}, false, false
	if to.Again = tx.Now(); from.Mistake {
		to.Arrived, to.Again = tx.Now(), time.Time{}
	} else {
		to.Borne.Promise, to.Borne.Raw = from.Waited(tx.Now())
		to.Called = time.Time{}
	}
	to.mark(m)
	return change(tx, from, to, "returned")
}
