package booking

import (
	"cmp"
	"slices"

	"balie/booking/calendar"
	"balie/booking/fit"
	"balie/booking/ledger"
	"balie/booking/roster"
)

// FallOut says which appointments of a day no longer fit when a desk takes nobody from a moment on:
// the fewest that were found. What is booked for a desk may move to any other that can do it, so most
// often these are fewer than were on the desk. It changes nothing, and refuses with
// ErrUnknownOffice.
func FallOut(r ledger.Reader, office OfficeID, date calendar.Date, desk DeskID, from calendar.Cell) ([]AppointmentID, error) {
	c, err := catalogueOf(r)
	if err != nil {
		return nil, err
	}
	o, err := c.office(office)
	if err != nil {
		return nil, err
	}
	desks, err := c.desksWithout(r, o, date, desk, from)
	if err != nil {
		return nil, err
	}
	book, _, err := occupancies.Find(r, occupancyKey(office, date))
	if err != nil {
		return nil, err
	}
	return fewestUnseated(desks, appointmentsOnly(book.stays), from), nil
}

// desksWithout are the desks of a day when one of them closes at a moment.
func (c *catalogue) desksWithout(r ledger.Reader, o Office, date calendar.Date, desk DeskID, from calendar.Cell) ([]fit.Desk, error) {
	s := c.plannedSupply(o, date)
	for i, w := range s.windows {
		for _, d := range o.Desks {
			if d.ID == desk && d.Number == w.desk {
				s.windows[i].cells = w.cells.Without(from, calendar.CellsPerDay)
			}
		}
	}
	plan, err := roster.PlanOf(r, string(o.ID), date)
	if err != nil {
		return nil, err
	}
	if plan.Published {
		s.windows = cover(s.windows, c.handsOf(plan))
	}
	return s.at(o, date, r.Now()), nil
}

// fewestUnseated seats those still to come in several orders and returns the ids of those left over in
// the best: the short ones and the early ones first leave fewer than the long.
func fewestUnseated(desks []fit.Desk, stays []stay, from calendar.Cell) []AppointmentID {
	var coming []stay
	for _, s := range stays {
		if s.visit.Start >= from {
			coming = append(coming, s)
		}
	}
	end := func(s stay) calendar.Cell { return s.visit.Start + calendar.Cell(s.visit.Cells) }
	orders := []func(a, b stay) int{
		func(a, b stay) int { return cmp.Compare(end(a), end(b)) },
		func(a, b stay) int { return cmp.Compare(a.visit.Cells, b.visit.Cells) },
		func(a, b stay) int { return cmp.Compare(a.visit.Start, b.visit.Start) },
	}
	var best []string
	for i, order := range orders {
		slices.SortStableFunc(coming, order)
		if left := unseated(desks, coming); i == 0 || len(left) < len(best) {
			best = left
		}
	}
	slices.Sort(best)
	ids := make([]AppointmentID, 0, len(best))
	for _, id := range best {
		ids = append(ids, AppointmentID(id))
	}
	return ids
}
