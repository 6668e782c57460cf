package demo

import (
	"context"
	"slices"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
	"balie/queue/forecast"
)

const (
	mostWait  = 9                // nobody walks in while so many wait
	tidyUp    = 20 * time.Minute // after closing, before the day is closed
	giveUp    = 40 * time.Minute // after closing, whoever is still there
	colleague = ledger.Actor("demo-")
	overslept = 10 * time.Minute // an appointment that began so long before the driver is not waited for
)

// hall is a day at one office.
type hall struct {
	office   catalogue.Office
	coming   []arrival // in the order in which they come
	posts    []*post
	opens    time.Time
	closes   time.Time
	settled  bool // the day is closed
	tryClose time.Time
}

// arrival is somebody who is on the way: to an appointment, or without one.
type arrival struct {
	at          time.Time
	appointment booking.AppointmentID
	product     catalogue.ProductID
}

// readHall lays out what is left of today at an office that opens.
func (d *Driver) readHall(r ledger.Reader, o catalogue.Office, now time.Time) error {
	date := o.Today(now)
	h := &hall{office: o}
	for _, desk := range o.Desks {
		cells := calendar.Cells{}
		for _, w := range o.Rules().Day(date) {
			if w.Desk == string(desk.ID) {
				cells = cells.Or(w.Cells)
			}
		}
		if cells.Len() > 0 {
			h.posts = append(h.posts, &post{hall: h, desk: desk.ID, cells: cells, who: colleague + ledger.Actor(desk.ID)})
			h.widen(date, cells)
		}
	}
	if len(h.posts) == 0 || now.After(h.closes.Add(giveUp)) {
		return nil
	}
	if err := d.expect(r, h, date, now); err != nil {
		return err
	}
	for _, p := range h.posts {
		if err := p.read(r, now); err != nil {
			return err
		}
	}
	d.halls = append(d.halls, h)
	return nil
}

// widen lets a hall be open as long as its desks are.
func (h *hall) widen(date calendar.Date, cells calendar.Cells) {
	first, _ := cells.First()
	last := first
	for c := first; int(c) < 24*60/calendar.CellMinutes; c++ {
		if cells.Has(c) {
			last = c + 1
		}
	}
	opens, _ := calendar.At(date, first, h.office.Location())
	closes, _ := calendar.At(date, last, h.office.Location())
	if h.opens.IsZero() || opens.Before(h.opens) {
		h.opens = opens
	}
	if closes.After(h.closes) {
		h.closes = closes
	}
}

// expect draws who comes when.
func (d *Driver) expect(r ledger.Reader, h *hall, date calendar.Date, now time.Time) error {
	all, err := booking.AppointmentsOn(r, h.office.ID, date)
	if err != nil {
		return err
	}
	for _, a := range all {
		begins := a.Begins(h.office)
		later, shows := d.people.Comes()
		need, err := catalogue.Measure(r, a.Wish)
		if a.State != booking.Booked || !shows || err != nil || need.Route != catalogue.AtCounter || begins.Before(now.Add(-overslept)) {
			continue
		}
		h.coming = append(h.coming, arrival{at: latest(begins.Add(later), now), appointment: a.ID})
	}
	share := float64(len(h.posts)) / 4 // a stop has one desk, the hall of the scenario has more
	for _, w := range d.people.WalkIns() {
		at := h.opens.Add(w.After)
		if d.random.Float64() < share && at.After(now) && at.Before(h.closes.Add(-15*time.Minute)) {
			h.coming = append(h.coming, arrival{at: at, product: d.walksInFor(w.Type)})
		}
	}
	slices.SortStableFunc(h.coming, func(a, b arrival) int { return a.at.Compare(b.at) })
	return nil
}

// walksInFor is what somebody comes in for: in a town of the municipality's own, anything that it has.
func (d *Driver) walksInFor(kind string) catalogue.ProductID {
	if len(d.town.wanted) == 0 {
		return catalogue.ProductID(kind)
	}
	return d.neighbours().wish()[0].Product
}

// latest is the later of two times.
func latest(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// play does what is due in a hall.
func (h *hall) play(ctx context.Context, d *Driver, now time.Time) error {
	if h.settled || now.Before(h.opens.Add(-5*time.Minute)) {
		return nil
	}
	for len(h.coming) > 0 && !h.coming[0].at.After(now) {
		next := h.coming[0]
		h.coming = h.coming[1:]
		if err := h.comeIn(ctx, d, next); err != nil {
			return err
		}
	}
	for _, p := range h.posts {
		if err := p.play(ctx, d, now); err != nil {
			return err
		}
	}
	if now.Before(h.closes.Add(tidyUp)) || now.Before(h.tryClose) || now.Before(h.closes.Add(giveUp)) && h.busy() {
		return nil
	}
	h.tryClose = now.Add(5 * time.Minute)
	err := queue.CloseDay(ctx, d.server.Ledger, "system", h.office.ID, d.date, forecast.Learner{})
	h.settled = err == nil
	return unlessRefused(err)
}

func (h *hall) busy() bool {
	return slices.ContainsFunc(h.posts, func(p *post) bool { return p.ticket != "" })
}

// comeIn lets somebody in.
func (h *hall) comeIn(ctx context.Context, d *Driver, a arrival) error {
	var t queue.Ticket
	done, err := d.update(ctx, "system", func(tx *ledger.Tx) error {
		if a.appointment != "" {
			said, err := kiosk.Arrive(tx, d.server.Vault, kiosk.Arrival{Office: h.office.ID, Appointment: a.appointment})
			t = said.Ticket
			return err
		}
		view, err := queue.Look(tx, h.office.ID)
		if err != nil || view.Closed || len(view.Waiting) >= mostWait {
			return err
		}
		v := queue.Visitor{Office: h.office.ID, Wish: catalogue.Wish{{Product: a.product, Persons: 1}}, Kind: queue.WalkIn, Lang: "nl"}
		if a.product == collected {
			v.Kind = queue.Collect
		}
		t, err = queue.Enter(tx, v)
		return err
	})
	d.came = d.came || done
	d.own[t.ID] = true
	return err
}

// collected is the product of which somebody only takes a document home.
const collected = "ophalen"
