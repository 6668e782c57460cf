package queue

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// CountFor counts the tickets for a product, on any day. It reads every ticket: call it where that is rare.
func CountFor(r ledger.Reader, id catalogue.ProductID) (n int, err error) {
	err = tickets.Each(r, nil, func(_ ledger.Key, t Ticket) error {
		if t.Wish.Has(id) {
			n++
		}
		return nil
	})
	return n, err
}
