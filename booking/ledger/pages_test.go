package ledger

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// structure returns the offset of every byte of the file at path that is no key and no record: the two
// head pages, and of each page that can be reached its header and its elements.
func structure(t *testing.T, content []byte) (offsets []int) {
	t.Helper()
	heads, _ := readHeads(bytes.NewReader(content))
	if len(heads) != 2 {
		t.Fatalf("%d head pages", len(heads))
	}
	size := int(heads[0].pageSize)
	for at := range metaLength {
		offsets = append(offsets, metaOffset+at, size+metaOffset+at)
	}
	newest := heads[0]
	if heads[1].tx > newest.tx {
		newest = heads[1]
	}
	tree := newPageTree(bytes.NewReader(content), newest)
	if err := tree.check(newest.root, span{}, 0, true); err != nil {
		t.Fatal(err)
	}
	for id, seen := range tree.seen {
		for at := 0; seen && at < pageHeader+pageElement*int(content[id*size+10]); at++ {
			offsets = append(offsets, id*size+at)
		}
	}
	return offsets
}

// TestFlipsInPagesAreFound flips one bit at a time of what holds the records together, in the head pages,
// page headers and elements: Verify refuses each file; and a ledger that still opens answers what it held
// or an error, through View, Check, Update and Backup, and never ends the process.
func TestFlipsInPagesAreFound(t *testing.T) {
	content, err := os.ReadFile(written(t))
	if err != nil {
		t.Fatal(err)
	}
	offsets, random := structure(t, content), rand.New(rand.NewPCG(1, 7))
	folder, opened := t.TempDir(), 0
	for flip := range 500 {
		at, bit := offsets[random.IntN(len(offsets))], byte(1)<<random.IntN(8)
		content[at] ^= bit
		path := filepath.Join(folder, strconv.Itoa(flip)) // bbolt does not unlock a file of which the opening panicked
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		content[at] ^= bit
		if _, err := Verify(path); err == nil {
			t.Fatalf("flip %d: bit %#x of byte %d was changed, and Verify said nothing", flip, bit, at)
		}
		if readsOrRefuses(t, path) {
			opened++
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	if opened == 0 {
		t.Error("no spoilt file opened: nothing was read of one")
	}
}

// readsOrRefuses opens a spoilt file and uses it in every way; true if it opened.
func readsOrRefuses(t *testing.T, path string) bool {
	t.Helper()
	l, err := Open(path, newClock(noon).Now, testSchema)
	if err != nil {
		return false
	}
	defer l.Close()
	for i := range uint64(300) {
		_ = l.View(func(r Reader) error {
			if v, found, err := things.Find(r, K().Uint64(i)); err == nil && found && v.Count != int(i) {
				t.Errorf("record %d is read as %v", i, v)
			}
			return nil
		})
	}
	_, _ = l.Check(func(string) {})
	_ = l.Update(context.Background(), "test", func(tx *Tx) error { return things.Put(tx, K().Uint64(7), thing{"a", 7}) })
	_, _ = l.Backup(context.Background(), io.Discard)
	return true
}

// TestADamagedPageIsAnErrorWhileServing spoils a page of a file that is open, as a failing disk does.
func TestADamagedPageIsAnErrorWhileServing(t *testing.T) {
	path := written(t)
	l, err := Open(path, newClock(noon).Now, testSchema)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	info, _ := file.Stat()
	for at := int64(2 * os.Getpagesize()); at < info.Size(); at += int64(os.Getpagesize()) {
		if _, err := file.WriteAt(bytes.Repeat([]byte{0xff}, 16), at); err != nil {
			t.Fatal(err)
		}
	}
	err = l.View(func(r Reader) error { return things.Each(r, nil, func(Key, thing) error { return nil }) })
	if !errors.Is(err, ErrDamaged) {
		t.Errorf("View said %v", err)
	}
	if _, err := l.Check(func(string) {}); !errors.Is(err, ErrDamaged) {
		t.Errorf("Check said %v", err)
	}
	if err := l.Update(context.Background(), "test", putThing("a", 1)); err == nil {
		t.Error("a damaged file was written to")
	}
}

// TestAPanicOfOursIsNoDamage tells a fault in a program from one in the file.
func TestAPanicOfOursIsNoDamage(t *testing.T) {
	l, _ := newLedger(t)
	update(t, l, putThing("a", 1))
	err := l.View(func(r Reader) error {
		return things.Each(r, nil, func(Key, thing) error { panic("ours, within a scan") })
	})
	if !errors.Is(err, ErrPanic) {
		t.Errorf("View said %v", err)
	}
}
