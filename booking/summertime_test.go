package booking

import (
	"slices"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// nightBus is open from one to four at night on Sundays, when the clock is changed.
func nightBus() catalogue.Office {
	bus := testOffices()[1]
	bus.Openings[0].Weekdays = []calendar.Weekday{calendar.Weekday(time.Sunday)}
	bus.Openings[0].Start, bus.Openings[0].End = cell("01:00"), cell("04:00")
	return bus
}

// TestNightsOnWhichTheClockChanges offers no time that does not exist or exists twice, and gives
// every other time its right instant: peers sent people hours early or late.
func TestNightsOnWhichTheClockChanges(t *testing.T) {
	cases := map[string]struct {
		today, odd string
		night      calendar.Date
		three      time.Time // when the clock shows three
	}{
		"an hour is skipped":  {"2027-03-20T09:00", "02:30", calendar.DateOf(2027, 3, 28), time.Date(2027, 3, 28, 1, 0, 0, 0, time.UTC)},
		"an hour comes twice": {"2027-10-20T09:00", "02:30", calendar.DateOf(2027, 10, 31), time.Date(2027, 10, 31, 2, 0, 0, 0, time.UTC)},
		"an ordinary night":   {"2026-12-01T09:00", "", calendar.DateOf(2026, 12, 6), time.Date(2026, 12, 6, 2, 0, 0, 0, time.UTC)},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			tn := newTown(t)
			tn.do(func(tx *ledger.Tx) error { return catalogue.PutOffice(tx, nightBus()) })
			tn.at(c.today)
			offered := tn.offered("bus", supply.Query{Wish: passports(1)}, c.night)
			if c.odd != "" && slices.Contains(offered, cell(c.odd)) {
				t.Errorf("%s is offered", c.odd)
			}
			if !slices.Contains(offered, cell("01:00")) || !slices.Contains(offered, cell("03:00")) {
				t.Fatalf("offered: %v", offered)
			}
			a := tn.mustBook(passports(1), at("bus", c.night, "03:00"))
			tn.see(func(r ledger.Reader) error {
				o, err := catalogue.OfficeByID(r, "bus")
				if got := a.Begins(o); !got.Equal(c.three) {
					t.Errorf("three at night is %v, want %v", got.UTC(), c.three)
				}
				return err
			})
		})
	}
}
