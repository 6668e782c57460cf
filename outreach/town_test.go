package outreach

import (
	"context"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/change"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
	"balie/booking/roster"
	"balie/booking/supply"
)

// town is a small municipality with a bus, for tests; its ledger is checked when the test ends.
type town struct {
	testing.TB
	ledger *ledger.Ledger
	vault  *contact.Vault
	clock  atomic.Int64
}

var (
	amsterdam, _ = time.LoadLocation("Europe/Amsterdam")
	monday       = calendar.DateOf(2026, 11, 30)
	workdays     = []calendar.Weekday{1, 2, 3, 4, 5}
)

func cell(s string) calendar.Cell {
	c, err := calendar.ParseCell(s)
	if err != nil {
		panic(err)
	}
	return c
}

func who(letter string) roster.ColleagueID { return roster.ColleagueID(id(letter)) }
func id(letter string) string              { return strings.Repeat(letter, ledger.IDLength) }

func newTown(t testing.TB) *town {
	t.Helper()
	tn := &town{TB: t}
	tn.at("2026-11-24T09:00")
	folder := t.TempDir()
	clock := func() time.Time { return time.UnixMilli(tn.clock.Load()) }
	var err error
	tn.ledger = ledgertest.Open(t, clock, contact.Schema, roster.Schema, booking.Schema, change.Schema, Schema)
	if tn.vault, err = contact.OpenVault(filepath.Join(folder, "balie.keys")); err != nil {
		t.Fatal(err)
	}
	if err := tn.vault.Fill(0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = tn.vault.Close()
	})
	tn.do(furnish)
	return tn
}

func furnish(tx *ledger.Tx) error {
	text := map[string]catalogue.ProductText{"nl": {Name: "Paspoort", Short: "Paspoort"}}
	hall := catalogue.Office{ID: "hal", Kind: catalogue.TownHall, Name: "Gemeentehuis", Zone: "Europe/Amsterdam",
		Desks:    []catalogue.Desk{{ID: "hal-1", Name: "Balie 1", Skills: []string{"reis", "praat"}}},
		Openings: []calendar.Opening{{ID: "week", Desk: "hal-1", Weekdays: workdays, Start: cell("09:00"), End: cell("12:00"), Use: calendar.ForAppointment, Share: calendar.Public}}}
	steps := []error{
		catalogue.PutProduct(tx, catalogue.Product{ID: "bring", Minutes: 5, MaxPersons: 1, Skill: "reis", HorizonDays: 60, Texts: text, AtHome: catalogue.BroughtHome}),
		catalogue.PutProduct(tx, catalogue.Product{ID: "visit", Minutes: 30, MaxPersons: 1, Skill: "reis", HorizonDays: 60, Texts: text, AtHome: catalogue.VisitedHome}),
		catalogue.PutProduct(tx, catalogue.Product{ID: "paspoort", Minutes: 10, MaxPersons: 4, Skill: "reis", HorizonDays: 60, Texts: text}),
		catalogue.PutProduct(tx, catalogue.Product{ID: "praten", Minutes: 15, MaxPersons: 1, Skill: "praat", HorizonDays: 60, Texts: text}),
		catalogue.PutOffice(tx, hall),
		PutVehicle(tx, Vehicle{ID: "bus", Name: "Praotbus", Lat: 51.873, Lon: 6.376, Skills: []string{"praat"}, From: cell("08:00"), Until: cell("18:00"), Crew: 2, Weekdays: workdays}),
		PutVehicle(tx, Vehicle{ID: "fiets", Name: "Bezorgfiets", Lat: 51.873, Lon: 6.376, From: cell("08:00"), Until: cell("18:00"), Weekdays: workdays, Delivers: true}),
		PutKit(tx, Kit{ID: "een", Name: "Koffer 1", Skills: []string{"reis"}, Needs: "koffer", Checks: []string{"opgeladen", "zegel heel"}}),
		PutPartner(tx, Partner{ID: "politie", Name: "Politie"}),
	}
	for i, n := range []Neighbourhood{
		{ID: "ulft", Name: "Ulft", Residents: 10440, Lat: 51.892, Lon: 6.379, Wished: 6}, {ID: "sinderen", Name: "Sinderen", Residents: 960, Lat: 51.9044, Lon: 6.4597, Wished: 2},
		{ID: "voorst", Name: "Voorst", Residents: 315, Lat: 51.868, Lon: 6.44, Wished: 1},
	} {
		p := Place{ID: PlaceID(n.ID + "-plein"), Neighbourhood: n.ID, Name: "plein", Lat: n.Lat, Lon: n.Lon}
		if i == 0 {
			p.Signal = Good
		}
		if i == 1 {
			p.Hours = []roster.Hours{{Weekdays: workdays, Start: cell("09:00"), End: cell("13:00")}}
		}
		if i == 2 {
			p.PermitUntil = monday + 20
		}
		steps = append(steps, PutNeighbourhood(tx, n), PutPlace(tx, p))
	}
	for _, l := range []string{"A", "B", "C", "D"} {
		c := roster.Colleague{ID: who(l), WeekMinutes: 36 * 60, Hours: []roster.Hours{{Weekdays: workdays, Start: cell("08:00"), End: cell("18:00")}}}
		if l == "A" || l == "C" {
			c.Skills = []string{"koffer"}
		}
		steps = append(steps, roster.PutColleague(tx, c))
	}
	for _, err := range steps {
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *town) at(wall string) {
	at, err := time.ParseInLocation("2006-01-02T15:04", wall, amsterdam)
	if err != nil {
		t.Fatal(err)
	}
	t.clock.Store(at.UnixMilli())
}

func (t *town) try(fn func(*ledger.Tx) error) error {
	return t.ledger.Update(context.Background(), "test", fn)
}

func (t *town) do(fn func(*ledger.Tx) error) {
	t.Helper()
	if err := t.try(fn); err != nil {
		t.Fatal(err)
	}
}

func (t *town) see(fn func(ledger.Reader) error) {
	t.Helper()
	if err := t.ledger.View(fn); err != nil {
		t.Fatal(err)
	}
}

// outing is a day of the bus with two stops that breaks nothing.
func outing(day calendar.Date, crew ...string) Outing {
	o := Outing{Vehicle: "bus", Date: day, From: cell("09:00"), Until: cell("15:00"), Kit: "een",
		Stops: []Stop{{Place: "sinderen-plein", Arrive: cell("09:30"), Leave: cell("11:00")}, {Place: "ulft-plein", Arrive: cell("12:00"), Leave: cell("14:00")}}}
	for _, l := range crew {
		o.Crew = append(o.Crew, who(l))
	}
	return o
}

func (t *town) put(o Outing) (made Outing, err error) {
	err = t.try(func(tx *ledger.Tx) (err error) { made, err = PutOuting(tx, o); return err })
	return made, err
}

func (t *town) publish(o Outing) Outing {
	t.Helper()
	made, err := t.put(o)
	if err == nil {
		err = t.try(func(tx *ledger.Tx) (err error) { made, err = Publish(tx, made.ID); return err })
	}
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// book makes an appointment at a place for who cannot be told by message.
func (t *town) book(product catalogue.ProductID, place PlaceID, day calendar.Date, at string) booking.Appointment {
	t.Helper()
	key := booking.NewVisitKey()
	var a booking.Appointment
	t.do(func(tx *ledger.Tx) error {
		offer := supply.Offer{Office: catalogue.OfficeID(place), Date: day, Start: cell(at)}
		if _, err := booking.TakeHold(tx, key, catalogue.Wish{{Product: product, Persons: 1}}, offer); err != nil {
			return err
		}
		var err error
		a, err = booking.Book(tx, t.vault, booking.Request{Key: key, Contact: contact.Details{Name: "Riet Wissink", Channel: contact.None}, Lang: "nl"})
		return err
	})
	return a
}

func (t *town) offered(product catalogue.ProductID, place PlaceID, day calendar.Date) (starts []calendar.Cell) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) {
		starts, err = supply.Day(r, catalogue.OfficeID(place), supply.Query{Wish: catalogue.Wish{{Product: product, Persons: 1}}}, day)
		return err
	})
	return starts
}
