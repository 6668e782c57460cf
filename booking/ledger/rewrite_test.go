package ledger_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"balie/booking/ledger"
)

var notes = ledger.NewTable[string]("zz:")

// noted is a ledger file with three records.
func noted(t *testing.T) (path string, schemas []ledger.Schema) {
	t.Helper()
	path, schemas = filepath.Join(t.TempDir(), "a.db"), []ledger.Schema{{Name: "notes", Prefixes: []string{"zz:"}}}
	l, err := ledger.Open(path, time.Now, schemas)
	if err == nil {
		err = l.Update(t.Context(), "test", func(tx *ledger.Tx) error {
			return errors.Join(notes.Put(tx, ledger.K().Str("a"), "one"), notes.Put(tx, ledger.K().Str("b"), "two"), tx.Emit("noted", "a"))
		})
	}
	if err := errors.Join(err, l.Close()); err != nil {
		t.Fatal(err)
	}
	return path, schemas
}

// TestRewriteSealsWhatItChanged: the copy is a ledger of the same sequence and id.
func TestRewriteSealsWhatItChanged(t *testing.T) {
	path, schemas := noted(t)
	to := filepath.Join(t.TempDir(), "b.db")
	err := ledger.Rewrite(path, to, func(r *ledger.RawRecord) error {
		if r.Prefix == "zz:" {
			r.Key = append(ledger.Key("x"), r.Key...)
			r.Content = bytes.ToUpper(r.Content)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	before, _ := ledger.Verify(path)
	if n, err := ledger.Verify(to); err != nil || n != before {
		t.Errorf("%d records of %d (%v)", n, before, err)
	}
	ids := map[string]bool{}
	for _, p := range []string{path, to} {
		if err := ledger.ReadFile(p, time.Now, func(r ledger.Reader) error { ids[ledger.ID(r)] = true; return nil }); err != nil {
			t.Error(err)
		}
	}
	l, err := ledger.Open(to, time.Now, schemas)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	err = l.View(func(r ledger.Reader) error {
		if text, err := notes.Get(r, ledger.K().Str("xa")); text != "ONE" || len(ids) != 1 {
			t.Errorf("%q of %v (%v)", text, ids, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestRewriteRefuses(t *testing.T) {
	path, _ := noted(t)
	same := func(*ledger.RawRecord) error { return nil }
	oneKey := func(r *ledger.RawRecord) error {
		if r.Prefix == "zz:" {
			r.Key = ledger.K().Str("same")
		}
		return nil
	}
	stop := errors.New("no more")
	for want, err := range map[string]error{
		"is there already": ledger.Rewrite(path, path, same),
		"records became":   ledger.Rewrite(path, filepath.Join(t.TempDir(), "b.db"), oneKey),
		"no more":          ledger.Rewrite(path, filepath.Join(t.TempDir(), "b.db"), func(*ledger.RawRecord) error { return stop }),
		"cannot be opened": ledger.Rewrite(filepath.Join(t.TempDir(), "none.db"), filepath.Join(t.TempDir(), "b.db"), same),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("answered %v, want %q", err, want)
		}
	}
}
