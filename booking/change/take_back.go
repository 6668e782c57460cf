package change

import (
	"context"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// TakeBack undoes a change of which nobody was told yet: the catalogue is as it was at once, and then the held times
// are let go. Taken back twice it is done once. It refuses with ErrTold once messages leave, with ErrLater where
// the same time was closed again since, and with catalogue.ErrMeanwhile.
func TakeBack(ctx context.Context, l *ledger.Ledger, actor ledger.Actor, id ID) (Change, error) {
	var c Change
	err := l.Update(ctx, actor, func(tx *ledger.Tx) (err error) {
		if c, err = ByID(tx, id); err != nil || c.State == TakenBack {
			return err
		}
		if !c.State.CanBecome(TakenBack) {
			return ErrTold
		}
		if err := c.refuseLater(tx); err != nil {
			return err
		}
		if err := c.undo(tx); err != nil {
			return err
		}
		return c.become(tx, TakenBack)
	})
	if err != nil {
		return c, err
	}
	if err := restore(ctx, l, id); err != nil {
		return c, err
	}
	err = l.View(func(r ledger.Reader) (err error) { c, err = ByID(r, id); return err })
	return c, err
}

// undo lets the catalogue, and what went along, be as it was.
func (c Change) undo(tx *ledger.Tx) error {
	if err := catalogue.Revert(tx, c.Changes); err != nil {
		return err
	}
	return c.With.undo(tx)
}

// refuseLater refuses where a later change closes some of the same time: whoever has a time there would keep it, and
// no line would say so.
func (c Change) refuseLater(r ledger.Reader) error {
	mine, ok := c.Closure()
	all, err := All(r)
	if err != nil || !ok {
		return err
	}
	for _, later := range all {
		k, is := later.Closure()
		if is && later.ID != c.ID && later.Office == c.Office && later.State.stands() && !later.Made.Before(c.Made) && overlaps(mine, k) {
			return ErrLater
		}
	}
	return nil
}

// restore lets the held times of a change go that was taken back, a few in each transaction. The promise to carry it
// out stands until all are free, so that a crash does not forget one.
func restore(ctx context.Context, l *ledger.Ledger, id ID) error {
	err := eachChunk(ctx, l, id, func(tx *ledger.Tx, _ *Change, line *Line) error {
		touching.Delete(tx, ledger.K().Str(string(line.Appointment)))
		line.State = Restored
		return line.release(tx)
	}, func(c Change, line Line) bool { return c.State == TakenBack && line.Open() })
	if err != nil {
		return err
	}
	return l.Update(ctx, "system", func(tx *ledger.Tx) error {
		c, err := ByID(tx, id)
		if err != nil {
			return err
		}
		return tx.Withdraw(c.dueKey())
	})
}

// Reopen lets what a change closed be open again from now on. Who was moved keeps the new time; who was asked and
// has not answered can keep the old one. Opened twice it is opened once. It refuses with ErrWaits a change of which
// nobody was told yet, and with catalogue.ErrMeanwhile.
func Reopen(tx *ledger.Tx, id ID) (Change, error) {
	c, err := ByID(tx, id)
	if err != nil || c.State == Reopened || c.State == TakenBack {
		return c, err
	}
	if !c.State.CanBecome(Reopened) {
		return c, ErrWaits
	}
	if err := c.undo(tx); err != nil {
		return c, err
	}
	return c, c.become(tx, Reopened)
}
