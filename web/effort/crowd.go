package effort

import (
	"math"
	"sync"
	"time"
)

// crowd measures how many forms that hold or book come in, from all visitors together. A town's own
// residents never reach calm; whoever grabs times for sale does.
type crowd struct {
	mu    sync.Mutex
	count float64 // forms of the last minute or so
	at    time.Time
}

// calm is how many forms a minute are no crowd.
const calm = 60

// How hard an effort is: hardly anything while it is calm, four times as much with each doubling of
// the crowd, and never so much that a phone of fifty thousand a second is busy for more than a quarter of
// one with both efforts of a first booking.
const (
	easiest = 500
	hardest = 8_000
)

// highestToll is what a form without an effort counts for at most.
const highestToll = 4

// note counts a form.
func (c *crowd) note(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count, c.at = c.faded(now)+1, now
}

// faded is the count as time has worn it down since; the caller holds the lock.
func (c *crowd) faded(now time.Time) float64 {
	return c.count * math.Exp(-max(0, now.Sub(c.at).Minutes()))
}

// doublings is how often calm must be doubled to be the crowd of now; 0 while it is calm.
func (c *crowd) doublings(now time.Time) float64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return max(0, math.Log2(max(1, c.faded(now)/calm)))
}

// hardness is the highest number that a challenge may hide.
func (c *crowd) hardness(now time.Time) int {
	return int(min(hardest, easiest*math.Pow(4, c.doublings(now))))
}

// toll is for how many a form without an effort counts.
func (c *crowd) toll(now time.Time) int {
	return int(min(highestToll, 1+c.doublings(now)))
}

// spent remembers which efforts were brought, in two generations of a bounded size: of a flood the
// oldest are forgotten, and those end by themselves.
type spent struct {
	mu         sync.Mutex
	young, old map[string]bool
}

// mostSpent bounds the memory: twice as many hashes.
const mostSpent = 20_000

// first reports whether an effort comes for the first time, and remembers it.
func (s *spent) first(challenge string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.young[challenge] || s.old[challenge] {
		return false
	}
	if s.young == nil || len(s.young) >= mostSpent {
		s.young, s.old = map[string]bool{}, s.young
	}
	s.young[challenge] = true
	return true
}
