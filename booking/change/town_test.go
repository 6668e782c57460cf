package change

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
)

// town is a town hall with three desks on Monday 30 November 2026 at eight, and a clock that a test moves.
type town struct {
	testing.TB
	ledger *ledger.Ledger
	vault  *contact.Vault
	clock  atomic.Int64
	booked []booking.AppointmentID
}

var (
	monday  = calendar.DateOf(2026, 11, 30)
	tuesday = monday + 1
)

const hall catalogue.OfficeID = "hal"

func newTown(t testing.TB) *town {
	t.Helper()
	tn := &town{TB: t}
	tn.clock.Store(time.Date(2026, 11, 30, 7, 0, 0, 0, time.UTC).UnixMilli())
	folder := t.TempDir()
	tn.ledger = ledgertest.OpenAt(t, filepath.Join(folder, "balie.db"), func() time.Time { return time.UnixMilli(tn.clock.Load()) },
		contact.Schema, roster.Schema, booking.Schema, Schema)
	var err error
	if tn.vault, err = contact.OpenVault(filepath.Join(folder, "balie.keys")); err == nil {
		err = tn.vault.Fill(0)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := tn.ledger.Check(func(p string) { t.Errorf("check: %s", p) }); err != nil {
			t.Error(err)
		}
		_ = tn.ledger.Close()
		_ = tn.vault.Close()
	})
	tn.do(func(tx *ledger.Tx) error {
		text := map[string]catalogue.ProductText{"nl": {Name: "Paspoort", Short: "Paspoort"}}
		err := catalogue.PutProduct(tx, catalogue.Product{ID: "paspoort", Minutes: 10, ExtraMinutes: 5, MaxPersons: 6, Skill: "reis", HorizonDays: 60, Texts: text})
		if err != nil {
			return err
		}
		o := catalogue.Office{ID: hall, Kind: catalogue.TownHall, Name: "Gemeentehuis", Zone: "Europe/Amsterdam", Holidays: true}
		for n := range 3 {
			desk := fmt.Sprint("hal-", n+1)
			o.Desks = append(o.Desks, catalogue.Desk{ID: catalogue.DeskID(desk), Name: fmt.Sprint("Balie ", n+1), Skills: []string{"reis"}})
			o.Openings = append(o.Openings, calendar.Opening{ID: fmt.Sprint("open-", n+1), Desk: desk, Weekdays: []calendar.Weekday{1, 2, 3, 4, 5}, Start: 9 * 12, End: 16 * 12, Use: calendar.ForAppointment, Share: calendar.Public})
		}
		return catalogue.PutOffice(tx, o)
	})
	return tn
}

func (t *town) do(fn func(*ledger.Tx) error) {
	t.Helper()
	if err := t.ledger.Update(context.Background(), "staff test", fn); err != nil {
		t.Fatal(err)
	}
}

func (t *town) see(fn func(ledger.Reader) error) {
	t.Helper()
	if err := t.ledger.View(fn); err != nil {
		t.Fatal(err)
	}
}

// book books n appointments on Tuesday from a cell on, each ten minutes later; every fourth has no channel.
func (t *town) book(n int, from calendar.Cell) {
	t.Helper()
	for i := range n {
		who := contact.Details{Name: "Riet te Voorbeeld", Channel: contact.ByEmail, Email: fmt.Sprintf("riet%d@voorbeeld.nl", len(t.booked))}
		if len(t.booked)%4 == 2 {
			who = contact.Details{Name: "Henk te Voorbeeld", Channel: contact.None}
		}
		offer := supply.Offer{Office: hall, Date: tuesday, Start: from + calendar.Cell(2*(i/3))}
		t.do(func(tx *ledger.Tx) error {
			key, wish := booking.NewVisitKey(), catalogue.Wish{{Product: "paspoort", Persons: 1}}
			if _, err := booking.TakeHold(tx, key, wish, offer); err != nil {
				return err
			}
			a, err := booking.Book(tx, t.vault, booking.Request{Key: key, Lang: "nl", Contact: who})
			t.booked = append(t.booked, a.ID)
			return err
		})
	}
}

// closing plans that Tuesday closes from one cell to another, at one desk or "" for all.
func (t *town) closing(desk string, from, until calendar.Cell) (p Plan) {
	t.Helper()
	t.see(func(r ledger.Reader) error {
		d := catalogue.NewDraft(r, catalogue.Configuration)
		err := d.PutClosure(hall, calendar.Closure{ID: "dicht", Desk: desk, From: tuesday, Until: tuesday, Start: from, End: until, Reason: "Studiemiddag"})
		if err != nil {
			return err
		}
		p, err = Foresee(r, d, hall, booking.OfficeClosed)
		return err
	})
	return p
}

func (t *town) mustMake(p Plan) Change {
	t.Helper()
	c, err := Make(context.Background(), t.ledger, "staff test", p)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// told counts the messages that wait for each appointment beside its confirmation and reminder.
func (t *town) told() map[string]int {
	t.Helper()
	n := map[string]int{}
	t.see(func(r ledger.Reader) error {
		all, err := ledger.Waiting(r)
		for _, o := range all {
			switch tell, _ := booking.NotificationOf(o.Message.Template); tell {
			case booking.NotifyReschedule, booking.NotifyRescheduled, booking.NotifyMoved:
				n[o.Message.Subject.ID]++
			}
		}
		return err
	})
	return n
}

func (t *town) listed() map[string]bool {
	t.Helper()
	all := map[string]bool{}
	t.see(func(r ledger.Reader) error {
		list, err := booking.CallList(r)
		for _, a := range list {
			if a.State.ToDo() {
				all[string(a.Appointment)] = true
			}
		}
		return err
	})
	return all
}

func (t *town) appointment(id booking.AppointmentID) (a booking.Appointment) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { a, err = booking.AppointmentByID(r, id); return err })
	return a
}

// wantNobodyLost fails unless each appointment that a sent change touches was moved within the hour and told, was
// asked with a message, or stands on the call list, and none of them twice.
func (t *town) wantNobodyLost(c Change) {
	t.Helper()
	told, listed := t.told(), t.listed()
	for _, l := range c.Lines {
		id := string(l.Appointment)
		a := t.appointment(l.Appointment)
		switch l.State {
		case Moved:
			if a.Offer.Date != l.Was.Date || supply.Distance(a.Offer, l.Was) > nearCells || told[id] != 1 || listed[id] {
				t.Errorf("%s was moved from %v to %v, told %d times, listed %v", id, l.Was, a.Offer, told[id], listed[id])
			}
		case Asked:
			// Where others took every time meanwhile, the message asks them to choose one themselves.
			if !a.Offer.Same(l.Was) || told[id] != 1 || listed[id] {
				t.Errorf("%s was asked with %v, told %d times, listed %v", id, l.To, told[id], listed[id])
			}
		case Listed:
			if told[id] != 0 || !listed[id] {
				t.Errorf("%s is to be called, told %d times, listed %v", id, told[id], listed[id])
			}
		default:
			t.Errorf("%s was left %s", id, l.State)
		}
	}
}
