package booking

import (
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// bookDirectly makes an appointment without a hold before it: what was promised elsewhere, what somebody was
// invited to, what a partner books. Whoever calls it tells the resident.
func bookDirectly(tx *ledger.Tx, v *contact.Vault, ask supply.Query, at supply.Offer, d contact.Details, lang, by string) (a Appointment, err error) {
	d = d.Clean()
	if d, err = (Request{Contact: d, Unasked: true}).asked(tx, ask.Wish, at.Date); err != nil {
		return a, err
	}
	a = Appointment{ID: AppointmentID(tx.NewID()), State: Booked, Wish: ask.Wish, Lang: lang, Channel: d.Channel, Urgent: ask.Audience == supply.Urgent, By: by,
		Made: tx.Now(), Changed: tx.Now()}
	if a.Offer, err = supply.Take(tx, ask, at, supply.Claim{Kind: supply.Booked, ID: string(a.ID)}); err != nil {
		return a, err
	}
	a.Cells = deskCells(a.Offer)
	if a.With, err = catalogue.VersionsOf(tx, a.Wish, a.Offer.Date); err != nil {
		return a, err
	}
	if err := contact.Keep(tx, v, a.ID.Subject(), d); err != nil {
		return a, err
	}
	if err := a.giveCode(tx, v); err != nil {
		return a, err
	}
	err = a.keepAid(tx, v, d.Aid)
	if err == nil {
		err = a.forgetLater(tx)
	}
	if err == nil {
		err = a.write(tx)
	}
	if err == nil {
		err = a.callLater(tx)
	}
	if err != nil {
		return a, err
	}
	return a, a.emit(tx, "booked", "")
}
