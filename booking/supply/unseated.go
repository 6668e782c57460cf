package supply

import (
	"cmp"
	"encoding/binary"
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/fit"
	"balie/booking/ledger"
	"balie/booking/roster"
)

// Unseated returns the appointments of an office-day for which its desks, as the rules stand now, have no
// room; it refuses with ErrUnknownOffice.
func Unseated(r ledger.Reader, office catalogue.OfficeID, date calendar.Date) ([]string, error) {
	desks, err := desksOn(r, office, date)
	if err != nil {
		return nil, err
	}
	claims, err := Claims(r, office, date)
	if err != nil {
		return nil, err
	}
	return unseated(desks, appointmentsOnly(claims)), nil
}

// UnseatedWithout returns the fewest appointments that were found to have no room when a desk takes nobody
// from a moment on.
func UnseatedWithout(r ledger.Reader, office catalogue.OfficeID, date calendar.Date, desk catalogue.DeskID, from calendar.Cell) ([]string, error) {
	c, err := catalogue.Of(r)
	if err != nil {
		return nil, err
	}
	o, err := c.Office(office)
	if err != nil {
		return nil, err
	}
	desks, err := desksWithout(r, c, o, date, desk, from)
	if err != nil {
		return nil, err
	}
	book, _, err := occupancies.Find(r, occupancyKey(office, date))
	if err != nil {
		return nil, err
	}
	return fewestUnseated(desks, appointmentsOnly(book.claims), from), nil
}

// desksWithout are the desks of a day when one of them closes at a moment.
func desksWithout(r ledger.Reader, c *catalogue.Snapshot, o catalogue.Office, date calendar.Date, desk catalogue.DeskID, from calendar.Cell) ([]fit.Desk, error) {
	s, err := plannedSupply(c, o, date)
	if err != nil {
		return nil, err
	}
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
		s.windows = cover(s.windows, colleaguesOf(c, plan))
	}
	return s.at(o, date, r.Now()), nil
}

// fewestUnseated seats those still to come in several orders and returns the ids of those left over in
// the best: the short ones and the early ones first leave fewer than the long.
func fewestUnseated(desks []fit.Desk, claims []Claim, from calendar.Cell) []string {
	var coming []Claim
	for _, s := range claims {
		if s.Visit.Start >= from {
			coming = append(coming, s)
		}
	}
	end := func(s Claim) calendar.Cell { return s.Visit.Start + calendar.Cell(s.Visit.Cells) }
	orders := []func(a, b Claim) int{
		func(a, b Claim) int { return cmp.Compare(end(a), end(b)) },
		func(a, b Claim) int { return cmp.Compare(a.Visit.Cells, b.Visit.Cells) },
		func(a, b Claim) int { return cmp.Compare(a.Visit.Start, b.Visit.Start) },
	}
	var best []string
	for i, order := range orders {
		slices.SortStableFunc(coming, order)
		if left := unseated(desks, coming); i == 0 || len(left) < len(best) {
			best = left
		}
	}
	slices.Sort(best)
	return best
}

// unseated returns the ids of the claims for which the desks have no room.
func unseated(desks []fit.Desk, claims []Claim) (ids []string) {
	visits := make([]fit.Visit, len(claims))
	for i, s := range claims {
		visits[i] = s.Visit
	}
	if fit.Feasible(desks, visits) {
		return nil
	}
	_, left := fit.Arrange(desks, visits)
	for _, i := range left {
		ids = append(ids, claims[i].ID)
	}
	return ids
}

func appointmentsOnly(claims []Claim) (kept []Claim) {
	for _, s := range claims {
		if s.Kind == Booked {
			kept = append(kept, s)
		}
	}
	return kept
}

// dateOf reads the day from the key of an occupancy record.
func dateOf(k ledger.Key) calendar.Date {
	return calendar.Date(int32(binary.BigEndian.Uint32(k[len(k)-4:]) ^ 1<<31))
}
