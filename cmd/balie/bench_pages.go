package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

type benchPages struct {
	benching
	History int `help:"Past appointments in the second ledger; 0 leaves it out." default:"20000"`
}

const (
	pageClients = 16
	pagePace    = 1000 // a second, for the last column
)

// benchPage is one page that is measured, and its address.
type benchPage struct{ name, path string }

// Run measures pages of the demo town, without a past and with one.
func (c *benchPages) Run(ctx context.Context, m *Main) (err error) {
	data, remove, err := c.workshop()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove()) }()
	r := benchReport{Title: "Pages as HTML", Notes: []string{
		fmt.Sprintf("%d clients in the same process, on the same cores. Hello: the same fiber saying one word, in the same run.", pageClients),
		"The town is the demo's, with about 60 % of the next eight weeks booked.",
	}, Columns: []string{"ledger", "page", "req/s", "p50 ms", "p99 ms", "of hello", fmt.Sprintf("p99 ms at %d/s", pagePace)}}
	if r.Machine, err = describeMachine(data); err != nil {
		return err
	}
	hello, err := c.hello()
	if err != nil {
		return err
	}
	r.Rows = append(r.Rows, pageRow("none", "hello", hello, hello))
	if err := c.town(ctx, m, &r, filepath.Join(data, "new"), 0, hello); err != nil {
		return err
	}
	if c.History > 0 {
		err = c.town(ctx, m, &r, filepath.Join(data, "old"), c.History, hello)
	}
	return errors.Join(err, m.printReport(r, c.JSON))
}

// town measures the pages of a town with so many past appointments.
func (c *benchPages) town(ctx context.Context, m *Main, r *benchReport, data string, history int, hello pageFigures) (err error) {
	clock := newBenchClock(m.Clock, history)
	made := 0
	s, err := openBench(data, clock.read, func(h *house) (err error) {
		made, err = settle(ctx, h, clock, history)
		return err
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	var busy calendar.Date
	if err := s.house.ledger.View(func(r ledger.Reader) error { busy, err = busyDay(r); return err }); err != nil {
		return err
	}
	pages := []benchPage{
		{"home", "/"},
		{"times, first free", "/afspraak/tijd?p=paspoort.1"},
		{"times, a day", "/afspraak/tijd?p=paspoort.1&locatie=gendringen&dag=" + busy.String()},
	}
	for _, p := range pages {
		f, err := c.page(s.url, p.path)
		if err != nil {
			return err
		}
		r.Rows = append(r.Rows, pageRow(fmt.Sprintf("%d past", made), p.name, f, hello))
	}
	return nil
}

// pageFigures are one page's figures: as fast as it goes, and at the pace.
type pageFigures struct{ most, paced measured }

func (c *benchPages) page(base, path string) (f pageFigures, err error) {
	client := func(int) func() error {
		b := newBenchClient(base)
		return func() error { return b.get(path) }
	}
	if f.most, err = (load{clients: pageClients, span: c.span()}).run(client); err != nil {
		return f, err
	}
	f.paced, err = (load{clients: pageClients, span: c.span(), pace: pagePace}).run(client)
	return f, err
}

func pageRow(house, name string, f, hello pageFigures) map[string]any {
	return map[string]any{
		"ledger": house, "page": name, "req/s": f.most.PerSecond, "p50 ms": f.most.P50, "p99 ms": f.most.P99,
		"of hello": f.most.PerSecond / hello.most.PerSecond, fmt.Sprintf("p99 ms at %d/s", pagePace): f.paced.P99,
	}
}
