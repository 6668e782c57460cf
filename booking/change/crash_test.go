package change

import (
	"context"
	"errors"
	"testing"
	"time"

	"balie/booking/ledger"
)

// TestACrashBetweenConfirmAndSendTellsEachOnce ends the process after every transaction of a change and goes on.
func TestACrashBetweenConfirmAndSendTellsEachOnce(t *testing.T) {
	for cut := 1; cut < 12; cut++ {
		tn := newTown(t)
		tn.book(12, 14*12)
		p := tn.closing("", 13*12, 16*12)
		left := cut
		crash := errors.New("the power went")
		during := func(step func() error) error {
			if left--; left < 0 {
				return crash
			}
			return step()
		}
		var c Change
		err := during(func() error {
			return tn.ledger.Update(context.Background(), "staff test", func(tx *ledger.Tx) (err error) { c, err = begin(tx, p); return err })
		})
		for _, step := range []func(context.Context, *ledger.Ledger, ID) error{
			hold, func(ctx context.Context, l *ledger.Ledger, id ID) error { return carryOut(ctx, l, id, false) },
		} {
			if err == nil {
				err = cutShort(tn, c.ID, step, &left)
			}
		}
		tn.clock.Add((SendAfter + time.Minute).Milliseconds())
		if _, err := Work(t.Context(), tn.ledger); err != nil {
			t.Fatal(err)
		}
		tn.see(func(r ledger.Reader) (err error) { c, err = ByID(r, c.ID); return err })
		if c.State != Sent {
			t.Fatalf("cut after %d: %s", cut, c.State)
		}
		tn.wantNobodyLost(c)
	}
}

// cutShort runs a step with a context that ends after so many transactions.
func cutShort(tn *town, id ID, step func(context.Context, *ledger.Ledger, ID) error, left *int) error {
	ctx, end := context.WithCancel(context.Background())
	defer end()
	if *left <= 0 {
		return context.Canceled
	}
	return step(&countdown{ctx, left}, tn.ledger, id)
}

// countdown is a context that is over when it was asked so often.
type countdown struct {
	context.Context
	left *int
}

func (c *countdown) Done() <-chan struct{} {
	if *c.left--; *c.left < 0 {
		over := make(chan struct{})
		close(over)
		return over
	}
	return nil
}

func (c *countdown) Err() error {
	if *c.left < 0 {
		return context.Canceled
	}
	return nil
}
