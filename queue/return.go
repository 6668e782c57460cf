package queue

import (
	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Return lets somebody wait again who was parked, went away or did not come: with the number and
// the clocks they had. Whoever was parked keeps their place; whoever was not there waits anew
// from now. It needs no desk.
func Return(tx *ledger.Tx, at DeskRequest, id TicketID) (Ticket, error) {
	return at.by(tx, id, "return", nil, func(from Ticket) (Ticket, error) {
		o, err := catalogue.OfficeByID(tx, from.Office)
		if err != nil {
			return from, err
		}
		switch {
		case from.State == Waiting:
			return from, nil
		case from.Date != o.Today(tx.Now()) || from.State != Parked && from.State != Left && from.State != Missed:
			return from, from.refuse()
		case from.State == Parked:
			to := from
			to.State, to.Calls = Waiting, 0
			return change(tx, from, to, "returned")
		case from.Appointment != "":
			if _, err := booking.Arrive(tx, from.Appointment); err != nil {
				return from, err
			}
		}
		return rejoin(tx, from, Marks{from.Outside, from.Chair, from.Fetch})
	})
}

// PutBack lets whom this desk called wait again, in their place: they asked for a moment.
func PutBack(tx *ledger.Tx, at DeskRequest, id TicketID) (Ticket, error) {
	return at.with(tx, id, "putback", nil, func(s *DeskSession, from Ticket) (Ticket, error) {
		if err := s.has(from, Called); err != nil {
			return from, err
		}
		to := from
		to.State, to.Calls = Waiting, 0
		s.free(tx.Now(), 0)
		return change(tx, from, to, "returned")
	})
}
