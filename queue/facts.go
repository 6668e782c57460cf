package queue

import "balie/booking/ledger"

// facts are what figures need of a ticket: where, for what and how many, and why there is a ticket.
// Its clocks and its desk stand in the ticket, and the desk goes when the day is closed.
func (t Ticket) facts() ledger.Facts {
	f := ledger.Facts{Office: string(t.Office), Route: string(t.Kind), Minutes: t.Minutes, Reason: string(t.Priority)}
	for _, line := range t.Wish {
		f.Products = append(f.Products, string(line.Product))
		f.Persons += line.Persons
	}
	return f
}
