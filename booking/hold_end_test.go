package booking

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// holdEvents are the kinds of all events about holds, in order.
func (t *town) holdEvents() (kinds []string) {
	t.Helper()
	t.see(func(r ledger.Reader) error {
		all, err := ledger.Events(r, 0, 1000)
		for _, e := range all {
			if what, ok := strings.CutPrefix(e.Kind, "hold."); ok {
				kinds = append(kinds, what)
				if e.Office != "hal" || !slices.Equal(e.Products, []string{"paspoort"}) || e.LeadDays == nil || e.Minutes == 0 || e.Route != MeetCounter {
					t.Errorf("%s does not say where, for what and how long ahead: %+v", e.Kind, e)
				}
			}
		}
		return err
	})
	return kinds
}

func (t *town) endHolds() (n int) {
	t.Helper()
	n, err := EndHolds(t.Context(), t.ledger)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestHoldsEndOnceAndAreForgotten takes times that are renewed, booked, dropped and left alone: each end is
// said once, and two days later nothing is left of any.
func TestHoldsEndOnceAndAreForgotten(t *testing.T) {
	tn := newTown(t)
	keys := map[string]VisitKey{"renewed": NewVisitKey(), "booked": NewVisitKey(), "dropped": NewVisitKey(), "left": NewVisitKey()}
	for i, name := range []string{"renewed", "booked", "dropped", "left"} {
		if _, err := tn.hold(keys[name], passports(1), at("hal", tuesday, []string{"09:00", "09:40", "10:20", "11:00"}[i])); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tn.book(keys["booked"], riet); err != nil {
		t.Fatal(err)
	}
	tn.do(func(tx *ledger.Tx) error { return DropHold(tx, keys["dropped"]) })
	tn.pass(HoldFor - 1)
	tn.do(func(tx *ledger.Tx) error { _, err := RenewHold(tx, keys["renewed"]); return err })
	tn.pass(HoldFor / 2)
	for range 3 {
		tn.endHolds()
	}
	if got, want := tn.holdEvents(), []string{"taken", "taken", "taken", "taken", "dropped", "expired"}; !slices.Equal(got, want) {
		t.Errorf("said %v, want %v", got, want)
	}
	tn.pass(HoldFor)
	tn.endHolds()
	if got := tn.holdEvents(); len(got) != 7 || got[6] != "expired" {
		t.Errorf("said %v after all had ended", got)
	}
	tn.pass(HoldAtMost + holdKeptFor)
	tn.endHolds()
	left := 0
	tn.see(func(r ledger.Reader) error {
		if err := holdEnd.Each(r, nil, func(ledger.Key, VisitKey) error { left++; return nil }); err != nil {
			return err
		}
		return holds.Each(r, nil, func(ledger.Key, Hold) error { left++; return nil })
	})
	if left != 0 {
		t.Errorf("%d records of holds are left", left)
	}
}

// TestManyHoldsEndInChunks leaves more holds alone than one transaction looks at.
func TestManyHoldsEndInChunks(t *testing.T) {
	tn := newTown(t)
	const many = 2*endChunk + 3
	for range many {
		tn.do(func(tx *ledger.Tx) error {
			return Hold{Key: NewVisitKey(), Wish: catalogue.Wish{{Product: "paspoort", Persons: 1}}, Offer: at("hal", tuesday, "09:00"), First: tx.Now(), Until: tx.Now().Add(HoldFor)}.write(tx)
		})
	}
	tn.pass(HoldAtMost + holdKeptFor + time.Second)
	if n := tn.endHolds(); n != many {
		t.Errorf("looked at %d, want %d", n, many)
	}
}

// TestADiscreetProductIsNotNamedInEvents books what is named nowhere.
func TestADiscreetProductIsNotNamedInEvents(t *testing.T) {
	tn := newTown(t)
	tn.see(func(r ledger.Reader) error {
		f, err := FactsOf(r, catalogue.Wish{{Product: "wmo", Persons: 1}}, at("hal", tuesday, "09:00"))
		if !slices.Equal(f.Products, []string{catalogue.DiscreetFact}) {
			t.Errorf("an event names %v", f.Products)
		}
		return err
	})
}

// TestAHoldWhoseTimeBeganSaysWhatItWas: so that its page offers others, with what was typed.
func TestAHoldWhoseTimeBeganSaysWhatItWas(t *testing.T) {
	tn := newTown(t)
	k := NewVisitKey()
	tn.at("2026-12-01T08:57")
	if _, err := tn.hold(k, passports(1), at("hal", tuesday, "09:00")); err != nil {
		t.Fatal(err)
	}
	tn.at("2026-12-01T09:01")
	err := tn.try(func(tx *ledger.Tx) error {
		h, err := RenewHold(tx, k)
		if h.Key != k || !h.Offer.Same(at("hal", tuesday, "09:00")) {
			t.Errorf("it was %+v", h)
		}
		return err
	})
	if !errors.Is(err, supply.ErrPast) {
		t.Error(err)
	}
}
