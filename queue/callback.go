package queue

import (
	"context"
	"errors"
	"time"

	"balie/booking"
	"balie/booking/ledger"
)

// A call that nobody answers is tried again a quarter of an hour later, three times in all.
const (
	RetryAfter   = 15 * time.Minute
	MostAttempts = 3
)

// ErrNotCall: this ticket is of somebody at the counter.
var ErrNotCall = ledger.Refuse(ledger.Invalid, "ticket.notcall")

// Attempt notes whether whom this desk called by phone or video was reached. Reached is the start
// of a visit. Otherwise they are called again later, and after three attempts they are missed. What
// they want to know stands, sealed, in the note of the appointment; a colleague gets the call by
// Transfer. It refuses with ErrNotCall and ErrState.
func Attempt(tx *ledger.Tx, at DeskRequest, id TicketID, reached bool) (Ticket, error) {
	return at.with(tx, id, "attempt", []any{reached}, func(s *DeskSession, from Ticket) (Ticket, error) {
		if from.Kind != Callback {
			return from, ErrNotCall
		}
		if err := s.has(from, Called); err != nil {
			return from, err
		}
		to := from
		to.Attempts++
		if reached {
			to.State, to.Started = Serving, tx.Now()
			s.hold(to, tx.Now())
			return change(tx, from, to, "started")
		}
		s.free(tx.Now(), 0)
		if to.Attempts >= MostAttempts {
			to.Again = time.Time{}
			return endAs(tx, from, to, Missed, "missed")
		}
		to.State, to.Calls, to.Again = Waiting, 0, tx.Now().Add(RetryAfter)
		return change(tx, from, to, "notreached")
	})
}

// whenClosed is when a call is put on the list again whose office closed for the day.
const whenClosed = time.Hour

// dueChunk is how many calls one round puts on the list.
const dueChunk = 100

// AppearDue puts every call whose time has come on the list of its office, and returns how many.
func AppearDue(ctx context.Context, l *ledger.Ledger) (int, error) {
	var due []ledger.Outgoing
	err := l.View(func(r ledger.Reader) (err error) {
		due, err = ledger.Due(r, dueChunk, booking.Call)
		return err
	})
	if err != nil {
		return 0, err
	}
	appeared := 0
	for _, o := range due {
		err := l.Update(ctx, "system", func(tx *ledger.Tx) error { return appear(tx, o) })
		if errors.Is(err, ErrDayClosed) {
			err = l.Update(ctx, "system", func(tx *ledger.Tx) error { return tx.Postpone(o.Key, tx.Now().Add(whenClosed), "") })
		}
		if err != nil {
			return appeared, err
		}
		appeared++
	}
	return appeared, nil
}

// appear makes a ticket of one call. Whoever was served or has cancelled is not called.
func appear(tx *ledger.Tx, o ledger.Outgoing) error {
	if stands, err := tx.Stands(o); err != nil || !stands {
		return err
	}
	if err := tx.Withdraw(o.Key); err != nil {
		return err
	}
	id := booking.AppointmentID(o.Message.Subject.ID)
	a, err := booking.AppointmentByID(tx, id)
	if err != nil || a.State != booking.Booked {
		return err
	}
	_, err = Join(tx, id, Callback, Marks{})
	return err
}
