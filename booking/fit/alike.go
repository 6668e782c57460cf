package fit

import (
	"math/bits"
	"slices"

	"balie/booking/calendar"
)

// uniform reports, without laying the day out, that all desks are open alike and that everybody
// placed stands rightly and may move to any of them: then they are interchangeable.
func uniform(desks []Desk, placed []Visit) bool {
	for _, d := range desks[1:] {
		if !slices.Equal(d.Windows, desks[0].Windows) {
			return false
		}
	}
	pinned := func(v Visit) bool { return v.Pinned }
	return !slices.ContainsFunc(placed, pinned) && Feasible(desks, placed)
}

// interchangeable reports whether every job of the day, and the newcomer, may use the same desks.
// Then who stands where does not matter: there is room as long as nowhere more of them meet than
// there are desks, for intervals that meet at most n at a time need n desks and no more.
func (t *table) interchangeable(newcomer job) bool {
	return !slices.ContainsFunc(t.jobs, func(j job) bool { return j.allowed != newcomer.allowed })
}

// seatAlike seats the newcomer among jobs that may all use the same desks: earliest first, each
// where it stands if it can stay there.
func (t *table) seatAlike(v Visit, newcomer job) ([]Visit, bool, int) {
	if !t.idleAmong(newcomer.allowed).Covers(newcomer.start, newcomer.end) {
		return nil, false, t.sweep.steps
	}
	jobs := append(slices.Clone(t.jobs), newcomer)
	slices.SortStableFunc(jobs, sooner)
	steps := t.sweep.steps
	t.sweep.steps = len(jobs) // one try each: earliest first never has to go back
	if !t.sweep.run(jobs, len(t.desks)) {
		return nil, false, steps
	}
	return t.seated(v, jobs, t.sweep.seats), true, steps
}

// idleAmong returns the cells in which fewer jobs stand at these desks than there are desks.
func (t *table) idleAmong(desks uint64) (idle calendar.Cells) {
	for ; desks != 0; desks &= desks - 1 {
		idle = idle.Or(whole.AndNot(t.busy[bits.TrailingZeros64(desks)]))
	}
	return idle
}

var whole = calendar.Cells{}.With(0, calendar.CellsPerDay)
