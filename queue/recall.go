package queue

import (
	"time"

	"balie/booking/ledger"
)

// A call is repeated after half a minute at the earliest, and three times in all.
const (
	RecallEvery = 30 * time.Second
	MostCalls   = 3
)

var (
	// ErrSoon: give them time to walk; args: seconds.
	ErrSoon = ledger.Refuse(ledger.Conflict, "recall.soon")
	// ErrMostCalls: the ticket was called three times; note that nobody came.
	ErrMostCalls = ledger.Refuse(ledger.Conflict, "recall.most")
)

// Recall calls once more whom this desk called. It refuses with ErrSoon and ErrMostCalls.
func Recall(tx *ledger.Tx, at DeskRequest, id TicketID) (Ticket, error) {
	return at.with(tx, id, "recall", nil, func(s *DeskSession, from Ticket) (Ticket, error) {
		if err := s.has(from, Called); err != nil {
			return from, err
		}
		if err := from.walked(tx.Now()); err != nil {
			return from, err
		}
		if from.Calls >= MostCalls {
			return from, ErrMostCalls
		}
		to := from
		to.Calls, to.LastCall = from.Calls+1, tx.Now()
		s.hold(to, tx.Now())
		return change(tx, from, to, "recalled")
	})
}

// has refuses a ticket that is not with this desk in one of these states.
func (s DeskSession) has(t Ticket, states ...State) error {
	for _, state := range states {
		if t.State == state && s.Ticket == t.ID {
			return nil
		}
	}
	return t.refuse()
}

// walked refuses with ErrSoon while somebody who was called may still be on the way.
func (t Ticket) walked(now time.Time) error {
	if left := t.LastCall.Add(RecallEvery).Sub(now); left > 0 {
		return ErrSoon.With("seconds", int(left.Round(time.Second).Seconds()))
	}
	return nil
}
