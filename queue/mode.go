package queue

import (
	"slices"
	"time"

	"balie/booking/ledger"
)

// ErrMode: there is no such mode.
var ErrMode = ledger.Refuse(ledger.Invalid, "desk.mode")

// SetMode pauses a desk, opens it again, or lets it close: it then takes nobody who would stay
// longer than ends, and without ends nobody at all. While somebody is helped the mode is that of
// afterwards. Nobody is asked why.
func SetMode(tx *ledger.Tx, at DeskRequest, mode Mode, ends time.Time) (DeskSession, error) {
	s, err := at.mine(tx)
	if err != nil {
		return s, err
	}
	if mode != s.Mode && !slices.Contains(modes[s.Mode], mode) {
		return s, ErrMode
	}
	if mode != Closing {
		ends = time.Time{}
	} else if ends.IsZero() {
		ends = tx.Now()
	}
	if s.Mode == mode && s.Ends.Equal(ends) {
		return s, nil
	}
	s.Mode, s.Ends, s.Finishes, s.Wanted = mode, ends.UTC(), time.Time{}, time.Time{}
	if s.Ticket == "" {
		s.Since = tx.Now()
	}
	if err := s.write(tx); err != nil {
		return s, err
	}
	return s, touch(tx, s.Office, s.Date)
}

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
