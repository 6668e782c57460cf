package figures

import (
	"context"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
)

// TestFiguresThatAreNotWhatHappenedAreFound counts a visit, and changes what is kept of it.
func TestFiguresThatAreNotWhatHappenedAreFound(t *testing.T) {
	l := ledgertest.Open(t, func() time.Time { return time.Date(2026, 11, 10, 12, 0, 0, 0, time.UTC) }, ledger.Schema{Name: Schema.Name, Prefixes: Schema.Prefixes})
	monday := calendar.DateOf(2026, 11, 2)
	update := func(fn func(*ledger.Tx) error) {
		t.Helper()
		if err := l.Update(context.Background(), "system", fn); err != nil {
			t.Fatal(err)
		}
	}
	update(func(tx *ledger.Tx) error {
		return tx.EmitFacts(ledger.Facts{Office: "hal", Outcome: &ledger.Outcome{End: "helped", Kind: "walkin", Route: "counter", Day: monday, Hour: 9}}, "ticket.finished", "x")
	})
	if n, err := Count(context.Background(), l); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	found := 0
	look := func() {
		t.Helper()
		if err := l.View(func(r ledger.Reader) error { return check(r, func(string) { found++ }) }); err != nil {
			t.Fatal(err)
		}
	}
	if look(); found != 0 {
		t.Fatalf("%d problems in figures that are right", found)
	}
	update(func(tx *ledger.Tx) error {
		w, err := weeks.Get(tx, weekKey("hal", monday))
		if err != nil {
			return err
		}
		w.add(Week{WalkIns: Crowd{All: Cell{N: 1}}})
		return weeks.Put(tx, weekKey("hal", monday), w)
	})
	if look(); found != 1 {
		t.Errorf("%d problems, want 1", found)
	}
}
