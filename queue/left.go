package queue

import (
	"errors"

	"balie/booking"
	"balie/booking/ledger"
)

// Leave notes that somebody went away without being helped. Whoever waits or is parked needs no
// desk for it; of whom a desk has, only that desk says so.
func Leave(tx *ledger.Tx, at DeskRequest, id TicketID) (Ticket, error) {
	return at.by(tx, id, "leave", []any{at.Desk}, func(from Ticket) (Ticket, error) {
		switch from.State {
		case Left:
			return from, nil
		case Waiting, Parked:
			return end(tx, from, Left, "left")
		case Called, Serving:
			return at.letGo(tx, from)
		}
		return from, from.refuse()
	})
}

// letGo ends the ticket that this desk has.
func (at DeskRequest) letGo(tx *ledger.Tx, from Ticket) (Ticket, error) {
	s, err := at.mine(tx)
	if err != nil {
		return from, err
	}
	if err := s.has(from, Called, Serving); err != nil {
		return from, err
	}
	s.free(tx.Now(), 0)
	left, err := end(tx, from, Left, "left")
	if err != nil {
		return from, err
	}
	return left, s.remember(tx, from, left)
}

// UndoArrive takes back an arrival that was noted by mistake: the appointment stands as booked, and
// the ticket counts in no figure. Only who was never called can not have come.
func UndoArrive(tx *ledger.Tx, at DeskRequest, id TicketID) (Ticket, error) {
	return at.by(tx, id, "unarrive", nil, func(from Ticket) (Ticket, error) {
		switch {
		case from.Mistake:
			return from, nil
		case from.State != Waiting || !from.Called.IsZero():
			return from, from.refuse()
		}
		to := from
		to.State, to.Finished, to.Mistake = Left, tx.Now(), true
		var failed error
		if to.Appointment != "" {
			_, failed = booking.UndoArrive(tx, to.Appointment)
		}
		to, err := change(tx, from, to, "withdrawn")
		return to, errors.Join(failed, err)
	})
}
