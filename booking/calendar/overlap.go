package calendar

// overlapDays is how far ahead openings are held against each other: every n weeks of one meets every m weeks of
// another within it.
const overlapDays = 3 * 366

// Overlap returns the first other opening of the same desk that has hours in common with the opening of an id, and the
// first day from one on on which it has.
//
//	mon 9:00–12:00 and mon 11:00–13:00 from 7 December: the second, on 7 December
func (r Rules) Overlap(id string, from Date) (with Opening, on Date, found bool) {
	for _, o := range r.Openings {
		if o.ID != id {
			continue
		}
		for _, other := range r.Openings {
			if other.ID == id || other.Desk != o.Desk || other.Start >= o.End || o.Start >= other.End {
				continue
			}
			if day, both := bothOn(o, other, from); both && (!found || day < on) {
				with, on, found = other, day, true
			}
		}
	}
	return with, on, found
}

// bothOn is the first day from one on that two openings have in common.
func bothOn(a, b Opening, from Date) (Date, bool) {
	for d := max(from, a.From, b.From); d < from+overlapDays; d++ {
		if a.Until != 0 && d > a.Until || b.Until != 0 && d > b.Until {
			return 0, false
		}
		if a.fallsOn(d) && b.fallsOn(d) {
			return d, true
		}
	}
	return 0, false
}
