package queue

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Park sets aside whom this desk helps, who comes back: a form is filled in, a photo made. The
// desk is free for others.
func Park(tx *ledger.Tx, at DeskRequest, id TicketID) (Ticket, error) {
	return at.with(tx, id, "park", nil, func(s *DeskSession, from Ticket) (Ticket, error) {
		if from.State == Parked && from.Desk == s.Desk {
			return from, nil
		}
		if err := s.has(from, Serving); err != nil {
			return from, err
		}
		to := from
		to.State = Parked
		s.free(tx.Now(), 0)
		return change(tx, from, to, "parked")
	})
}

// Resume goes on with somebody who was parked, here or at another desk that can do it. It refuses with ErrState,
// ErrDeskHelping and ErrCannot.
func Resume(tx *ledger.Tx, at DeskRequest, id TicketID) (Ticket, error) {
	return at.with(tx, id, "resume", nil, func(s *DeskSession, from Ticket) (Ticket, error) {
		if s.has(from, Serving) == nil {
			return from, nil
		}
		if from.State != Parked {
			return from, from.refuse()
		}
		if err := s.ready(tx); err != nil {
			return from, err
		}
		o, err := catalogue.OfficeByID(tx, s.Office)
		if err != nil {
			return from, err
		}
		if desk, _ := o.Desk(s.Desk); !desk.Can(from.Skills) {
			return from, ErrCannot
		}
		to := from
		to.State, to.Desk = Serving, s.Desk
		s.hold(to, tx.Now())
		return change(tx, from, to, "started")
	})
}
