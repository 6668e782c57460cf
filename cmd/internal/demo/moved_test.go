package demo

import (
	"encoding/binary"
	"errors"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"balie/booking/ledger"
	"balie/cmd/internal/server"
)

// drawn is what differs each time: a digest of what somebody typed, made with a key, and what a forecast
// found by trying, in milliseconds.
var drawn = regexp.MustCompile(`"digest":"[^"]*"|"(soon|likely|far)":\d+`)

// contents are all records of a ledger file, by key. What a key file seals, and codes that nobody can draw
// twice, are left out; also when people are forgotten, which is so many hours later.
func contents(t *testing.T, path string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := ledger.Rewrite(path, filepath.Join(t.TempDir(), "copy.db"), func(r *ledger.RawRecord) error {
		switch r.Prefix {
		case "ct:", "ci:", "bc:", "uc:", "ut:", "!d:", "!o:":
		default:
			all[r.Prefix+string(r.Key)] = drawn.ReplaceAllString(string(r.Content), "")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestAPastThatIsMovedIsThePastOfThatDay plays one past twice, a summer apart, and moves the first: every
// record of it is the second's. After neither is a holiday; after the second the clocks change. It ends early
// on its second day: steering and forecast draw by the instant, so that later other people are called first.
func TestAPastThatIsMovedIsThePastOfThatDay(t *testing.T) {
	byOneAlone(t)
	const weeks = 17
	first := Past{Setting: Settings[1], Until: time.Date(2026, 6, 1, 8, 0, 0, 0, time.UTC), Days: 1, Seed: 1}
	later := first
	later.Until = first.Until.AddDate(0, 0, 7*weeks)
	a, b, moved := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "moved.db")
	err := errors.Join(first.Play(t.Context(), a), later.Play(t.Context(), b), first.Setting.move(server.LedgerPath(a), moved, weeks))
	if err != nil {
		t.Fatal(err)
	}
	got, want := contents(t, moved), contents(t, server.LedgerPath(b))
	wrong := 0
	for key, content := range want {
		if got[key] != content && wrong < 10 {
			wrong++
			t.Errorf("%q is\n%q, want\n%q", key, got[key], content)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d records, want %d", len(got), len(want))
	}
}

// TestEveryTableCanBeMoved: whoever adds a table with a day or an instant in its key adds it to shapes too.
// Keys of the past that is shipped are read here as what they hold.
func TestEveryTableCanBeMoved(t *testing.T) {
	known := map[string]bool{}
	for _, s := range server.Schemas {
		for _, prefix := range s.Prefixes {
			known[prefix] = true
		}
	}
	for prefix := range shapes {
		if !known[prefix] && !strings.HasPrefix(prefix, "!") {
			t.Errorf("no schema has the table %s", prefix)
		}
	}
	for _, town := range Settings {
		shipped, _ := ShippedPast(town.Name)
		first, last := shipped.Until.AddDate(-1, 0, 0), shipped.Until.AddDate(1, 0, 0)
		data := t.TempDir()
		if err := Unpack(town.Name, data); err != nil {
			t.Fatal(err)
		}
		err := ledger.Rewrite(server.LedgerPath(data), filepath.Join(t.TempDir(), "copy.db"), func(r *ledger.RawRecord) error {
			if shapes[r.Prefix] == nil {
				if at, found := instantIn(r.Key, first, last); found && !drawnKeys[r.Prefix] {
					t.Errorf("%s: the key %q holds %v", r.Prefix, r.Key, at)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// drawnKeys are tables whose keys are drawn or hashed, so that anything may stand in them; events are by number.
var drawnKeys = map[string]bool{"bc:": true, "ci:": true, "!e:": true, "uc:": true, "ut:": true}

// instantIn looks for eight bytes of an instant, or four of a day, between two times.
func instantIn(k ledger.Key, first, last time.Time) (at time.Time, found bool) {
	for i := range k {
		if i+8 <= len(k) {
			at = time.UnixMilli(int64(binary.BigEndian.Uint64(k[i:]) ^ keySign))
			if at.After(first) && at.Before(last) {
				return at, true
			}
		}
		if i+4 <= len(k) {
			at = time.Unix(int64(int32(binary.BigEndian.Uint32(k[i:])^1<<31))*86400, 0)
			if at.After(first) && at.Before(last) {
				return at, true
			}
		}
	}
	return at, false
}
