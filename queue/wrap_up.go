package queue

import (
	"time"

	"balie/booking/ledger"
)

// WrapUpTime is how long a desk finishes up after a visit, unless it calls sooner, and how
// much one press adds.
const WrapUpTime = 2 * time.Minute

// ErrNotWrappingUp: the desk is not finishing up; it can pause.
var ErrNotWrappingUp = ledger.Refuse(ledger.Conflict, "desk.finishing")

// ExtendWrapUp gives a desk two minutes more to finish up. It refuses with ErrNotWrappingUp.
func ExtendWrapUp(tx *ledger.Tx, at DeskRequest) (DeskSession, error) {
	return onceDesk(tx, at, "more", func() (DeskSession, error) {
		s, err := at.mine(tx)
		if err != nil {
			return s, err
		}
		if s.State(tx.Now()) != DeskFinishing {
			return s, ErrNotWrappingUp
		}
		s.Finishes = s.Finishes.Add(WrapUpTime)
		if err := s.write(tx); err != nil {
			return s, err
		}
		return s, touch(tx, s.Office, s.Date)
	})
}
