package demo

import (
	"context"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/outreach"
)

// How full the coming days are: the first of them most, the last of BookedDays least.
const (
	fullSoon  = 0.72
	fullLater = 0.45
	cancels   = 0.012 // of the appointments of the coming week are cancelled on one evening
	eveningAt = 20    // o'clock
)

// wishedShare is how much of a day so far ahead is booked by now.
func wishedShare(ahead int) float64 {
	return fullSoon - (fullSoon-fullLater)*float64(ahead)/BookedDays
}

// evening is when people book, cancel and ask, and when the weeks to come are planned.
func (d *Driver) evening(ctx context.Context, date calendar.Date) error {
	if d.town.own == nil {
		if err := d.extend(ctx, date); err != nil {
			return err
		}
	}
	if err := d.cancel(ctx, date); err != nil {
		return err
	}
	if err := d.ask(ctx, date); err != nil {
		return err
	}
	if err := d.wonder(ctx); err != nil {
		return err
	}
	return d.book(ctx, date, date+BookedDays)
}

// book fills the days after date, up to until, as full as they are by then.
func (d *Driver) book(ctx context.Context, date, until calendar.Date) error {
	var offices []catalogue.Office
	err := d.server.Ledger.View(func(r ledger.Reader) (err error) { offices, err = catalogue.Offices(r); return err })
	n := d.neighbours()
	for _, o := range offices {
		for day := date + 1; day <= until && err == nil; day++ {
			open := OpenMinutes(o, day)
			if open == 0 {
				continue
			}
			taken := 0
			err = d.server.Ledger.View(func(r ledger.Reader) (err error) { taken, err = takenMinutes(r, o, day); return err })
			if goal := wishedShare(int(day-date)) * float64(open); err == nil && float64(taken) < goal {
				err = n.fill(ctx, o, day, goal-float64(taken))
			}
		}
	}
	return err
}

// takenMinutes is how much of a day is booked.
func takenMinutes(r ledger.Reader, o catalogue.Office, date calendar.Date) (minutes int, err error) {
	all, err := booking.AppointmentsOn(r, o.ID, date)
	for _, a := range all {
		if a.State == booking.Booked {
			minutes += a.Offer.Minutes
		}
	}
	return minutes, err
}

// cancel takes some appointments of the coming week away.
func (d *Driver) cancel(ctx context.Context, date calendar.Date) error {
	var gone []booking.AppointmentID
	err := d.server.Ledger.View(func(r ledger.Reader) error {
		offices, err := catalogue.Offices(r)
		for _, o := range offices {
			for day := date + 1; day <= date+7 && err == nil; day++ {
				var all []booking.Appointment
				all, err = booking.AppointmentsOn(r, o.ID, day)
				for _, a := range all {
					if a.State == booking.Booked && d.random.Float64() < cancels {
						gone = append(gone, a.ID)
					}
				}
			}
		}
		return err
	})
	for _, id := range gone {
		if err == nil {
			_, err = d.update(ledger.Through(ctx, "web"), "resident", func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, id); return err })
		}
	}
	return err
}

// extend makes the roster, and publishes outings, for the weeks after those that stand, two weeks before
// they begin.
func (d *Driver) extend(ctx context.Context, date calendar.Date) error {
	until, err := extendRoster(ctx, d.server, date+BookedDays)
	if err != nil || !d.town.Bus {
		return err
	}
	return d.extendOutings(ctx, date, min(until, date.Monday()+14))
}

// busWeeks is how many weeks of outings are published at once.
const busWeeks = 4

// extendOutings publishes a period of outings if those that stand end before a day.
func (d *Driver) extendOutings(ctx context.Context, date, before calendar.Date) error {
	last := calendar.Date(0)
	err := d.server.Ledger.View(func(r ledger.Reader) error {
		all, err := outreach.Outings(r, date, date+100)
		for _, o := range all {
			if o.Vehicle == "praotbus" && o.State != outreach.Draft {
				last = max(last, o.Date)
			}
		}
		return err
	})
	if err != nil || last >= before {
		return err
	}
	b, err := readBus(d.server)
	if err != nil {
		return err
	}
	first := max(last.Monday()+7, date.Monday()+7)
	publish := func(tx *ledger.Tx, o outreach.Outing) error { _, err := outreach.Publish(tx, o.ID); return err }
	if err := b.plan(ctx, first, first+7*busWeeks-1, publish); err != nil {
		return err
	}
	return b.roundsOf(ctx, first, first+7*busWeeks)
}

// zone is where the town's clocks hang.
func (s Setting) zone() *time.Location {
	zone, err := time.LoadLocation(s.Zone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// draftOutings proposes the weeks after those that are published.
func (d *Driver) draftOutings(ctx context.Context) error {
	b, err := readBus(d.server)
	if err != nil {
		return err
	}
	last := b.today
	err = d.server.Ledger.View(func(r ledger.Reader) error {
		all, err := outreach.Outings(r, b.today, b.today+100)
		for _, o := range all {
			if o.Vehicle == "praotbus" {
				last = max(last, o.Date)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	first := last.Monday() + 7
	return b.plan(ctx, first, max(first+7*busWeeks, b.today.Monday()+BookedDays+14)-1, nil)
}

// mostWondered is how many people find their way by questions in a day.
const mostWondered = 8

// wonder lets people find out by questions what they come for.
func (d *Driver) wonder(ctx context.Context) error {
	for range d.random.IntN(mostWondered + 1) {
		what := string(d.neighbours().wish()[0].Product)
		_, err := d.update(ctx, "resident", func(tx *ledger.Tx) error { return booking.CountDemand(tx, what, booking.VisitKey(d.newID())) })
		if err != nil {
			return err
		}
	}
	return nil
}
