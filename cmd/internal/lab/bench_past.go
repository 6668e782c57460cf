package lab

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"balie/booking/calendar"
	"balie/cmd/internal/server"
)

type benchHistory struct {
	benching
	Past int `help:"Past appointments in the second ledger." default:"20000"`
}

// pastClients are how many book, and how many look at pages, at once.
const pastClients = 64

// Run measures the same town twice in one run: new, and after a past in which as many appointments
// were made through the very functions that residents use.
func (c *benchHistory) Run(ctx context.Context, proc *server.Process) (err error) {
	data, remove, err := c.workshop()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove()) }()
	r := BenchReport{Title: "The same with a past", Columns: []string{"what", "new", "with past", "ratio"}}
	if r.Machine, err = describeMachine(data); err != nil {
		return err
	}
	fresh, _, err := c.town(ctx, proc, filepath.Join(data, "new"), 0)
	if err != nil {
		return err
	}
	old, made, err := c.town(ctx, proc, filepath.Join(data, "old"), c.Past)
	if err != nil {
		return err
	}
	r.Notes = []string{fmt.Sprintf("The demo town, and the same town after %d appointments in its past, most of them forgotten as promised.", made),
		fmt.Sprintf("%d clients book, %d look; start is opening the file until the first page is answered.", pastClients, pageClients)}
	for i, f := range fresh {
		r.Rows = append(r.Rows, map[string]any{"what": f.what, "new": f.value, "with past": old[i].value, "ratio": old[i].value / f.value})
	}
	return printReport(proc, r, c.JSON)
}

// figure is one measured thing.
type figure struct {
	what  string
	value float64
}

// town makes a town with so much past, starts it anew and measures it.
func (c *benchHistory) town(ctx context.Context, proc *server.Process, data string, past int) (figures []figure, made int, err error) {
	clock := newBenchClock(proc.Clock, past)
	s, err := openBench(data, clock.read, func(h *server.Server) (err error) {
		if made, err = settle(ctx, h, clock, past); err != nil {
			return err
		}
		return server.PutDocument(ctx, h.Ledger, benchTown())
	})
	if err != nil {
		return nil, 0, err
	}
	if err := s.Close(); err != nil {
		return nil, 0, err
	}
	begin := time.Now()
	if s, err = openBench(data, clock.read, func(*server.Server) error { return nil }); err != nil {
		return nil, 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := newBenchClient(s.URL).get("/"); err != nil {
		return nil, 0, err
	}
	figures = append(figures, figure{"start, ms", float64(time.Since(begin).Microseconds()) / 1000})
	more, err := c.measure(s, proc)
	figures = append(figures, more...)
	figures = append(figures, figure{"heap in use, MB", float64(inUse()) / 1e6})
	if info, err := os.Stat(server.LedgerPath(data)); err == nil {
		figures = append(figures, figure{"file, MB", float64(info.Size()) / 1e6})
	}
	return figures, made, err
}

// measure is what residents notice of it.
func (c *benchHistory) measure(s *server.Running, proc *server.Process) (figures []figure, err error) {
	pages, err := benchPaths(s.Server.Ledger)
	if err != nil {
		return nil, err
	}
	for _, p := range pages {
		f, err := (load{clients: pageClients, span: c.span()}).run(func(int) func() error {
			b := newBenchClient(s.URL)
			return func() error { return b.get(p.path) }
		})
		if err != nil {
			return nil, err
		}
		figures = append(figures, figure{p.name + ", pages/s", f.PerSecond})
	}
	places := benchPlaces{today: calendar.DateIn(proc.Clock(), time.UTC)}
	f, err := (load{clients: pastClients, span: c.span()}).run(func(int) func() error {
		return (&benchVisit{client: newBenchClient(s.URL), places: &places}).book
	})
	return append(figures, figure{"bookings/s", f.PerSecond}), err
}

// inUse is the memory in use after cleaning, in bytes.
func inUse() int64 {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
