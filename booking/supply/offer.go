package supply

import (
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Offer is a time at an office that can be booked at the instant it was read (I7).
type Offer struct {
	Office  catalogue.OfficeID `json:"office"`
	Date    calendar.Date      `json:"date"`
	Start   calendar.Cell      `json:"start"`
	Minutes int                `json:"minutes"`
	Before  int                `json:"before,omitempty"` // minutes for which the desk is kept before the visit; nobody is told
	After   int                `json:"after,omitempty"`  // and after it
}

// DeskTime is what an offer takes of a desk: from when, and how many cells.
func (o Offer) DeskTime() (start calendar.Cell, cells int) {
	before := calendar.CellsFor(o.Before)
	return o.Start - calendar.Cell(before), before + calendar.CellsFor(o.Minutes) + calendar.CellsFor(o.After)
}

// Same reports whether two offers are one time at one office, however long.
func (o Offer) Same(p Offer) bool {
	return o.Office == p.Office && o.Date == p.Date && o.Start == p.Start
}

// DayState says what a day looks like to somebody who picks one.
type DayState string

// The states of a day.
const (
	Free   DayState = "free"   // there is a time
	Full   DayState = "full"   // open, but no time is left
	Closed DayState = "closed" // no desk that can do this is open
	Past   DayState = "past"   // over, or too soon
	Later  DayState = "later"  // further ahead than can be booked now
	Unfit  DayState = "unfit"  // open, but not at times that the asker wants
)

// FreeDay is one day of a month to pick from.
type FreeDay struct {
	Date   calendar.Date
	State  DayState
	Starts int    // how many times there are
	Why    string // key of the reason of a closed day: "holiday.koningsdag", or ""
}

// Month returns the days from from until until, both included, as the asker finds them at an office.
func Month(r ledger.Reader, office catalogue.OfficeID, ask Query, from, until calendar.Date) ([]FreeDay, error) {
	q, err := askAt(r, office, ask)
	if err != nil {
		return nil, err
	}
	days := make([]FreeDay, 0, max(until-from+1, 0))
	for date := from; date <= until; date++ {
		d, err := q.day(date)
		if err != nil {
			return nil, err
		}
		days = append(days, d.describe())
	}
	return days, nil
}

func (d officeDay) describe() FreeDay {
	day := FreeDay{Date: d.date, Starts: d.starts().Len()}
	switch {
	case day.Starts > 0:
		day.State = Free
	case d.date < d.q.nowOn:
		day.State = Past
	case d.able(whole).Empty():
		day.State = Closed
		if holiday, ok := calendar.Holiday(d.date); ok && d.q.office.Holidays {
			day.Why = "holiday." + holiday
		}
	case d.date > d.q.last():
		day.State = Later
	case d.able(d.q.reach(d.date)).Empty():
		day.State = Past
	case d.able(d.among).Empty():
		day.State = Unfit
	default:
		day.State = Full
	}
	return day
}

// whole is every cell of a day.
var whole = calendar.Cells{}.With(0, calendar.CellsPerDay)

// able returns the cells among those given in which some desk that can do this is open to the
// asker, taken or not.
func (d officeDay) able(among calendar.Cells) (open calendar.Cells) {
	for _, desk := range d.desks {
		for _, w := range desk.Windows {
			if d.q.mask&^w.Skills == 0 {
				open = open.Or(w.Cells.And(among))
			}
		}
	}
	return open
}

// Day returns every start that the asker can have on a day at an office, early to late.
func Day(r ledger.Reader, office catalogue.OfficeID, ask Query, date calendar.Date) ([]calendar.Cell, error) {
	q, err := askAt(r, office, ask)
	if err != nil {
		return nil, err
	}
	d, err := q.day(date)
	if err != nil {
		return nil, err
	}
	var starts []calendar.Cell
	for cell := range d.starts().All() {
		starts = append(starts, cell)
	}
	return starts, nil
}

// EndsBeforeClosing reports whether a visit that begins at a start would end before the desks that can do
// it close, whether or not they are taken.
func EndsBeforeClosing(r ledger.Reader, office catalogue.OfficeID, a Query, date calendar.Date, start calendar.Cell) (bool, error) {
	q, err := askAt(r, office, a)
	if err != nil {
		return false, err
	}
	d, err := q.day(date)
	if err != nil {
		return false, err
	}
	return d.able(whole).Covers(start-q.before(), start-q.before()+calendar.Cell(q.span())), nil
}

// NextFrom returns the first n times at an office from a cell of a day on.
func NextFrom(r ledger.Reader, office catalogue.OfficeID, a Query, date calendar.Date, start calendar.Cell, n int) (found []Offer, err error) {
	q, err := askAt(r, office, a)
	if err != nil {
		return nil, err
	}
	err = q.eachDay(date, func(d officeDay) bool {
		for c := range d.starts().All() {
			if (d.date > date || c >= start) && len(found) < n {
				found = append(found, d.offer(c))
			}
		}
		return len(found) < n
	})
	return found, err
}
