package demo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/cmd/internal/server"
	"balie/outreach"
	"balie/outreach/period"
	"balie/web/account"
)

const (
	busBefore = 4 * 7 // days of outings that are done
	busAhead  = 4 * 7 // days of outings that are published
	busDrafts = 4 * 7 // days of drafts after those
)

// bus puts the demo's bus on the road.
type bus struct {
	server *server.Server
	town   server.OutreachSetup
	who    map[string]roster.ColleagueID
	today  calendar.Date
	now    calendar.Cell
}

// furnishOutreach fills the villages, the bus and its outings where there are none: weeks that were, a
// period that is published with an outing today, and drafts after it.
func furnishOutreach(ctx context.Context, h *server.Server) error {
	empty := false
	err := h.Ledger.View(func(r ledger.Reader) error {
		all, err := outreach.Neighbourhoods(r)
		empty = len(all) == 0
		return err
	})
	if err != nil || !empty {
		return err
	}
	d, err := readBus(h)
	if err != nil || d.who["bus"] == "" {
		return err
	}
	town, err := Town()
	if err != nil {
		return err
	}
	d.town = town.OutreachSetup
	for _, step := range []func(context.Context) error{d.furnish, d.past, d.ahead, d.rounds, d.asked, d.booked} {
		if err := step(ctx); err != nil {
			return fmt.Errorf("the demo's bus: %w", err)
		}
	}
	return nil
}

// readBus is the bus of today.
func readBus(h *server.Server) (*bus, error) {
	d := &bus{server: h, who: map[string]roster.ColleagueID{}}
	return d, h.Ledger.View(func(r ledger.Reader) error {
		office, err := catalogue.OfficeByID(r, Office)
		if err != nil {
			return err
		}
		d.today, d.now = calendar.CellIn(r.Now(), office.Location())
		users, err := account.All(r)
		for _, u := range users {
			d.who[u.Login] = roster.ColleagueID(u.ID)
		}
		return err
	})
}

func (d *bus) update(ctx context.Context, fn func(*ledger.Tx) error) error {
	return d.server.Ledger.Update(ctx, "cli", fn)
}

func (d *bus) furnish(ctx context.Context) error {
	for i := range d.town.Neighbourhoods {
		d.town.Neighbourhoods[i].Visited = d.today - 20 - calendar.Date(11*i%70)
	}
	return d.update(ctx, d.town.Put)
}

// past drives the weeks that were: each outing is published, stood at its stops and came home.
func (d *bus) past(ctx context.Context) error {
	return d.plan(ctx, d.today.Monday()-busBefore, d.today.Monday()-1, func(tx *ledger.Tx, o outreach.Outing) error {
		if _, err := outreach.Publish(tx, o.ID); err != nil {
			return err
		}
		return driveBy(tx, o, len(o.Stops))
	})
}

// driveBy lets an outing stand at its first stops and leave them.
func driveBy(tx *ledger.Tx, o outreach.Outing, n int) error {
	for _, s := range o.Stops[:n] {
		if _, err := outreach.ArriveStop(tx, s.ID); err != nil {
			return err
		}
		if _, err := outreach.LeaveStop(tx, s.ID); err != nil {
			return err
		}
	}
	return nil
}

// ahead publishes the period of now, with the outing of today where it would be by the clock, and drafts
// the weeks after it.
func (d *bus) ahead(ctx context.Context) error {
	first := d.today.Monday()
	err := d.plan(ctx, first, first+busAhead-1, func(tx *ledger.Tx, o outreach.Outing) error {
		_, err := outreach.Publish(tx, o.ID)
		if err != nil || o.Date > d.today {
			return err
		}
		if o.Date < d.today {
			return driveBy(tx, o, len(o.Stops))
		}
		return d.standToday(tx, o)
	})
	if err != nil {
		return err
	}
	return d.plan(ctx, first+busAhead, first+busAhead+busDrafts-1, nil)
}

// standToday lets the bus be where it is by now; after hours it stands at its last stop, so that whoever
// looks in the evening sees it too.
func (d *bus) standToday(tx *ledger.Tx, o outreach.Outing) error {
	at := 0
	for i, s := range o.Stops {
		if s.Arrive <= d.now {
			at = i
		}
	}
	if err := driveBy(tx, o, at); err != nil {
		return err
	}
	_, err := outreach.ArriveStop(tx, o.Stops[at].ID)
	return err
}

// plan proposes a period, adopts it, and does something with each outing.
func (d *bus) plan(ctx context.Context, from, until calendar.Date, then func(*ledger.Tx, outreach.Outing) error) error {
	var p outreach.Proposal
	err := d.server.Ledger.View(func(r ledger.Reader) (err error) {
		p, err = outreach.Propose(r, from, until, period.Options{Seed: 1509, Steps: 40})
		return err
	})
	for day := range p.Days {
		if err != nil || len(p.Days[day].Stops) == 0 {
			continue
		}
		err = d.update(ctx, func(tx *ledger.Tx) error {
			p.Days[day].Outing.Accepted = []outreach.Rule{outreach.CrewHours}
			o, err := p.Adopt(tx, day)
			if err != nil || then == nil {
				return err
			}
			return then(tx, o)
		})
	}
	return err
}

// rounds puts the delivery bicycle on the road twice a week, with documents to bring.
func (d *bus) rounds(ctx context.Context) error { return d.roundsOf(ctx, d.today, d.today+14) }

// roundsOf is rounds for the days of a span.
func (d *bus) roundsOf(ctx context.Context, from, until calendar.Date) error {
	for date := from; date < until; date++ {
		if day := date.Weekday(); day != 2 && day != 4 && date != d.today || day == 0 || day == 6 {
			continue
		}
		o := outreach.Outing{Vehicle: "bezorging", Date: date, From: 13 * 12, Until: 17 * 12, Crew: []roster.ColleagueID{d.who["buitendienst"]},
			Accepted: []outreach.Rule{outreach.CrewHours}}
		err := d.update(ctx, func(tx *ledger.Tx) (err error) {
			if o, err = outreach.PutOuting(tx, o); err == nil {
				_, err = outreach.Publish(tx, o.ID)
			}
			return err
		})
		if errors.Is(err, outreach.ErrInTheWay) {
			continue // on the bus that day
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// asked are a school and a village council that asked for the bus.
func (d *bus) asked(ctx context.Context) error {
	return d.update(ctx, func(tx *ledger.Tx) error {
		for _, q := range []outreach.Request{
			{Neighbourhood: "westendorp", By: "council", Why: "questions", People: 25}, {Neighbourhood: "breedenbroek", By: "school", Why: "theme", People: 60},
		} {
			q.From, q.Until = d.today+7, d.today+60
			if _, err := outreach.AskForBus(tx, tx.NewID(), q); err != nil {
				return err
			}
		}
		return nil
	})
}

// bookedAhead is how many days ahead neighbours booked a time at a stop.
const bookedAhead = 10

// booked lets neighbours book at the stops of the coming days.
func (d *bus) booked(ctx context.Context) error {
	n := Bookings{Server: d.server, Random: rand.New(rand.NewPCG(7065, 1509))}
	var all []outreach.Outing
	offices := map[catalogue.OfficeID]catalogue.Office{}
	err := d.server.Ledger.View(func(r ledger.Reader) (err error) {
		if all, err = outreach.Outings(r, d.today, d.today+bookedAhead); err != nil {
			return err
		}
		known, err := catalogue.Offices(r)
		for _, o := range known {
			offices[o.ID] = o
		}
		return err
	})
	for _, o := range all {
		for _, s := range o.Stops {
			office, known := offices[catalogue.OfficeID(s.Place)]
			if !known || !o.Open() || err != nil {
				continue
			}
			err = n.fillDay(ctx, office, o.Date)
		}
	}
	return err
}
