package server

import (
	"encoding/json"
	"io"
	"log/slog"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/booking/textfile"
	"balie/web/setup"
)

// TestEachExampleWorks: its files fit their schema, are imported without a word changed, and every product can be
// booked.
func TestEachExampleWorks(t *testing.T) {
	now := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	for _, name := range Examples {
		files, err := Example(name)
		if err != nil {
			t.Fatal(err)
		}
		h, err := Open(t.TempDir(), func() time.Time { return now }, slog.New(slog.NewTextHandler(io.Discard, nil)))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = h.Close() })
		request := ImportRequest{}
		for _, f := range files {
			if f.Name == SchemaFile {
				continue
			}
			request.Files = append(request.Files, setup.File{Name: f.Name, Content: f.Content})
			wantFits(t, name+"/"+f.Name, f.Content)
			if n := strings.Count(string(f.Content), "// "); n < 5 {
				t.Errorf("%s/%s has %d comments", name, f.Name, n)
			}
		}
		if r := h.ImportFiles(t.Context(), request); r.Refusal != "" {
			t.Errorf("%s: %s", name, r.Refusal)
		}
		err = h.Ledger.View(func(r ledger.Reader) error {
			all, err := catalogue.Products(r)
			for _, p := range all {
				times, err := supply.Day(r, "plein", supply.Query{Wish: catalogue.Wish{{Product: p.ID, Persons: 1}}}, catalogue.Today(r)+1)
				if err != nil || len(times) == 0 {
					t.Errorf("%s: %s has %d times tomorrow: %v", name, p.ID, len(times), err)
				}
			}
			if len(all) != len(exampleProducts) {
				t.Errorf("%s has %d products", name, len(all))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Example("castle"); err == nil || !strings.Contains(err.Error(), "small, library, bus") {
		t.Errorf("an example that is not there: %v", err)
	}
}

func wantFits(t *testing.T, name string, content []byte) {
	t.Helper()
	var read Document
	if _, err := textfile.JSON(string(content), &read); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	plain, err := json.Marshal(read)
	var value any
	if err == nil {
		err = json.Unmarshal(plain, &value)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range schemaOf(reflect.TypeFor[Document]()).allows(name, value) {
		t.Error(fault)
	}
}

// TestCommentsNameFields: each is of a field that some example has.
func TestCommentsNameFields(t *testing.T) {
	var all []byte
	for _, name := range Examples {
		files, _ := Example(name)
		for _, f := range files {
			if f.Name != SchemaFile {
				all = append(all, f.Content...)
			}
		}
	}
	for _, field := range slices.Sorted(func(yield func(string) bool) {
		for field := range comments {
			if !yield(field) {
				return
			}
		}
	}) {
		if !strings.Contains(string(all), "// "+field+": ") {
			t.Errorf("no example has %s", field)
		}
	}
}
