package catalogue

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"balie/booking/ledger"
)

// Pages filter and sort what they read. What others read stays as it was.
func TestAListThatWasReadBelongsToItsReader(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error { return errors.Join(PutOffice(tx, plein()), PutProduct(tx, pas(10))) })
	tn.read(func(r ledger.Reader) error {
		harmless(t, "Offices", func() ([]Office, error) { return Offices(r) })
		harmless(t, "EveryOffice", func() ([]Office, error) { return EveryOffice(r) })
		harmless(t, "Products", func() ([]Product, error) { return Products(r) })
		harmless(t, "OfficesFor", func() ([]Office, error) { return OfficesFor(r, Wish{{Product: "pas", Persons: 1}}) })
		harmless(t, "Labels", func() ([]string, error) { return Labels(r) })
		c, err := Of(r)
		harmless(t, "Owned products", func() ([]Product, error) { all, _, err := c.Owned(Configuration); return all, err })
		harmless(t, "Owned offices", func() ([]Office, error) { _, all, err := c.Owned(Configuration); return all, err })
		return err
	})
}

// What hangs on an office is shared: a check says where somebody changed it.
func TestACheckFindsAReaderThatChangedWhatBelongsToAll(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error { return PutOffice(tx, plein()) })
	said := func() (problems []string) {
		tn.read(func(r ledger.Reader) error { return Check(r, func(p string) { problems = append(problems, p) }) })
		return problems
	}
	if got := said(); len(got) > 0 {
		t.Fatal(got)
	}
	tn.read(func(r ledger.Reader) error {
		all, err := Offices(r)
		all[0].Openings[0].Desk = "other"
		t.Cleanup(func() { all[0].Openings[0].Desk = plein().Openings[0].Desk })
		return err
	})
	if got := said(); len(got) != 1 {
		t.Errorf("says %q", got)
	}
}

// harmless empties a list, and reads it again.
func harmless[T any](t *testing.T, name string, read func() ([]T, error)) {
	t.Helper()
	all, err := read()
	if err != nil {
		t.Fatal(name, err)
	}
	before := slices.Clone(all)
	clear(all)
	if again, err := read(); err != nil || !reflect.DeepEqual(before, again) {
		t.Errorf("%s: after a reader cleared theirs, another reads %+v, want %+v (%v)", name, again, before, err)
	}
}
