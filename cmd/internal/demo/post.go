package demo

import (
	"context"
	"errors"
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/forecast"
	"balie/queue/steer"
)

const (
	lookAgain = time.Minute // a desk to which nobody came looks again, whatever the queue says
	noAnswer  = 3 * time.Minute
	missing   = 0.02 // of those who are called are gone
	unreached = 0.15 // of those who are called by telephone do not answer
)

// post is a colleague at a desk for a day.
type post struct {
	hall  *hall
	desk  catalogue.DeskID
	cells calendar.Cells
	who   ledger.Actor

	there  bool // signed in at the desk
	ticket queue.TicketID
	state  queue.State
	kind   queue.Kind
	gone   bool // whom it called does not come
	due    time.Time
	seen   uint64 // the version of the queue at which nobody was to be called
}

func (p *post) at() queue.DeskRequest {
	return queue.DeskRequest{Office: p.hall.office.ID, Desk: p.desk}
}

// read takes over a desk as the ledger has it.
func (p *post) read(r ledger.Reader, now time.Time) error {
	s, found, err := queue.DeskOf(r, p.who)
	p.there, p.ticket, p.due = found && s.Desk == p.desk, "", now
	if err != nil || !p.there || s.Ticket == "" {
		return err
	}
	t, err := queue.ByID(r, s.Ticket)
	p.ticket, p.state, p.kind = t.ID, t.State, t.Kind
	switch {
	case t.State == queue.Serving && t.Started.Add(time.Duration(t.Minutes)*time.Minute).After(now):
		p.due = t.Started.Add(time.Duration(t.Minutes) * time.Minute)
	case t.State == queue.Called:
		p.due = now.Add(Step)
	}
	return err
}

// play does one step at a desk: come, go, call, begin or finish.
func (p *post) play(ctx context.Context, d *Driver, now time.Time) error {
	_, cell := calendar.CellIn(now, p.hall.office.Location())
	free := p.desk == d.free
	open := p.cells.Has(cell) && !free
	late := !now.Before(p.hall.closes) && now.Before(p.hall.closes.Add(tidyUp)) && !free // whoever waits is still helped
	switch {
	case p.ticket != "" && now.Before(p.due):
		return nil
	case p.ticket != "":
		return p.goOn(ctx, d, now)
	case p.there && !open && !late:
		done, err := d.update(ctx, p.who, func(tx *ledger.Tx) error { return queue.LeaveDesk(tx, p.hall.office.ID, p.desk) })
		p.there = !done
		return err
	case !p.there && open:
		done, err := d.update(ctx, p.who, func(tx *ledger.Tx) error {
			_, err := queue.TakeDesk(tx, p.hall.office.ID, p.desk, false)
			return err
		})
		p.there = done
		return err
	case p.there && !now.Before(p.due):
		return p.call(ctx, d, now)
	}
	return nil
}

// call calls whoever is next.
func (p *post) call(ctx context.Context, d *Driver, now time.Time) error {
	version := uint64(0)
	err := d.server.Ledger.View(func(r ledger.Reader) (err error) {
		version, err = queue.Version(r, p.hall.office.ID, d.date)
		return err
	})
	if err != nil || version == p.seen && now.Before(p.due.Add(lookAgain)) {
		return err
	}
	t, err := queue.Next(ctx, d.server.Ledger, p.who, p.at(), d.sees, nil)
	switch {
	case errors.Is(err, queue.ErrNobody), errors.Is(err, queue.ErrHold):
		p.seen, p.due = version, now
		return nil
	case err != nil:
		return errors.Join(unlessRefused(err), p.reread(d, now))
	}
	p.ticket, p.state, p.kind, p.seen = t.ID, t.State, t.Kind, 0
	p.due = now.Add(time.Duration(15+d.random.IntN(40)) * time.Second)
	p.gone = d.random.Float64() < missing
	if p.kind == queue.Callback {
		p.gone = d.random.Float64() < unreached
	} else if p.gone {
		p.due = now.Add(noAnswer)
	}
	return nil
}

// leftAlone is how long a number that a visitor of the demo took waits for the desk that is left to them.
const leftAlone = 5 * time.Minute

// sees is an office as the town's own desks see it: a number that is not of the town's own people is for the
// desk that is left to whoever looks around, for a while.
func (d *Driver) sees(r ledger.Reader, office catalogue.OfficeID) (steer.State, uint64, error) {
	s, version, err := forecast.SteeringState(r, office)
	if d.free == "" || office != d.town.Office {
		return s, version, err
	}
	s.Guests = slices.Clone(s.Guests)
	for i, g := range s.Guests {
		fresh := g.Arrived.After(d.began) && s.Now.Sub(g.Arrived) < leftAlone*time.Duration(max(d.server.Speed, 1))
		if fresh && !d.own[queue.TicketID(g.ID)] {
			s.Guests[i].Only = string(d.free)
		}
	}
	return s, version, err
}

// goOn begins with whom the desk called, or ends a visit.
func (p *post) goOn(ctx context.Context, d *Driver, now time.Time) error {
	var t queue.Ticket
	done, err := d.update(ctx, p.who, func(tx *ledger.Tx) (err error) {
		switch {
		case p.state == queue.Serving:
			t, err = queue.Finish(tx, p.at(), p.ticket, queue.Report{})
		case p.kind == queue.Callback:
			t, err = queue.Attempt(tx, p.at(), p.ticket, !p.gone)
		case p.gone:
			t, err = queue.Miss(tx, p.at(), p.ticket)
		default:
			t, err = queue.Start(tx, p.at(), p.ticket)
		}
		return err
	})
	if err != nil {
		return err
	}
	if !done { // whoever looks around had a hand in it
		return p.reread(d, now)
	}
	if t.State == queue.Serving {
		p.state, p.due = t.State, now.Add(d.people.Lasts(time.Duration(t.Minutes)*time.Minute))
		return nil
	}
	p.ticket, p.due = "", now.Add(time.Duration(20+d.random.IntN(90))*time.Second)
	return nil
}

// reread takes over the desk as it stands, a little later.
func (p *post) reread(d *Driver, now time.Time) error {
	err := d.server.Ledger.View(func(r ledger.Reader) error { return p.read(r, now) })
	p.due = latest(p.due, now.Add(Step))
	return err
}
