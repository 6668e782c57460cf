package fit

import (
	"math/bits"

	"balie/booking/calendar"
)

// reachable returns the cells in which, looking at that cell alone, a visit
// with need could be served at all: some desk for it is idle, or whoever stands
// there could go to another, and so on until one is idle. A visit that has a
// cell outside this set cannot be placed; one inside it perhaps.
func (t *table) reachable(need Skills) (cells calendar.Cells) {
	able := t.ability(need)
	var any calendar.Cells
	for _, cells := range able {
		any = any.Or(cells)
	}
	for c := range any.All() {
		if t.reach(able, c) {
			cells = cells.With(c, c+1)
		}
	}
	return cells
}

// reach follows, in cell c, who could make room for whom.
func (t *table) reach(able []calendar.Cells, c calendar.Cell) bool {
	var next, seen, taken uint64
	for i := range able {
		if able[i].Has(c) {
			next |= 1 << i
		}
		if t.busy[i].Has(c) {
			taken |= 1 << i
		}
	}
	stands := t.occupants(c)
	for next &^= seen; next != 0; next &^= seen {
		if next&^taken != 0 {
			return true
		}
		desk := bits.TrailingZeros64(next)
		seen |= 1 << desk
		next |= stands[desk]
	}
	return false
}

// occupants returns, per desk, where else the job that it has in cell c may go.
func (t *table) occupants(c calendar.Cell) (choices [maxDesks]uint64) {
	for _, j := range t.jobs {
		if j.start > c {
			break
		}
		if c < j.end {
			choices[j.desk] = j.allowed
		}
	}
	return choices
}
