package setup

import (
	"strings"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// TestABusHasItsTimesFromThePlanAlone imports an opening under a vehicle's label: it is refused by name, today and
// planned. One that an older file has is shown by check; without an opening the label may stand.
func TestABusHasItsTimesFromThePlanAlone(t *testing.T) {
	stop := catalogue.Office{ID: "kerk", Kind: catalogue.Stop, Name: "Bus bij de kerk", Zone: "Europe/Amsterdam", Label: "praotbus",
		Desks:    []catalogue.Desk{{ID: "kerk-1", Name: "Bus", Skills: []string{"reis"}}},
		Openings: []calendar.Opening{{ID: "ochtend", Desk: "kerk-1", Weekdays: []calendar.Weekday{2}, Start: 108, End: 144, Use: calendar.ForBoth, Share: calendar.Public}}}
	silent := stop
	silent.Openings = nil
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	l := house(t, &now)
	for what, c := range map[string]struct {
		document Document
		refused  bool
	}{
		"today":           {Document{Offices: []catalogue.Office{stop}}, true},
		"planned":         {Document{Planned: []Planned{{FirstDay: calendar.DateOf(2027, 1, 1), Offices: []catalogue.Office{stop}}}}, true},
		"without opening": {Document{Offices: []catalogue.Office{silent}}, false},
	} {
		err := l.View(func(r ledger.Reader) error { _, err := PlanOf(r, c.document, false); return err })
		if (err != nil) != c.refused || c.refused && (!strings.Contains(err.Error(), "kerk") || !strings.Contains(err.Error(), "ochtend") || !strings.Contains(err.Error(), "praotbus")) {
			t.Errorf("%s: %v", what, err)
		}
	}
	var said []string
	err := l.Update(t.Context(), "test", func(tx *ledger.Tx) error {
		if err := catalogue.PutOffice(tx, stop); err != nil {
			return err
		}
		if err := catalogue.Check(tx, func(problem string) { said = append(said, problem) }); err != nil {
			return err
		}
		return catalogue.PutOffice(tx, silent)
	})
	if err != nil || len(said) != 1 || !strings.Contains(said[0], `"ochtend" stands under the label "praotbus"`) {
		t.Errorf("check says %q, %v", said, err)
	}
}
