package ledger

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestLedgerAgreesWithAMap runs random transactions against a ledger and a plain map: every read
// inside a transaction (its own writes, its group's, the store's) and every scan must agree.
func TestLedgerAgreesWithAMap(t *testing.T) {
	folder := t.TempDir()
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		clock := newClock(noon)
		l, err := Open(filepath.Join(folder, fmt.Sprint(run)), clock.Now, testSchema)
		if err != nil {
			rt.Fatal(err)
		}
		defer l.Close()
		model := map[string]int{}
		for range rapid.IntRange(1, 8).Draw(rt, "transactions") {
			model = oneTransaction(rt, l, model)
		}
		_ = l.View(func(r Reader) error { agree(rt, r, model); return nil })
	})
}

func oneTransaction(rt *rapid.T, l *Ledger, model map[string]int) map[string]int {
	after := maps.Clone(model)
	giveUp := rapid.Bool().Draw(rt, "give up")
	err := l.Update(context.Background(), "test", func(tx *Tx) error {
		for range rapid.IntRange(0, 12).Draw(rt, "steps") {
			name := rapid.StringMatching("[a-f]").Draw(rt, "name")
			if rapid.Bool().Draw(rt, "delete") {
				things.Delete(tx, K().Str(name))
				delete(after, name)
			} else {
				n := rapid.Int().Draw(rt, "n")
				if err := putThing(name, n)(tx); err != nil {
					return err
				}
				after[name] = n
			}
			agree(rt, tx, after)
		}
		if giveUp {
			return errors.New("gave up")
		}
		return nil
	})
	if giveUp {
		return model
	}
	if err != nil {
		rt.Fatal(err)
	}
	return after
}

func agree(rt *rapid.T, r Reader, model map[string]int) {
	var names []string
	err := things.Each(r, nil, func(_ Key, v thing) error {
		if want, ok := model[v.Name]; !ok || want != v.Count {
			rt.Errorf("scan gives %s=%d, the map %d %v", v.Name, v.Count, want, ok)
		}
		names = append(names, v.Name)
		return nil
	})
	if err != nil {
		rt.Fatal(err)
	}
	want := slices.Sorted(maps.Keys(model))
	if !slices.Equal(names, want) {
		rt.Fatalf("scan gives %v, the map %v", names, want)
	}
	_, last, found, err := things.Last(r, nil)
	if err != nil || found != (len(want) > 0) || (found && last.Name != want[len(want)-1]) {
		rt.Fatalf("last is %v %v %v, want the end of %v", last.Name, found, err, want)
	}
}

func TestScanGoesOnWhileItsCallerWrites(t *testing.T) {
	l, _ := newLedger(t)
	update(t, l, func(tx *Tx) error {
		for _, n := range []string{"a", "b", "c"} {
			if err := putThing(n, 1)(tx); err != nil {
				return err
			}
		}
		return things.Each(tx, nil, func(k Key, v thing) error {
			things.Delete(tx, append(Key(nil), k...))
			return putThing(v.Name+"2", 2)(tx)
		})
	})
	for _, n := range []string{"a2", "b2", "c2"} {
		if _, found := getThing(t, l, n); !found {
			t.Errorf("%s is missing", n)
		}
	}
}

// TestAbsorbIsOneSetAfterAnother lays overlays over each other in both ways.
func TestAbsorbIsOneSetAfterAnother(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entry := rapid.Custom(func(t *rapid.T) Op {
			return Op{Key: []byte(rapid.StringMatching(`[a-d]{1,2}`).Draw(t, "key")), Value: rapid.SliceOfN(rapid.Byte(), 0, 3).Draw(t, "value")}
		})
		var once, each overlay
		for range rapid.IntRange(1, 6).Draw(t, "transactions") {
			var own overlay
			for _, e := range rapid.SliceOfN(entry, 0, 8).Draw(t, "writes") {
				own.set(e.Key, e.Value)
			}
			once.absorb(&own)
			for _, e := range own.entries {
				each.set(e.Key, e.Value)
			}
		}
		if once.bytes != each.bytes || !reflect.DeepEqual(once.entries, each.entries) {
			t.Fatalf("absorbed %d bytes %q, set %d bytes %q", once.bytes, once.entries, each.bytes, each.entries)
		}
	})
}
