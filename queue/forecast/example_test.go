package forecast_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/queue"
	"balie/queue/forecast"
)

// Before somebody takes a number they hear what to expect.
func Example() {
	l, end := exampleTown()
	defer end()
	_ = l.View(func(r ledger.Reader) error {
		wait, err := forecast.WaitIfJoining(r, "hal", catalogue.Wish{{Product: "paspoort", Persons: 1}}, queue.WalkIn)
		fmt.Println(wait.Soon, "to", wait.Far, wait.Nobody)
		return err
	})
	// Output:
	// 30m0s to 37m30s false
}

// exampleTown is a town hall with one desk for passports, open on weekdays from nine to twelve, on Monday 30
// November 2026 at half past eight.
func exampleTown() (l *ledger.Ledger, end func()) {
	folder, err := os.MkdirTemp("", "balie-example-")
	if err != nil {
		panic(err)
	}
	now := func() time.Time { return time.Date(2026, 11, 30, 7, 30, 0, 0, time.UTC) }
	l, err = ledger.Open(filepath.Join(folder, "balie.db"), now, []ledger.Schema{booking.Schema, contact.Schema, roster.Schema, queue.Schema})
	if err != nil {
		panic(err)
	}
	err = l.Update(context.Background(), "cli", func(tx *ledger.Tx) error {
		err := catalogue.PutProduct(tx, catalogue.Product{ID: "paspoort", Minutes: 10, ExtraMinutes: 5, MaxPersons: 6, Skill: "reis", HorizonDays: 60,
			Texts: map[string]catalogue.ProductText{"nl": {Name: "Paspoort aanvragen", Short: "Paspoort"}}})
		if err != nil {
			return err
		}
		return catalogue.PutOffice(tx, catalogue.Office{ID: "hal", Kind: catalogue.TownHall, Name: "Gemeentehuis", Zone: "Europe/Amsterdam",
			Desks: []catalogue.Desk{{ID: "hal-1", Name: "Balie 1", Skills: []string{"reis"}}},
			Openings: []calendar.Opening{{ID: "ochtend", Desk: "hal-1", Weekdays: []calendar.Weekday{1, 2, 3, 4, 5}, Start: 9 * 12, End: 12 * 12,
				Use: calendar.ForBoth, Share: calendar.Public}}})
	})
	if err != nil {
		panic(err)
	}
	return l, func() { _ = l.Close(); _ = os.RemoveAll(folder) }
}
