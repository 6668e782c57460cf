package supply

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/fit"
)

// officeDay is one day at one office as one asker finds it: supply, claims, and the cells in
// which a visit may start. Offers and bookings both come from here (I7).
type officeDay struct {
	q      *question
	date   calendar.Date
	supply *supply
	desks  []fit.Desk // the supply as it stands now
	book   *dayClaims // every claim of the day; nil where there is none
	among  calendar.Cells
	gone   bool // what is asked is not to be had on that day
}

// claims returns the live claims of the day, without the asker's own. They are the caller's.
func (d officeDay) claims() []Claim {
	if d.book == nil {
		return nil
	}
	return d.book.live(d.q.now, d.q.mine...)
}

// settled returns the claims that have a desk, and their visits. Those that a changed supply left without one
// are not among them: their promise stands, and Check reports them.
func (d officeDay) settled() (claims []Claim, index []int, placed []fit.Visit) {
	claims = d.claims()
	index, placed = seated(d.desks, claims)
	return claims, index, placed
}

// seated returns the visits of the claims that have a desk, and which claims those are.
func seated(desks []fit.Desk, claims []Claim) (index []int, placed []fit.Visit) {
	all := make([]fit.Visit, len(claims))
	for i, s := range claims {
		all[i] = s.Visit
		index = append(index, i)
	}
	if fit.Feasible(desks, all) {
		return index, all
	}
	arranged, left := fit.Arrange(desks, all)
	index = nil
	for i, v := range arranged {
		if len(left) > 0 && left[0] == i {
			left = left[1:]
			continue
		}
		placed, index = append(placed, v), append(index, i)
	}
	return index, placed
}

// starts returns every cell at which the asker could be seated now.
func (d officeDay) starts() calendar.Cells {
	if d.among.Empty() || len(d.desks) == 0 {
		return calendar.Cells{}
	}
	return d.answer(answerKey{cells: d.q.need.Cells, mask: d.q.mask}, func(a *answer) {
		_, _, placed := d.settled()
		a.starts = fit.Starts(d.desks, placed, d.q.need.Cells, d.q.mask, whole)
	}).starts.And(d.among)
}

// ranked returns the n best of the day's starts, best first.
func (d officeDay) ranked(n int) []calendar.Cell {
	starts := d.starts()
	if n <= 0 || starts.Empty() {
		return nil
	}
	return d.answer(answerKey{cells: d.q.need.Cells, mask: d.q.mask, among: d.among, best: n}, func(a *answer) {
		_, _, placed := d.settled()
		a.best = fit.Rank(d.desks, placed, d.q.need.Cells, d.q.mask, starts, n)
	}).best
}

// NoDesk is the desk of an appointment that has a promise and no desk: a changed supply took it, and others have what
// was left. No desk has this number.
const NoDesk = 0

// seat places the asker at a start and returns the day's claims with the asker's last, or false
// where there is no room. A promise for which there is no desk any more keeps none from others.
func (d officeDay) seat(start calendar.Cell, s Claim) ([]Claim, bool) {
	if !d.among.Has(start) {
		return nil, false
	}
	claims, index, placed := d.settled()
	s.Visit = fit.Visit{Start: start, Cells: d.q.need.Cells, Need: d.q.mask}
	all, ok := fit.Place(d.desks, placed, s.Visit)
	if !ok {
		return nil, false
	}
	for i := range claims {
		if !slices.Contains(index, i) && !claims[i].Visit.Pinned {
			claims[i].Visit.Desk = NoDesk
		}
	}
	for i, v := range all[:len(all)-1] {
		claims[index[i]].Visit = v
	}
	s.Visit = all[len(all)-1]
	s.Visit.Need, s.Visit.Pinned = d.q.base, d.q.base != d.q.mask
	return append(claims, s), true
}

func (d officeDay) offer(start calendar.Cell) Offer {
	return Offer{Office: d.q.office.ID, Date: d.date, Start: start, Minutes: d.q.need.Minutes}
}

// own reports whether the asker has a claim on this day.
func (d officeDay) own() bool {
	return d.book != nil && len(d.q.mine) > 0 &&
		slices.ContainsFunc(d.book.claims, func(s Claim) bool { return slices.Contains(d.q.mine, s.ID) })
}
