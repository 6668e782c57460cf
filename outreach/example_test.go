package outreach_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
)

// A village says how often it wants the bus; who plans sees where that is not met.
func Example() {
	folder, err := os.MkdirTemp("", "balie-example-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	now := func() time.Time { return time.Date(2026, 11, 30, 7, 30, 0, 0, time.UTC) }
	l, err := ledger.Open(filepath.Join(folder, "balie.db"), now, []ledger.Schema{contact.Schema, roster.Schema, booking.Schema, outreach.Schema})
	if err != nil {
		panic(err)
	}
	defer l.Close()
	today := calendar.DateOf(2026, 11, 30)
	err = l.Update(context.Background(), "cli", func(tx *ledger.Tx) error {
		for _, n := range []outreach.Neighbourhood{
			{ID: "sinderen", Name: "Sinderen", Postcodes: []string{"7065"}, Residents: 880, Lat: 51.9, Lon: 6.45, Wished: 3, Visited: today - 60},
			{ID: "etten", Name: "Etten", Postcodes: []string{"7075"}, Residents: 1850, Lat: 51.915, Lon: 6.337, Wished: 3, Visited: today - 7},
		} {
			if err := outreach.PutNeighbourhood(tx, n); err != nil {
				return err
			}
		}
		return nil
	})
	fmt.Println(err)
	_ = l.View(func(r ledger.Reader) error {
		all, err := outreach.Coverages(r, today)
		for _, c := range all {
			fmt.Println(c.Neighbourhood.Name, c.Days, "days ago, too long:", c.Gap())
		}
		return err
	})
	// Output:
	// <nil>
	// Etten 7 days ago, too long: false
	// Sinderen 60 days ago, too long: true
}
