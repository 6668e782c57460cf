package booking

import (
	"errors"

	"balie/booking/calendar"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// bookDirectly makes an appointment without a hold before it: what was promised elsewhere, what somebody was
// invited to, what a partner books. Whoever calls it tells the resident.
func bookDirectly(tx *ledger.Tx, v *contact.Vault, ask supply.Query, at supply.Offer, d contact.Details, lang, by string) (a Appointment, err error) {
	if problems := d.Check(contact.Need{}); len(problems) > 0 {
		return a, ErrDetails.With("field", problems[0].Field)
	}
	a = Appointment{ID: AppointmentID(tx.NewID()), State: Booked, Wish: ask.Wish, Lang: lang, Channel: d.Channel, Urgent: ask.Audience == supply.Urgent, By: by,
		Made: tx.Now(), Changed: tx.Now()}
	if a.Offer, err = supply.Take(tx, ask, at, supply.Claim{Kind: supply.Booked, ID: string(a.ID)}); err != nil {
		return a, err
	}
	a.Cells = calendar.CellsFor(a.Offer.Minutes)
	if err := errors.Join(contact.Keep(tx, v, string(a.ID), d), a.giveCode(tx, v)); err != nil {
		return a, err
	}
	err = errors.Join(a.keepAid(tx, v, d.Aid), a.forgetLater(tx), a.write(tx), a.callLater(tx))
	return a, errors.Join(err, tx.Emit("appointment.booked", string(a.ID), string(a.Offer.Office)))
}
