package queue

import (
	"time"

	"balie/booking"
	"balie/booking/ledger"
)

// Step is the last thing a desk did, so that it can be undone.
type Step struct {
	Before  Ticket `json:"before"`
	After   State  `json:"after"`
	Version uint64 `json:"version"` // of the ticket after the step
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

// steps holds the last step of each desk in service, apart from the desk since only Undo reads it.
var steps = ledger.NewTable[Step]("qu:")

func (s DeskSession) key() ledger.Key { return sessionKey(s.Office, s.Date, s.Desk) }

// remember writes the desk, and its step so that it can be undone.
func (s DeskSession) remember(tx *ledger.Tx, before, after Ticket) error {
	s.Undoable = tx.Now().Add(UndoFor)
	if err := s.write(tx); err != nil {
		return err
	}
	return steps.Put(tx, s.key(), Step{Before: before, After: after.State, Version: after.Version})
}

// Undo takes back the last step of a desk, with its clocks, and with what it did to the
// appointment. It refuses with ErrUndoNone, ErrUndoLate and ErrUndoMoved.
func Undo(tx *ledger.Tx, at DeskRequest) (Ticket, error) {
	return once(tx, at.Key, "undo", []any{at.Office, at.Desk}, func() (Ticket, error) {
		s, err := at.mine(tx)
		if err != nil {
			return Ticket{}, err
		}
		switch {
		case s.Undoable.IsZero():
			return Ticket{}, ErrUndoNone
		case tx.Now().After(s.Undoable):
			return Ticket{}, ErrUndoLate
		}
		step, err := steps.Get(tx, s.key())
		if err != nil {
			return Ticket{}, err
		}
		return s.undo(tx, step)
	})
}

func (s DeskSession) undo(tx *ledger.Tx, step Step) (Ticket, error) {
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
	s.free(tx.Now(), 0)
	s.Undoable = time.Time{}
	if (back.State == Called || back.State == Serving) && back.Desk == s.Desk {
		s.hold(back, latest(back.LastCall, back.Started))
	}
	if err := s.write(tx); err != nil {
		return back, err
	}
	if err := back.takeBack(tx, step.After); err != nil {
		return back, err
	}
	return back, now.cancelFollow(tx)
}

// takeBack undoes what a step did to the appointment.
func (t Ticket) takeBack(tx *ledger.Tx, after State) (err error) {
	switch {
	case t.Appointment == "":
	case after == Done:
		_, err = booking.UndoServe(tx, t.Appointment)
	case after == Missed, after == Left:
		_, err = booking.UndoMiss(tx, t.Appointment)
	}
	return err
}

// cancelFollow cancels what was booked with a finish that did not happen.
func (t Ticket) cancelFollow(tx *ledger.Tx) error {
	if t.State != Done || t.Follow == nil || t.Follow.Appointment == "" {
		return nil
	}
	_, err := booking.Cancel(tx, t.Follow.Appointment)
	return err
}
