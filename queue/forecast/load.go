package forecast

import (
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// DayLoad is how full a day to come is, in minutes of all desks together. It names nobody, and no desk.
type DayLoad struct {
	Date    calendar.Date
	Open    int // of desks that are open, without those that a published roster gives no colleague
	Taken   int // claimed by appointments and holds
	Walkins int // that people without an appointment are expected to take, from the days that were
	Free    int // that appointments can still take, among what is left of the day
	Pieces  int // into how many stretches that is cut
}

// Share is how much of the open time is taken or expected to be, in per cent, over 100 where it does not fit; ok is
// false on a day on which nothing is open.
func (d DayLoad) Share() (percent int, ok bool) {
	if d.Open <= 0 {
		return 0, d.Taken > 0
	}
	return (100*(d.Taken+d.Walkins) + d.Open/2) / d.Open, true
}

// Loads returns how full each day of an office is, from one until another, both included. A day that is taken and
// not open is all that does not fit. It refuses with catalogue.ErrUnknownOffice.
func Loads(r ledger.Reader, office catalogue.OfficeID, from, until calendar.Date) ([]DayLoad, error) {
	c, err := catalogue.Of(r)
	if err != nil {
		return nil, err
	}
	if _, err := c.Office(office); err != nil {
		return nil, err
	}
	learned, err := Learned(r, office)
	if err != nil {
		return nil, err
	}
	var all []DayLoad
	for date := from; date <= until; date++ {
		then, err := c.On(date)
		if err != nil {
			return nil, err
		}
		o, err := then.Office(office)
		if err != nil {
			return nil, err
		}
		d, err := loadOf(r, o, date, learned)
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}

func loadOf(r ledger.Reader, o catalogue.Office, date calendar.Date, learned Lessons) (DayLoad, error) {
	d := DayLoad{Date: date}
	open, bookable := hoursOf(o, date)
	var together calendar.Cells
	for _, cells := range open {
		d.Open += cells.Len() * calendar.CellMinutes
		together = together.Or(cells)
	}
	short, err := supply.UncoveredOn(r, o.ID, date)
	if err != nil {
		return d, err
	}
	for _, s := range short {
		if s.Skill == "" {
			d.Open -= (s.Open - s.There) * (s.To - s.From).Minutes()
		}
	}
	claims, err := supply.Claims(r, o.ID, date)
	if err != nil {
		return d, err
	}
	for _, c := range claims {
		d.Taken += c.Visit.Cells * calendar.CellMinutes
	}
	d.Walkins = learned.walkinMinutes(together)
	d.Free, d.Pieces = freeTime(r.Now(), o, date, bookable, claims)
	return d, nil
}

// hoursOf are the cells in which each desk is open, and in which it takes appointments.
func hoursOf(o catalogue.Office, date calendar.Date) (open, bookable map[string]calendar.Cells) {
	open, bookable = map[string]calendar.Cells{}, map[string]calendar.Cells{}
	for _, w := range o.Rules().Day(date) {
		open[w.Desk] = open[w.Desk].Or(w.Cells)
		if w.Use != calendar.ForWalkIn {
			bookable[w.Desk] = bookable[w.Desk].Or(w.Cells)
		}
	}
	return open, bookable
}

// walkinMinutes is how long people without an appointment keep desks busy while an office is open, by what it learned.
func (l Lessons) walkinMinutes(open calendar.Cells) int {
	if l.Days == 0 {
		return 0
	}
	sum := 0.0
	for key, walks := range l.Walks {
		for half, n := range walks {
			cells := open.And(calendar.Cells{}.With(calendar.Cell(half*6), calendar.Cell(half*6+6))).Len()
			sum += float64(n*l.Plans[key].Minutes*cells) / float64(6*l.Days)
		}
	}
	return int(sum + 0.5)
}

// freeTime is what appointments can still take at the desks, as they are arranged now, and in how many stretches.
func freeTime(now time.Time, o catalogue.Office, date calendar.Date, bookable map[string]calendar.Cells, claims []supply.Claim) (minutes, pieces int) {
	today, at := calendar.CellIn(now, o.Location())
	for _, desk := range o.Desks {
		cells := bookable[string(desk.ID)]
		for _, c := range claims {
			if c.Visit.Desk == desk.Number {
				cells = cells.Without(c.Visit.Start, c.Visit.Start+calendar.Cell(c.Visit.Cells))
			}
		}
		switch {
		case date < today:
			continue
		case date == today:
			cells = cells.Without(0, at)
		}
		minutes += cells.Len() * calendar.CellMinutes
		pieces += len(stretches(cells, 0))
	}
	return minutes, pieces
}
