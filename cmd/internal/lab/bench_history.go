package lab

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
)

// benchClock runs in the past while a history is made, and then as the machine's.
type benchClock struct {
	now  ledger.Clock
	past time.Time
}

func (c *benchClock) read() time.Time {
	if !c.past.IsZero() {
		return c.past
	}
	return c.now()
}

// newBenchClock stands before a past with so many appointments; the ledger is to be opened by it,
// since a ledger's time never goes back.
func newBenchClock(now ledger.Clock, history int) *benchClock {
	c := &benchClock{now: now}
	if history > 0 {
		c.past = now().AddDate(0, 0, -history/dailyVisits*7/5-1)
	}
	return c
}

// A day of the demo town gives at least so many appointments; more is not needed of it.
const dailyVisits = 40

// settle puts the demo town into a house, lets it live through a past with so many appointments,
// booked through the very functions that residents use, and fills the coming weeks. It returns how
// many the past has: fewer where the town is too small for it.
func settle(ctx context.Context, h *server.Server, clock *benchClock, history int) (made int, err error) {
	town, err := demo.Town()
	if err != nil {
		return 0, err
	}
	backdate(town, history)
	if err := server.PutDocument(ctx, h.Ledger, town); err != nil {
		return 0, err
	}
	n := demo.Bookings{Server: h, Random: rand.New(rand.NewPCG(1509, 7082))} // not what BookAhead draws from: a key is used once
	for ; made < history && clock.past.Before(clock.now().AddDate(0, 0, -1)); clock.past = clock.past.AddDate(0, 0, 1) {
		more, err := pastDay(n, ctx, clock.past, min(2*dailyVisits, history-made))
		if made += more; err != nil {
			return made, err
		}
		if err := forgetAllDue(h, ctx); err != nil {
			return made, err
		}
	}
	clock.past = time.Time{}
	return made, demo.BookAhead(ctx, h, town)
}

// forgetAllDue forgets whoever is to be forgotten by now, as the minutes of a real day would.
func forgetAllDue(h *server.Server, ctx context.Context) error {
	for {
		if n, err := booking.ForgetDue(ctx, h.Ledger, h.Vault); n == 0 || err != nil {
			return err
		}
	}
}

// backdate lets every opening that has a first day begin before a history of that length, in step
// with its weeks.
func backdate(town server.Document, history int) {
	weeks := history/dailyVisits/5 + 2
	for i := range town.Offices {
		for k := range town.Offices[i].Openings {
			if o := &town.Offices[i].Openings[k]; o.From != 0 {
				o.From = o.From.AddDays(-7 * weeks * max(1, o.EveryWeeks))
			}
		}
	}
}

// pastDay books at most so many appointments for the day after now, in a transaction per office.
func pastDay(n demo.Bookings, ctx context.Context, now time.Time, most int) (made int, err error) {
	if _, err := n.Server.FillKeys(); err != nil {
		return 0, err
	}
	date := calendar.DateIn(now, time.UTC) + 1
	err = n.Server.Ledger.Update(ctx, "system", func(tx *ledger.Tx) error {
		offices, err := catalogue.Offices(tx)
		for _, o := range offices {
			for misses := 0; err == nil && misses < demo.MostMisses && made < most; {
				var minutes int
				if minutes, err = n.BookOne(tx, o, date); minutes == 0 {
					misses++
					continue
				}
				made++
			}
		}
		return err
	})
	return made, err
}

// busyDay is the first day from next week on for which Gendringen still has a passport's time.
func busyDay(r ledger.Reader) (calendar.Date, error) {
	ask := supply.Query{Wish: catalogue.Wish{{Product: "paspoort", Persons: 1}}}
	for date := calendar.DateIn(r.Now(), time.UTC) + 7; ; date++ {
		starts, err := supply.Day(r, "gendringen", ask, date)
		if err != nil {
			return 0, err
		}
		if len(starts) > 0 {
			return date, nil
		}
		if date > calendar.DateIn(r.Now(), time.UTC)+demo.BookedDays {
			return 0, errors.New("the town has no free passport time to show")
		}
	}
}
