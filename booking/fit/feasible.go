package fit

import "balie/booking/calendar"

// Feasible reports whether the visits can be kept as they stand: each at a desk
// that exists, inside the day, with the skills in every cell, and no two in
// one cell of a desk.
func Feasible(desks []Desk, visits []Visit) bool {
	var few [smallOffice]calendar.Cells
	taken := perDesk(few[:], len(desks))
	for _, v := range visits {
		i := indexOf(desks, v.Desk)
		if i < 0 || !desks[i].serves(v) || !taken[i].And(cellsOf(v)).Empty() {
			return false
		}
		taken[i] = taken[i].Or(cellsOf(v))
	}
	return true
}

// smallOffice is the number of desks up to which a day is kept on the stack.
const smallOffice = 16

// perDesk returns n sets, in few if they fit there.
func perDesk(few []calendar.Cells, n int) []calendar.Cells {
	if n <= len(few) {
		return few[:n]
	}
	return make([]calendar.Cells, n)
}

// cellsOf returns the cells that v takes, cut to the day.
func cellsOf(v Visit) calendar.Cells {
	if v.Cells <= 0 {
		return calendar.Cells{}
	}
	return calendar.Cells{}.With(v.Start, calendar.Cell(min(int(v.Start)+v.Cells, calendar.CellsPerDay)))
}
