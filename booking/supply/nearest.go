package supply

import (
	"cmp"
	"slices"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// nearDays is how far Nearest looks to both sides.
const nearDays = 21

// Nearest returns the n times nearest to one that could not be had, at its office first; one
// time at another office is among them if that is nearer than the last. Never the time itself.
func Nearest(r ledger.Reader, a Query, around Offer, n int) ([]Offer, error) {
	c, err := catalogueFor(r, a)
	if err != nil {
		return nil, err
	}
	o, err := c.Office(around.Office)
	if err != nil {
		return nil, err
	}
	q, err := ask(r, c, o, a)
	if err != nil {
		return nil, err
	}
	found, err := q.near(around, n)
	if err != nil {
		return nil, err
	}
	others, err := FirstAnywhere(r, a)
	if err != nil {
		return nil, err
	}
	for _, other := range others {
		if other.Office != around.Office && (len(found) < n || Distance(other, around) < Distance(found[n-1], around)) {
			found = append(found[:min(len(found), n-1)], other)
			break
		}
	}
	return found, nil
}

// near returns the n nearest times at one office.
func (q *question) near(around Offer, n int) ([]Offer, error) {
	var found []Offer
	for away := 0; away <= nearDays && len(found) < n; away++ {
		for _, date := range []calendar.Date{around.Date.AddDays(away), around.Date.AddDays(-away)}[:1+min(away, 1)] {
			d, err := q.day(date)
			if err != nil {
				return nil, err
			}
			for start := range d.starts().All() {
				if date != around.Date || start != around.Start {
					found = append(found, d.offer(start))
				}
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Offer) int { return cmp.Compare(Distance(a, around), Distance(b, around)) })
	return found[:min(len(found), n)], nil
}

// Distance is the distance between two times in cells; a day counts for its whole length, so that a
// time on the same day is always nearer.
func Distance(a, b Offer) int {
	cells := int(a.Date-b.Date)*calendar.CellsPerDay + int(a.Start-b.Start)
	return max(cells, -cells)
}

func sortByTime(offers []Offer) {
	slices.SortStableFunc(offers, func(a, b Offer) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Start, b.Start))
	})
}
