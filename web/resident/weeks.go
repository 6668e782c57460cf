package resident

import (
	"strconv"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
)

// weeksView is a grid of whole weeks, Monday first: two on a phone, the others where there is room.
type weeksView struct {
	title        string
	before, next string // paths; "" where there is nothing to be had
	weeks        [][7]dayView
}

// dayView is one day in the grid.
type dayView struct {
	number string
	month  string // "dec", on the first day shown and the first of a month
	long   string // "dinsdag 1 december", for whoever hears it
	state  supply.DayState
	word   string // "vol", "dicht", "9 vrij"
	path   string
	chosen bool
	today  bool
	narrow bool // a column of the weekend, where a word does not fit
}

const (
	// manyTimes is the number of free times above which the number says no more than "many".
	manyTimes = 40
	// turnWeeks is how many weeks a phone shows, and an arrow turns; moreWeeks how many a wide screen shows.
	turnWeeks = 2
	moreWeeks = 4
)

// inReach keeps a day that somebody typed within what can be booked at all.
func inReach(d, today calendar.Date) calendar.Date {
	return min(max(d, today), today.AddDays(400))
}

// monday is the first day of a week.
func monday(d calendar.Date) calendar.Date { return d.AddDays(-(int(d.Weekday()) + 6) % 7) }

// fillWeeks gathers the weeks from the one asked for, else from that of the chosen day. Where no day was asked for, the
// day shown becomes the first of them that has a time.
func (v *timesView) fillWeeks(r ledger.Reader, w lang.Words, a timesAsk, today calendar.Date) error {
	first := monday(v.day)
	if d, err := calendar.ParseDate(a.from); err == nil {
		first = monday(inReach(d, today))
		if d, err := calendar.ParseDate(a.day); err == nil && (d < first || d >= first.AddDays(7*moreWeeks)) {
			first = monday(inReach(d, today))
		}
	}
	days, err := supply.Month(r, v.office.ID, a.ask, first, first.AddDays(7*moreWeeks-1))
	if err != nil {
		return err
	}
	if _, err := calendar.ParseDate(a.day); err != nil && a.from != "" {
		v.day = firstFree(days, max(first, today))
	}
	v.state["vanaf"] = first.String()
	v.closed = closures(w, v.office, max(first, today), first.AddDays(7*moreWeeks-1))
	v.weeks = weeksView{title: w.T("weeks.from", "day", w.DayMonth(first))}
	if first > monday(today) {
		v.weeks.before = v.link("weken", "vanaf", max(first.AddDays(-7*turnWeeks), monday(today)).String(), "dag", "", "alle", "")
	}
	if days[7*turnWeeks-1].State != supply.Later {
		v.weeks.next = v.link("weken", "vanaf", first.AddDays(7*turnWeeks).String(), "dag", "", "alle", "")
	}
	v.weeks.weeks = make([][7]dayView, moreWeeks)
	for i, d := range days {
		v.weeks.weeks[i/7][i%7] = v.sayDay(w, d, today, i == 0)
		if d.Date == v.day {
			v.shown = d
		}
	}
	return v.fillTurns(r, w, a, days, today)
}

// firstFree is the first of the first two weeks' days that has a time, else the day from which was looked.
func firstFree(days []supply.FreeDay, from calendar.Date) calendar.Date {
	for _, d := range days[:7*turnWeeks] {
		if d.State == supply.Free && d.Date >= from {
			return d.Date
		}
	}
	return from
}

func (v *timesView) sayDay(w lang.Words, d supply.FreeDay, today calendar.Date, first bool) dayView {
	_, month, number := d.Date.Civil()
	day := dayView{
		number: strconv.Itoa(number), long: w.Day(d.Date), state: d.State,
		word: w.T("day." + string(d.State)), chosen: d.Date == v.day, today: d.Date == today,
		narrow: d.Date.Weekday() == time.Saturday || d.Date.Weekday() == time.Sunday,
	}
	if first || number == 1 {
		day.month = w.MonthShort(month)
	}
	if d.State == supply.Free {
		day.word = w.T("day.free", "n", d.Starts)
		if d.Starts > manyTimes {
			day.word = w.T("day.many")
		}
		day.path = v.link("kies", "dag", d.Date.String(), "alle", "")
	}
	if d.Why != "" {
		day.long += ", " + w.T(d.Why)
	}
	return day
}

// turnView leads to the day with times before the one shown, or after it.
type turnView struct{ path, day string }

// fillTurns finds the days with times on both sides of the one shown.
func (v *timesView) fillTurns(r ledger.Reader, w lang.Words, a timesAsk, days []supply.FreeDay, today calendar.Date) error {
	from := max(today, min(days[0].Date, v.day.AddDays(-7*moreWeeks)))
	before, err := supply.Month(r, v.office.ID, a.ask, from, v.day-1)
	if err != nil {
		return err
	}
	for _, d := range before {
		if d.State == supply.Free {
			v.earlier = v.turn(w, d.Date)
		}
	}
	next, err := supply.BestFrom(r, v.office.ID, a.ask, 1, v.day+1)
	if err == nil && len(next) > 0 {
		v.later = v.turn(w, next[0].Date)
	}
	return err
}

func (v *timesView) turn(w lang.Words, d calendar.Date) turnView {
	return turnView{v.link("kies", "dag", d.String(), "alle", ""), w.Day(d)}
}
