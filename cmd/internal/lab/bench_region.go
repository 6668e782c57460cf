package lab

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
)

type benchRegion struct {
	benching
}

// The region is that of the largest system with published figures: 41 offices, here with ten desks
// each, and a product that takes three slots of five minutes.
const (
	regionOffices = 41
	regionDesks   = 10
	regionMonth   = 31
	regionShare   = 0.6
)

// Run measures a month at all offices together: the first time, when it is known, and after a
// booking has changed one of its days.
func (c *benchRegion) Run(ctx context.Context, proc *server.Process) (err error) {
	data, remove, err := c.workshop()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove()) }()
	r := BenchReport{Title: "A month of a region", Columns: []string{"question", "ms", "of searched"}, Notes: []string{
		fmt.Sprintf("%d offices of %d desks, %.0f %% booked at random times; every free start of %d days at every office, for 15 minutes.", regionOffices, regionDesks, 100*regionShare, regionMonth),
	}}
	if r.Machine, err = describeMachine(data); err != nil {
		return err
	}
	h, err := server.Open(filepath.Join(data, "town"), proc.Clock, proc.Log(0))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	if err := fillRegion(ctx, h); err != nil {
		return err
	}
	return c.report(ctx, proc, h, r)
}

func (c *benchRegion) report(ctx context.Context, proc *server.Process, h *server.Server, r BenchReport) error {
	searched, starts, err := regionTime(h)
	if err != nil {
		return err
	}
	r.Notes = append(r.Notes, fmt.Sprintf("It found %d free starts.", starts))
	add := func(what string, ms float64) {
		r.Rows = append(r.Rows, map[string]any{"question": what, "ms": ms, "of searched": ms / searched})
	}
	add("searched: nothing is known yet", searched)
	var known, changed []float64
	for n := 0; n < 20; n++ {
		ms, _, err := regionTime(h)
		if err != nil {
			return err
		}
		known = append(known, ms)
		if err := bookInRegion(ctx, h, n); err != nil {
			return err
		}
		if ms, _, err = regionTime(h); err != nil {
			return err
		}
		changed = append(changed, ms)
	}
	slices.Sort(known)
	slices.Sort(changed)
	add("known, median of 20", known[10])
	add("after one booking, median of 20", changed[10])
	return printReport(proc, r, c.JSON)
}

var regionAsk = supply.Query{Wish: catalogue.Wish{{Product: "meting", Persons: 2}}}

// regionTime asks a month of every office and returns how long that took.
func regionTime(h *server.Server) (ms float64, starts int, err error) {
	begin := time.Now()
	err = h.Ledger.View(func(r ledger.Reader) error {
		offices, err := catalogue.Offices(r)
		for _, o := range offices {
			today := o.Today(r.Now())
			days, failed := supply.Month(r, o.ID, regionAsk, today+1, today+regionMonth)
			err = errors.Join(err, failed)
			for _, d := range days {
				starts += d.Starts
			}
		}
		return err
	})
	return float64(time.Since(begin).Microseconds()) / 1000, starts, err
}

// fillRegion builds the region and books its share at random times.
func fillRegion(ctx context.Context, h *server.Server) error {
	region := benchTown()
	region.Offices = nil
	for n := range regionOffices {
		region.Offices = append(region.Offices, benchOffice(n, regionDesks))
	}
	if err := server.PutDocument(ctx, h.Ledger, region); err != nil {
		return err
	}
	n := demo.Bookings{Server: h, Random: rand.New(rand.NewPCG(41, 10))}
	for _, o := range region.Offices {
		for day := 1; day <= regionMonth; day++ {
			if err := fillEvenly(n, ctx, o, day); err != nil {
				return err
			}
		}
	}
	return nil
}

// fillEvenly books an office-day in one transaction.
func fillEvenly(n demo.Bookings, ctx context.Context, o catalogue.Office, day int) error {
	if _, err := n.Server.FillKeys(); err != nil {
		return err
	}
	return n.Server.Ledger.Update(ctx, "system", func(tx *ledger.Tx) error {
		office, err := catalogue.OfficeByID(tx, o.ID)
		if err != nil {
			return err
		}
		date := office.Today(tx.Now()).AddDays(day)
		wish := catalogue.Wish{{Product: "meting", Persons: 1}}
		for taken, misses := 0, 0; taken < int(regionShare*regionDesks*float64(benchCloses-benchOpens)) && misses < 20; {
			key := booking.VisitKey(ledger.NewID(n.Fill))
			wish[0].Persons = 1 + n.Random.IntN(4)
			start := benchOpens + calendar.Cell(n.Random.IntN(int(benchCloses-benchOpens)-5))
			_, err := booking.TakeHold(tx, key, wish, supply.Offer{Office: o.ID, Date: date, Start: start})
			if errors.Is(err, supply.ErrTaken) {
				misses++
				continue
			}
			if err == nil {
				_, err = booking.Book(tx, n.Server.Vault, booking.Request{Key: key, Contact: contact.Details{Name: "Iemand te Voorbeeld", Channel: contact.None}, Lang: "nl"})
			}
			if err != nil {
				return err
			}
			taken, misses = taken+1+wish[0].Persons, 0
		}
		return nil
	})
}

// bookInRegion takes the first free time of one office.
func bookInRegion(ctx context.Context, h *server.Server, n int) error {
	return h.Ledger.Update(ctx, "system", func(tx *ledger.Tx) error {
		best, err := supply.Best(tx, catalogue.OfficeID(fmt.Sprintf("hal-%d", n)), regionAsk, 1)
		if err != nil || len(best) == 0 {
			return err
		}
		_, err = booking.TakeHold(tx, booking.NewVisitKey(), regionAsk.Wish, best[0])
		return err
	})
}
