package proof

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
	"balie/kiosk"
	"balie/queue"
	"balie/queue/forecast"
	"balie/queue/steer"
)

// TestProofASimulatedDayRunsThroughTheCounter plays a morning through the real queue, with colleagues
// who press their buttons over HTTP: everybody is called at the very moment at which the pure
// simulation calls them, and by the look ahead, since the office has learned enough.
func TestProofASimulatedDayRunsThroughTheCounter(t *testing.T) {
	d := newSteeredDay(t)
	d.train()
	d.expect(30, 12)
	d.see(func(r ledger.Reader) error {
		state, _, err := forecast.SteeringState(r, "hal")
		if !state.Informed {
			t.Error("the office has not learned enough to look ahead")
		}
		return err
	})
	d.run()
	if d.held == 0 {
		t.Error("no desk was kept for anybody: the day shows too little")
	}
	var called []time.Time
	var real []time.Time
	d.see(func(r ledger.Reader) error {
		past, err := forecast.Past(r, "hal", d.Today())
		called = past.House()
		for _, v := range past.Visits {
			real = append(real, v.Called)
		}
		return err
	})
	for i := range real {
		if !called[i].Equal(real[i]) {
			t.Errorf("visit %d was called at %s, and in the simulation at %s", i, real[i].Format("15:04:05.000"), called[i].Format("15:04:05.000"))
		}
	}
	if len(real) != 42 {
		t.Errorf("%d visits", len(real))
	}
	d.clock.Add(int64(24 * time.Hour))
	if n, err := queue.CloseOver(t.Context(), d.House.Ledger, forecast.Learner{}); err != nil || n != 1 {
		t.Errorf("%d days closed: %v", n, err)
	}
	d.Close()
	o := servertest.WantDone(t, servertest.Run(t, "lab", "simulate", "--data", d.Data, "--day", "2026-11-30"))
	if !strings.Contains(o.Out, "hal, 2026-11-30: ") || !strings.Contains(o.Out, "with perfect foresight") {
		t.Error(o.Out)
	}
	if o := servertest.Run(t, "lab", "simulate", "--data", d.Data, "--day", "2026-11-01"); o.Code == 0 || !strings.Contains(o.Err, "2026-11-01") {
		t.Errorf("%+v", o)
	}
}

// steeredDay is a hall of three desks, of which one can do more, with a clock that stands still until
// the test moves it.
type steeredDay struct {
	*servertest.Hall
	clock   atomic.Int64
	random  *rand.Rand
	workers []*servertest.Worker
	guests  []*steeredGuest // by arrival
	busy    [3]*steeredGuest
	waiting []*steeredGuest
	held    int
}

// steeredGuest is somebody of the day.
type steeredGuest struct {
	arrives, until time.Time
	lasts          time.Duration
	product        catalogue.ProductID
	appointment    booking.AppointmentID // "" for a walk-in
	ticket         queue.TicketID
}

func newSteeredDay(t *testing.T) *steeredDay {
	t.Helper()
	d := &steeredDay{Hall: &servertest.Hall{T: t, Data: t.TempDir(), Halls: 1, Desks: 3, At: "127.0.0.1:0"}, random: rand.New(rand.NewPCG(20, 26))}
	d.clock.Store(time.Date(2026, 11, 25, 8, 0, 0, 0, time.UTC).UnixMilli() * 1e6)
	d.Hall.Clock = func() time.Time { return time.Unix(0, d.clock.Load()) }
	d.Open(func(h *server.Server) error {
		if err := d.Furnish(h); err != nil {
			return err
		}
		return server.PutDocument(t.Context(), h.Ledger, steeredTown())
	})
	t.Cleanup(func() { d.Close() })
	return d
}

func steeredTown() server.Document {
	town := servertest.HallTown(1, 3)
	wedding := town.Products[1]
	wedding.ID, wedding.Skill, wedding.Minutes, wedding.Combines = "huwelijk", "akten", 30, ""
	town.Products = append(town.Products, wedding)
	town.Offices[0].Desks[2].Skills = []string{"akten", "reis"}
	return town
}

// train lets the office learn for five days, without a counter.
func (d *steeredDay) train() {
	d.T.Helper()
	const who = ledger.Actor("training")
	as := func(fn func(*ledger.Tx) error) {
		d.T.Helper()
		if err := d.House.Ledger.Update(d.T.Context(), who, fn); err != nil {
			d.T.Fatal(err)
		}
	}
	at := queue.DeskRequest{Office: "hal", Desk: "hal-3"}
	for day := range 5 {
		d.clock.Store(time.Date(2026, 11, 25+day, 8, 0, 0, 0, time.UTC).UnixNano())
		as(func(tx *ledger.Tx) error { _, err := queue.TakeDesk(tx, "hal", "hal-3", false); return err })
		for range 45 {
			g := d.guest()
			var ticket queue.Ticket
			as(func(tx *ledger.Tx) (err error) {
				ticket, err = queue.Enter(tx, queue.Visitor{Office: "hal", Wish: catalogue.Wish{{Product: g.product, Persons: 1}}, Kind: queue.WalkIn, Lang: "nl"})
				if err == nil {
					_, err = queue.CallBy(tx, at, forecast.SteeringState, steer.EDD)
				}
				if err == nil {
					_, err = queue.Start(tx, at, ticket.ID)
				}
				return err
			})
			d.clock.Add(int64(g.lasts))
			as(func(tx *ledger.Tx) error { _, err := queue.Finish(tx, at, ticket.ID, queue.Report{}); return err })
		}
		d.clock.Store(time.Date(2026, 11, 26+day, 5, 0, 0, 0, time.UTC).UnixNano())
		if n, err := queue.CloseOver(d.T.Context(), d.House.Ledger, forecast.Learner{}); err != nil || n != 1 {
			d.T.Fatalf("%d days closed: %v", n, err)
		}
	}
}

// guest draws what somebody comes for and how long it takes.
func (d *steeredDay) guest() *steeredGuest {
	g := &steeredGuest{product: "paspoort", lasts: 9 * time.Minute}
	switch n := d.random.IntN(10); {
	case n < 2:
		g.product, g.lasts = "huwelijk", 25*time.Minute
	case n < 5:
		g.product, g.lasts = "ophalen", 4*time.Minute
	}
	g.lasts = time.Duration(float64(g.lasts)*(0.5+d.random.Float64())).Truncate(time.Millisecond) + 1
	g.lasts = g.lasts.Truncate(time.Millisecond)
	return g
}

// expect books appointments for Monday morning and draws who walks in.
func (d *steeredDay) expect(appointments, walkIns int) {
	d.T.Helper()
	opens := time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC) // nine at the hall
	d.clock.Store(opens.Add(-time.Hour).UnixNano())
	for len(d.guests) < appointments {
		g := d.guest()
		begins := opens.Add(time.Duration(d.random.IntN(36)) * 5 * time.Minute)
		if !d.book(g, begins) {
			continue
		}
		g.arrives = begins.Add(time.Duration(-12+18*d.random.Float64()) * time.Minute).Add(time.Duration(d.random.IntN(60_000)) * time.Millisecond)
		d.guests = append(d.guests, g)
	}
	for range walkIns {
		g := d.guest()
		g.arrives = opens.Add(time.Duration(d.random.IntN(180*60_000)) * time.Millisecond)
		d.guests = append(d.guests, g)
	}
	slices.SortFunc(d.guests, func(a, b *steeredGuest) int { return a.arrives.Compare(b.arrives) })
}

// book books a time, and reports whether there was room.
func (d *steeredDay) book(g *steeredGuest, begins time.Time) bool {
	d.T.Helper()
	zone, _ := time.LoadLocation("Europe/Amsterdam")
	date, cell := calendar.CellIn(begins, zone)
	key := booking.NewVisitKey()
	err := d.House.Ledger.Update(d.T.Context(), "system", func(tx *ledger.Tx) error {
		_, err := booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: g.product, Persons: 1}}, supply.Offer{Office: "hal", Date: date, Start: cell})
		if err != nil {
			return err
		}
		a, err := booking.Book(tx, d.House.Vault, booking.Request{Key: key, Lang: "nl", Contact: contact.Details{Name: "Riet", Channel: contact.None}})
		g.appointment = a.ID
		return err
	})
	return err == nil
}

func (d *steeredDay) now() time.Time { return time.Unix(0, d.clock.Load()) }

// run plays the morning until everybody was helped.
func (d *steeredDay) run() {
	d.T.Helper()
	d.clock.Store(d.guests[0].arrives.Add(-5 * time.Minute).Truncate(time.Minute).UnixNano())
	for n := range 3 {
		w, err := servertest.SignIn(d.Base(), servertest.Login(n+1), fmt.Sprint("hal-", n+1))
		if err != nil {
			d.T.Fatal(err)
		}
		d.workers = append(d.workers, w)
	}
	for {
		d.finish()
		d.arrive()
		for d.call() {
		}
		next := d.next()
		if next.IsZero() {
			return
		}
		for _, w := range d.workers { // whoever does nothing for long is signed out
			if _, _, err := w.Send(context.Background(), "GET", "/medewerker/ik", nil); err != nil {
				d.T.Fatal(err)
			}
		}
		d.clock.Store(next.UnixNano())
	}
}

// finish lets every desk press that whose visit is over.
func (d *steeredDay) finish() {
	for n, g := range d.busy {
		if g != nil && !g.until.After(d.now()) {
			d.must(n, "klaar", g)
			d.busy[n] = nil
		}
	}
}

func (d *steeredDay) arrive() {
	d.T.Helper()
	for len(d.guests) > 0 && !d.guests[0].arrives.After(d.now()) {
		g := d.guests[0]
		d.guests, d.waiting = d.guests[1:], append(d.waiting, g)
		d.Do(func(tx *ledger.Tx) error {
			if g.appointment == "" {
				t, err := queue.Enter(tx, queue.Visitor{Office: "hal", Wish: catalogue.Wish{{Product: g.product, Persons: 1}}, Kind: queue.WalkIn, Lang: "nl"})
				g.ticket = t.ID
				return err
			}
			a, err := kiosk.Arrive(tx, d.House.Vault, kiosk.Arrival{Office: "hal", Appointment: g.appointment, Staff: true})
			g.ticket = a.Ticket.ID
			return err
		})
	}
}

// call lets the desks that are free press "next" in turn until one gets somebody.
func (d *steeredDay) call() bool {
	for n, w := range d.workers {
		if d.busy[n] != nil || !d.could(n) {
			continue
		}
		status, body, err := w.Press(context.Background(), string(booking.NewVisitKey()), "volgende")
		if err != nil {
			d.T.Fatal(err)
		}
		if status != http.StatusSeeOther {
			if !strings.Contains(body, "Er wacht niemand") {
				d.held++
			}
			if d.held > 500 {
				d.T.Fatalf("at %s desk %d is kept for ever: %s", d.now().Format("15:04"), n+1, servertest.PlainWords(body))
			}
			continue
		}
		id, _ := has(w)
		i := slices.IndexFunc(d.waiting, func(g *steeredGuest) bool { return string(g.ticket) == id })
		if i < 0 {
			d.T.Fatalf("desk %d called %q, who does not wait", n+1, id)
		}
		g := d.waiting[i]
		d.waiting = slices.Delete(d.waiting, i, i+1)
		d.must(n, "begin", g)
		g.until, d.busy[n] = d.now().Add(g.lasts), g
		return true
	}
	return false
}

// could reports whether a desk could help somebody who waits.
func (d *steeredDay) could(desk int) bool {
	return slices.ContainsFunc(d.waiting, func(g *steeredGuest) bool { return desk == 2 || g.product != "huwelijk" })
}

func (d *steeredDay) must(desk int, verb string, g *steeredGuest) {
	d.T.Helper()
	status, body, err := d.workers[desk].Press(context.Background(), string(booking.NewVisitKey()), verb, "nummer", string(g.ticket))
	if err != nil || status != http.StatusSeeOther {
		d.T.Fatalf("desk %d, %s: %d %v %s", desk+1, verb, status, err, servertest.PlainWords(body))
	}
}

// next is when something happens next: somebody comes, a visit ends, or a minute passes while a free
// desk keeps itself for somebody. Zero for never.
func (d *steeredDay) next() (at time.Time) {
	sooner := func(t time.Time) {
		if t.After(d.now()) && (at.IsZero() || t.Before(at)) {
			at = t
		}
	}
	if len(d.guests) > 0 {
		sooner(d.guests[0].arrives)
	}
	for n, g := range d.busy {
		if g != nil {
			sooner(g.until)
		} else if d.could(n) {
			sooner(d.now().Truncate(time.Minute).Add(time.Minute))
		}
	}
	if !at.IsZero() {
		sooner(d.now().Add(20 * time.Minute)) // longer, and colleagues would be signed out
	}
	return at
}

func (d *steeredDay) see(fn func(ledger.Reader) error) {
	d.T.Helper()
	if err := d.House.Ledger.View(fn); err != nil {
		d.T.Fatal(err)
	}
}
