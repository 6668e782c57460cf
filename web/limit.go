package web

import (
	"hash/maphash"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/route"
)

// Rate is how many requests may come at once, and how many more a minute.
type Rate struct{ Burst, PerMinute float64 }

// Limits gives each limit its rate; Free has none.
type Limits map[route.Limit]Rate

// StandardLimits leave room for a whole library or flat behind one address, and make guessing a
// spoken code hopeless.
var StandardLimits = Limits{
	route.Look:   {Burst: 300, PerMinute: 600},
	route.Change: {Burst: 60, PerMinute: 60},
	route.Slow:   {Burst: 20, PerMinute: 10},
	route.Guess:  {Burst: 10, PerMinute: 10},
	route.Enter:  {Burst: 120, PerMinute: 120},
}

// ErrLimit: this visitor asks too often; args: seconds.
var ErrLimit = route.As(fiber.StatusTooManyRequests, ledger.Refuse(ledger.Busy, "limit.reached"))

// mostVisitors bounds the limiter's memory: twice as many buckets of 40 bytes at most.
const mostVisitors = 50_000

// limiter keeps a bucket for each visitor and limit in memory. It knows visitors by a hash under
// a key that is made at start and kept nowhere, so its memory names nobody.
type limiter struct {
	limits Limits
	clock  ledger.Clock
	seed   maphash.Seed

	mu         sync.Mutex
	young, old map[uint64]bucket
}

type bucket struct {
	left float64
	at   time.Time
}

func newLimiter(limits Limits, clock ledger.Clock) *limiter {
	return &limiter{limits: limits, clock: clock, seed: maphash.MakeSeed(), young: map[uint64]bucket{}}
}

// take counts one request of a visitor, or refuses it with ErrLimit.
func (l *limiter) take(limit route.Limit, visitor string) error {
	rate, limited := l.limits[limit]
	if !limited {
		return nil
	}
	now := l.clock()
	key := maphash.Comparable(l.seed, [2]string{string(limit), visitor})
	l.mu.Lock()
	defer l.mu.Unlock()
	b := l.find(key, rate, now)
	if b.left < 1 {
		return ErrLimit.With("seconds", 1+int((1-b.left)*60/rate.PerMinute))
	}
	b.left--
	l.keep(key, b)
	return nil
}

// slow counts a form without a proof of work for as many as its toll.
func (a *App) slow(c *fiber.Ctx, toll int) error {
	for range toll {
		if err := a.limiter.take(route.Slow, a.visitor(c)); err != nil {
			return err
		}
	}
	return nil
}

// find returns a visitor's bucket as it has filled up by now.
func (l *limiter) find(key uint64, rate Rate, now time.Time) bucket {
	b, ok := l.young[key]
	if !ok {
		if b, ok = l.old[key]; !ok {
			b = bucket{rate.Burst, now}
		}
	}
	if passed := now.Sub(b.at); passed > 0 {
		b.left = min(rate.Burst, b.left+passed.Minutes()*rate.PerMinute)
		b.at = now
	}
	return b
}

// keep writes a bucket among the young; when those are too many, they become the old, and the
// old, whom nobody asked about since, are forgotten.
func (l *limiter) keep(key uint64, b bucket) {
	if len(l.young) >= mostVisitors {
		l.young, l.old = map[uint64]bucket{}, l.young
	}
	l.young[key] = b
}
