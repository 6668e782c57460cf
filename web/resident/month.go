package resident

import (
	"strconv"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
)

// monthView is a month as a grid of weeks, Monday first.
type monthView struct {
	title        string
	before, next string // paths; "" where there is nothing to be had
	nextName     string
	beforeName   string
	weeks        [][7]dayView
}

// dayView is one day in the grid.
type dayView struct {
	shown  bool
	number string
	long   string // "dinsdag 1 december", for whoever hears it
	state  supply.DayState
	word   string // "vol", "dicht", "9 vrij"
	path   string
	chosen bool
	today  bool
	narrow bool // a column of the weekend, where a word does not fit
}

// manyTimes is the number of free times above which the number says no more than "many".
const manyTimes = 40

// inReach keeps a month that somebody typed within what can be booked at all.
func inReach(d, today calendar.Date) calendar.Date {
	return min(max(d, today), today.AddDays(400))
}

// fillMonth gathers the month of the chosen day, or the one that was asked for.
func (v *timesView) fillMonth(r ledger.Reader, w lang.Words, a timesAsk, today calendar.Date) error {
	shown := v.day
	if d, err := calendar.ParseDate(a.month + "-01"); err == nil {
		shown = inReach(d, today)
	}
	y, m, _ := shown.Civil()
	first := calendar.DateOf(y, m, 1)
	next := calendar.DateOf(y, m+1, 1)
	days, err := supply.Month(r, v.office.ID, a.ask, first, next-1)
	if err != nil {
		return err
	}
	v.closed = closures(w, v.office, max(first, today), next-1)
	v.month = monthView{title: w.Month(first), nextName: w.Month(next), beforeName: w.Month(first - 1)}
	if first > today {
		v.month.before = v.link("locatie", string(v.office.ID), "maand", (first - 1).String()[:7])
	}
	if last := days[len(days)-1]; last.State != supply.Later {
		v.month.next = v.link("locatie", string(v.office.ID), "maand", next.String()[:7])
	}
	week := [7]dayView{}
	for _, d := range days {
		column := (int(d.Date.Weekday()) + 6) % 7
		week[column] = v.sayDay(w, d, today)
		if column == 6 || d.Date == next-1 {
			if d.Date >= today { // a week that is over has nothing to choose
				v.month.weeks = append(v.month.weeks, week)
			}
			week = [7]dayView{}
		}
	}
	return nil
}

func (v *timesView) sayDay(w lang.Words, d supply.FreeDay, today calendar.Date) dayView {
	_, _, number := d.Date.Civil()
	day := dayView{
		shown: true, number: strconv.Itoa(number), long: w.Day(d.Date), state: d.State,
		word: w.T("day." + string(d.State)), chosen: d.Date == v.day, today: d.Date == today,
		narrow: d.Date.Weekday() == time.Saturday || d.Date.Weekday() == time.Sunday,
	}
	if d.State == supply.Free {
		day.word = w.T("day.free", "n", d.Starts)
		if d.Starts > manyTimes {
			day.word = w.T("day.many")
		}
		day.path = v.link("locatie", string(v.office.ID), "dag", d.Date.String())
	}
	if d.Why != "" {
		day.long += ", " + w.T(d.Why)
	}
	return day
}
