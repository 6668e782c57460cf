package queue

import (
	"context"
	"errors"

	"balie/booking/ledger"
	"balie/queue/steer"
)

// lookingTries is how often a desk decides on a reading before it decides within a transaction.
const lookingTries = 2

// Next calls whom choose picks, for the desk of who. It decides outside the transaction, so that a
// long look ahead holds up nobody. When the queue moved twice meanwhile, the third try decides by
// the earliest due date within the transaction, and cannot be overtaken. The same key again
// returns the same ticket. It refuses like Call, and with ErrNobody and ErrHold. Without choose
// it is steer.Decide.
func Next(ctx context.Context, l *ledger.Ledger, who ledger.Actor, at DeskRequest, see StateReader, choose steer.Chooser) (t Ticket, err error) {
	if choose == nil {
		choose = steer.Decide
	}
	for range lookingTries {
		t, err = lookAndCall(ctx, l, who, at, see, choose)
		if !errors.Is(err, ErrMoved) {
			return t, err
		}
	}
	err = l.Update(ctx, who, func(tx *ledger.Tx) (err error) {
		t, err = CallBy(tx, at, see, steer.EDD)
		return err
	})
	return t, err
}

// lookAndCall decides on a reading and calls if the queue did not move.
func lookAndCall(ctx context.Context, l *ledger.Ledger, who ledger.Actor, at DeskRequest, see StateReader, choose steer.Chooser) (t Ticket, err error) {
	var state steer.State
	var seen uint64
	err = l.View(func(r ledger.Reader) (err error) {
		state, seen, err = see(r, at.Office)
		return err
	})
	if err != nil {
		return t, err
	}
	pick, why := judge(choose(state, string(at.Desk)))
	err = l.Update(ctx, who, func(tx *ledger.Tx) (err error) {
		t, err = at.call(tx, func(s *DeskSession) (TicketID, error) {
			if now, err := Version(tx, s.Office, s.Date); err != nil || now != seen {
				return "", orMoved(err)
			}
			return pick, why
		})
		return err
	})
	return t, err
}
