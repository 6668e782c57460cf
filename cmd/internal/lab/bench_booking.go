package lab

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"sync/atomic"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
)

type benchBooking struct {
	benching
}

// bookingClients are how many book at once.
var bookingClients = []int{1, 8, 64, 256}

// Run measures bookings through HTTP: each holds a place and makes an appointment of it, two
// requests that are answered when they are on the disk.
func (c *benchBooking) Run(ctx context.Context, proc *server.Process) (err error) {
	data, remove, err := c.workshop()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove()) }()
	r := BenchReport{Title: "Durable bookings through HTTP", Notes: []string{
		"A booking is two durable requests: hold and confirm. Clients run in the same process, on the same cores.",
		"Bare: operations of three puts in a bare bbolt group commit, in the same run. Share: durable requests as part of bare.",
	}}
	if r.Machine, err = describeMachine(data); err != nil {
		return err
	}
	s, err := openBench(filepath.Join(data, "town"), proc.Clock, func(h *server.Server) error { return server.PutDocument(ctx, h.Ledger, benchTown()) })
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	bare, err := ledger.OpenBaseline(filepath.Join(data, "bare.db"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, bare.Close()) }()
	r.Columns = []string{"clients", "bookings/s", "confirm p50 ms", "confirm p99 ms", "requests/s", "bare/s", "bare p99 ms", "share"}
	places := benchPlaces{today: calendar.DateIn(proc.Clock(), time.UTC)}
	for _, clients := range bookingClients {
		row, err := c.line(clients, s.URL, &places, bare)
		if err != nil {
			return err
		}
		r.Rows = append(r.Rows, row)
	}
	return printReport(proc, r, c.JSON)
}

// line measures one number of clients: bare first, then bookings.
func (c *benchBooking) line(clients int, base string, places *benchPlaces, bare *ledger.Baseline) (map[string]any, error) {
	l := load{clients: clients, span: c.span()}
	plain, err := l.run(func(int) func() error { return func() error { return putThree(bare) } })
	if err != nil {
		return nil, err
	}
	confirms := make([]*benchVisit, clients)
	whole, err := l.run(func(n int) func() error {
		confirms[n] = &benchVisit{client: newBenchClient(base), places: places}
		return confirms[n].book
	})
	if err != nil {
		return nil, err
	}
	confirmed := confirmTimes(confirms)
	return map[string]any{
		"clients": clients, "bookings/s": whole.PerSecond, "confirm p50 ms": confirmed.P50, "confirm p99 ms": confirmed.P99,
		"requests/s": 2 * whole.PerSecond, "bare/s": plain.PerSecond, "bare p99 ms": plain.P99, "share": 2 * whole.PerSecond / plain.PerSecond,
	}, nil
}

// putThree writes what a small operation of ours would: three records under keys that nobody had.
func putThree(b *ledger.Baseline) error {
	value := make([]byte, 250)
	id := string(booking.NewVisitKey())
	return b.Put([][]byte{[]byte("ap:" + id), []byte("cc:" + id), []byte("ev:" + id)}, value)
}

// benchPlaces hands out places, each once.
type benchPlaces struct {
	today calendar.Date
	next  atomic.Int64
}

// form is the form of the page of times, with a place of its own.
func (p *benchPlaces) form(key booking.VisitKey) string {
	n := int(p.next.Add(1) - 1)
	office, n := n%benchOffices, n/benchOffices
	day, n := n%benchDays, n/benchDays
	start := benchOpens + calendar.Cell(n/benchDesks*2)
	return url.Values{
		"p": {"meting.1"}, "v": {string(key)}, "locatie": {fmt.Sprintf("hal-%d", office)},
		"tijd": {p.today.AddDays(day+2).String() + "T" + start.String()},
	}.Encode()
}
