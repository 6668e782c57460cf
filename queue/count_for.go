package queue

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// CountFor counts the tickets for a product, on any day. It reads every ticket: call it where that is rare.
func CountFor(r ledger.Reader, id catalogue.ProductID) (n int, err error) {
	return countTickets(r, func(t Ticket) bool { return t.Wish.Has(id) })
}

// CountAt counts the tickets of an office, as CountFor does.
func CountAt(r ledger.Reader, id catalogue.OfficeID) (n int, err error) {
	return countTickets(r, func(t Ticket) bool { return t.Office == id })
}

func countTickets(r ledger.Reader, names func(Ticket) bool) (n int, err error) {
	err = tickets.Each(r, nil, func(_ ledger.Key, t Ticket) error {
		if names(t) {
			n++
		}
		return nil
	})
	return n, err
}
