package outreach

import (
	"slices"
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// TestAnOlderImportLeavesAPublishedStopItsHours: with an office as one record, a file that the municipality had
// exported before took them away, while the agenda went on advertising the stop.
func TestAnOlderImportLeavesAPublishedStopItsHours(t *testing.T) {
	tn := newTown(t)
	square := catalogue.Office{ID: "sinderen-plein", Kind: catalogue.Stop, Name: "Plein", Zone: "Europe/Amsterdam",
		Desks:    []catalogue.Desk{{ID: "kraam", Name: "Kraam", Skills: []string{"reis"}}},
		Openings: []calendar.Opening{{ID: "markt", Desk: "kraam", Weekdays: []calendar.Weekday{6}, Start: cell("09:00"), End: cell("10:00"), Use: calendar.ForBoth, Share: calendar.Public}}}
	imported := func(o catalogue.Office) {
		t.Helper()
		tn.do(func(tx *ledger.Tx) error { return catalogue.PutOffice(tx, o) })
	}
	imported(square)
	o := tn.publish(outing(monday, "A", "B"))
	before := tn.offered("praten", "sinderen-plein", monday)
	if len(before) == 0 {
		t.Fatal("the stop is not offered")
	}
	older := square
	older.Name, older.Openings = "Dorpsplein", nil
	older.Desks = []catalogue.Desk{{ID: "tent", Name: "Tent", Skills: []string{"reis"}}}
	imported(older)
	if after := tn.offered("praten", "sinderen-plein", monday); !slices.Equal(before, after) {
		t.Errorf("the import left %v of %v", after, before)
	}
	tn.see(func(r ledger.Reader) error {
		office, err := catalogue.OfficeByID(r, "sinderen-plein")
		if office.Name != "Dorpsplein" || office.Label != "bus" || len(office.Desks) != 2 {
			t.Errorf("%+v", office)
		}
		return err
	})
	tn.do(func(tx *ledger.Tx) error { _, err := CallOff(tx, o.ID); return err })
	if left := tn.offered("praten", "sinderen-plein", monday); len(left) > 0 {
		t.Errorf("a cancelled stop is offered at %v", left)
	}
	imported(older)
	if left := tn.offered("praten", "sinderen-plein", monday); len(left) > 0 {
		t.Errorf("an import opens a cancelled stop at %v", left)
	}
}
