package fit

import (
	"slices"

	"balie/booking/calendar"
)

// budget is the number of steps that one question may take; a step is one try
// of one visit at one desk.
const budget = 10_000

// Place finds room for v among placed, which stand feasibly on desks. It
// answers placed, some of them perhaps at another desk, followed by v; every
// visit keeps its time and a Pinned one its desk. It answers false when there
// is no such arrangement, when v is not a visit within the day, and when the
// steps run out: see the package text. The slices given are left alone.
//
// A desk that is free takes v without moving anybody: the one that keeps the
// most room for others, by [Rank]'s measure.
func Place(desks []Desk, placed []Visit, v Visit) (all []Visit, ok bool) {
	all, ok, _ = place(desks, placed, v, budget)
	return all, ok
}

// place is [Place] with its budget, and says how many steps are left of it.
func place(desks []Desk, placed []Visit, v Visit, steps int) ([]Visit, bool, int) {
	if !v.withinDay() {
		return nil, false, steps
	}
	var few [smallOffice]calendar.Cells
	busy := perDesk(few[:], len(desks))
	occupy(busy, desks, placed)
	if i := freeDesk(desks, busy, v); i >= 0 {
		v.Desk = desks[i].Number
		return append(slices.Clone(placed), v), true, steps
	}
	if !idle(desks, busy).Covers(v.Start, v.end()) {
		return nil, false, steps
	}
	return lay(desks, placed).rearrange(v, steps)
}

// idle returns the cells in which some desk has nobody. Each visit takes a
// desk, so without an idle one at every moment there is no room for one more.
func idle(desks []Desk, busy []calendar.Cells) (cells calendar.Cells) {
	for i, d := range desks {
		cells = cells.Or(d.eligible(0).AndNot(busy[i]))
	}
	return cells
}

// occupy adds to busy, which has a set per desk, what the visits take.
func occupy(busy []calendar.Cells, desks []Desk, visits []Visit) {
	for _, v := range visits {
		if i := indexOf(desks, v.Desk); i >= 0 {
			busy[i] = busy[i].Or(cellsOf(v))
		}
	}
}

// rearrange looks for room for v by moving others, in rings: first those that
// overlap v, then those that overlap them too, and so on. If a ring cannot be
// seated even with nobody around it, no arrangement exists. If it can be with
// everybody around it staying put, that is one. Else it needs a wider ring; the
// widest has nobody around it.
func (t *table) rearrange(v Visit, steps int) ([]Visit, bool, int) {
	newcomer := t.job(len(t.placed), v)
	if newcomer.allowed == 0 || len(t.desks) > maxDesks {
		return nil, false, steps
	}
	t.sweep.steps = steps
	if t.interchangeable(newcomer) {
		return t.seatAlike(v, newcomer)
	}
	for r := (ring{from: newcomer.start, to: newcomer.end}); ; {
		whole := r.widen(t, newcomer)
		if !t.sweep.run(r.jobs, len(t.desks)) {
			return nil, false, t.sweep.steps
		}
		if whole || t.sweep.run(r.hemmedIn(t), len(t.desks)) {
			return t.seated(v, r.jobs, t.sweep.seats), true, t.sweep.steps
		}
	}
}

// seated returns the placed visits and v, with the jobs at those desks.
func (t *table) seated(v Visit, jobs []job, seats []int) []Visit {
	all := append(slices.Clone(t.placed), v)
	for i, j := range jobs {
		all[j.visit].Desk = t.desks[seats[i]].Number
	}
	return all
}
