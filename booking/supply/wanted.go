package supply

import (
	"time"

	"balie/booking/calendar"
)

// Wanted are the times that suit somebody who looks: part of a day, or some days of the week. It narrows what is
// offered and grants nothing: what may be booked is decided without it.
type Wanted struct {
	From, Until calendar.Cell // of a day; an Until of zero is its end
	Days        Weekdays
}

// Weekdays is a set of days of the week; the zero value is all of them.
type Weekdays uint8

// With is the set with one day more.
func (w Weekdays) With(day time.Weekday) Weekdays { return w | 1<<day }

func (w Weekdays) has(day time.Weekday) bool { return w == 0 || w&(1<<day) != 0 }

// on are the cells of a day that suit.
func (w Wanted) on(date calendar.Date) calendar.Cells {
	switch {
	case !w.Days.has(date.Weekday()):
		return calendar.Cells{}
	case w.Until == 0:
		return calendar.Cells{}.With(w.From, calendar.CellsPerDay)
	}
	return calendar.Cells{}.With(w.From, w.Until)
}
