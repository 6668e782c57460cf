package lab

import (
	"errors"
	"slices"
	"sync"
	"time"
)

// load is so many clients who each ask again as soon as they were answered, or, at a pace, so many
// times a second together, answered or not.
type load struct {
	clients int
	span    time.Duration
	pace    float64 // a second; 0 is as fast as they can
}

// measured is what came of a load. Latencies at a pace count from when the question was due, so
// that a stall is not hidden by questions which it kept from being asked.
type measured struct {
	PerSecond float64 `json:"per_second"`
	P50       float64 `json:"p50_ms"`
	P99       float64 `json:"p99_ms"`
	Answers   int     `json:"answers"`
}

// run starts the clients, each with a question of its own, and measures. The first error ends it.
func (l load) run(client func(n int) (ask func() error)) (measured, error) {
	taken, errs := make([][]time.Duration, l.clients), make([]error, l.clients)
	var all sync.WaitGroup
	begin := time.Now()
	for n := range l.clients {
		ask := client(n)
		all.Go(func() { taken[n], errs[n] = l.ask(begin, n, ask) })
	}
	all.Wait()
	return sum(slices.Concat(taken...), time.Since(begin)), errors.Join(errs...)
}

// ask is one client's part.
func (l load) ask(begin time.Time, n int, ask func() error) (taken []time.Duration, err error) {
	end := begin.Add(l.span)
	for i := 0; ; i++ {
		due := time.Now()
		if l.pace > 0 {
			due = begin.Add(time.Duration(float64(i*l.clients+n) / l.pace * float64(time.Second)))
			time.Sleep(time.Until(due))
		}
		if !due.Before(end) {
			return taken, nil
		}
		if err := ask(); err != nil {
			return taken, err
		}
		taken = append(taken, time.Since(due))
	}
}

func sum(taken []time.Duration, span time.Duration) measured {
	if len(taken) == 0 {
		return measured{}
	}
	slices.Sort(taken)
	return measured{float64(len(taken)) / span.Seconds(), quantile(taken, 0.5), quantile(taken, 0.99), len(taken)}
}

// quantile is in milliseconds; taken is sorted.
func quantile(taken []time.Duration, q float64) float64 {
	return float64(taken[int(q*float64(len(taken)-1))].Microseconds()) / 1000
}
