package booking

import (
	"errors"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// Promise is an appointment that somebody has in another system, and is to keep in this one.
type Promise struct {
	Ref     string          `json:"ref"` // what it is called there; it is brought over once
	Wish    catalogue.Wish  `json:"wish"`
	Offer   supply.Offer    `json:"offer"`
	Contact contact.Details `json:"contact"`
	Lang    string          `json:"lang"`
}

// broughts is what became of each promise, under what only the vault can make of its reference. It stays
// when the appointment is cancelled or moved here, so that nothing is brought over twice.
var broughts = ledger.NewTable[AppointmentID]("im:")

// ErrPromise: the reference is missing.
var ErrPromise = ledger.Refuse(ledger.Invalid, "promise.ref")

func promiseKey(v *contact.Vault, ref string) ledger.Key {
	return append(ledger.K(), v.MAC("promise", ref)...)
}

// Brought returns what a promise became; found is false for one that was never brought over.
func Brought(r ledger.Reader, v *contact.Vault, ref string) (id AppointmentID, found bool, err error) {
	return broughts.Find(r, promiseKey(v, ref))
}

// BringOver books what was promised elsewhere, at its own time: notice and horizon are for new
// appointments, and colleagues' share of the supply counts. fresh is false where it was brought over
// before; then nothing changes, whatever became of it here. With tell its resident gets one calm message.
// It refuses with ErrTaken and ErrPast what does not fit, and then changed nothing.
func BringOver(tx *ledger.Tx, v *contact.Vault, p Promise, tell bool) (a Appointment, fresh bool, err error) {
	return p.bring(tx, v, p.Offer, tell)
}

// BringElsewhere books at another time what does not fit at its own, and puts its resident on the call
// list: a colleague agrees on the time with them.
func BringElsewhere(tx *ledger.Tx, v *contact.Vault, p Promise, to supply.Offer) (a Appointment, fresh bool, err error) {
	if a, fresh, err = p.bring(tx, v, to, false); err != nil || !fresh {
		return a, fresh, err
	}
	o, err := catalogue.OfficeByID(tx, to.Office)
	if err != nil {
		return a, fresh, err
	}
	ask := Ask{Appointment: a.ID, Why: BroughtElsewhere, Was: p.Offer, Made: tx.Now(), Until: a.Begins(o), Proposals: []Proposal{{Offer: a.Offer}}}
	_, err = ask.become(tx, ToCall)
	return a, fresh, err
}

// NearestFor returns the nearest time at which a promise that does not fit could be kept.
func NearestFor(r ledger.Reader, p Promise) (supply.Offer, bool, error) {
	found, err := supply.Nearest(r, p.asking(), p.Offer, 1)
	if err != nil || len(found) == 0 {
		return supply.Offer{}, false, err
	}
	return found[0], true, nil
}

func (p Promise) asking() supply.Query {
	return supply.Query{Wish: p.Wish, Audience: supply.Staff, Promised: true}
}

func (p Promise) bring(tx *ledger.Tx, v *contact.Vault, at supply.Offer, tell bool) (a Appointment, fresh bool, err error) {
	if p.Ref == "" {
		return a, false, ErrPromise
	}
	id, found, err := Brought(tx, v, p.Ref)
	if err != nil {
		return a, false, err
	}
	if found {
		a, err = AppointmentByID(tx, id)
		return a, false, err
	}
	if a, err = establish(tx, v, p.asking(), at, p.Contact, p.Lang, ""); err != nil {
		return a, false, err
	}
	if tell {
		err = a.tell(tx, tx.Now(), a.bookedKey(), TellBrought, "brought over")
	}
	return a, true, errors.Join(err, broughts.Put(tx, promiseKey(v, p.Ref), a.ID), a.remind(tx))
}
