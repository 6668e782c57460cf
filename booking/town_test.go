package booking

import (
	"context"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
	"balie/booking/roster"
	"balie/booking/supply"
)

// town is a small municipality for tests: one town hall of two desks, one stop, a clock one moves.
type town struct {
	testing.TB
	ledger *ledger.Ledger
	vault  *contact.Vault
	clock  atomic.Int64
	closed bool
}

var (
	amsterdam, _ = time.LoadLocation("Europe/Amsterdam")
	monday       = calendar.DateOf(2026, 11, 30)
	tuesday      = monday + 1
	riet         = contact.Details{Name: "Riet Wissink", Channel: contact.None}
)

func testProducts() []catalogue.Product {
	text := func(name string) map[string]catalogue.ProductText {
		return map[string]catalogue.ProductText{"nl": {Name: name, Short: name}}
	}
	return []catalogue.Product{
		{ID: "paspoort", UPLURI: "http://standaarden.overheid.nl/owms/terms/paspoort", Combines: "reis", Minutes: 10, ExtraMinutes: 5, MaxPersons: 6, Skill: "reis", HorizonDays: 60, Texts: text("Paspoort")},
		{ID: "rijbewijs", UPLURI: "http://standaarden.overheid.nl/owms/terms/rijbewijs", Combines: "reis", Minutes: 5, ExtraMinutes: 5, MaxPersons: 6, Skill: "rij", HorizonDays: 60, Texts: text("Rijbewijs")},
		{ID: "huwelijk", Minutes: 30, MaxPersons: 1, Skill: "akten", NoticeMinutes: 24 * 60, HorizonDays: 90, Texts: text("Huwelijk")},
		{ID: "wmo", Minutes: 60, MaxPersons: 1, Skill: "zorg", HorizonDays: 60, Discreet: true, Texts: text("Wmo")},
	}
}

func testOffices() []catalogue.Office {
	weekdays := []calendar.Weekday{calendar.Weekday(time.Monday), calendar.Weekday(time.Tuesday), calendar.Weekday(time.Wednesday), calendar.Weekday(time.Thursday), calendar.Weekday(time.Friday)}
	open := func(id, desk, from, to string) calendar.Opening {
		return calendar.Opening{ID: id, Desk: desk, Weekdays: weekdays, Start: cell(from), End: cell(to), Use: calendar.ForAppointment, Share: calendar.Public}
	}
	hall := catalogue.Office{ID: "hal", Kind: catalogue.TownHall, Name: "Gemeentehuis", Zone: "Europe/Amsterdam", Holidays: true,
		Desks:    []catalogue.Desk{{ID: "hal-1", Name: "Balie 1", Skills: []string{"reis", "rij"}}, {ID: "hal-2", Name: "Balie 2", Skills: []string{"reis", "akten"}}},
		Openings: []calendar.Opening{open("een", "hal-1", "09:00", "12:00"), open("twee", "hal-2", "09:00", "12:00")},
	}
	bus := catalogue.Office{ID: "bus", Kind: catalogue.Stop, Name: "Praotbus Sinderen", Zone: "Europe/Amsterdam",
		Desks:    []catalogue.Desk{{ID: "bus-1", Name: "Bus", Skills: []string{"reis"}}},
		Openings: []calendar.Opening{open("bus", "bus-1", "10:00", "11:00")},
	}
	return []catalogue.Office{hall, bus}
}

func cell(s string) calendar.Cell {
	c, err := calendar.ParseCell(s)
	if err != nil {
		panic(err)
	}
	return c
}

// newTown opens a town on Monday 30 November 2026 at 8 in the morning. Its ledger is checked
// when the test ends.
func newTown(t testing.TB) *town {
	t.Helper()
	tn := &town{TB: t}
	tn.at("2026-11-30T08:00")
	folder := t.TempDir()
	var err error
	clock := func() time.Time { return time.UnixMilli(tn.clock.Load()) }
	tn.ledger = ledgertest.OpenAt(t, filepath.Join(folder, "balie.db"), clock, Schema, contact.Schema, roster.Schema)
	if tn.vault, err = contact.OpenVault(filepath.Join(folder, "balie.keys")); err != nil {
		t.Fatal(err)
	}
	if err := tn.vault.Fill(0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tn.close)
	tn.do(func(tx *ledger.Tx) error {
		for _, p := range testProducts() {
			if err := catalogue.PutProduct(tx, p); err != nil {
				return err
			}
		}
		for _, o := range testOffices() {
			if err := catalogue.PutOffice(tx, o); err != nil {
				return err
			}
		}
		return nil
	})
	return tn
}

func (t *town) close() {
	if t.closed {
		return
	}
	t.closed = true
	if _, err := t.ledger.Check(func(p string) { t.Errorf("check: %s", p) }); err != nil {
		t.Error(err)
	}
	if err := t.ledger.Close(); err != nil {
		t.Error(err)
	}
	_ = t.vault.Close()
}

// at sets the clock to a wall time in Amsterdam.
func (t *town) at(wall string) {
	at, err := time.ParseInLocation("2006-01-02T15:04", wall, amsterdam)
	if err != nil {
		t.Fatal(err)
	}
	t.clock.Store(at.UnixMilli())
}

func (t *town) pass(d time.Duration) { t.clock.Add(d.Milliseconds()) }

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

func passports(n int) catalogue.Wish { return catalogue.Wish{{Product: "paspoort", Persons: n}} }

func at(office catalogue.OfficeID, date calendar.Date, start string) supply.Offer {
	return supply.Offer{Office: office, Date: date, Start: cell(start)}
}

func (t *town) hold(key VisitKey, w catalogue.Wish, o supply.Offer) (h Hold, err error) {
	err = t.try(func(tx *ledger.Tx) (err error) { h, err = TakeHold(tx, key, w, o); return err })
	return h, err
}

func (t *town) book(key VisitKey, d contact.Details) (a Appointment, err error) {
	err = t.try(func(tx *ledger.Tx) (err error) {
		a, err = Book(tx, t.vault, Request{Key: key, Contact: d, Lang: "nl"})
		return err
	})
	return a, err
}

// mustBook holds and books in one go.
func (t *town) mustBook(w catalogue.Wish, o supply.Offer) Appointment {
	t.Helper()
	key := NewVisitKey()
	if _, err := t.hold(key, w, o); err != nil {
		t.Fatal(err)
	}
	a, err := t.book(key, riet)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (t *town) move(id AppointmentID, to supply.Offer, moves int) (a Appointment, err error) {
	err = t.try(func(tx *ledger.Tx) (err error) { a, err = Move(tx, id, to, moves); return err })
	return a, err
}

func (t *town) cancel(id AppointmentID) (a Appointment, err error) {
	err = t.try(func(tx *ledger.Tx) (err error) { a, err = Cancel(tx, id); return err })
	return a, err
}

// offered returns the starts that a resident is offered.
func (t *town) offered(office catalogue.OfficeID, ask supply.Query, date calendar.Date) (starts []calendar.Cell) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { starts, err = supply.Day(r, office, ask, date); return err })
	return starts
}
