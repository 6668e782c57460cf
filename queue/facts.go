package queue

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// facts are what figures need of a ticket: where, for what and how many, and why there is a ticket.
// Its clocks and its desk stand in the ticket, and the desk goes when the day is closed.
func (t Ticket) facts(r ledger.Reader) (f ledger.Facts, err error) {
	f = ledger.Facts{Office: string(t.Office), Day: t.Date, Route: string(t.Kind), Minutes: t.Minutes, Reason: string(t.Priority)}
	f.Products, f.Persons, err = catalogue.ProductFacts(r, t.Wish)
	return f, err
}
