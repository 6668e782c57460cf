package booking

import (
	"slices"
	"time"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// MaxUpcoming is how many appointments that are still to come one mailbox, number or door has at least, when
// nobody saw who asked; of some it is two more, which only the vault knows, so that a refusal does not tell how
// many there are. A whole household comes in one appointment, so this is enough for several.
const MaxUpcoming = 5

// maxRounds is how many appointments somebody whom nobody saw makes in a day under one mailbox, number or
// door, cancelled ones included: each sends messages.
const maxRounds = 10

// mostOfOne is how many appointments of one contact are looked through.
const mostOfOne = 500

// ErrMany: somebody whom nobody saw makes no more appointments with this address or number for now. A
// colleague can make more. It says neither which limit it was nor how many there are.
var ErrMany = ledger.Refuse(ledger.Conflict, "booking.many")

// upcomingOf returns the appointments of an address or a number that are still to come.
func upcomingOf(r ledger.Reader, v *contact.Vault, kind contact.Trait, typed string) (found []Appointment, err error) {
	ids, err := contact.Find(r, v, kind, typed, mostOfOne)
	if err != nil {
		return nil, err
	}
	err = each(r, ids, func(a Appointment, upcoming bool) {
		if upcoming {
			found = append(found, a)
		}
	})
	return found, err
}

// each reads appointments, and whether they are still to come.
func each(r ledger.Reader, ids []string, visit func(a Appointment, upcoming bool)) error {
	for _, id := range ids {
		a, err := AppointmentByID(r, AppointmentID(id))
		if err != nil {
			return err
		}
		o, err := catalogue.OfficeByID(r, a.Offer.Office)
		if err != nil {
			return err
		}
		visit(a, a.State == Booked && r.Now().Before(a.Begins(o)))
	}
	return nil
}

// refuseTooMany refuses details under which there are as many appointments as may be, this one left out.
func refuseTooMany(tx *ledger.Tx, v *contact.Vault, d contact.Details, this AppointmentID) error {
	all, err := contact.FindAlike(tx, v, d, mostOfOne)
	if err != nil {
		return err
	}
	for _, alike := range all {
		if len(alike.IDs) < MaxUpcoming {
			continue
		}
		if free, err := unlimited(tx, v, alike.Typed); err != nil || free {
			if err != nil {
				return err
			}
			continue
		}
		ids := slices.DeleteFunc(alike.IDs, func(id string) bool { return id == string(this) })
		standing, made := 0, 0
		if err := each(tx, ids, func(a Appointment, upcoming bool) {
			if upcoming {
				standing++
			}
			if tx.Now().Sub(a.Made) < 24*time.Hour {
				made++
			}
		}); err != nil {
			return err
		}
		if standing >= MaxUpcoming+alike.More || this == "" && made >= maxRounds {
			return ErrMany
		}
	}
	return nil
}
