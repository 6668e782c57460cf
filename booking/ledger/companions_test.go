package ledger

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"
)

func TestOnceAnswersTheSameAgain(t *testing.T) {
	l, clock := newLedger(t)
	ran := 0
	do := func(digest string) (result string, err error) {
		err = l.Update(context.Background(), "test", func(tx *Tx) error {
			result, err = Once(tx, "key", []byte(digest), func() (string, error) {
				ran++
				return tx.NewID(), nil
			})
			return err
		})
		return result, err
	}
	first, err := do("same")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := do("same"); err != nil || again != first || ran != 1 {
		t.Fatalf("again: %q %v, ran %d times; want %q, once", again, err, ran, first)
	}
	if _, err := do("other"); !errors.Is(err, ErrOnce) {
		t.Fatalf("another request under the same key: %v", err)
	}
	clock.Advance(onceKept)
	if later, err := do("other"); err != nil || later == first {
		t.Fatalf("after 48 hours: %q %v", later, err)
	}
}

func TestOnceForgetsARefusal(t *testing.T) {
	l, _ := newLedger(t)
	refusal, refuse := Refuse(Conflict, "no"), true
	do := func() error {
		return l.Update(context.Background(), "test", func(tx *Tx) error {
			_, err := Once(tx, "key", []byte("asked"), func() (int, error) {
				if refuse {
					return 0, refusal
				}
				return 1, nil
			})
			return err
		})
	}
	if err := do(); !errors.Is(err, refusal) {
		t.Fatal(err)
	}
	refuse = false
	if err := do(); err != nil {
		t.Fatal(err)
	}
}

func TestAnswersDoNotPileUp(t *testing.T) {
	l, clock := newLedger(t)
	for i := range 60 {
		update(t, l, func(tx *Tx) error {
			_, err := Once(tx, string(rune('A'+i)), []byte("asked"), func() (int, error) { return i, nil })
			return err
		})
		clock.Advance(8 * time.Hour)
	}
	kept := 0
	_ = l.View(func(r Reader) error {
		return answers.Each(r, nil, func(Key, answer) error { kept++; return nil })
	})
	if kept > 8 {
		t.Fatalf("%d answers kept, 48 hours hold 6", kept)
	}
}

func TestFollowerMissesNothingAndSeesNothingTwice(t *testing.T) {
	l, _ := newLedger(t)
	emit := func(id string) {
		update(t, l, func(tx *Tx) error { return tx.Emit("thing.made", id) })
	}
	emit("a")
	emit("b")
	follow := func(failAt string, until int) error {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		seen := 0
		return l.Follow(ctx, "counter", func(tx *Tx, e Event) error {
			if e.IDs[0] == failAt {
				return errors.New("failed")
			}
			if seen++; seen == until {
				defer cancel()
			}
			v, _, err := things.Find(tx, K().Str(e.IDs[0]))
			if err != nil {
				return err
			}
			return putThing(e.IDs[0], v.Count+1)(tx)
		})
	}
	if err := follow("b", 0); err == nil {
		t.Fatal("the follower's failure was swallowed")
	}
	emit("c")
	if err := follow("", 3); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	for _, id := range []string{"a", "b", "c"} {
		if v, _ := getThing(t, l, id); v.Count != 1 {
			t.Errorf("%s was counted %d times", id, v.Count)
		}
	}
}

func TestEventsAreNumberedInTheOrderOfCommits(t *testing.T) {
	l, _ := newLedger(t)
	update(t, l, func(tx *Tx) error {
		if err := tx.Emit("one", "a"); err != nil {
			return err
		}
		return tx.Emit("two", "a")
	})
	_ = l.Update(context.Background(), "test", func(tx *Tx) error { _ = tx.Emit("never"); return errors.New("no") })
	update(t, l, func(tx *Tx) error { return tx.Emit("three", "b") })
	var kinds []string
	_ = l.View(func(r Reader) error {
		found, err := Events(r, 0, 10)
		for i, e := range found {
			kinds = append(kinds, e.Kind)
			if i > 0 && e.Seq <= found[i-1].Seq {
				t.Errorf("event %s is %d after %d", e.Kind, e.Seq, found[i-1].Seq)
			}
		}
		return err
	})
	if want := []string{"one", "two", "three"}; !slices.Equal(kinds, want) {
		t.Fatalf("events %v, want %v", kinds, want)
	}
}

func TestOutboxGivesWhatIsDue(t *testing.T) {
	l, clock := newLedger(t)
	send := func(key string, in time.Duration) {
		update(t, l, func(tx *Tx) error {
			return tx.Send(tx.Now().Add(in), key, Message{Template: "reminder", Subject: Subject{"appointment", key}})
		})
	}
	due := func() (keys []string) {
		_ = l.View(func(r Reader) error {
			found, err := Due(r, 10)
			for _, o := range found {
				keys = append(keys, o.Key)
			}
			return err
		})
		return keys
	}
	send("later", time.Hour)
	send("now", 0)
	send("gone", 0)
	update(t, l, func(tx *Tx) error { return tx.Withdraw("gone") })
	if got := due(); !slices.Equal(got, []string{"now"}) {
		t.Fatalf("due: %v", got)
	}
	send("later", 2*time.Hour)
	clock.Advance(time.Hour)
	if got := due(); !slices.Equal(got, []string{"now"}) {
		t.Fatalf("a message sent again is due at its old time: %v", got)
	}
	update(t, l, func(tx *Tx) error { return tx.Postpone("now", tx.Now(), "refused") })
	if got := due(); len(got) != 0 {
		t.Fatalf("a dead letter is due: %v", got)
	}
	_ = l.View(func(r Reader) error {
		all, err := Waiting(r)
		if len(all) != 2 || all[1].Dead != "refused" || all[1].Tries != 1 {
			t.Errorf("waiting: %+v", all)
		}
		return err
	})
}

// TestAWorkerKnowsWhetherItsMessageStillStands reads a message as a worker does, and changes it
// behind the worker's back.
func TestAWorkerKnowsWhetherItsMessageStillStands(t *testing.T) {
	l, _ := newLedger(t)
	send := func(template string, in time.Duration) {
		update(t, l, func(tx *Tx) error { return tx.Send(tx.Now().Add(in), "key", Message{Template: template}) })
	}
	read := func(templates ...string) (found []Outgoing) {
		_ = l.View(func(r Reader) (err error) { found, err = Due(r, 10, templates...); return err })
		return found
	}
	stands := func(o Outgoing) (ok bool) {
		update(t, l, func(tx *Tx) (err error) { ok, err = tx.Stands(o); return err })
		return ok
	}
	send("reminder", 0)
	if len(read("other")) != 0 || len(read("other", "reminder")) != 1 {
		t.Fatal("messages of other templates are given")
	}
	taken := read()[0]
	if !stands(taken) {
		t.Fatal("an untouched message does not stand")
	}
	for what, change := range map[string]func(){
		"sent anew for later": func() { send("reminder", time.Hour) },
		"sent anew, changed":  func() { send("other", 0) },
		"postponed":           func() { update(t, l, func(tx *Tx) error { return tx.Postpone("key", tx.Now(), "") }) },
		"withdrawn":           func() { update(t, l, func(tx *Tx) error { return tx.Withdraw("key") }) },
	} {
		send("reminder", 0)
		taken = read()[0]
		if change(); stands(taken) {
			t.Errorf("a message that was %s still stands", what)
		}
	}
}

func TestOnceWantsAKeyAndWhatWasAsked(t *testing.T) {
	l, _ := newLedger(t)
	for key, want := range map[string]error{"key": ErrNoDigest, "form/": ErrNoKey, "form ": ErrNoKey, "": ErrNoKey} {
		digest := []byte("asked")
		if want == ErrNoDigest {
			digest = nil
		}
		err := l.Update(context.Background(), "test", func(tx *Tx) error {
			_, err := Once(tx, key, digest, func() (bool, error) { return true, nil })
			return err
		})
		if !errors.Is(err, want) {
			t.Errorf("key %q, digest %q: %v, want %v", key, digest, err, want)
		}
	}
}

func TestFirstIsTrueOnceInTwoDays(t *testing.T) {
	l, clock := newLedger(t)
	first := func() (first bool) {
		update(t, l, func(tx *Tx) (err error) { first, err = tx.First("noted"); return err })
		return first
	}
	if got := []bool{first(), first()}; !slices.Equal(got, []bool{true, false}) {
		t.Error(got)
	}
	clock.Advance(onceKept)
	if !first() {
		t.Error("after 48 hours it is the first again")
	}
}

func TestRecallIsTheAnswerOfAKey(t *testing.T) {
	l, clock := newLedger(t)
	update(t, l, func(tx *Tx) error {
		_, err := Once(tx, "key", []byte("asked"), func() (string, error) { return "answer", nil })
		return err
	})
	recalled := func(key string) (got string, found bool) {
		if err := l.View(func(r Reader) (err error) { got, found, err = Recall[string](r, key); return err }); err != nil {
			t.Fatal(err)
		}
		return got, found
	}
	if got, found := recalled("key"); !found || got != "answer" {
		t.Errorf("%q, %v", got, found)
	}
	if _, found := recalled("other"); found {
		t.Error("an answer to nothing")
	}
	clock.Advance(onceKept)
	if _, found := recalled("key"); found {
		t.Error("an answer after 48 hours")
	}
}
