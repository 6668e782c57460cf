package ledger

import (
	"testing"
	"time"
)

func TestTheAuditSaysWhoAndWhyAndEndsAfterItsTerm(t *testing.T) {
	l, clock := newLedger(t)
	update(t, l, func(tx *Tx) error {
		return tx.Audit(Audited{Actor: "somebody else", What: "lookup.phone", Reason: "calls to move", IDs: []string{"A"}})
	})
	first := auditsOf(t, l)
	if len(first) != 1 || first[0].Actor == "somebody else" || first[0].Actor == "" || first[0].At.IsZero() || first[0].Reason != "calls to move" {
		t.Fatalf("the audit holds %+v", first)
	}
	clock.Advance(AuditKept + time.Hour)
	update(t, l, func(tx *Tx) error { return tx.Audit(Audited{What: "lookup.code", Reason: "at the desk"}) })
	if left := auditsOf(t, l); len(left) != 1 || left[0].What != "lookup.code" {
		t.Fatalf("after its term the audit holds %+v", left)
	}
}

func auditsOf(t *testing.T, l *Ledger) (found []Audited) {
	t.Helper()
	err := l.View(func(r Reader) (err error) {
		found, err = Audits(r, time.Time{}, r.Now().Add(time.Hour), 10)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestTheAuditIsReadFromItsEnd: the newest first, from an instant to another.
func TestTheAuditIsReadFromItsEnd(t *testing.T) {
	l, clock := newLedger(t)
	begin := clock.Now()
	for _, what := range []string{"a", "b", "c"} {
		update(t, l, func(tx *Tx) error { return tx.Audit(Audited{What: what}) })
		clock.Advance(time.Hour)
	}
	var got string
	read := func(from, to time.Time, most int) string {
		got = ""
		err := l.View(func(r Reader) error {
			return EachAudit(r, from, to, func(line Audited) error {
				if got += line.What; len(got) == most {
					return ErrStop
				}
				return nil
			})
		})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if all, two, last := read(begin, clock.Now(), 9), read(begin, begin.Add(90*time.Minute), 9), read(begin, clock.Now(), 1); all != "cba" || two != "ba" || last != "c" {
		t.Errorf("read as %q, %q and %q", all, two, last)
	}
}

// TestWhatHappenedToOneThingIsFoundByItsID among everything else, from an instant on.
func TestWhatHappenedToOneThingIsFoundByItsID(t *testing.T) {
	l, clock := newLedger(t)
	var middle time.Time
	for n := range 40 {
		update(t, l, func(tx *Tx) error {
			switch {
			case n%10 == 0:
				return tx.Emit("thing.seen", "A")
			case n%2 == 0:
				return tx.Emit("thing.seen", "B")
			}
			return tx.Audit(Audited{What: "looked"}) // a commit without an event
		})
		clock.Advance(time.Minute)
		if n == 15 {
			middle = clock.Now()
		}
	}
	count := func(from time.Time, limit int) (n int) {
		err := l.View(func(r Reader) error {
			found, err := EventsOf(r, "A", from, limit)
			n = len(found)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if all, late, one, none := count(time.Time{}, 9), count(middle, 9), count(time.Time{}, 1), count(clock.Now(), 9); all != 4 || late != 2 || one != 1 || none != 0 {
		t.Errorf("found %d, %d, %d and %d", all, late, one, none)
	}
}
