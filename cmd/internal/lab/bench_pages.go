package lab

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
)

type benchPages struct {
	benching
}

const (
	pageClients = 16
	pagePace    = 1000 // a second, for the last column
)

// benchPage is one page that is measured, and its address.
type benchPage struct{ name, path string }

// Run measures pages of the demo town.
func (c *benchPages) Run(ctx context.Context, proc *server.Process) (err error) {
	data, remove, err := c.workshop()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove()) }()
	r := BenchReport{Title: "Pages as HTML", Notes: []string{
		fmt.Sprintf("%d clients in the same process, on the same cores. Hello: the same fiber saying one word, in the same run.", pageClients),
		"The town is the demo's, with about 60 % of the next eight weeks booked.",
	}, Columns: []string{"page", "req/s", "p50 ms", "p99 ms", "of hello", fmt.Sprintf("p99 ms at %d/s", pagePace)}}
	if r.Machine, err = describeMachine(data); err != nil {
		return err
	}
	hello, err := c.hello()
	if err != nil {
		return err
	}
	r.Rows = append(r.Rows, pageRow("hello", hello, hello))
	s, err := openBench(filepath.Join(data, "town"), proc.Clock, func(h *server.Server) error { return demo.Furnish(ctx, h) })
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	pages, err := benchPaths(s.Server.Ledger)
	if err != nil {
		return err
	}
	for _, p := range pages {
		f, err := c.page(s.URL, p.path)
		if err != nil {
			return err
		}
		r.Rows = append(r.Rows, pageRow(p.name, f, hello))
	}
	return printReport(proc, r, c.JSON)
}

// benchPaths are the pages of the demo town that are measured.
func benchPaths(l *ledger.Ledger) ([]benchPage, error) {
	var busy calendar.Date
	err := l.View(func(r ledger.Reader) (err error) {
		busy, err = busyDay(r)
		return err
	})
	return []benchPage{
		{"home", "/"},
		{"product", "/afspraak?product=paspoort"},
		{"times, first free", "/afspraak/tijd?p=paspoort.1"},
		{"times, a day and its month", "/afspraak/tijd?p=paspoort.1&locatie=gendringen&dag=" + busy.String()},
	}, err
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

func pageRow(name string, f, hello pageFigures) map[string]any {
	return map[string]any{
		"page": name, "req/s": f.most.PerSecond, "p50 ms": f.most.P50, "p99 ms": f.most.P99,
		"of hello": f.most.PerSecond / hello.most.PerSecond, fmt.Sprintf("p99 ms at %d/s", pagePace): f.paced.P99,
	}
}
