package kiosk

import (
	"context"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
	"balie/booking/supply"
	"balie/queue"
	"balie/queue/forecast"
)

var (
	amsterdam, _ = time.LoadLocation("Europe/Amsterdam")
	tuesday      = calendar.DateOf(2026, 12, 1)
)

// door is a town hall and a stop on Tuesday 1 December 2026, with a clock one moves.
type door struct {
	testing.TB
	ledger *ledger.Ledger
	vault  *contact.Vault
	clock  atomic.Int64
}

func newDoor(t testing.TB) *door {
	t.Helper()
	d := &door{TB: t}
	d.at("2026-12-01T08:00")
	folder := t.TempDir()
	clock := func() time.Time { return time.UnixMilli(d.clock.Load()) }
	var err error
	d.ledger = ledgertest.Open(t, clock, contact.Schema, booking.Schema, queue.Schema, Schema)
	if d.vault, err = contact.OpenVault(filepath.Join(folder, "balie.keys")); err != nil {
		t.Fatal(err)
	}
	if err := d.vault.Fill(0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = d.vault.Close()
	})
	d.do(setUp)
	return d
}

func setUp(tx *ledger.Tx) error {
	texts := map[string]catalogue.ProductText{"nl": {Name: "Iets", Short: "Iets"}}
	products := []catalogue.Product{
		{ID: "paspoort", Minutes: 10, MaxPersons: 6, Skill: "reis", HorizonDays: 60, Texts: texts},
		{ID: "bellen", Minutes: 15, MaxPersons: 1, Skill: "reis", HorizonDays: 60, Texts: texts, NeedsPhone: true, Route: catalogue.ByCall},
	}
	for _, p := range products {
		if err := catalogue.PutProduct(tx, p); err != nil {
			return err
		}
	}
	week := []calendar.Weekday{1, 2, 3, 4, 5}
	for _, id := range []string{"hal", "bus"} {
		o := catalogue.Office{
			ID: catalogue.OfficeID(id), Kind: catalogue.TownHall, Name: id, Zone: "Europe/Amsterdam",
			Desks:    []catalogue.Desk{{ID: catalogue.DeskID(id + "-1"), Name: "1", Skills: []string{"reis"}}},
			Openings: []calendar.Opening{{ID: "dag", Desk: id + "-1", Weekdays: week, Start: 9 * 12, End: 17 * 12, Use: calendar.ForBoth, Share: calendar.Public}},
		}
		if err := catalogue.PutOffice(tx, o); err != nil {
			return err
		}
	}
	return nil
}

func (d *door) at(wall string) {
	at, err := time.ParseInLocation("2006-01-02T15:04", wall, amsterdam)
	if err != nil {
		d.Fatal(err)
	}
	d.clock.Store(at.UnixMilli())
}

func (d *door) do(fn func(*ledger.Tx) error) {
	d.Helper()
	if err := d.ledger.Update(context.Background(), "test", fn); err != nil {
		d.Fatal(err)
	}
}

func (d *door) book(product catalogue.ProductID, office catalogue.OfficeID, date calendar.Date, start string) (a booking.Appointment) {
	d.Helper()
	cell, err := calendar.ParseCell(start)
	if err != nil {
		d.Fatal(err)
	}
	d.do(func(tx *ledger.Tx) error {
		key := booking.NewVisitKey()
		if _, err := booking.TakeHold(tx, key, catalogue.Wish{{Product: product, Persons: 1}}, supply.Offer{Office: office, Date: date, Start: cell}); err != nil {
			return err
		}
		a, err = booking.Book(tx, d.vault, booking.Request{Key: key, Contact: contact.Details{Name: "Riet", Phone: "0315 292292", Channel: contact.ByPhone}, Lang: "de"})
		return err
	})
	return a
}

func (d *door) arrive(q Arrival) (answer Answer) {
	d.Helper()
	d.do(func(tx *ledger.Tx) (err error) { answer, err = Arrive(tx, d.vault, q); return err })
	return answer
}

func TestTheDoorHasAnAnswerForEverybody(t *testing.T) {
	cases := map[string]struct {
		wall   string
		office catalogue.OfficeID
		staff  bool
		want   Outcome
		kind   queue.Kind
	}{
		"over an hour early":    {"2026-12-01T08:59", "hal", false, TooEarly, ""},
		"let in by a colleague": {"2026-12-01T08:59", "hal", true, Early, queue.Appointment},
		"an hour early":         {"2026-12-01T09:00", "hal", false, Early, queue.Appointment},
		"in time":               {"2026-12-01T10:00", "hal", false, Here, queue.Appointment},
		"a quarter late":        {"2026-12-01T10:15", "hal", false, Here, queue.Appointment},
		"later":                 {"2026-12-01T10:16", "hal", false, Late, queue.WalkIn},
		"an hour late":          {"2026-12-01T11:00", "hal", false, Late, queue.WalkIn},
		"over an hour late":     {"2026-12-01T11:01", "hal", false, TooLate, ""},
		"helped all the same":   {"2026-12-01T11:01", "hal", true, Late, queue.WalkIn},
		"another day":           {"2026-12-02T10:00", "hal", false, OtherDay, ""},
		"another office":        {"2026-12-01T10:00", "bus", true, Elsewhere, ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			d := newDoor(t)
			a := d.book("paspoort", "hal", tuesday, "10:00")
			d.at(c.wall)
			got := d.arrive(Arrival{Office: c.office, Appointment: a.ID, Staff: c.staff})
			if got.Outcome != c.want || got.Ticket.Kind != c.kind || got.Appointment.ID != a.ID {
				t.Fatalf("%+v", got)
			}
			state := booking.Booked
			if c.kind != "" {
				state = booking.Arrived
				if got.Ticket.Appointment != a.ID || got.Ticket.Lang != "de" || !got.Ticket.Booked.Equal(a.Begins(d.hall())) {
					t.Errorf("the ticket is %+v", got.Ticket)
				}
			}
			if got.Appointment.State != state {
				t.Errorf("the appointment is %s, want %s", got.Appointment.State, state)
			}
			if c.want == TooEarly && got.At.In(amsterdam).Format("15:04") != "09:50" {
				t.Errorf("come back at %v", got.At)
			}
		})
	}
}

func (d *door) hall() (o catalogue.Office) {
	d.do(func(tx *ledger.Tx) (err error) { o, err = catalogue.OfficeByID(tx, "hal"); return err })
	return o
}

func TestTheDoorKnowsCodesAndStates(t *testing.T) {
	d := newDoor(t)
	here, off, called := d.book("paspoort", "hal", tuesday, "10:00"), d.book("paspoort", "hal", tuesday, "11:00"), d.book("bellen", "hal", tuesday, "12:00")
	d.do(func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, off.ID); return err })
	d.at("2026-12-01T10:00")
	typed := strings.ToLower(booking.SpokenCode(d.vault, here))
	first := d.arrive(Arrival{Office: "hal", Code: typed, Marks: queue.Marks{Chair: true}})
	if first.Outcome != Here || !first.Ticket.Chair {
		t.Fatalf("%+v", first)
	}
	if again := d.arrive(Arrival{Office: "hal", Code: typed}); again.Outcome != Already || again.Ticket.ID != first.Ticket.ID {
		t.Errorf("a second scan: %+v", again)
	}
	for want, q := range map[Outcome]Arrival{
		Cancelled: {Office: "hal", Appointment: off.ID},
		AtHome:    {Office: "hal", Appointment: called.ID},
		Unknown:   {Office: "hal", Code: "0000 0000"},
	} {
		if got := d.arrive(q); got.Outcome != want || got.Ticket.ID != "" {
			t.Errorf("%+v, want %s", got, want)
		}
	}
	for _, q := range []Arrival{{Office: "hal", Code: "?"}, {Office: "hal", Appointment: "nobody"}, {Office: "hal"}} {
		if got := d.arrive(q); got.Outcome != Unknown {
			t.Errorf("%+v is %s", q, got.Outcome)
		}
	}
	d.do(func(tx *ledger.Tx) error { _, err := booking.Serve(tx, here.ID); return err })
	if got := d.arrive(Arrival{Office: "hal", Appointment: here.ID}); got.Outcome != Finished {
		t.Errorf("helped already: %+v", got)
	}
}

// TestOneArrivalIsOneTicket scans one code forty times at once (I8).
func TestOneArrivalIsOneTicket(t *testing.T) {
	d := newDoor(t)
	a := d.book("paspoort", "hal", tuesday, "10:00")
	d.at("2026-12-01T09:55")
	seen := make([]queue.TicketID, 40)
	var all sync.WaitGroup
	for i := range seen {
		all.Go(func() {
			err := d.ledger.Update(context.Background(), "kiosk", func(tx *ledger.Tx) error {
				answer, err := Arrive(tx, d.vault, Arrival{Office: "hal", Appointment: a.ID})
				seen[i] = answer.Ticket.ID
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, id := range seen {
		if id == "" || id != seen[0] {
			t.Fatalf("one arrival gives %v", seen)
		}
	}
}

func TestAMistakenArrivalIsTakenBackAndDoneAgain(t *testing.T) {
	d := newDoor(t)
	a := d.book("paspoort", "hal", tuesday, "10:00")
	d.at("2026-12-01T09:30")
	first := d.arrive(Arrival{Office: "hal", Appointment: a.ID})
	d.do(func(tx *ledger.Tx) error {
		_, err := queue.UndoArrive(tx, queue.DeskRequest{Office: "hal"}, first.Ticket.ID)
		return err
	})
	d.at("2026-12-01T09:50")
	back := d.arrive(Arrival{Office: "hal", Appointment: a.ID})
	if back.Outcome != Early || back.Ticket.ID != first.Ticket.ID || back.Ticket.Mistake || back.Ticket.Arrived.Equal(first.Ticket.Arrived) {
		t.Errorf("%+v", back)
	}
}

func TestAClosedDayLetsNobodyInAndChangesNothing(t *testing.T) {
	d := newDoor(t)
	a := d.book("paspoort", "hal", tuesday, "10:00")
	d.at("2026-12-01T10:11")
	if err := queue.CloseDay(context.Background(), d.ledger, "test", "hal", tuesday, forecast.Learner{}); err != nil {
		t.Fatal(err)
	}
	err := d.ledger.Update(context.Background(), "kiosk", func(tx *ledger.Tx) error {
		_, err := Arrive(tx, d.vault, Arrival{Office: "hal", Appointment: a.ID})
		return err
	})
	if ledger.KeyOf(err) != queue.ErrDayClosed.Key {
		t.Errorf("got %v", err)
	}
}

// TestTheDoorSaysWhenWhoIsEarlyIsCalled follows what the office decided, and says it of the very ticket that calling obeys.
func TestTheDoorSaysWhenWhoIsEarlyIsCalled(t *testing.T) {
	for want, punctual := range map[Outcome]bool{Early: false, Ahead: true} {
		d := newDoor(t)
		a := d.book("paspoort", "hal", tuesday, "09:30")
		d.at("2026-12-01T09:05")
		d.do(func(tx *ledger.Tx) error {
			o, err := catalogue.OfficeByID(tx, "hal")
			if err != nil {
				return err
			}
			o.Punctual = punctual
			if err := catalogue.PutOffice(tx, o); err != nil {
				return err
			}
			answer, err := Arrive(tx, d.vault, Arrival{Office: "hal", Appointment: a.ID})
			if answer.Outcome != want || tx.Now().Before(answer.Ticket.CallableFrom(o)) != punctual {
				t.Errorf("an office that keeps to the clock (%v) answers %s", punctual, answer.Outcome)
			}
			return err
		})
	}
}
