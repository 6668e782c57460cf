package fit_test

import (
	"balie/booking/calendar"
	"balie/booking/fit"
)

// exact is the plain truth about a small day: it tries every visit at every
// desk, cell by cell, and shares no code with the package.
type exact struct {
	desks  []fit.Desk
	visits []fit.Visit
	taken  map[uint16]map[int]bool // desk number, cell
	order  func(n int) []int       // in which desks are tried; nil: as they come
}

// solve seats all visits, and answers false when nobody could. A visit that is
// Pinned is tried only at its desk. Cells in blocked belong to nobody here.
func solve(desks []fit.Desk, visits, blocked []fit.Visit, order func(n int) []int) ([]fit.Visit, bool) {
	e := exact{desks: desks, visits: append([]fit.Visit(nil), visits...), taken: map[uint16]map[int]bool{}, order: order}
	for _, d := range desks {
		e.taken[d.Number] = map[int]bool{}
	}
	for _, b := range blocked {
		for c := range b.Cells {
			if e.taken[b.Desk] != nil {
				e.taken[b.Desk][int(b.Start)+c] = true
			}
		}
	}
	return e.visits, e.from(0)
}

func (e *exact) from(i int) bool {
	if i == len(e.visits) {
		return true
	}
	v := &e.visits[i]
	for _, k := range e.tries() {
		d := e.desks[k]
		if v.Pinned && v.Desk != d.Number || !e.able(d, *v) {
			continue
		}
		e.mark(d, *v, true)
		was := v.Desk
		v.Desk = d.Number
		if e.from(i + 1) {
			return true
		}
		v.Desk = was
		e.mark(d, *v, false)
	}
	return false
}

func (e *exact) tries() []int {
	if e.order != nil {
		return e.order(len(e.desks))
	}
	order := make([]int, len(e.desks))
	for i := range order {
		order[i] = i
	}
	return order
}

func (e *exact) able(d fit.Desk, v fit.Visit) bool {
	for c := range v.Cells {
		cell, skilled := int(v.Start)+c, false
		for _, w := range d.Windows {
			if w.Cells.Has(calendar.Cell(cell)) && v.Need&w.Skills == v.Need {
				skilled = true
			}
		}
		if !skilled || e.taken[d.Number][cell] {
			return false
		}
	}
	return v.Cells > 0
}

func (e *exact) mark(d fit.Desk, v fit.Visit, taken bool) {
	for c := range v.Cells {
		e.taken[d.Number][int(v.Start)+c] = taken
	}
}
