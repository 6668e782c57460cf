package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// FuzzConfig reads anything as a settings file: settings that print as a file which gives the same
// settings again, or a refusal that names the file.
func FuzzConfig(f *testing.F) {
	for _, text := range []string{
		"", "listen = \"127.0.0.1:1\"\n", "trusted-proxies = [\"10.0.0.1\", \"10.1.0.0/16\"]", "data = 5", "data = \"\"", "smtp-port = 99999",
		"listen = \"[::1]:80\"", "unknown = 1", "[table]\nlisten = \"x\"", "listen = 'a", "municipality = \"\\u0000\"", "trusted-proxies = [[1]]",
		"public-url = \"http://a b\"", "public-url = \"https://x/../..\"", strings.Repeat("a = [", 5000), "\xff\xfe", "data = 1979-05-27",
	} {
		f.Add(text)
	}
	folder := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(folder, "balie.toml")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := server.LoadConfig(path, nil, nil)
		if err != nil {
			if !strings.Contains(err.Error(), path) {
				t.Fatalf("%q is refused without its origin: %v", text, err)
			}
			return
		}
		if c.Cert != "" || c.Key != "" || c.Mail.Password != "" {
			return // a secret is not printed
		}
		var shown bytes.Buffer
		c.Show(&shown)
		if err := os.WriteFile(path, shown.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		again, err := server.LoadConfig(path, nil, nil)
		if err != nil {
			t.Fatalf("%q is shown as %q, which is refused: %v", text, &shown, err)
		}
		var shownAgain bytes.Buffer
		if again.Show(&shownAgain); shown.String() != shownAgain.String() {
			t.Fatalf("%q is shown as %q, that as %q", text, &shown, &shownAgain)
		}
	})
}

// errUndo ends a transaction of which nothing is to stay.
var errUndo = errors.New("undo")

// FuzzImport reads anything as a file to import: a town in which times can be asked, or a refusal
// that is not our fault. Nothing may panic, and nothing of it stays.
func FuzzImport(f *testing.F) {
	town := servertest.ProofTown()
	small, err := json.Marshal(server.Document{Products: town.Products[:1], Offices: town.Offices[:1]})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(small)
	for _, text := range []string{"", "{}", "null", "[]", `{"products":[{}]}`, `{"offices":[{"id":"a"}]}`, `{"products":null}{}`, `{"x":1}`, `{"products":[{"minutes":1e99}]}`, strings.Repeat("[", 20_000)} {
		f.Add([]byte(text))
	}
	l, err := ledger.Open(filepath.Join(f.TempDir(), "balie.db"), servertest.Noon, server.Schemas)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = l.Close() })
	f.Fuzz(func(t *testing.T, text []byte) {
		d, err := server.ParseDocument(text)
		if err != nil || len(d.Products) > 50 || len(d.Offices) > 10 {
			return
		}
		err = l.Update(context.Background(), "cli", func(tx *ledger.Tx) error { return tryTown(tx, d) })
		if !errors.Is(err, errUndo) && ledger.CodeOf(err) != ledger.Invalid {
			t.Fatalf("%.200q: %v", text, err)
		}
	})
}

// tryTown sets a town up, asks a week of everything in it, and undoes it.
func tryTown(tx *ledger.Tx, d server.Document) error {
	for _, p := range d.Products {
		if err := catalogue.PutProduct(tx, p); err != nil {
			return err
		}
	}
	for _, o := range d.Offices {
		if err := catalogue.PutOffice(tx, o); err != nil {
			return err
		}
	}
	today := calendar.DateIn(tx.Now(), tx.Now().Location())
	for _, o := range d.Offices {
		for _, p := range d.Products {
			ask := supply.Query{Wish: catalogue.Wish{{Product: p.ID, Persons: 1}}}
			if _, err := supply.Month(tx, o.ID, ask, today, today+7); err != nil {
				return err
			}
		}
	}
	return errUndo
}
