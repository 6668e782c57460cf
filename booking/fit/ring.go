package fit

import (
	"slices"

	"balie/booking/calendar"
)

// ring is the part of a table that is re-arranged at once: the newcomer and
// every job that overlaps the stretch of time that the last ring filled.
type ring struct {
	from, to calendar.Cell // from the earliest start to the latest end
	jobs     []job         // earliest first
}

// widen takes in every job that overlaps r, and reports whether that is all:
// nobody outside overlaps what r fills now.
func (r *ring) widen(t *table, newcomer job) (whole bool) {
	from, to := r.from, r.to
	r.jobs = append(r.jobs[:0], newcomer)
	for _, j := range t.jobs {
		if j.start < to && from < j.end {
			r.jobs = append(r.jobs, j)
			r.from, r.to = min(r.from, j.start), max(r.to, j.end)
		}
	}
	slices.SortStableFunc(r.jobs, sooner)
	for _, j := range t.jobs {
		inside := j.start < to && from < j.end
		if !inside && j.start < r.to && r.from < j.end {
			return false
		}
	}
	return true
}

// hemmedIn returns the jobs of r, each allowed only where it does not collide
// with somebody outside r who stays where he stands.
func (r *ring) hemmedIn(t *table) []job {
	outside := slices.Clone(t.busy)
	for _, j := range r.jobs {
		if j.desk >= 0 {
			outside[j.desk] = outside[j.desk].Without(j.start, j.end)
		}
	}
	jobs := slices.Clone(r.jobs)
	for i, j := range jobs {
		own := calendar.Cells{}.With(j.start, j.end)
		for d, taken := range outside {
			if !taken.And(own).Empty() {
				jobs[i].allowed &^= 1 << d
			}
		}
	}
	return jobs
}
