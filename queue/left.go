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
		case from.State != Waiting || !from.LastCall.IsZero():
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
	to.State, to.Finished, to.For, to.Follows, to.Handover = state, tx.Now(), "", false, ""
	if to.Appointment != "" {
		if _, err := booking.Miss(tx, to.Appointment); err != nil {
			return from, err
		}
	}
	return change(tx, from, to, event)
}
