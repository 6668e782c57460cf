package queue

import (
	"testing"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue/steer"
)

func (t *town) recent() (calls []LastCall) {
	t.Helper()
	t.see(func(r ledger.Reader) error { v, err := Look(r, "avond"); calls = v.Recent; return err })
	return calls
}

// TestTheBoardRemembersCallsUntilTheDayIsClosed calls, calls again, undoes and finishes.
func TestTheBoardRemembersCallsUntilTheDayIsClosed(t *testing.T) {
	tn := newEvening(t)
	tn.at("2026-12-01T18:30")
	tn.staff("a-1", anna)
	at := DeskRequest{Office: "avond", Desk: "a-1"}
	enter := func() (ticket Ticket) {
		tn.do(func(tx *ledger.Tx) (err error) {
			ticket, err = Enter(tx, Visitor{Office: "avond", Wish: catalogue.Wish{{Product: "paspoort", Persons: 1}}, Kind: WalkIn, Lang: "de"})
			return err
		})
		return ticket
	}
	first := enter()
	tn.pass(time.Second)
	second := enter()
	tn.must(anna, func(tx *ledger.Tx) (Ticket, error) { return CallBy(tx, at, TestSight, steer.EDD) })
	tn.at("2026-12-01T18:31")
	tn.must(anna, func(tx *ledger.Tx) (Ticket, error) { return Recall(tx, at, first.ID) })
	if got := tn.recent(); len(got) != 1 || got[0].Number != first.Number || got[0].Calls != 2 || got[0].Desk != "a-1" || got[0].Lang != "de" {
		t.Fatalf("%+v", got)
	}
	tn.must(anna, func(tx *ledger.Tx) (Ticket, error) { return Start(tx, at, first.ID) })
	tn.must(anna, func(tx *ledger.Tx) (Ticket, error) { return Finish(tx, at, first.ID, Report{}) })
	tn.must(anna, func(tx *ledger.Tx) (Ticket, error) { return CallBy(tx, at, TestSight, steer.EDD) })
	if got := tn.recent(); len(got) != 2 || got[0].Number != second.Number || got[1].Number != first.Number {
		t.Errorf("after a second call: %+v", got)
	}
	tn.must(anna, func(tx *ledger.Tx) (Ticket, error) { return Undo(tx, at) })
	if got := tn.recent(); len(got) != 1 || got[0].Number != first.Number {
		t.Errorf("after it was undone: %+v", got)
	}
	tn.at("2026-12-01T19:30")
	if err := CloseDay(t.Context(), tn.ledger, "test", "avond", tuesday, TestLearner); err != nil {
		t.Fatal(err)
	}
	if got := tn.recent(); len(got) != 0 {
		t.Errorf("after closing: %+v", got)
	}
}
