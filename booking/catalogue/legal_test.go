package catalogue

import (
	"errors"
	"strings"
	"testing"

	"balie/booking/ledger"
)

// TestWhatNoStatementCouldSayIsRefused: each fault is named by its field.
func TestWhatNoStatementCouldSayIsRefused(t *testing.T) {
	for field, l := range map[string]Legal{
		"officer": {Officer: "a\nb"}, "processors[0]": {Processors: []string{""}}, "processors": {Processors: strings.Split(strings.Repeat("x ", 21), " ")},
		"access": {Access: "F"}, "statement": {Access: "A", Statement: "http://example.org"},
	} {
		if !namesField(l.Faults(), field) {
			t.Errorf("%s: %v", field, l.Faults())
		}
	}
	if !namesField((Legal{Statement: "https://example.org/v"}).Faults(), "access") {
		t.Error("a statement without a status passes")
	}
	if faults := (Legal{Officer: "fg@example.org", Processors: []string{"Post, mails"}, Access: "B", Statement: "https://example.org/v"}).Faults(); len(faults) > 0 {
		t.Errorf("a good one is refused: %v", faults)
	}
}

func namesField(all []error, field string) bool {
	for _, err := range all {
		if f, ok := err.(Fault); ok && f.Field == field {
			return true
		}
	}
	return false
}

// TestTheMainOfficeIsTheOneThatWasChosen: without a choice the town hall with most desks, never the first of the
// alphabet; an office that is none is refused, and one that is gone counts no more.
func TestTheMainOfficeIsTheOneThatWasChosen(t *testing.T) {
	tn := newTown(t)
	main := func(want OfficeID) {
		t.Helper()
		tn.read(func(r ledger.Reader) error {
			o, err := MainOffice(r)
			if o.ID != want {
				t.Errorf("the main office is %q, want %q", o.ID, want)
			}
			return err
		})
	}
	tn.read(func(r ledger.Reader) error {
		if _, err := MainOffice(r); !errors.Is(err, ErrUnknownOffice) {
			t.Errorf("a town without offices: %v", err)
		}
		return nil
	})
	tn.office("aa", Library, 5)
	tn.office("bb", TownHall, 1)
	tn.office("cc", TownHall, 3)
	main("cc")
	tn.do(func(tx *ledger.Tx) error { _, err := PutTown(tx, LegalRef, Legal{Office: "bb"}); return err })
	main("bb")
	tn.do(func(tx *ledger.Tx) error {
		if _, err := PutTown(tx, LegalRef, Legal{Office: "zz"}); !errors.Is(err, ErrUnknownOffice) {
			t.Errorf("an office that is none: %v", err)
		}
		_, err := EndTown(tx, LegalRef)
		return err
	})
	main("cc")
}

// office puts one with so many desks.
func (tn *town) office(id OfficeID, kind OfficeKind, desks int) {
	o := plein()
	first := o.Desks[0]
	o.ID, o.Kind, o.Desks, o.Openings, o.Exceptions, o.Closures = id, kind, nil, nil, nil, nil
	for i := range desks {
		d := first
		d.ID = DeskID(string(id) + "-" + string(rune('1'+i)))
		o.Desks = append(o.Desks, d)
	}
	tn.do(func(tx *ledger.Tx) error { return PutOffice(tx, o) })
}
