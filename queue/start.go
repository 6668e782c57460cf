package queue

import "balie/booking/ledger"

// Start notes that whom this desk called is there. Once started it is no error.
func Start(tx *ledger.Tx, at DeskRequest, id TicketID) (Ticket, error) {
	return at.with(tx, id, "start", nil, func(s *DeskSession, from Ticket) (Ticket, error) {
		if s.has(from, Serving) == nil {
			return from, nil
		}
		if err := s.has(from, Called); err != nil {
			return from, err
		}
		to := from
		to.State = Serving
		if to.Started.IsZero() {
			to.Started = tx.Now()
		}
		s.hold(to, tx.Now())
		return change(tx, from, to, "started")
	})
}
