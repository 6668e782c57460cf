package demo

import (
	"slices"
	"sync"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Clock is the town's own clock. It stands where it was set, or runs from there by the machine's clock,
// so many times as fast.
type Clock struct {
	mu      sync.Mutex
	at      time.Time
	machine ledger.Clock // nil while it stands
	since   time.Time    // by the machine's clock
	speed   int
}

// NewClock returns a clock that stands.
func NewClock(at time.Time) *Clock { return &Clock{at: at.Round(0)} }

// Now is the town's time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.machine == nil {
		return c.at
	}
	return c.at.Add(c.machine().Sub(c.since) * time.Duration(c.speed))
}

// Set puts a clock that stands to a time.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at.Round(0)
}

// Run lets it go on from where it stands, speed times as fast as the machine's clock.
func (c *Clock) Run(machine ledger.Clock, speed int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.machine, c.since, c.speed = machine, machine(), max(speed, 1)
}

// Pace is how many times as fast as the machine's clock it runs; 0 while it stands.
func (c *Clock) Pace() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.machine == nil {
		return 0
	}
	return c.speed
}

// SetPace lets a clock that runs go on from where it stands so many times as fast; at 0 it waits there.
func (c *Clock) SetPace(speed int) {
	now := c.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.machine != nil {
		c.at, c.since, c.speed = now.Round(0), c.machine(), max(speed, 0)
	}
}

// When the town's day begins for whoever starts it: the hall has been open for a while.
const (
	startHour   = 9
	startMinute = 40
)

// startCell is 9.40.
const startCell = calendar.Cell((startHour*60 + startMinute) / calendar.CellMinutes)

// NextTuesday is the next Tuesday on which an office with these rules works as on any other, at 9.40: in
// that week is no holiday. The day itself counts until then.
func NextTuesday(now time.Time, zone *time.Location, office calendar.Rules) time.Time {
	date := calendar.DateIn(now, zone)
	for ; ; date++ {
		at, ok := calendar.At(date, startCell, zone)
		if ok && date.Weekday() == time.Tuesday && !now.After(at) && ordinary(date) && opens(office, date) {
			return at
		}
	}
}

// opens reports whether some desk works when the town's clock starts.
func opens(office calendar.Rules, date calendar.Date) bool {
	return slices.ContainsFunc(office.Day(date), func(w calendar.Window) bool { return w.Cells.Has(startCell) })
}

// ordinary reports whether no day of a date's week is a holiday.
func ordinary(date calendar.Date) bool {
	for day := date.Monday(); day < date.Monday()+7; day++ {
		if _, holiday := calendar.Holiday(day); holiday {
			return false
		}
	}
	return true
}
