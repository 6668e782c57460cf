package booking

import (
	"balie/booking/ledger"
)

// become takes an appointment to its next state, or says with ErrNotBooked why it cannot go
// there. To be there already is no error and no second event.
func become(tx *ledger.Tx, id AppointmentID, next State, event string) (Appointment, error) {
	return becomeAs(tx, id, next, event, "")
}

// becomeAs is become for a visit that ends with it, and says how; "" for one that does not, or of which a ticket says so.
func becomeAs(tx *ledger.Tx, id AppointmentID, next State, event, end string) (Appointment, error) {
	a, err := AppointmentByID(tx, id)
	if err != nil || a.State == next {
		return a, err
	}
	if !a.State.CanBecome(next) {
		return a, ErrNotBooked.With("state", string(a.State))
	}
	var undone *ledger.Outcome
	a.State, a.Changed, a.Counted, undone = next, tx.Now(), nil, a.Counted
	if end != "" {
		if a.Counted, err = a.Outcome(tx); err != nil {
			return a, err
		}
		a.Counted.End = end
	}
	if err := a.write(tx); err != nil {
		return a, err
	}
	if err := settleReschedule(tx, id, Over); err != nil {
		return a, err
	}
	if err := StopWaiting(tx, id); err != nil {
		return a, err
	}
	f, err := FactsOf(tx, a.Wish, a.Offer)
	if err != nil {
		return a, err
	}
	f.Channel, f.Outcome, f.Undone = string(a.Channel), a.Counted, undone
	return a, a.emitFacts(tx, f, event)
}

// Arrive notes that the resident is in the house; nothing is called to their mind any more. The
// same arrival again is answered the same. It refuses with ErrNotBooked what was cancelled or is
// over. Whoever calls it makes the ticket in the same transaction.
func Arrive(tx *ledger.Tx, id AppointmentID) (Appointment, error) {
	a, err := become(tx, id, Arrived, "arrived")
	if err != nil {
		return a, err
	}
	if err := tx.Withdraw(a.reminderKey()); err != nil {
		return a, err
	}
	return a, tx.Withdraw(a.movedKey(a.Moves))
}

// UndoArrive takes an arrival back that was noted by mistake: the appointment stands as booked.
func UndoArrive(tx *ledger.Tx, id AppointmentID) (Appointment, error) {
	return become(tx, id, Booked, "unarrived")
}

// Serve notes that the resident was helped. It refuses with ErrNotBooked one who did not arrive.
func Serve(tx *ledger.Tx, id AppointmentID) (Appointment, error) {
	return become(tx, id, Served, "served")
}

// UndoServe takes back a finish that was noted by mistake: the resident is in the house still.
func UndoServe(tx *ledger.Tx, id AppointmentID) (Appointment, error) {
	return become(tx, id, Arrived, "unserved")
}

// Miss notes that the resident did not come, or was gone when called. Whoever comes too late can
// still Arrive. It refuses with ErrNotBooked what was cancelled or is over.
func Miss(tx *ledger.Tx, id AppointmentID) (Appointment, error) {
	a, err := become(tx, id, Missed, "missed")
	if err != nil {
		return a, err
	}
	return a, tx.Withdraw(a.reminderKey())
}

// MarkAbsent is Miss for an appointment that nobody came for at all, when its day is closed: nobody waited, and it
// counts as such.
func MarkAbsent(tx *ledger.Tx, id AppointmentID) (Appointment, error) {
	a, err := becomeAs(tx, id, Missed, "missed", "absent")
	if err != nil {
		return a, err
	}
	return a, tx.Withdraw(a.reminderKey())
}

// UndoMiss takes a miss back that was noted by mistake: the resident is in the house still.
func UndoMiss(tx *ledger.Tx, id AppointmentID) (Appointment, error) {
	return become(tx, id, Arrived, "unmissed")
}
