package fit

import "balie/booking/calendar"

// Skills is a set of up to 64 skills, one bit each. A visit fits a window that
// has every skill it needs: need &^ window.Skills == 0.
type Skills uint64

// Window is a stretch of a desk's day with the skills that the desk has then.
type Window struct {
	Cells  calendar.Cells
	Skills Skills
}

// Desk is one desk's supply of one day. Windows may overlap: a cell serves a
// need if some window has the cell and all the skills, and a visit may pass
// from one window into the next. Numbers within a day are different.
type Desk struct {
	Number  uint16
	Windows []Window
}

// Visit takes Cells consecutive cells of one desk from Start. Desk is the
// number of the desk that keeps the place for now; a Pinned visit must stay
// there.
type Visit struct {
	Start  calendar.Cell
	Cells  int
	Need   Skills
	Desk   uint16
	Pinned bool
}

// end returns the cell at which v is over.
func (v Visit) end() calendar.Cell { return v.Start + calendar.Cell(v.Cells) }

// withinDay reports whether v takes some time and all of it lies in the day.
func (v Visit) withinDay() bool {
	return v.Start >= 0 && v.Cells > 0 && v.Cells <= calendar.CellsPerDay &&
		int(v.Start)+v.Cells <= calendar.CellsPerDay
}

// eligible returns the cells in which d can serve need.
func (d Desk) eligible(need Skills) (cells calendar.Cells) {
	for _, w := range d.Windows {
		if need&^w.Skills == 0 {
			cells = cells.Or(w.Cells)
		}
	}
	return cells
}

// serves reports whether d has the skills for v during all of v.
func (d Desk) serves(v Visit) bool {
	return v.withinDay() && d.eligible(v.Need).Covers(v.Start, v.end())
}

// indexOf returns the place in desks of the desk with that number, or -1.
func indexOf(desks []Desk, number uint16) int {
	for i := range desks {
		if desks[i].Number == number {
			return i
		}
	}
	return -1
}
