package booking

import (
	"time"

	"balie/booking/contact"
	"balie/booking/ledger"
)

// lateAfter is how long a message that we come later waits, so that whoever said so by mistake takes it back.
const lateAfter = 30 * time.Second

func (a Appointment) lateKey() string { return "late/" + string(a.ID) }

// TellLate tells the resident of an appointment that we come later; late is false where we do not any more, and nothing
// is told that was not told yet. A letter would come after the visit, so it is sent none. It refuses with
// ErrUnknownAppointment.
func TellLate(tx *ledger.Tx, id AppointmentID, late bool) error {
	a, err := AppointmentByID(tx, id)
	if err != nil {
		return err
	}
	if err := tx.Withdraw(a.lateKey()); err != nil || !late || a.State != Booked || a.Channel == contact.ByLetter {
		return err
	}
	return a.notify(tx, tx.Now().Add(lateAfter), a.lateKey(), NotifyLate, "we are late")
}
