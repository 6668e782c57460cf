package booking

import (
	"errors"
	"maps"
	"testing"
	"time"

	"balie/booking/ledger"
)

func TestDemandIsCountedByDayAndOnceForAForm(t *testing.T) {
	tn := newTown(t)
	count := func(what string, key VisitKey) error {
		return tn.try(func(tx *ledger.Tx) error { return CountDemand(tx, what, key) })
	}
	once := NewVisitKey()
	if err := errors.Join(count("paspoort", once), count("paspoort", once), count("paspoort", NewVisitKey()), count("elsewhere/rni", NewVisitKey())); err != nil {
		t.Fatal(err)
	}
	tn.pass(24 * time.Hour)
	if err := count("paspoort", NewVisitKey()); err != nil {
		t.Fatal(err)
	}
	if err := count("Jan Smit", NewVisitKey()); !errors.Is(err, ErrDemand) {
		t.Error("a name is counted:", err)
	}
	tn.see(func(r ledger.Reader) error {
		first, err := Demand(r, monday, monday)
		if want := map[string]int{"paspoort": 2, "elsewhere/rni": 1}; err != nil || !maps.Equal(first, want) {
			t.Errorf("%v %v", first, err)
		}
		both, err := Demand(r, monday, tuesday)
		if both["paspoort"] != 3 {
			t.Errorf("%v", both)
		}
		return err
	})
}
