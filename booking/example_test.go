package booking_test

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
	"balie/booking/supply"
)

// A time is held, becomes an appointment, and is not free any more.
func Example() {
	l, vault, end := exampleTown()
	defer end()
	err := l.Update(context.Background(), "resident", func(tx *ledger.Tx) error {
		wish := catalogue.Wish{{Product: "paspoort", Persons: 1}}
		at := supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 1), Start: 10 * 12}
		key := booking.NewVisitKey()
		if _, err := booking.TakeHold(tx, key, wish, at); err != nil {
			return err
		}
		a, err := booking.Book(tx, vault, booking.Request{Key: key, Lang: "nl", Contact: contact.Details{Name: "Riet te Voorbeeld", Channel: contact.None}})
		if err != nil {
			return err
		}
		fmt.Println(a.State, a.Offer.Date, a.Offer.Start)
		_, err = booking.TakeHold(tx, booking.NewVisitKey(), wish, at)
		fmt.Println(ledger.KeyOf(err))
		return nil
	})
	fmt.Println(err)
	// Output:
	// booked 2026-12-01 10:00
	// time.taken
	// <nil>
}

// exampleTown is a town hall with one desk for passports, open on weekdays from nine to twelve, on Monday 30
// November 2026 at half past eight.
func exampleTown() (l *ledger.Ledger, vault *contact.Vault, end func()) {
	folder, err := os.MkdirTemp("", "balie-example-")
	if err != nil {
		panic(err)
	}
	now := func() time.Time { return time.Date(2026, 11, 30, 7, 30, 0, 0, time.UTC) }
	l, err = ledger.Open(filepath.Join(folder, "balie.db"), now, []ledger.Schema{booking.Schema, contact.Schema, roster.Schema})
	if err != nil {
		panic(err)
	}
	vault, err = contact.OpenVault(filepath.Join(folder, "balie.keys"))
	if err == nil {
		err = vault.Fill(0)
	}
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
	return l, vault, func() { _ = l.Close(); _ = vault.Close(); _ = os.RemoveAll(folder) }
}
