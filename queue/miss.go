package queue

import (
	"balie/booking"
	"balie/booking/ledger"
)

// Miss notes, here and in booking, that nobody came to this desk's call. It refuses with ErrSoon
// while they may still be on the way.
func Miss(tx *ledger.Tx, at DeskRequest, id TicketID) (Ticket, error) {
	return at.with(tx, id, "miss", nil, func(s *DeskSession, from Ticket) (Ticket, error) {
		if from.State == Missed && from.Desk == s.Desk {
			return from, nil
		}
		if err := s.has(from, Called); err != nil {
			return from, err
		}
		if err := from.walked(tx.Now()); err != nil {
			return from, err
		}
		s.free(tx.Now(), 0)
		return end(tx, from, Missed, "missed")
	})
}

// end ends a ticket without a visit, and its appointment with it.
func end(tx *ledger.Tx, from Ticket, state State, event string) (Ticket, error) {
	return endAs(tx, from, from, state, event)
}

func endAs(tx *ledger.Tx, from, to Ticket, state State, event string) (Ticket, error) {
	to.State, to.Finished, to.For, to.Follows = state, tx.Now(), "", false
	if to.Appointment != "" {
		if _, err := booking.Miss(tx, to.Appointment); err != nil {
			return from, err
		}
	}
	return change(tx, from, to, event)
}
