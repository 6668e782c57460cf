package booking

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Uses are how many records of ours name a product: while there are some, it cannot be deleted.
type Uses struct{ Appointments, Invites, Holds int }

// UsesOf counts what names a product. It reads every appointment: call it where that is rare.
func UsesOf(r ledger.Reader, id catalogue.ProductID) (Uses, error) {
	return count(r, func(w catalogue.Wish, _ catalogue.OfficeID) bool { return w.Has(id) })
}

// UsesAt counts what names an office; it reads as much as UsesOf.
func UsesAt(r ledger.Reader, id catalogue.OfficeID) (Uses, error) {
	return count(r, func(_ catalogue.Wish, office catalogue.OfficeID) bool { return office == id })
}

// count counts what is for a wish at an office that names something.
func count(r ledger.Reader, names func(catalogue.Wish, catalogue.OfficeID) bool) (u Uses, err error) {
	err = appointments.Each(r, nil, func(_ ledger.Key, a Appointment) error {
		if names(a.Wish, a.Offer.Office) {
			u.Appointments++
		}
		return nil
	})
	if err != nil {
		return u, err
	}
	err = invites.Each(r, nil, func(_ ledger.Key, i Invite) error {
		if names(catalogue.Wish{{Product: i.Product, Persons: 1}}, i.Office) {
			u.Invites++
		}
		return nil
	})
	if err != nil {
		return u, err
	}
	err = holds.Each(r, nil, func(_ ledger.Key, h Hold) error {
		if names(h.Wish, h.Offer.Office) {
			u.Holds++
		}
		return nil
	})
	return u, err
}
