package ledger

import (
	"context"
	"errors"
	"testing"
	"time"
)

var errTried = errors.New("tried in vain")

// part puts, emits, audits and sends under one name.
func part(tx *Tx, name string) error {
	if err := putThing(name, 1)(tx); err != nil {
		return err
	}
	if err := tx.Emit("thing.put", name); err != nil {
		return err
	}
	if err := tx.Audit(Audited{What: name}); err != nil {
		return err
	}
	return tx.Send(tx.Now().Add(time.Hour), name, Message{Template: "test", Subject: Subject{"thing", name}})
}

// inVain drops what a first part did, does two more, one within the other, and fails.
func inVain(tx *Tx) error {
	things.Delete(tx, K().Str("before"))
	if err := tx.Withdraw("before"); err != nil {
		return err
	}
	if err := part(tx, "within"); err != nil {
		return err
	}
	if err := tx.Try(func() error { return part(tx, "deeper") }); err != nil {
		return err
	}
	return errTried
}

// inARow does a part before and one after, and tries in vain between them if it is told to. It returns the
// sequence between the two.
func inARow(t *testing.T, tried bool) (l *Ledger, seq uint64) {
	t.Helper()
	l, _ = newLedger(t)
	update(t, l, func(tx *Tx) error {
		if err := part(tx, "before"); err != nil {
			return err
		}
		if tried {
			if err := tx.Try(func() error { return inVain(tx) }); !errors.Is(err, errTried) {
				t.Errorf("Try returned %v", err)
			}
		}
		seq = tx.Seq()
		return part(tx, "after")
	})
	return l, seq
}

// keptIn counts the events, messages and lines of the audit.
func keptIn(t *testing.T, l *Ledger) (n [3]int) {
	t.Helper()
	err := l.View(func(r Reader) error {
		e, err := Events(r, 0, 100)
		if err != nil {
			return err
		}
		w, err := Waiting(r)
		if err != nil {
			return err
		}
		a, err := Audits(r, time.Time{}, r.Now().Add(time.Hour), 100)
		n = [3]int{len(e), len(w), len(a)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestTryUndoesAllOfWhatFailed compares a ledger where a part failed with one where it never ran.
func TestTryUndoesAllOfWhatFailed(t *testing.T) {
	plain, seqPlain := inARow(t, false)
	tried, seqTried := inARow(t, true)
	if seqPlain != seqTried {
		t.Errorf("the sequence is %d after a part that failed, %d without it", seqTried, seqPlain)
	}
	for _, name := range []string{"before", "within", "deeper", "after"} {
		_, in := getThing(t, plain, name)
		_, on := getThing(t, tried, name)
		if in != on {
			t.Errorf("%s: there %v after a part that failed, %v without it", name, on, in)
		}
	}
	if keptIn(t, plain) != keptIn(t, tried) || keptIn(t, plain) != [3]int{2, 2, 2} {
		t.Errorf("events, messages, audit: %v after a part that failed, %v without it", keptIn(t, tried), keptIn(t, plain))
	}
}

func TestTryKeepsWhatSucceeded(t *testing.T) {
	l, _ := newLedger(t)
	err := l.Update(context.Background(), "test", func(tx *Tx) error {
		return tx.Try(func() error { return putThing("kept", 7)(tx) })
	})
	if err != nil {
		t.Fatal(err)
	}
	if v, found := getThing(t, l, "kept"); !found || v.Count != 7 {
		t.Fatalf("kept: %v %v", v, found)
	}
}
