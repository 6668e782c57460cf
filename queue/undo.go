package queue

import (
	"errors"
	"time"

	"balie/booking"
	"balie/booking/ledger"
)

// Step is the last thing a desk did, so that it can be undone.
type Step struct {
	Before  Ticket    `json:"before"`
	After   State     `json:"after"`
	Version uint64    `json:"version"` // of the ticket after the step
	At      time.Time `json:"at"`
}

// UndoFor is how long the last step of a desk can be undone.
const UndoFor = 30 * time.Second

var (
	// ErrUndoNone: there is nothing that can be undone.
	ErrUndoNone = ledger.Refuse(ledger.Conflict, "undo.none")
	// ErrUndoLate: the step is over half a minute ago.
	ErrUndoLate = ledger.Refuse(ledger.Conflict, "undo.late")
	// ErrUndoMoved: somebody did something with this ticket since.
	ErrUndoMoved = ledger.Refuse(ledger.Conflict, "undo.moved")
)

func (s *Service) remember(now time.Time, before, after Ticket) {
	s.Last = &Step{Before: before, After: after.State, Version: after.Version, At: now}
}

// Undo takes back the last step of a desk, with its clocks, and with what it did to the
// appointment. It refuses with ErrUndoNone, ErrUndoLate and ErrUndoMoved.
func Undo(tx *ledger.Tx, at At) (Ticket, error) {
	return once(tx, at.Key, "undo", []any{at.Office, at.Desk}, func() (Ticket, error) {
		s, err := at.mine(tx)
		if err != nil {
			return Ticket{}, err
		}
		switch {
		case s.Last == nil:
			return Ticket{}, ErrUndoNone
		case tx.Now().Sub(s.Last.At) > UndoFor:
			return Ticket{}, ErrUndoLate
		}
		return s.undo(tx, *s.Last)
	})
}

func (s Service) undo(tx *ledger.Tx, step Step) (Ticket, error) {
	now, err := ByID(tx, step.Before.ID)
	switch {
	case err != nil:
		return now, err
	case now.Version != step.Version, s.Ticket != "" && s.Ticket != now.ID:
		return now, ErrUndoMoved
	}
	back, err := change(tx, now, step.Before, "undone")
	if err != nil {
		return back, err
	}
	s.Last, s.Ticket, s.Finishes, s.Since = nil, "", time.Time{}, tx.Now()
	if (back.State == Called || back.State == Serving) && back.Desk == s.Desk {
		s.Ticket = back.ID
	}
	return back, errors.Join(s.write(tx), back.takeBack(tx, step.After))
}

// takeBack undoes what a step did to the appointment.
func (t Ticket) takeBack(tx *ledger.Tx, after State) (err error) {
	switch {
	case t.Appointment == "":
	case after == Done:
		_, err = booking.Unserve(tx, t.Appointment)
	case after == Missed, after == Left:
		_, err = booking.Unmiss(tx, t.Appointment, true)
	}
	return err
}
