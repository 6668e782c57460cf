package fit

import (
	"slices"

	"balie/booking/calendar"
)

// Arrange seats visits on desks whose supply has changed under them. It answers
// the visits in their order, some at another desk, and the indexes of those for
// which there is no room; those are answered as they were given. Visits that
// stand well are kept, and may move to make room; the rest are tried in the
// order given, so put the oldest promise first. None of those left over would
// fit beside the others.
//
// A Pinned visit that stands badly is left over, but its cells stay taken:
// somebody may be sitting there.
func Arrange(desks []Desk, visits []Visit) (all []Visit, left []int) {
	stand := standing(desks, visits)
	var seated []Visit // kept, pinned or found room for
	var whose []int    // the index in visits of each
	for k, v := range visits {
		if stand[k] || v.Pinned {
			seated, whose = append(seated, v), append(whose, k)
		}
	}
	for k, v := range visits {
		if stand[k] {
			continue
		}
		if !v.Pinned {
			if more, ok := Place(desks, seated, v); ok {
				seated, whose = more, append(whose, k)
				continue
			}
		}
		left = append(left, k)
	}
	all = slices.Clone(visits)
	for i, k := range whose {
		all[k] = seated[i]
	}
	return all, left
}

// standing tells which visits may stay where they are: Pinned ones before
// others, and earlier ones before later.
func standing(desks []Desk, visits []Visit) []bool {
	stand := make([]bool, len(visits))
	taken := make([]calendar.Cells, len(desks))
	for _, pinned := range []bool{true, false} {
		for k, v := range visits {
			i := indexOf(desks, v.Desk)
			if v.Pinned != pinned || i < 0 {
				continue
			}
			stand[k] = desks[i].serves(v) && taken[i].And(cellsOf(v)).Empty()
			if stand[k] || pinned {
				taken[i] = taken[i].Or(cellsOf(v))
			}
		}
	}
	return stand
}
