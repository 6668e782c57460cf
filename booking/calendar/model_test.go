package calendar_test

import (
	"slices"
	"time"

	"balie/booking/calendar"
)

// The model answers for one minute at a time, from the prose of the rules: no
// bitsets, no cells, no code of the package but its types and Holiday, whose
// days have a test of their own.

// modelOpen reports whether desk works in that minute of d, and by which rules.
func modelOpen(r calendar.Rules, d calendar.Date, minute int, desk string) (rules []string) {
	if instantsOf(d, minute, r.Zone) != 1 {
		return nil
	}
	for _, k := range r.Closures {
		if (k.Desk == "" || k.Desk == desk) && modelWithin(d, k.From, k.Until) &&
			(k.Start == 0 && k.End == 0 || minuteIn(minute, k.Start, k.End)) {
			return nil
		}
	}
	if own, office := modelExceptions(r, d, desk); len(own) > 0 {
		return modelHours(own, minute)
	} else if len(office) > 0 {
		if !slices.ContainsFunc(r.Openings, func(o calendar.Opening) bool {
			return o.Desk == desk && modelWithin(d, o.From, o.Until)
		}) {
			return nil
		}
		return modelHours(office, minute)
	}
	if _, holiday := calendar.Holiday(d); holiday && r.Holidays {
		return nil
	}
	for _, o := range r.Openings {
		if o.Desk == desk && modelFalls(o, d) && minuteIn(minute, o.Start, o.End) {
			rules = append(rules, o.ID)
		}
	}
	return rules
}

func modelExceptions(r calendar.Rules, d calendar.Date, desk string) (own, office []calendar.Exception) {
	for _, e := range r.Exceptions {
		if e.Date == d && e.Desk == desk {
			own = append(own, e)
		} else if e.Date == d && e.Desk == "" {
			office = append(office, e)
		}
	}
	return own, office
}

func modelHours(exceptions []calendar.Exception, minute int) (rules []string) {
	for _, e := range exceptions {
		if minuteIn(minute, e.Start, e.End) {
			rules = append(rules, e.ID)
		}
	}
	return rules
}

func minuteIn(minute int, start, end calendar.Cell) bool {
	return minute >= 5*int(start) && minute < 5*int(end)
}

func modelWithin(d, from, until calendar.Date) bool {
	return d >= from && (d <= until || until == 0)
}

// modelFalls walks from day to day instead of dividing.
func modelFalls(o calendar.Opening, d calendar.Date) bool {
	day := midnight(d)
	if !modelWithin(d, o.From, o.Until) || !slices.Contains(o.Weekdays, calendar.Weekday(day.Weekday())) {
		return false
	}
	if o.EveryWeeks > 1 && !modelTurn(midnight(o.From), day, o.EveryWeeks) {
		return false
	}
	if len(o.NthWeekdays) == 0 {
		return true
	}
	nth, last := 0, true
	for other := time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC); other.Month() == day.Month(); other = other.AddDate(0, 0, 1) {
		if other.Weekday() == day.Weekday() && !other.After(day) {
			nth++
		} else if other.Weekday() == day.Weekday() {
			last = false
		}
	}
	return slices.Contains(o.NthWeekdays, nth) || last && slices.Contains(o.NthWeekdays, -1)
}

// modelTurn counts the changes of ISO week from from to day.
func modelTurn(from, day time.Time, every int) bool {
	weeks := 0
	for from.Before(day) {
		_, before := from.ISOWeek()
		from = from.AddDate(0, 0, 1)
		if _, after := from.ISOWeek(); after != before {
			weeks++
		}
	}
	return weeks%every == 0
}

func midnight(d calendar.Date) time.Time {
	return time.Date(1970, time.January, 1+int(d), 0, 0, 0, 0, time.UTC)
}

// wallClock remembers, for the days asked about, at how many instants the wall
// clock of Amsterdam shows each minute.
var wallClock = map[calendar.Date]*[24 * 60]int{}

// instantsOf counts the instants at which the wall clock of loc shows that
// minute of d, by looking at every minute around that day.
func instantsOf(d calendar.Date, minute int, loc *time.Location) int {
	counts := wallClock[d]
	if counts == nil {
		counts = new([24 * 60]int)
		for t := midnight(d - 1); t.Before(midnight(d + 2)); t = t.Add(time.Minute) {
			if wall := t.In(loc); wall.YearDay() == midnight(d).YearDay() {
				counts[wall.Hour()*60+wall.Minute()]++
			}
		}
		wallClock[d] = counts
	}
	return counts[minute]
}
