package supply

import (
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/fit"
	"balie/booking/ledger"
)

// Cause is why an appointment can no longer be kept: a calendar.Kind with its rule, or one of these.
type Cause struct {
	Kind string
	Rule string // of the closure, exception or opening, or the desk
	Name string // why the closure is, which holiday
}

// The causes that no rule of the calendar is.
const (
	ByOffice = "office"  // it is offered no more
	ByDesk   = "desk"    // it is there no more
	BySkill  = "skill"   // the desk can no longer do it
	ByUse    = "walk-in" // the desk is open then, but not for appointments
	ByRoster = "roster"  // nobody who can do it is there
	ByFull   = "full"    // others have what is left
)

// Displaced is a claim of an appointment for which the desks have no room.
type Displaced struct {
	Office catalogue.OfficeID
	Date   calendar.Date
	ID     string
	Cause  Cause
}

// Displace returns the appointments of an office from a day on that would lose their desk if the catalogue were as
// after says, and have one now. It refuses with ErrUnknownOffice.
func Displace(r ledger.Reader, after *catalogue.Snapshot, office catalogue.OfficeID, from calendar.Date) (found []Displaced, err error) {
	now, err := catalogue.Of(r)
	if err != nil {
		return nil, err
	}
	err = eachUnseated(r, after, office, from, func(day *unseatedDay) error {
		before, err := unseatedOn(r, now, office, day.date, day.claims)
		if err != nil {
			return err
		}
		for _, d := range day.displaced(after) {
			if !slices.Contains(before.ids, d.ID) {
				found = append(found, d)
			}
		}
		return nil
	})
	return found, err
}

// DisplaceSupposed is Displace for what is no change of the catalogue: those without a desk as one reading of the ledger
// says (ledger.Suppose), who have one by another. It refuses with ErrUnknownOffice.
func DisplaceSupposed(now, after ledger.Reader, office catalogue.OfficeID, from calendar.Date) (found []Displaced, err error) {
	had, err := Unkept(now, office, from)
	if err != nil {
		return nil, err
	}
	lost, err := Unkept(after, office, from)
	for _, d := range lost {
		if !slices.ContainsFunc(had, func(h Displaced) bool { return h.ID == d.ID }) {
			found = append(found, d)
		}
	}
	return found, err
}

// Unkept returns the appointments of an office from a day on for which its desks have no room as the rules
// stand, each with the cause. It refuses with ErrUnknownOffice.
func Unkept(r ledger.Reader, office catalogue.OfficeID, from calendar.Date) (found []Displaced, err error) {
	now, err := catalogue.Of(r)
	if err != nil {
		return nil, err
	}
	err = eachUnseated(r, now, office, from, func(day *unseatedDay) error {
		found = append(found, day.displaced(now)...)
		return nil
	})
	return found, err
}

// unseatedDay is a day with claims, and those for which there is no room.
type unseatedDay struct {
	office catalogue.Office
	date   calendar.Date
	desks  []fit.Desk
	claims []Claim
	ids    []string
}

// eachUnseated calls fn with every day of an office from one on that has too little room.
func eachUnseated(r ledger.Reader, c *catalogue.Snapshot, office catalogue.OfficeID, from calendar.Date, fn func(*unseatedDay) error) error {
	if _, err := c.Office(office); err != nil {
		return err
	}
	start, end := occupancyKey(office, from), occupancyKey(office, from.AddDays(2*MaxDays))
	return occupancies.Range(r, start, end, func(k ledger.Key, book dayClaims) error {
		day, err := unseatedOn(r, c, office, dateOf(k), appointmentsOnly(book.claims))
		if err != nil || len(day.ids) == 0 {
			return err
		}
		return fn(day)
	})
}

// unseatedOn seats a day's claims: on today those that are still to come.
func unseatedOn(r ledger.Reader, c *catalogue.Snapshot, office catalogue.OfficeID, date calendar.Date, claims []Claim) (*unseatedDay, error) {
	then, err := c.On(date)
	if err != nil {
		return nil, err
	}
	o, err := then.Office(office)
	if err != nil {
		return nil, err
	}
	supplied := supplyOf
	if c.IsDraft() {
		supplied = computeSupply
	}
	s, err := supplied(r, c, o, date)
	if err != nil {
		return nil, err
	}
	day := &unseatedDay{office: o, date: date, desks: s.desksAt(o, date, r.Now()), claims: claims}
	var from calendar.Cell
	if on, cell := calendar.CellIn(r.Now(), o.Location()); on == date {
		from = cell
	}
	if len(unseated(day.desks, claims)) > 0 {
		day.ids = fewestUnseated(day.desks, claims, from)
	}
	return day, nil
}

// displaced are those without room, with what takes it from them.
func (d *unseatedDay) displaced(c *catalogue.Snapshot) (found []Displaced) {
	for _, s := range d.claims {
		if slices.Contains(d.ids, s.ID) {
			found = append(found, Displaced{d.office.ID, d.date, s.ID, d.cause(c, s.Visit)})
		}
	}
	return found
}

// cause is why a visit cannot stay at its desk.
func (d *unseatedDay) cause(c *catalogue.Snapshot, v fit.Visit) Cause {
	i := slices.IndexFunc(d.office.Desks, func(desk catalogue.Desk) bool { return desk.Number == v.Desk })
	switch {
	case v.Desk == NoDesk:
		return Cause{Kind: ByFull}
	case d.office.Withdrawn():
		return Cause{Kind: ByOffice, Rule: string(d.office.ID)}
	case i < 0:
		return Cause{Kind: ByDesk}
	}
	desk := d.office.Desks[i]
	cells := calendar.Cells{}.With(v.Start, v.Start+calendar.Cell(v.Cells))
	for cell := range cells.All() {
		if why := d.office.Rules().Explain(d.date, cell, string(desk.ID)); !why.Open {
			return Cause{string(why.Kind), why.ID, why.Name}
		}
	}
	planned, err := plannedSupply(c, d.office, d.date)
	if err != nil {
		return Cause{Kind: ByFull, Rule: string(desk.ID)}
	}
	switch needs := v.Need; {
	case !covers(planned.desksAt(d.office, d.date, time.Time{}), v.Desk, cells, 0):
		return Cause{Kind: ByUse, Rule: string(desk.ID)}
	case !covers(planned.desksAt(d.office, d.date, time.Time{}), v.Desk, cells, needs):
		return Cause{Kind: BySkill, Rule: string(desk.ID)}
	case !covers(d.desks, v.Desk, cells, needs):
		return Cause{Kind: ByRoster, Rule: string(desk.ID)}
	}
	return Cause{Kind: ByFull, Rule: string(desk.ID)}
}

// covers reports whether a desk has windows with some skills for all of the cells.
func covers(desks []fit.Desk, number uint16, cells calendar.Cells, needs fit.Skills) bool {
	var open calendar.Cells
	for _, d := range desks {
		for _, w := range d.Windows {
			if d.Number == number && needs&^w.Skills == 0 {
				open = open.Or(w.Cells)
			}
		}
	}
	return cells.AndNot(open).Empty()
}
