package booking

import "balie/booking/ledger"

// Serve notes that the resident was helped. It refuses with ErrNotBooked one who did not arrive.
func Serve(tx *ledger.Tx, id AppointmentID) (Appointment, error) {
	return become(tx, id, Served, "served")
}

// UndoServe takes back a finish that was noted by mistake: the resident is in the house still.
func UndoServe(tx *ledger.Tx, id AppointmentID) (Appointment, error) {
	return become(tx, id, Arrived, "unserved")
}
