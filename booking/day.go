package booking

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/fit"
)

// officeDay is one day at one office as one asker finds it: supply, stays, and the cells in
// which a visit may start. Offers and bookings both come from here (I7).
type officeDay struct {
	q      *question
	date   calendar.Date
	supply *supply
	desks  []fit.Desk // the supply as it stands now
	book   *dayBook   // every stay of the day; nil where there is none
	among  calendar.Cells
}

// stays returns the live stays of the day, without the asker's own. They are the caller's.
func (d officeDay) stays() []stay {
	if d.book == nil {
		return nil
	}
	return d.book.live(d.q.now, d.q.mine...)
}

// settled returns the stays that have a desk, and their visits. Those that a changed supply left without one
// are not among them: their promise stands, and Check reports them.
func (d officeDay) settled() (stays []stay, index []int, placed []fit.Visit) {
	stays = d.stays()
	index, placed = standing(d.desks, stays)
	return stays, index, placed
}

// standing returns the visits of the stays that have a desk, and which stays those are.
func standing(desks []fit.Desk, stays []stay) (index []int, placed []fit.Visit) {
	all := make([]fit.Visit, len(stays))
	for i, s := range stays {
		all[i] = s.visit
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

// seat places the asker at a start and returns the day's stays with the asker's last, or false
// where there is no room.
func (d officeDay) seat(start calendar.Cell, s stay) ([]stay, bool) {
	if !d.among.Has(start) {
		return nil, false
	}
	stays, index, placed := d.settled()
	s.visit = fit.Visit{Start: start, Cells: d.q.need.Cells, Need: d.q.mask}
	all, ok := fit.Place(d.desks, placed, s.visit)
	if !ok {
		return nil, false
	}
	for i, v := range all[:len(all)-1] {
		stays[index[i]].visit = v
	}
	s.visit = all[len(all)-1]
	s.visit.Need, s.visit.Pinned = d.q.base, d.q.base != d.q.mask
	return append(stays, s), true
}

func (d officeDay) offer(start calendar.Cell) Offer {
	return Offer{Office: d.q.office.ID, Date: d.date, Start: start, Minutes: d.q.need.Minutes}
}

// own reports whether the asker has a stay on this day.
func (d officeDay) own() bool {
	return d.book != nil && len(d.q.mine) > 0 &&
		slices.ContainsFunc(d.book.stays, func(s stay) bool { return slices.Contains(d.q.mine, s.id) })
}
