package lab

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
)

type benchOverload struct {
	benching
}

const (
	overload        = 4    // times what can be done
	overloadClients = 1024 // each with a connection; one waits for its answer before it comes again
)

// Run measures how much is done when four times as much is asked as can be done, bookings and pages
// apart, and how soon the rest is told to come back.
func (c *benchOverload) Run(ctx context.Context, proc *server.Process) (err error) {
	data, remove, err := c.workshop()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove()) }()
	r := BenchReport{Title: "Four times too much", Columns: []string{"what", "capacity/s", "asked/s", "done/s", "of capacity", "refused p50 ms", "refused p99 ms", "done p99 ms"}, Notes: []string{
		fmt.Sprintf("Capacity is what %d clients get done; then %d clients ask %d times as often, at a pace that does not wait.", pastClients, overloadClients, overload),
		"Clients run in another process on the same cores. Refused is 503 with Retry-After; latencies count from the sending of the request.",
	}}
	if r.Machine, err = describeMachine(data); err != nil {
		return err
	}
	s, err := openBench(filepath.Join(data, "town"), proc.Clock, func(h *server.Server) error {
		return errors.Join(demo.Furnish(ctx, h), server.PutDocument(ctx, h.Ledger, benchTown()))
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	for _, what := range []string{"bookings", "pages"} {
		row, err := c.line(ctx, s.URL, what)
		if err != nil {
			return err
		}
		r.Rows = append(r.Rows, row)
	}
	return printReport(proc, r, c.JSON)
}

// line measures capacity, and then the overload.
func (c *benchOverload) line(ctx context.Context, base, what string) (map[string]any, error) {
	ask := benchClients{URL: base, What: what, Clients: pastClients, Seconds: c.span().Seconds()}
	capacity, err := spawnClients(ctx, ask)
	if err != nil {
		return nil, err
	}
	ask.Clients, ask.Pace, ask.First = overloadClients, overload*capacity.Done.PerSecond, capacity.Next
	got, err := spawnClients(ctx, ask)
	return map[string]any{
		"what": what, "capacity/s": capacity.Done.PerSecond, "asked/s": got.Done.PerSecond + got.Refused.PerSecond, "done/s": got.Done.PerSecond,
		"of capacity": got.Done.PerSecond / capacity.Done.PerSecond, "refused p50 ms": got.Refused.P50, "refused p99 ms": got.Refused.P99, "done p99 ms": got.Done.P99,
	}, err
}
