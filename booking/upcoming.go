package booking

import (
	"slices"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// MaxUpcoming is how many appointments that are still to come one contact may have, when nobody saw
// who asked. A whole household comes in one appointment, so this is enough for several.
const MaxUpcoming = 5

// mostOfOne is how many appointments of one contact are looked through.
const mostOfOne = 500

// ErrMany: this address or number has as many appointments as it may; args: max. A colleague can
// make more.
var ErrMany = ledger.Refuse(ledger.Conflict, "booking.many")

// upcomingOf returns the appointments of an address or a number that are still to come.
func upcomingOf(r ledger.Reader, v *contact.Vault, kind contact.Trait, typed string) (found []Appointment, err error) {
	ids, err := contact.Find(r, v, kind, typed, mostOfOne)
	for _, id := range ids {
		a, err := AppointmentByID(r, AppointmentID(id))
		if err != nil {
			return nil, err
		}
		o, err := catalogue.OfficeByID(r, a.Offer.Office)
		if err != nil {
			return nil, err
		}
		if a.State == Booked && r.Now().Before(a.Begins(o)) {
			found = append(found, a)
		}
	}
	return found, err
}

// refuseTooMany refuses details under which there are as many appointments as may be, this one left out.
func refuseTooMany(tx *ledger.Tx, v *contact.Vault, d contact.Details, this AppointmentID) error {
	for kind, typed := range map[contact.Trait]string{contact.OfEmail: d.Email, contact.OfPhone: d.Phone} {
		found, err := upcomingOf(tx, v, kind, typed)
		if err != nil {
			return err
		}
		if free, err := unlimited(tx, v, typed); err != nil || free {
			if err != nil {
				return err
			}
			continue
		}
		found = slices.DeleteFunc(found, func(a Appointment) bool { return a.ID == this })
		if len(found) >= MaxUpcoming {
			return ErrMany.With("max", MaxUpcoming)
		}
	}
	return nil
}
