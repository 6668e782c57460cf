package account

import (
	"errors"
	"testing"
	"time"

	"balie/booking/ledger"
)

func TestWhatIsNotedIsReadByDayUntilItsTermIsOver(t *testing.T) {
	d := newDesk(t)
	u := d.letIn("anna", Counter)
	for _, odd := range [][2]string{{"lookup", "omdat mevrouw Jansen belde"}, {"gluren", "phone"}, {"", ""}} {
		if err := d.try(func(tx *ledger.Tx) error { return Record(tx, u.ID, odd[0], "X", odd[1]) }); !errors.Is(err, ErrReason) {
			t.Errorf("%q is noted: %v", odd, err)
		}
	}
	begin := d.now
	for n, act := range []string{"lookup", "move", "lookup"} {
		d.write(func(tx *ledger.Tx) error { return Record(tx, u.ID, act, "X", "phone") })
		d.now = begin.Add(time.Duration(n+1) * 20 * time.Hour)
	}
	read := func(from, until time.Time) (n int) {
		_ = d.l.View(func(r ledger.Reader) error { all, err := Notes(r, from, until); n = len(all); return err })
		return n
	}
	if day, all := read(begin, begin.Add(24*time.Hour)), read(time.Time{}, d.now); day != 2 || all != 3 {
		t.Errorf("%d on the first day, %d in all", day, all)
	}
	a := New(Options{Ledger: d.l, Signer: signer, Hasher: NewHasher(cheap, 1)})
	d.now = begin.Add(notesKept + 10*time.Hour)
	if err := a.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if left := read(time.Time{}, d.now); left != 2 {
		t.Errorf("%d notes are left when the term of the first is over", left)
	}
}
