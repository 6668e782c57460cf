package ledger

import (
	"errors"
	"testing"
)

// TestWhatIsSupposedIsReadAndNeverKept: put, changed, deleted and drawn, over a view and over a transaction that wrote;
// and what is shared is not what was supposed.
func TestWhatIsSupposedIsReadAndNeverKept(t *testing.T) {
	l, _ := newLedger(t)
	update(t, l, func(tx *Tx) error { return errors.Join(putThing("kept", 1)(tx), putThing("gone", 1)(tx)) })
	suppose := func(r Reader) {
		t.Helper()
		after, err := Suppose(r, func(tx *Tx) error {
			things.Delete(tx, K().Str("gone"))
			return errors.Join(putThing("kept", 2)(tx), putThing("new", len(tx.NewID()))(tx), tx.Emit("thing.put", "new"))
		})
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]int{"kept": 2, "gone": 0, "new": IDLength} {
			if got, _ := things.Shared(after, K().Str(name)); (got == nil) != (want == 0) || got != nil && got.Count != want {
				t.Errorf("supposed %s is %+v, want %d", name, got, want)
			}
		}
		for name, want := range map[string]int{"kept": 1, "gone": 1, "new": 0} {
			if got, _ := things.Shared(r, K().Str(name)); (got == nil) != (want == 0) || got != nil && got.Count != want {
				t.Errorf("%s is %+v, want %d", name, got, want)
			}
		}
	}
	if err := l.View(func(r Reader) error { suppose(r); suppose(r); return nil }); err != nil {
		t.Fatal(err)
	}
	update(t, l, func(tx *Tx) error { suppose(tx); return nil })
	if _, found := getThing(t, l, "new"); found {
		t.Error("what was supposed was kept")
	}
	err := l.View(func(r Reader) error {
		_, err := Suppose(r, func(*Tx) error { return errTried })
		return err
	})
	if !errors.Is(err, errTried) {
		t.Errorf("refused with %v", err)
	}
}
