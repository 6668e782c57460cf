package forecast

import (
	"context"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
	"balie/booking/roster"
	"balie/booking/supply"
	"balie/queue"
	"balie/queue/steer"
)

// town is a town hall of three desks and a stop for tests, with a clock one moves.
type town struct {
	testing.TB
	folder string
	ledger *ledger.Ledger
	vault  *contact.Vault
	clock  atomic.Int64
	keys   int
}

var (
	amsterdam, _ = time.LoadLocation("Europe/Amsterdam")
	tuesday      = calendar.DateOf(2026, 12, 1)
	riet         = contact.Details{Name: "Riet Wissink", Phone: "0315 292292", Channel: contact.ByPhone}
)

const (
	anna = ledger.Actor("staff-anna-7Q")
	bert = ledger.Actor("staff-bert-8R")
	cees = ledger.Actor("staff-cees-9S")
)

func testProducts() []catalogue.Product {
	text := func(name string) map[string]catalogue.ProductText {
		return map[string]catalogue.ProductText{"nl": {Name: name, Short: name}}
	}
	return []catalogue.Product{
		{ID: "paspoort", Combines: "balie", Minutes: 10, ExtraMinutes: 5, MaxPersons: 6, Skill: "reis", HorizonDays: 60, Texts: text("Paspoort"), Next: "ophalen", ReadyDays: 5},
		{ID: "rijbewijs", Combines: "balie", Minutes: 5, ExtraMinutes: 5, MaxPersons: 6, Skill: "rij", HorizonDays: 60, Texts: text("Rijbewijs")},
		{ID: "huwelijk", Minutes: 30, MaxPersons: 1, Skill: "akten", HorizonDays: 90, Texts: text("Huwelijk")},
		{ID: "ophalen", Minutes: 5, MaxPersons: 6, Skill: "reis", HorizonDays: 60, Texts: text("Ophalen")},
		{ID: "belafspraak", Minutes: 15, MaxPersons: 1, Skill: "telefoon", HorizonDays: 60, Texts: text("Bellen"), NeedsPhone: true, Route: catalogue.ByCall},
		{ID: "wmo", Minutes: 60, MaxPersons: 1, Skill: "zorg", HorizonDays: 60, Discreet: true, Texts: text("Wmo")},
	}
}

func testOffices() []catalogue.Office {
	var week []calendar.Weekday
	for d := time.Monday; d <= time.Saturday; d++ {
		week = append(week, calendar.Weekday(d))
	}
	week = append(week, calendar.Weekday(time.Sunday))
	open := func(id, desk, from, to string) calendar.Opening {
		return calendar.Opening{ID: id, Desk: desk, Weekdays: week, Start: cell(from), End: cell(to), Use: calendar.ForBoth, Share: calendar.Public}
	}
	hall := catalogue.Office{
		ID: "hal", Kind: catalogue.TownHall, Name: "Gemeentehuis", Zone: "Europe/Amsterdam",
		Desks: []catalogue.Desk{
			{ID: "hal-1", Name: "Balie 1", Skills: []string{"reis", "rij"}},
			{ID: "hal-2", Name: "Balie 2", Skills: []string{"reis", "rij", "akten"}},
			{ID: "hal-3", Name: "Telefoon", Skills: []string{"telefoon"}},
		},
		Openings: []calendar.Opening{open("een", "hal-1", "00:00", "24:00"), open("twee", "hal-2", "00:00", "24:00"), open("drie", "hal-3", "09:00", "17:00")},
	}
	bus := catalogue.Office{
		ID: "bus", Kind: catalogue.Stop, Name: "Praotbus Sinderen", Zone: "Europe/Amsterdam",
		Desks: []catalogue.Desk{{ID: "bus-1", Name: "Bus", Skills: []string{"reis"}}}, Openings: []calendar.Opening{open("bus", "bus-1", "10:00", "11:00")},
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

// newTown opens a town on Tuesday 1 December 2026 at nine. Its ledger is checked when the test ends.
func newTown(t testing.TB) *town {
	t.Helper()
	tn := &town{TB: t, folder: t.TempDir()}
	tn.at("2026-12-01T09:00")
	tn.open()
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

func (t *town) open() {
	t.Helper()
	var err error
	clock := func() time.Time { return time.UnixMilli(t.clock.Load()) }
	t.ledger = ledgertest.OpenAt(t, filepath.Join(t.folder, "balie.db"), clock, contact.Schema, roster.Schema, booking.Schema, queue.Schema)
	if t.vault, err = contact.OpenVault(filepath.Join(t.folder, "balie.keys")); err != nil {
		t.Fatal(err)
	}
	var next uint64
	t.see(func(r ledger.Reader) (err error) { next, err = contact.NextSlot(r); return err })
	if err := t.vault.Fill(next); err != nil {
		t.Fatal(err)
	}
}

func (t *town) check() {
	t.Helper()
	if _, err := t.ledger.Check(func(p string) { t.Errorf("check: %s", p) }); err != nil {
		t.Error(err)
	}
}

func (t *town) close() {
	if t.ledger == nil {
		return
	}
	t.check()
	if err := t.ledger.Close(); err != nil {
		t.Error(err)
	}
	_ = t.vault.Close()
	t.ledger = nil
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
func (t *town) now() time.Time       { return time.UnixMilli(t.clock.Load()).UTC() }

func (t *town) as(who ledger.Actor, fn func(*ledger.Tx) error) error {
	return t.ledger.Update(context.Background(), who, fn)
}

func (t *town) do(fn func(*ledger.Tx) error) {
	t.Helper()
	if err := t.as("test", fn); err != nil {
		t.Fatal(err)
	}
}

func (t *town) see(fn func(ledger.Reader) error) {
	t.Helper()
	if err := t.ledger.View(fn); err != nil {
		t.Fatal(err)
	}
}

func (t *town) look() (v queue.View) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { v, err = queue.Look(r, "hal"); return err })
	return v
}

// take signs a colleague in at a desk.
func (t *town) take(who ledger.Actor, desk catalogue.DeskID) {
	t.Helper()
	if err := t.as(who, func(tx *ledger.Tx) error { _, err := queue.TakeDesk(tx, "hal", desk, false); return err }); err != nil {
		t.Fatal(err)
	}
}

func wish(product catalogue.ProductID) catalogue.Wish {
	return catalogue.Wish{{Product: product, Persons: 1}}
}

// enter gives a walk-in a ticket.
func (t *town) enter(product catalogue.ProductID) (got queue.Ticket) {
	t.Helper()
	t.do(func(tx *ledger.Tx) (err error) {
		got, err = queue.Enter(tx, queue.Visitor{Office: "hal", Wish: wish(product), Kind: queue.WalkIn, Lang: "nl"})
		return err
	})
	return got
}

// book makes an appointment today or on another day.
func (t *town) book(product catalogue.ProductID, date calendar.Date, start string) (a booking.Appointment) {
	t.Helper()
	t.do(func(tx *ledger.Tx) error {
		key := booking.NewVisitKey()
		o := supply.Offer{Office: "hal", Date: date, Start: cell(start)}
		if _, err := booking.TakeHoldFor(tx, key, supply.Staff, wish(product), o); err != nil {
			return err
		}
		var err error
		a, err = booking.Book(tx, t.vault, booking.Request{Key: key, Contact: riet, Lang: "nl"})
		return err
	})
	return a
}

func (t *town) join(a booking.Appointment) (got queue.Ticket) {
	t.Helper()
	t.do(func(tx *ledger.Tx) (err error) {
		got, err = queue.Join(tx, a.ID, queue.Appointment, queue.Marks{})
		return err
	})
	return got
}

func (t *town) state(a booking.Appointment) booking.State {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { a, err = booking.AppointmentByID(r, a.ID); return err })
	return a.State
}

func (t *town) here(desk catalogue.DeskID) queue.DeskRequest {
	t.keys++
	return queue.DeskRequest{Office: "hal", Desk: desk, Key: fmt.Sprint("key ", t.keys)}
}

// next presses "next" at a desk.
func (t *town) next(who ledger.Actor, desk catalogue.DeskID) (queue.Ticket, error) {
	return queue.Next(context.Background(), t.ledger, who, t.here(desk), SteeringState, steer.Decide)
}

// verb runs a verb of a desk on a ticket.
func (t *town) verb(who ledger.Actor, fn func(*ledger.Tx) (queue.Ticket, error)) (got queue.Ticket, err error) {
	err = t.as(who, func(tx *ledger.Tx) (err error) { got, err = fn(tx); return err })
	return got, err
}

func (t *town) must(who ledger.Actor, fn func(*ledger.Tx) (queue.Ticket, error)) queue.Ticket {
	t.Helper()
	got, err := t.verb(who, fn)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func (t *town) mustNext(who ledger.Actor, desk catalogue.DeskID) queue.Ticket {
	t.Helper()
	got, err := t.next(who, desk)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// serve calls and starts somebody.
func (t *town) serve(who ledger.Actor, desk catalogue.DeskID) queue.Ticket {
	t.Helper()
	called := t.mustNext(who, desk)
	return t.must(who, func(tx *ledger.Tx) (queue.Ticket, error) { return queue.Start(tx, t.here(desk), called.ID) })
}

func (t *town) finish(who ledger.Actor, desk catalogue.DeskID, id queue.TicketID) queue.Ticket {
	t.Helper()
	return t.must(who, func(tx *ledger.Tx) (queue.Ticket, error) { return queue.Finish(tx, t.here(desk), id, queue.Report{}) })
}

func (t *town) begins(a booking.Appointment) time.Time {
	at, _ := calendar.At(a.Offer.Date, a.Offer.Start, amsterdam)
	return at.UTC()
}

// newEvening is an office of two desks from nine to half past twelve and one to five, with one desk in
// the evening, and a desk for marriages in the morning alone.
func newEvening(t *testing.T) *town {
	t.Helper()
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error {
		o := catalogue.Office{ID: "avond", Kind: catalogue.TownHall, Name: "Avond", Zone: "Europe/Amsterdam", Desks: []catalogue.Desk{
			{ID: "a-1", Name: "1", Skills: []string{"reis", "rij"}}, {ID: "a-2", Name: "2", Skills: []string{"reis", "akten"}},
		}}
		for _, w := range []struct{ id, desk, from, to string }{
			{"1a", "a-1", "09:00", "12:30"}, {"1b", "a-1", "13:00", "17:00"}, {"1c", "a-1", "17:00", "19:00"}, {"2a", "a-2", "09:00", "12:30"}, {"2b", "a-2", "13:00", "17:00"},
		} {
			o.Openings = append(o.Openings, calendar.Opening{ID: w.id, Desk: w.desk, Weekdays: []calendar.Weekday{2}, Start: cell(w.from), End: cell(w.to), Use: calendar.ForBoth, Share: calendar.Public})
		}
		return catalogue.PutOffice(tx, o)
	})
	return tn
}

func (t *town) staff(desk catalogue.DeskID, who ledger.Actor) {
	t.Helper()
	err := t.ledger.Update(t.Context(), who, func(tx *ledger.Tx) error { _, err := queue.TakeDesk(tx, "avond", desk, false); return err })
	if err != nil {
		t.Fatal(err)
	}
}

func wall(at time.Time) string {
	if at.IsZero() {
		return "-"
	}
	return at.In(amsterdam).Format("15:04")
}

// dora does other work, and can help at the counter.
const dora = ledger.Actor("staff-dora-4D")

func (t *town) offers(who ledger.Actor, can bool) {
	t.Helper()
	if err := t.as(who, func(tx *ledger.Tx) error { return queue.OfferHelp(tx, "hal", can) }); err != nil {
		t.Fatal(err)
	}
}
