package ledger

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// full is a ledger with many records of which most were deleted again.
func full(t *testing.T) *Ledger {
	t.Helper()
	l, _ := newLedger(t)
	for from := 0; from < 6000; from += 500 {
		update(t, l, func(tx *Tx) error {
			for i := range 500 {
				if err := things.Put(tx, K().Uint64(uint64(from+i)), thing{strings.Repeat("long ", 20), from + i}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	update(t, l, func(tx *Tx) error {
		for i := range uint64(5900) {
			things.Delete(tx, K().Uint64(i))
		}
		return nil
	})
	return l
}

// TestCompactGivesRoomBack compacts while others read and write: nothing is lost, all go on, and the file
// opens again.
func TestCompactGivesRoomBack(t *testing.T) {
	l := full(t)
	if length, free, err := l.Slack(); err != nil || free < length/2 {
		t.Fatalf("of %d bytes %d are free, %v", length, free, err)
	}
	var others sync.WaitGroup
	for i := range 4 {
		others.Go(func() {
			for n := range 50 {
				if err := l.Update(context.Background(), "test", putThing(fmt.Sprint("other", i), n+1)); err != nil {
					t.Error(err)
				}
				if v, found := getThing(t, l, fmt.Sprint("other", i)); !found || v.Count != n+1 {
					t.Errorf("what was written is read as %v, %v", v, found)
				}
			}
		})
	}
	before, after, err := l.Compact(context.Background())
	if err != nil || after > before/2 {
		t.Fatalf("%d bytes became %d, %v", before, after, err)
	}
	others.Wait()
	records, err := l.Check(func(p string) { t.Error(p) })
	if err != nil || records < 104 {
		t.Errorf("%d records, %v", records, err)
	}
	path := l.Path()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(path + ".*"); len(left) != 0 {
		t.Errorf("%v is left", left)
	}
	if _, err := Verify(path); err != nil {
		t.Error(err)
	}
	again := mustOpen(t, path, newClock(noon))
	if v, found := getThing(t, again, "other3"); !found || v.Count != 50 {
		t.Errorf("after opening again: %v, %v", v, found)
	}
}

// TestAReadingOutlivesACompaction reads on in a snapshot of the file that was put away.
func TestAReadingOutlivesACompaction(t *testing.T) {
	l := full(t)
	err := l.View(func(r Reader) error {
		if _, _, err := l.Compact(context.Background()); err != nil {
			return err
		}
		v, err := things.Get(r, K().Uint64(5950))
		if v.Count != 5950 {
			t.Errorf("read %v, %v", v, err)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestACompactionThatWasCutShort opens what a crash leaves at each of its moments.
func TestACompactionThatWasCutShort(t *testing.T) {
	for what, leave := range map[string]func(path string) error{
		"while copying": func(path string) error { return os.WriteFile(path+".compact", []byte("half"), 0o600) },
		"second name":   func(path string) error { return os.Link(path, beforeCompact(path)) },
		"before the old one was removed": func(path string) error {
			return os.WriteFile(beforeCompact(path), []byte("old"), 0o600)
		},
	} {
		path := written(t)
		if err := leave(path); err != nil {
			t.Fatal(err)
		}
		l := mustOpen(t, path, newClock(noon))
		if left, _ := filepath.Glob(path + ".*"); len(left) != 0 {
			t.Errorf("%s: %v is left", what, left)
		}
		if n, err := l.Check(func(p string) { t.Error(p) }); err != nil || n < 300 {
			t.Errorf("%s: %d records, %v", what, n, err)
		}
	}
}

// TestACompactionThatFailsChangesNothing ends one before it is whole, and one for which there is no room
// for a name.
func TestACompactionThatFailsChangesNothing(t *testing.T) {
	l := full(t)
	ended, end := context.WithCancel(context.Background())
	end()
	if err := bare(l.engine).(*boltEngine).copyCompact(ended, l.Path()+".compact"); !errors.Is(err, context.Canceled) {
		t.Errorf("said %v", err)
	}
	_ = os.Remove(l.Path() + ".compact")
	if err := os.MkdirAll(filepath.Join(l.Path()+".compact", "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, _, err := l.Compact(context.Background()); err == nil {
		t.Error("compacted over a folder")
	}
	if n, err := l.Check(func(p string) { t.Error(p) }); err != nil || n < 100 {
		t.Errorf("%d records, %v", n, err)
	}
	update(t, l, putThing("a", 1))
}

// TestANewerLedgerSaysWhatItNeeds opens ledgers of a later generation and of a later schema.
func TestANewerLedgerSaysWhatItNeeds(t *testing.T) {
	for what, spoil := range map[string]func(tx *Tx) error{
		"generation": func(tx *Tx) error { tx.put(formatKey, seal(formatKey, 1, []byte("balie ledger 2"))); return nil },
		"schema":     func(tx *Tx) error { return versions.Put(tx, K().Str("test"), 9) },
	} {
		path := filepath.Join(t.TempDir(), "balie.db")
		l := mustOpen(t, path, newClock(noon), WithVersion("0.9.2"))
		update(t, l, spoil)
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		_, err := Open(path, newClock(noon).Now, testSchema)
		if err == nil || !strings.Contains(Said(err), "newer") || !strings.Contains(Said(err), "0.9.2") {
			t.Errorf("%s: said %v", what, err)
		}
	}
}
