package booking

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Uses are how many records of ours name a product: while there are some, it cannot be deleted.
type Uses struct{ Appointments, Invites, Holds int }

// UsesOf counts what names a product. It reads every appointment: call it where that is rare.
func UsesOf(r ledger.Reader, id catalogue.ProductID) (u Uses, err error) {
	err = appointments.Each(r, nil, func(_ ledger.Key, a Appointment) error {
		if a.Wish.Has(id) {
			u.Appointments++
		}
		return nil
	})
	if err != nil {
		return u, err
	}
	err = invites.Each(r, nil, func(_ ledger.Key, i Invite) error {
		if i.Product == id {
			u.Invites++
		}
		return nil
	})
	if err != nil {
		return u, err
	}
	err = holds.Each(r, nil, func(_ ledger.Key, h Hold) error {
		if h.Wish.Has(id) {
			u.Holds++
		}
		return nil
	})
	return u, err
}
