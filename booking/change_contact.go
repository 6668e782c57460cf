package booking

import (
	"cmp"

	"balie/booking/contact"
	"balie/booking/ledger"
)

// ChangeContact changes how the resident of an appointment is told of changes: by which channel, and at
// which address or number. The name stays what it was, so that an appointment cannot be handed on.
// Whoever now chose e-mail is sent the confirmation; what was on its way to the old address is taken
// back. A field that is left empty is as it was: no page shows it in full to whoever has the code alone. It
// refuses with ErrDetails, with ErrMany as Book does for somebody whom nobody saw, and as Cancel does.
func ChangeContact(tx *ledger.Tx, v *contact.Vault, id AppointmentID, to contact.Details) (Appointment, error) {
	a, _, err := changeable(tx, id)
	if err != nil {
		return a, err
	}
	before, err := contact.Read(tx, v, id.Subject())
	if err != nil {
		return a, err
	}
	to = Completed(to, before)
	need, err := reachNeed(tx, a.Wish)
	if err != nil {
		return a, err
	}
	to = to.Tidy(need)
	to.Answers = before.Answers
	if err := refuseDetails(tx, a.Wish, to); err != nil {
		return a, err
	}
	if to.Same(before) {
		return a, nil
	}
	if err := refuseTooMany(tx, v, to, id); err != nil {
		return a, err
	}
	if err := a.cancelNotifications(tx); err != nil {
		return a, err
	}
	a.Channel, a.Changed = to.Channel, tx.Now()
	for _, step := range []func() error{
		func() error { return contact.Correct(tx, v, id.Subject(), to) },
		func() error { return a.write(tx) },
		func() error { return a.notifyBooked(tx) },
	} {
		if err := step(); err != nil {
			return a, err
		}
	}
	return a, a.emit(tx, "reach", "")
}

// Completed are details as they would be after a change: what was left empty is as it was before.
func Completed(to, before contact.Details) contact.Details {
	to.Name, to.Note = before.Name, before.Note
	to.Email, to.Phone = cmp.Or(to.Email, before.Email), cmp.Or(to.Phone, before.Phone)
	if to.Street == "" && to.Postcode == "" && to.Place == "" {
		to.Street, to.Postcode, to.Place = before.Street, before.Postcode, before.Place
	}
	return to
}
