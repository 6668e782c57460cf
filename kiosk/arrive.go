package kiosk

import (
	"errors"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/queue"
)

// Arrival is somebody at the door with an appointment: its spoken code, or its id from a QR code
// or from a colleague's list.
type Arrival struct {
	Office      catalogue.OfficeID
	Code        string // as typed; used where Appointment is empty
	Appointment booking.AppointmentID
	Marks       queue.Marks
	Staff       bool // a colleague lets in whoever is too early or too late
}

// Outcome is what happened at the door.
type Outcome string

// The outcomes. The first five come with a ticket.
const (
	Here      Outcome = "here"      // in time: take a seat
	Early     Outcome = "early"     // take a seat; one may be called before the appointment's time
	Ahead     Outcome = "ahead"     // take a seat; here nobody is called before the appointment's time
	Late      Outcome = "late"      // too late to be called at once: called in between, as without an appointment
	Already   Outcome = "already"   // arrived before: the same ticket
	TooEarly  Outcome = "tooearly"  // come back at At
	TooLate   Outcome = "toolate"   // ask the desk
	OtherDay  Outcome = "otherday"  // the appointment is on another day
	Elsewhere Outcome = "elsewhere" // the appointment is at another office
	AtHome    Outcome = "athome"    // we call them
	Cancelled Outcome = "cancelled"
	Finished  Outcome = "finished" // was helped already
	Unknown   Outcome = "unknown"  // no such appointment
)

// How early and how late one can be.
const (
	earliest = time.Hour        // before that: come back
	punctual = 15 * time.Minute // later than that: called in between
	latest   = time.Hour        // later than that: ask the desk
)

// Answer is what the door says.
type Answer struct {
	Outcome     Outcome
	Ticket      queue.Ticket        // with Here, Early, Ahead, Late, Already and Finished
	Appointment booking.Appointment // not with Unknown
	At          time.Time           // with TooEarly: when to come back
}

// Arrive lets the resident of an appointment in: the appointment has arrived, and has its one
// ticket, in one transaction. Every outcome but a ticket changes nothing, and none is an error. It
// refuses with queue.ErrDayClosed.
func Arrive(tx *ledger.Tx, v *contact.Vault, q Arrival) (Answer, error) {
	a, err := q.find(tx, v)
	if err != nil {
		return unknown(err)
	}
	o, err := catalogue.OfficeByID(tx, a.Offer.Office)
	if err != nil {
		return Answer{}, err
	}
	need, err := catalogue.Measure(tx, a.Wish)
	if err != nil {
		return Answer{}, err
	}
	answer := Answer{Appointment: a}
	switch {
	case a.State == booking.Cancelled:
		answer.Outcome = Cancelled
	case o.ID != q.Office:
		answer.Outcome = Elsewhere
	case a.Offer.Date != o.Today(tx.Now()):
		answer.Outcome = OtherDay
	case need.Route != catalogue.AtCounter:
		answer.Outcome = AtHome
	case a.State == booking.Arrived || a.State == booking.Served:
		return again(tx, answer)
	default:
		return q.admit(tx, answer, o)
	}
	return answer, nil
}

func (q Arrival) find(tx *ledger.Tx, v *contact.Vault) (booking.Appointment, error) {
	if q.Appointment != "" {
		return booking.AppointmentByID(tx, q.Appointment)
	}
	return booking.ByCode(tx, v, q.Code)
}

func unknown(err error) (Answer, error) {
	for _, none := range []error{booking.ErrUnknownAppointment, booking.ErrNoSuchCode, booking.ErrCodeShape} {
		if errors.Is(err, none) {
			return Answer{Outcome: Unknown}, nil
		}
	}
	return Answer{}, err
}

// again answers whoever is here already.
func again(tx *ledger.Tx, answer Answer) (Answer, error) {
	t, _, err := queue.ByAppointment(tx, answer.Appointment.ID)
	answer.Ticket, answer.Outcome = t, Already
	if answer.Appointment.State == booking.Served {
		answer.Outcome = Finished
	}
	return answer, err
}

// admit judges the clock, and makes the ticket.
func (q Arrival) admit(tx *ledger.Tx, answer Answer, o catalogue.Office) (Answer, error) {
	kind, begins := queue.Appointment, answer.Appointment.Begins(o)
	switch after := tx.Now().Sub(begins); {
	case after < -earliest && !q.Staff:
		answer.Outcome, answer.At = TooEarly, comeBack(begins)
		return answer, nil
	case after > latest && !q.Staff:
		answer.Outcome = TooLate
		return answer, nil
	case after > punctual:
		answer.Outcome, kind = Late, queue.WalkIn
	case after < 0:
		answer.Outcome = Early
	default:
		answer.Outcome = Here
	}
	var err error
	if answer.Ticket, err = queue.Join(tx, answer.Appointment.ID, kind, q.Marks); err != nil {
		return answer, err
	}
	if answer.Outcome == Early && tx.Now().Before(answer.Ticket.CallableFrom(o)) {
		answer.Outcome = Ahead
	}
	answer.Appointment, err = booking.AppointmentByID(tx, answer.Appointment.ID)
	return answer, err
}

// comeBack is ten minutes before the appointment, on the five minutes of the clock.
func comeBack(begins time.Time) time.Time {
	return begins.Add(-2 * calendar.CellMinutes * time.Minute)
}
