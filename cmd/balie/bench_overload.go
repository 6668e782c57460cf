package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/valyala/fasthttp"

	"balie/booking"
	"balie/booking/calendar"
)

type benchOverload struct {
	benching
}

const (
	overload        = 4    // times what can be done
	overloadClients = 2048 // each with a connection; waits for an answer before it comes again
)

// Run measures how much is done when four times as much is asked as can be done, bookings and pages
// apart, and how soon the rest is told to come back.
func (c *benchOverload) Run(ctx context.Context, m *Main) (err error) {
	data, remove, err := c.workshop()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove()) }()
	r := benchReport{Title: "Four times too much", Columns: []string{"what", "asked/s", "done/s", "of capacity", "refused/s", "refused p50 ms", "refused p99 ms", "done p99 ms"}, Notes: []string{
		fmt.Sprintf("Capacity is what %d clients get done; then %d clients ask for %d times as much, at a pace that does not wait.", pastClients, overloadClients, overload),
		"Clients run in the same process, on the same cores. Refused is 503 with Retry-After; latencies count from the sending of the request.",
	}}
	if r.Machine, err = describeMachine(data); err != nil {
		return err
	}
	s, err := openBench(filepath.Join(data, "house"), m.Clock, func(h *house) error {
		return errors.Join(furnish(ctx, h), put(ctx, h.ledger, benchTown()))
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	places := &benchPlaces{today: calendar.DateIn(m.Clock(), time.UTC)}
	asks := []struct {
		what string
		ask  func(*benchClient) error
	}{
		{"bookings", func(b *benchClient) error { return bookOnce(b, places) }},
		{"pages of times", func(b *benchClient) error { return b.get("/afspraak/tijd?p=paspoort.1") }},
	}
	for _, a := range asks {
		row, err := c.line(s.url, a.ask)
		if err != nil {
			return err
		}
		row["what"] = a.what
		r.Rows = append(r.Rows, row)
	}
	return m.printReport(r, c.JSON)
}

// line measures capacity, and then the overload.
func (c *benchOverload) line(base string, ask func(*benchClient) error) (map[string]any, error) {
	capacity, err := (load{clients: pastClients, span: c.span()}).run(func(int) func() error {
		b := newBenchClient(base)
		return func() error { return ask(b) }
	})
	if err != nil {
		return nil, err
	}
	var refused turnedAway
	var done atomic.Int64
	took := make([][]time.Duration, overloadClients)
	begin := time.Now()
	_, err = (load{clients: overloadClients, span: c.span(), pace: overload * capacity.PerSecond}).run(func(n int) func() error {
		b := newBenchClient(base)
		return func() error {
			sent := time.Now()
			err := ask(b)
			if b.response.StatusCode() == fasthttp.StatusServiceUnavailable {
				refused.add(b.took)
				return nil
			}
			done.Add(1)
			took[n] = append(took[n], time.Since(sent))
			return err
		}
	})
	seconds := time.Since(begin).Seconds()
	no, yes := sum(refused.all, time.Since(begin)), sum(slices.Concat(took...), time.Since(begin))
	return map[string]any{
		"asked/s": float64(done.Load()+int64(len(refused.all))) / seconds, "done/s": yes.PerSecond,
		"of capacity": yes.PerSecond / capacity.PerSecond, "refused/s": no.PerSecond,
		"refused p50 ms": no.P50, "refused p99 ms": no.P99, "done p99 ms": yes.P99,
	}, err
}

// turnedAway are how long each took.
type turnedAway struct {
	mu  sync.Mutex
	all []time.Duration
}

func (r *turnedAway) add(took time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = append(r.all, took)
}

// bookOnce holds a place and makes an appointment of it; a refusal on the way ends it.
func bookOnce(b *benchClient, places *benchPlaces) error {
	key := booking.NewVisitKey()
	if err := b.post("/afspraak/tijd", places.form(key)); err != nil {
		return err
	}
	return b.post("/afspraak/maken", url.Values{"v": {string(key)}, "naam": {"Iemand te Voorbeeld"}, "kanaal": {"none"}}.Encode())
}
