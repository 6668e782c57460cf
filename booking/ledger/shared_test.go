package ledger

import (
	"context"
	"testing"
)

// wantShared asks for the shared record "a"; want 0 is none.
func wantShared(t *testing.T, r Reader, want int) {
	t.Helper()
	got, err := things.Shared(r, K().Str("a"))
	switch {
	case err != nil:
		t.Fatal(err)
	case got == nil && want == 0:
	case got == nil || got.Count != want:
		t.Fatalf("shared is %v, want %d", got, want)
	}
}

// TestSharedFollowsEveryWrite, in both ways of writing, asks for a shared record within the transaction that changes it, beside
// one that is refused, before and after something else is committed, and when it is gone.
func TestSharedFollowsEveryWrite(t *testing.T) {
	for name, put := range map[string]func(*Tx, int) error{
		"Put": func(tx *Tx, count int) error { return putThing("a", count)(tx) },
		"PutShared": func(tx *Tx, count int) error {
			return things.PutShared(tx, K().Str("a"), thing{Name: "a", Count: count})
		},
	} {
		t.Run(name, func(t *testing.T) { sharedFollows(t, put) })
	}
}

func sharedFollows(t *testing.T, write func(*Tx, int) error) {
	l, _ := newLedger(t)
	view := func(want int) {
		t.Helper()
		if err := l.View(func(r Reader) error { wantShared(t, r, want); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	put := func(tx *Tx, count int) error {
		err := write(tx, count)
		wantShared(t, tx, count)
		return err
	}
	view(0)
	for _, count := range []int{1, 2, 1} {
		update(t, l, func(tx *Tx) error { return put(tx, count) })
		view(count)
		if err := l.Update(context.Background(), "test", func(tx *Tx) error { _ = put(tx, 9); return ErrFull }); err == nil {
			t.Fatal("a refusal was committed")
		}
		view(count)
		update(t, l, putThing("b", count))
		view(count)
		view(count)
	}
	update(t, l, func(tx *Tx) error { things.Delete(tx, K().Str("a")); wantShared(t, tx, 0); return nil })
	view(0)
}
