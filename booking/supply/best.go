package supply

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// perDay is how many of the best times one day may give, so that whoever cannot come on the
// first day finds another day among them.
const perDay = 2

// Best returns the n best times at an office: soon, and of one day those that leave the most
// room for others. Of two or more, the earliest that there is is one. Fewer where there are fewer.
func Best(r ledger.Reader, office catalogue.OfficeID, a Query, n int) ([]Offer, error) {
	return BestFrom(r, office, a, n, 0)
}

// BestFrom is Best for who cannot come before a day.
func BestFrom(r ledger.Reader, office catalogue.OfficeID, a Query, n int, from calendar.Date) ([]Offer, error) {
	q, err := askAt(r, office, a)
	if err != nil {
		return nil, err
	}
	var found []Offer
	err = q.eachDay(from, func(d officeDay) bool {
		best := d.ranked(min(perDay, n-len(found)))
		if first, ok := d.starts().First(); ok && len(found) == 0 && n > 1 && !slices.Contains(best, first) {
			best = append(slices.Clone(best[:len(best)-1]), first)
		}
		for _, start := range best {
			found = append(found, d.offer(start))
		}
		return len(found) < n
	})
	return found, err
}

// FirstAnywhere returns the first time at each office that can do what is asked, soonest first.
func FirstAnywhere(r ledger.Reader, a Query) ([]Offer, error) {
	return FirstAnywhereFrom(r, a, 0)
}

// FirstAnywhereFrom is FirstAnywhere for who cannot come before a day.
func FirstAnywhereFrom(r ledger.Reader, a Query, from calendar.Date) ([]Offer, error) {
	c, err := catalogueFor(r, a)
	if err != nil {
		return nil, err
	}
	need, err := c.Measure(a.Wish)
	if err != nil {
		return nil, err
	}
	var found []Offer
	for _, o := range c.OfficesFor(need) {
		q, err := ask(r, c, o, a)
		if err != nil {
			return nil, err
		}
		err = q.eachDay(from, func(d officeDay) bool {
			start, ok := d.starts().First()
			if ok {
				found = append(found, d.offer(start))
			}
			return !ok
		})
		if err != nil {
			return nil, err
		}
	}
	sortByTime(found)
	return found, nil
}
