package booking

import (
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// ExternalAppointment is an appointment that somebody has in another system, and is to keep in this one.
type ExternalAppointment struct {
	Ref     string          `json:"ref"` // what it is called there; it is brought over once
	Wish    catalogue.Wish  `json:"wish"`
	Offer   supply.Offer    `json:"offer"`
	Contact contact.Details `json:"contact"`
	Lang    string          `json:"lang"`
}

// imported is what became of each appointment of another system, under what only the vault can make of its reference. It stays
// when the appointment is cancelled or moved here, so that nothing is brought over twice.
var imported = ledger.NewTable[AppointmentID]("im:")

// ErrImportRef: the reference is missing.
var ErrImportRef = ledger.Refuse(ledger.Invalid, "promise.ref")

func importKey(v *contact.Vault, ref string) ledger.Key {
	return append(ledger.K(), v.MAC("promise", ref)...)
}

// ImportedAs returns what a promise became; found is false for one that was never brought over.
func ImportedAs(r ledger.Reader, v *contact.Vault, ref string) (id AppointmentID, found bool, err error) {
	return imported.Find(r, importKey(v, ref))
}

// Import books what was promised elsewhere, at its own time: notice and horizon are for new
// appointments, and colleagues' share of the supply counts. fresh is false where it was brought over
// before; then nothing changes, whatever became of it here. With tell its resident gets one calm message.
// It refuses with ErrTaken and ErrPast what does not fit, and then changed nothing.
func Import(tx *ledger.Tx, v *contact.Vault, p ExternalAppointment, tell bool) (a Appointment, fresh bool, err error) {
	return p.importAt(tx, v, p.Offer, tell)
}

// ImportElsewhere books at another time what does not fit at its own, and puts its resident on the call
// list: a colleague agrees on the time with them.
func ImportElsewhere(tx *ledger.Tx, v *contact.Vault, p ExternalAppointment, to supply.Offer) (a Appointment, fresh bool, err error) {
	if a, fresh, err = p.importAt(tx, v, to, false); err != nil || !fresh {
		return a, fresh, err
	}
	o, err := catalogue.OfficeByID(tx, to.Office)
	if err != nil {
		return a, fresh, err
	}
	ask := RescheduleRequest{Appointment: a.ID, Why: ImportedElsewhere, Was: p.Offer, Made: tx.Now(), Until: a.Begins(o), Proposals: []Proposal{{Offer: a.Offer}}}
	_, err = ask.become(tx, ToCall)
	return a, fresh, err
}

// NearestForImport returns the nearest time at which a promise that does not fit could be kept.
func NearestForImport(r ledger.Reader, p ExternalAppointment) (supply.Offer, bool, error) {
	found, err := supply.Nearest(r, p.query(), p.Offer, 1)
	if err != nil || len(found) == 0 {
		return supply.Offer{}, false, err
	}
	return found[0], true, nil
}

func (p ExternalAppointment) query() supply.Query {
	return supply.Query{Wish: p.Wish, Audience: supply.Staff, Promised: true}
}

func (p ExternalAppointment) importAt(tx *ledger.Tx, v *contact.Vault, at supply.Offer, tell bool) (a Appointment, fresh bool, err error) {
	if p.Ref == "" {
		return a, false, ErrImportRef
	}
	id, found, err := ImportedAs(tx, v, p.Ref)
	if err != nil {
		return a, false, err
	}
	if found {
		a, err = AppointmentByID(tx, id)
		return a, false, err
	}
	if a, err = bookDirectly(tx, v, p.query(), at, p.Contact, p.Lang, ""); err != nil {
		return a, false, err
	}
	if tell {
		err = a.notify(tx, tx.Now(), a.bookedKey(), NotifyImported, "brought over")
	}
	if err != nil {
		return a, true, err
	}
	if err := imported.Put(tx, importKey(v, p.Ref), a.ID); err != nil {
		return a, true, err
	}
	return a, true, a.remind(tx)
}
