package catalogue

import (
	"errors"
	"fmt"
	"testing"

	"balie/booking/ledger"
)

// sweep sweeps what is left of a stage, and says in how many transactions.
func (tn *town) sweep() (n int) {
	for next := (ledger.Key{}); next != nil; n++ {
		from := next
		tn.do(func(tx *ledger.Tx) (err error) { next, err = SweepStage(tx, from); return err })
	}
	return n
}

func (tn *town) begin() (s Stage) {
	tn.do(func(tx *ledger.Tx) (err error) { s, err = BeginStage(tx); return err })
	return s
}

// planned are the changes that make so many products.
func (tn *town) planned(n, minutes int) (changes []Change) {
	tn.read(func(r ledger.Reader) error {
		d := NewDraft(r, Configuration)
		for i := range n {
			p := pas(minutes)
			p.ID = ProductID(fmt.Sprintf("p%03d", i))
			if err := d.PutProduct(p, 0); err != nil {
				return err
			}
		}
		changes = d.Changes()
		return nil
	})
	return changes
}

// wantProducts holds how many products there are, each of so many minutes.
func (tn *town) wantProducts(n, minutes int) {
	tn.t.Helper()
	tn.read(func(r ledger.Reader) error {
		all, err := Products(r)
		if len(all) != n {
			tn.t.Errorf("%d products, want %d", len(all), n)
		}
		for _, p := range all {
			if p.Minutes != minutes {
				tn.t.Errorf("%s takes %d minutes, want %d", p.ID, p.Minutes, minutes)
			}
		}
		return err
	})
}

// TestAStageHoldsFromOnePutOn: before it nobody sees any of it, also not after it was cut short, and what others write
// meanwhile stays.
func TestAStageHoldsFromOnePutOn(t *testing.T) {
	tn := newTown(t)
	apply := func(changes []Change, s Stage) error {
		return tn.l.Update(t.Context(), "cli", func(tx *ledger.Tx) error { return ApplyStaged(tx, changes, s) })
	}
	first := tn.begin()
	if err := errors.Join(apply(tn.planned(450, 10), first)); err != nil {
		t.Fatal(err)
	}
	tn.wantProducts(0, 0)
	tn.do(func(tx *ledger.Tx) error { return Activate(tx, first) })
	tn.wantProducts(450, 10)

	changes := tn.planned(500, 20)
	short := tn.begin()
	if err := apply(changes[:300], short); err != nil {
		t.Fatal(err)
	}
	tn.do(func(tx *ledger.Tx) error { return PutOffice(tx, plein()) }) // somebody else, meanwhile
	tn.wantProducts(450, 10)
	if err := tn.l.Update(t.Context(), "cli", func(tx *ledger.Tx) error { _, err := BeginStage(tx); return err }); !errors.Is(err, ErrStage) {
		t.Errorf("a second stage beside one: %v", err)
	}
	if n := tn.sweep(); n < 3 {
		t.Errorf("swept in %d transactions", n)
	}
	tn.wantProducts(450, 10)
	if err := apply(changes[300:], short); !errors.Is(err, ErrStage) {
		t.Errorf("a stage that was swept goes on: %v", err)
	}
	whole := tn.begin()
	if err := apply(changes, whole); err != nil {
		t.Fatal(err)
	}
	tn.wantProducts(450, 10)
	tn.do(func(tx *ledger.Tx) error { return Activate(tx, whole) })
	tn.wantProducts(500, 20)
	tn.read(func(r ledger.Reader) error { _, err := OfficeByID(r, "plein"); return err })
	if err := tn.l.Update(t.Context(), "cli", func(tx *ledger.Tx) error { return Activate(tx, whole) }); !errors.Is(err, ErrStage) {
		t.Errorf("activated twice: %v", err)
	}
}
