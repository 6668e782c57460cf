package demo

import (
	"sync"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
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

// When the town's day begins for whoever starts it: the hall has been open for a while.
const (
	startHour   = 9
	startMinute = 40
)

// NextTuesday is the next Tuesday on which the office works as on any other, at 9.40: no holiday in that
// week, and none that day is. The day itself counts until then.
func NextTuesday(now time.Time, office catalogue.Office) time.Time {
	date := calendar.DateIn(now, office.Location())
	for ; ; date++ {
		at, ok := calendar.At(date, (startHour*60+startMinute)/calendar.CellMinutes, office.Location())
		if ok && date.Weekday() == time.Tuesday && !now.After(at) && ordinary(date) && office.Open(at) {
			return at
		}
	}
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
