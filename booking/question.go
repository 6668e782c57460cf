package booking

import (
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/contact"
	"balie/booking/fit"
	"balie/booking/ledger"
)

// Asking is who looks for a time, and for what. The asker's own hold, and the appointment that
// is being moved, count as free room.
type Asking struct {
	Wish     Wish
	Key      VisitKey      // of the asker's wizard; may be empty
	Moving   AppointmentID // the appointment that is to be moved; may be empty
	Audience Audience
	Aid      *contact.Aid // what the asker needs; nil is what their hold or appointment has

	// Until is the last day that is wanted; zero is as far as can be booked.
	Until calendar.Date
	// Properties are those that a desk must have besides: "team:…" for a small team.
	Properties []string
	// Promised says that the time was promised before: notice and horizon do not count.
	Promised bool

	extra *extra
}

// question is an Asking at one office, with all that is the same for each of its days.
type question struct {
	r       ledger.Reader
	c       *catalogue
	office  Office
	need    Need
	mask    fit.Skills
	base    fit.Skills // without the properties of a desk
	mine    []string   // the asker's own stays, which count as free
	now     time.Time
	nowOn   calendar.Date // now at the office
	nowCell calendar.Cell
	until   calendar.Date // the last day wanted; zero is any
	soonOn  calendar.Date // the soonest that is not too soon
	soon    calendar.Cell
}

// ask begins a question at an office.
func (c *catalogue) ask(r ledger.Reader, o Office, a Asking) (question, error) {
	need, err := c.measure(a.Wish)
	if err != nil {
		return question{}, err
	}
	more, err := c.extraFor(r, a)
	if err != nil {
		return question{}, err
	}
	need.Minutes += more.minutes
	need.Cells = calendar.CellsFor(need.Minutes)
	q := question{r: r, c: c, office: o, need: need, base: c.mask(need.Skills) | a.Audience.skill(), now: r.Now()}
	q.until = a.Until
	more.properties = append(slices.Clone(more.properties), a.Properties...)
	q.mask = q.base | c.mask(propertySkills(more.properties))
	for _, id := range []string{string(a.Key), string(a.Moving)} {
		if id != "" {
			q.mine = append(q.mine, id)
		}
	}
	if a.Promised {
		q.need.Notice, q.need.Horizon = 0, keptDays
	}
	q.nowOn, q.nowCell = calendar.CellIn(q.now, o.zone)
	q.soonOn, q.soon = calendar.CellIn(q.now.Add(time.Duration(q.need.Notice)*time.Minute), o.zone)
	return q, nil
}

func (c *catalogue) extraFor(r ledger.Reader, a Asking) (extra, error) {
	switch {
	case a.extra != nil:
		return *a.extra, nil
	case a.Aid != nil:
		return extraOf(*a.Aid), nil
	}
	return c.standingExtra(r, a)
}

// askAt is ask at the office of that id.
func askAt(r ledger.Reader, office OfficeID, a Asking) (question, error) {
	c, err := catalogueOf(r)
	if err != nil {
		return question{}, err
	}
	o, err := c.office(office)
	if err != nil {
		return question{}, err
	}
	return c.ask(r, o, a)
}

// last is the last day that can be booked.
func (q *question) last() calendar.Date {
	last := q.nowOn.AddDays(q.need.Horizon)
	if q.until != 0 && q.until < last {
		return q.until
	}
	return last
}

// day gathers one of the office's days. Of a day that is over nothing is asked any more.
func (q *question) day(date calendar.Date) (officeDay, error) {
	if date < q.nowOn {
		return officeDay{q: q, date: date}, nil
	}
	d := officeDay{q: q, date: date, among: q.inTime(date)}
	var err error
	if d.supply, err = q.c.supplyOf(q.r, q.office, date); err != nil {
		return d, err
	}
	d.desks = d.supply.desksAt(q.office, date, q.now)
	d.book, err = occupancies.Shared(q.r, occupancyKey(q.office.ID, date))
	return d, err
}

// eachDay calls fn for every day of the asker's horizon, from today or a later day, until it returns
// false.
func (q *question) eachDay(from calendar.Date, fn func(officeDay) bool) error {
	for date := max(q.nowOn, from); date <= q.last(); date++ {
		d, err := q.day(date)
		if err != nil {
			return err
		}
		if !fn(d) {
			return nil
		}
	}
	return nil
}

// inTime returns the cells of a day that are neither past nor too soon, and none beyond the horizon.
func (q *question) inTime(date calendar.Date) calendar.Cells {
	switch {
	case date < q.nowOn || date > q.last() || q.soonOn > date:
		return calendar.Cells{}
	case q.soonOn < date:
		return whole
	}
	return whole.Without(0, q.soon+1)
}
