package ledger

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

var errPower = errors.New("the power went")

// manyThings makes a file with n things.
func manyThings(t *testing.T, n int) string {
	path := filepath.Join(t.TempDir(), "balie.db")
	l := mustOpen(t, path, newClock(noon))
	for i := range n {
		update(t, l, putThing(fmt.Sprintf("thing-%04d", i), i))
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestMigrationInChunksGoesOnWhereItWasCut adds one to each of many things, ends in the middle three
// times, and finds each counted once, the copy from before whole, and an older Balie refused.
func TestMigrationInChunksGoesOnWhereItWasCut(t *testing.T) {
	const n = 500
	path := manyThings(t, n)
	left := 0
	grown := []Schema{{Name: "test", Prefixes: []string{"th:"}, Migrations: []Migration{
		EachRecord(things, func(tx *Tx, k Key, v thing) error {
			if left--; left < 0 {
				return errPower
			}
			v.Count++
			return things.Put(tx, k, v)
		}),
	}}}
	for _, left = range []int{150, 90, 130} {
		if _, err := Open(path, newClock(noon).Now, grown, WithLimits(120, 1<<20)); err == nil {
			t.Fatal("a migration that was cut short opened")
		}
		if _, err := Open(path, newClock(noon).Now, testSchema); err == nil {
			t.Fatal("an older Balie opened a file half way")
		}
	}
	copied, err := os.ReadFile(path + ".before-test-1")
	if err != nil {
		t.Fatal(err)
	}
	left = n
	l, err := Open(path, newClock(noon).Now, grown, WithLimits(120, 1<<20))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for i := range n {
		name := fmt.Sprintf("thing-%04d", i)
		if v, _ := getThing(t, l, name); v.Count != i+1 {
			t.Fatalf("%s counts %d, want %d", name, v.Count, i+1)
		}
	}
	old := filepath.Join(t.TempDir(), "balie.db")
	if err := os.WriteFile(old, copied, 0o600); err != nil {
		t.Fatal(err)
	}
	before := mustOpen(t, old, newClock(noon))
	if v, _ := getThing(t, before, "thing-0000"); v.Count != 0 {
		t.Fatalf("the copy from before has a thing that counts %d", v.Count)
	}
}

// TestGroupsKeepToTheEngine writes from many sides on an engine of 16 ops: everything is written,
// no batch was larger (limited refuses it), and what is too large alone is refused.
func TestGroupsKeepToTheEngine(t *testing.T) {
	for _, limit := range []struct{ ops, bytes int }{{16, 1 << 20}, {10_000, 4096}} {
		l, _ := newLedger(t, WithLimits(limit.ops, limit.bytes))
		const callers, each = 16, 30
		failed := make(chan error, callers)
		for c := range callers {
			go func() {
				var err error
				for i := 0; i < each && err == nil; i++ {
					err = l.Update(context.Background(), "test", func(tx *Tx) error {
						v, _, err := things.Find(tx, K().Str("counter"))
						if err != nil {
							return err
						}
						if err := putThing("counter", v.Count+1)(tx); err != nil {
							return err
						}
						for part := range c % 6 {
							if err := putThing(fmt.Sprint(c, i, part), i)(tx); err != nil {
								return err
							}
						}
						return tx.Emit("counted")
					})
				}
				failed <- err
			}()
		}
		for range callers {
			if err := <-failed; err != nil {
				t.Fatal(err)
			}
		}
		if v, _ := getThing(t, l, "counter"); v.Count != callers*each {
			t.Errorf("%v: counted %d, want %d", limit, v.Count, callers*each)
		}
		var counted []Event
		err := l.View(func(r Reader) (err error) { counted, err = Events(r, 0, 2*callers*each); return err })
		if err != nil || len(counted) != callers*each {
			t.Errorf("%v: %d events, %v", limit, len(counted), err)
		}
		err = l.Update(context.Background(), "test", func(tx *Tx) error {
			for i := range 100 {
				if err := putThing(fmt.Sprintf("%050d", i), i)(tx); err != nil {
					return err
				}
			}
			return nil
		})
		if !errors.Is(err, ErrTooLarge) {
			t.Errorf("%v: a transaction that is too large was answered %v", limit, err)
		}
	}
}
