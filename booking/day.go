package booking

import (
	"time"

	"balie/booking/calendar"
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
}

// officeDay is one day at one office as one asker finds it: supply, stays, and the cells in
// which a visit may start. Offers and bookings both come from here (I7).
type officeDay struct {
	office Office
	date   calendar.Date
	need   Need
	mask   fit.Skills
	desks  []fit.Desk
	stays  []stay // live, without the asker's own
	among  calendar.Cells
}

// open gathers an office-day for an asker.
func (c *catalogue) open(r ledger.Reader, o Office, ask Asking, date calendar.Date) (officeDay, error) {
	need, err := c.measure(ask.Wish)
	if err != nil {
		return officeDay{}, err
	}
	d := officeDay{office: o, date: date, need: need, mask: c.mask(need.Skills) | ask.Audience.skill()}
	d.among = d.inTime(r.Now())
	s, err := c.supplyOf(r, o, date)
	if err != nil {
		return officeDay{}, err
	}
	d.desks = s.desksAt(o, date, r.Now())
	d.stays, err = staysOf(r, o.ID, date, string(ask.Key), string(ask.Moving))
	return d, err
}

// inTime returns the cells of the day that are neither past nor too soon, and none beyond the horizon.
func (d officeDay) inTime(now time.Time) calendar.Cells {
	today := d.office.Today(now)
	if d.date < today || d.date > today.AddDays(d.need.Horizon) {
		return calendar.Cells{}
	}
	on, cell := calendar.CellIn(now.Add(time.Duration(d.need.Notice)*time.Minute), d.office.zone)
	switch {
	case on > d.date:
		return calendar.Cells{}
	case on < d.date:
		return whole
	}
	return whole.Without(0, cell+1)
}

// visits returns the stays that have a desk, and the indexes of those that a changed supply left
// without one: their promise stands, and Check reports them.
func (d officeDay) visits() (placed []fit.Visit, index []int) {
	all := make([]fit.Visit, len(d.stays))
	for i, s := range d.stays {
		all[i] = s.visit
		index = append(index, i)
	}
	if fit.Feasible(d.desks, all) {
		return all, index
	}
	arranged, left := fit.Arrange(d.desks, all)
	placed, index = nil, nil
	for i, v := range arranged {
		if len(left) > 0 && left[0] == i {
			left = left[1:]
			continue
		}
		placed, index = append(placed, v), append(index, i)
	}
	return placed, index
}

// starts returns every cell at which the asker could be seated now.
func (d officeDay) starts() calendar.Cells {
	if d.among.Empty() || len(d.desks) == 0 {
		return calendar.Cells{}
	}
	placed, _ := d.visits()
	return fit.Starts(d.desks, placed, d.need.Cells, d.mask, d.among)
}

// seat places the asker at a start and returns the day's stays with the asker's last, or false
// where there is no room.
func (d officeDay) seat(start calendar.Cell, s stay) ([]stay, bool) {
	if !d.among.Has(start) {
		return nil, false
	}
	placed, index := d.visits()
	s.visit = fit.Visit{Start: start, Cells: d.need.Cells, Need: d.mask}
	all, ok := fit.Place(d.desks, placed, s.visit)
	if !ok {
		return nil, false
	}
	for i, v := range all[:len(all)-1] {
		d.stays[index[i]].visit = v
	}
	s.visit = all[len(all)-1]
	return append(d.stays, s), true
}
