package queue

import (
	"time"

	"balie/booking/ledger"
)

// FinishingTime is how long a desk finishes up after a visit, unless it calls sooner, and how
// much one press adds.
const FinishingTime = 2 * time.Minute

// ErrNotFinishing: the desk is not finishing up; it can pause.
var ErrNotFinishing = ledger.Refuse(ledger.Conflict, "desk.finishing")

// More gives a desk two minutes more to finish up. It refuses with ErrNotFinishing.
func More(tx *ledger.Tx, at At) (Service, error) {
	return onceDesk(tx, at, "more", func() (Service, error) {
		s, err := at.mine(tx)
		if err != nil {
			return s, err
		}
		if s.State(tx.Now()) != DeskFinishing {
			return s, ErrNotFinishing
		}
		s.Finishes = s.Finishes.Add(FinishingTime)
		if err := s.write(tx); err != nil {
			return s, err
		}
		return s, touch(tx, s.Office, s.Date)
	})
}
