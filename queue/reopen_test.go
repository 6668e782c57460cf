package queue

import (
	"errors"
	"testing"

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
	if err := CloseDay(tn.Context(), tn.ledger, anna, "hal", tuesday, TestLearner); err != nil {
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
	if err := CloseDay(tn.Context(), tn.ledger, anna, "hal", tuesday, TestLearner); err != nil {
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
	if err := CloseDay(tn.Context(), tn.ledger, anna, "hal", tuesday, TestLearner); err != nil {
		t.Error(err)
	}
}
