package queue

import (
	"errors"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/ledger"
)

// TestADayIsOpenedAgain closes a day too soon: numbers go on, whoever left can come back.
func TestADayIsOpenedAgain(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	first := tn.enter("paspoort")
	reopen := func() error { return tn.as(bert, func(tx *ledger.Tx) error { return ReopenDay(tx, "hal") }) }
	if err := reopen(); !errors.Is(err, ErrNotClosed) {
		t.Errorf("a day that is open: %v", err)
	}
	if err := CloseDay(tn.Context(), tn.ledger, anna, "hal", tuesday); err != nil {
		t.Fatal(err)
	}
	if err := reopen(); err != nil {
		t.Fatal(err)
	}
	tn.take(anna, "hal-1")
	if second := tn.enter("paspoort"); second.Number != "M2" || second.Number == first.Number {
		t.Errorf("after opening again the number is %s", second.Number)
	}
	back := tn.must(bert, func(tx *ledger.Tx) (Ticket, error) { return Return(tx, tn.here(""), first.ID) })
	if back.State != Waiting || back.Number != first.Number {
		t.Errorf("who comes back: %s %s", back.Number, back.State)
	}
	if err := CloseDay(tn.Context(), tn.ledger, anna, "hal", tuesday); err != nil {
		t.Errorf("closing again: %v", err)
	}
}

func TestADayThatIsBeingClosedIsNotOpened(t *testing.T) {
	tn := newTown(t)
	tn.enter("paspoort")
	tn.do(func(tx *ledger.Tx) error { _, err := shut(tx, "hal", tuesday); return err })
	if err := tn.as(bert, func(tx *ledger.Tx) error { return ReopenDay(tx, "hal") }); !errors.Is(err, ErrClosing) {
		t.Errorf("got %v", err)
	}
	if err := CloseDay(tn.Context(), tn.ledger, anna, "hal", tuesday); err != nil {
		t.Error(err)
	}
}

// TestTheExpectedWait adds up what is planned before somebody who would come in now.
func TestTheExpectedWait(t *testing.T) {
	tn := newTown(t)
	expect := func(product booking.ProductID) (wait time.Duration, ok bool) {
		tn.see(func(r ledger.Reader) (err error) { wait, ok, err = Expect(r, "hal", wish(product)); return err })
		return wait, ok
	}
	want := func(what string, product booking.ProductID, wait time.Duration, ok bool) {
		t.Helper()
		if got, is := expect(product); got != wait || is != ok {
			t.Errorf("%s: %v %t, want %v %t", what, got, is, wait, ok)
		}
	}
	want("nobody is at a desk", "paspoort", 0, false)
	tn.take(anna, "hal-1")
	want("a free desk", "paspoort", 0, true)
	want("what this desk cannot", "huwelijk", 0, false)
	tn.enter("paspoort")
	tn.pass(time.Second)
	tn.enter("rijbewijs")
	want("two before", "paspoort", 15*time.Minute, true)
	tn.see(func(r ledger.Reader) error {
		second := tn.look().Waiting[1].Ticket
		if wait, ok, err := ExpectFor(r, second); wait != 10*time.Minute || !ok || err != nil {
			t.Errorf("the second of two: %v %t %v", wait, ok, err)
		}
		return nil
	})
	tn.mustNext(anna, "hal-1")
	want("one is helped, one waits", "paspoort", 15*time.Minute, true)
	tn.take(bert, "hal-2")
	want("another desk", "paspoort", 5*time.Minute, true)
	tn.mode(bert, "hal-2", Break)
	want("the other desk in a break", "paspoort", 15*time.Minute, true)
}
