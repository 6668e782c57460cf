package booking

import "balie/booking/ledger"

// Miss notes that the resident did not come, or was gone when called. Whoever comes too late can
// still Arrive. It refuses with ErrNotBooked what was cancelled or is over.
func Miss(tx *ledger.Tx, id AppointmentID) (Appointment, error) {
	a, err := become(tx, id, Missed, "missed")
	if err != nil {
		return a, err
	}
	return a, tx.Withdraw(a.reminderKey())
}

// UndoMiss takes a miss back that was noted by mistake: the resident is in the house still.
func UndoMiss(tx *ledger.Tx, id AppointmentID) (Appointment, error) {
	return become(tx, id, Arrived, "unmissed")
}
