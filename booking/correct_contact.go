package booking

import (
	"balie/booking/contact"
	"balie/booking/ledger"
)

// CorrectContact seals other details of the same resident, tidied, in the place of what was typed wrong.
// It refuses with ErrDetails, with ErrNotBooked what is no longer to come, and with
// contact.ErrForgotten what was forgotten. What was answered to a product's own questions
// stays. It tells nobody: ResendConfirmation does.
func CorrectContact(tx *ledger.Tx, v *contact.Vault, id AppointmentID, d contact.Details) (Appointment, error) {
	a, err := AppointmentByID(tx, id)
	switch {
	case err != nil:
		return a, err
	case a.State != Booked && a.State != Arrived:
		return a, ErrNotBooked.With("state", string(a.State))
	}
	d = d.Clean()
	before, err := contact.Read(tx, v, id.Subject())
	d.Answers = before.Answers // to what was asked then
	if err != nil || before.Same(d) {
		return a, err
	}
	if err := refuseDetails(tx, a.Wish, d); err != nil {
		return a, err
	}
	a.Channel, a.Changed = d.Channel, tx.Now()
	told := a.remind
	if !a.Written() || d.Channel != before.Channel {
		told = a.renotify
	}
	if err := contact.Correct(tx, v, id.Subject(), d); err != nil {
		return a, err
	}
	if err := a.write(tx); err != nil {
		return a, err
	}
	if err := told(tx); err != nil {
		return a, err
	}
	return a, a.emit(tx, "corrected", "")
}

// renotify takes back what was on its way by another channel; what is still to come goes by the new one.
func (a Appointment) renotify(tx *ledger.Tx) error {
	if err := a.cancelNotifications(tx); err != nil || !a.Written() {
		return err
	}
	return a.remind(tx)
}

// ResendConfirmation tells the resident once more what was booked, and reports whether there is a way to:
// who chose no message is told by the colleague.
func ResendConfirmation(tx *ledger.Tx, id AppointmentID) (told bool, err error) {
	a, _, err := changeable(tx, id)
	if err != nil {
		return false, err
	}
	return a.Written(), a.notify(tx, tx.Now(), a.bookedKey(), NotifyBooked, "colleague resent")
}
