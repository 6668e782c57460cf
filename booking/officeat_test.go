package booking

import (
	"errors"
	"slices"
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// TestAVehicleIsAtTheStopOfTheMoment puts one vehicle on two stops of a Monday and one of a Tuesday.
func TestAVehicleIsAtTheStopOfTheMoment(t *testing.T) {
	tn := newTown(t)
	for _, s := range []struct {
		id, from, until string
		day             calendar.Weekday
	}{{"ochtend", "09:00", "11:00", 1}, {"middag", "13:00", "15:00", 1}, {"dinsdag", "13:00", "15:00", 2}} {
		tn.do(func(tx *ledger.Tx) error {
			id := catalogue.OfficeID(s.id)
			err := catalogue.PutOffice(tx, catalogue.Office{ID: id, Kind: catalogue.Stop, Name: s.id, Zone: "Europe/Amsterdam", Label: "bus-2", Desks: []catalogue.Desk{{ID: "d", Name: "Bus", Skills: []string{"reis"}}}})
			if err != nil {
				return err
			}
			plan := catalogue.NewDraft(tx, catalogue.Outreach)
			if err := plan.PutStop(id, calendar.Opening{ID: "x", Desk: "d", Weekdays: []calendar.Weekday{s.day}, Start: cell(s.from), End: cell(s.until), Use: calendar.ForBoth, Share: calendar.Public}); err != nil {
				return err
			}
			return catalogue.Apply(tx, plan.Changes())
		})
	}
	for wall, want := range map[string]catalogue.OfficeID{
		"2026-11-30T07:00": "ochtend", "2026-11-30T10:59": "ochtend", "2026-11-30T11:00": "middag", "2026-11-30T14:00": "middag",
		"2026-11-30T18:00": "middag", "2026-12-01T08:00": "dinsdag",
	} {
		tn.at(wall)
		tn.see(func(r ledger.Reader) error {
			o, err := catalogue.OfficeAt(r, "bus-2", r.Now())
			if err != nil || o.ID != want {
				t.Errorf("at %s it stands at %q, want %q: %v", wall, o.ID, want, err)
			}
			return nil
		})
	}
	tn.at("2026-12-02T10:00")
	tn.see(func(r ledger.Reader) error {
		for _, label := range []string{"bus-2", "", "nergens"} {
			if o, err := catalogue.OfficeAt(r, label, r.Now()); !errors.Is(err, catalogue.ErrNoStop) {
				t.Errorf("%q on a day without stops: %+v %v", label, o.ID, err)
			}
		}
		labels, err := catalogue.Labels(r)
		if err != nil || !slices.Equal(labels, []string{"bus-2"}) {
			t.Errorf("labels %v %v", labels, err)
		}
		return nil
	})
}
