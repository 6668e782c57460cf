package ledger

import (
	"context"
	"errors"
	"testing"
	"time"
)

var errTried = errors.New("tried in vain")

// TestTryUndoesAllOfWhatFailed puts, drops, emits, sends and audits before, within and after a part
// that fails, and compares with a ledger where that part never ran.
func TestTryUndoesAllOfWhatFailed(t *testing.T) {
	part := func(tx *Tx, name string) error {
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
	run := func(tried bool) (*Ledger, uint64) {
		l, _ := newLedger(t)
		var seq uint64
		err := l.Update(context.Background(), "test", func(tx *Tx) error {
			if err := part(tx, "before"); err != nil {
				return err
			}
			if tried {
				err := tx.Try(func() error {
					things.Delete(tx, K().Str("before"))
					if err := tx.Withdraw("before"); err != nil {
						return err
					}
					if err := part(tx, "within"); err != nil {
						return err
					}
					if inner := tx.Try(func() error { return part(tx, "deeper") }); inner != nil {
						return inner
					}
					return errTried
				})
				if !errors.Is(err, errTried) {
					t.Errorf("Try returned %v", err)
				}
			}
			seq = tx.Seq()
			return part(tx, "after")
		})
		if err != nil {
			t.Fatal(err)
		}
		return l, seq
	}
	plain, seqPlain := run(false)
	tried, seqTried := run(true)
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
	count := func(l *Ledger) (n [3]int) {
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
	if count(plain) != count(tried) || count(plain) != [3]int{2, 2, 2} {
		t.Errorf("events, messages, audit: %v after a part that failed, %v without it", count(tried), count(plain))
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
