package takeover

import (
	"fmt"
	"slices"

	"balie/booking/catalogue"
)

// merged are the visits of the lines: those of one reference are one, at the earliest of their times, for all of
// their products and persons. A line that stands there twice counts once. On two days, or at two offices, it
// cannot be one visit.
func merged(rows []row) (visits []Line) {
	first := map[string]int{}
	var seen [][]row // of each visit
	for _, r := range rows {
		at, known := first[r.Promise.Ref]
		switch {
		case r.Fault != "":
			visits, seen = append(visits, r.Line), append(seen, nil)
		case !known:
			first[r.Promise.Ref] = len(visits)
			visits, seen = append(visits, r.Line), append(seen, []row{r})
		case slices.ContainsFunc(seen[at], func(b row) bool { return slices.Equal(b.cells, r.cells) }):
			continue
		case !sameDay(visits[at], r.Line):
			r.Fault = fmt.Sprintf("has the reference of line %d, and another day or office", visits[at].Line)
			visits, seen = append(visits, r.Line), append(seen, nil)
		default:
			visits[at].join(r.Line)
			seen[at] = append(seen[at], r)
		}
	}
	return visits
}

func sameDay(a, b Line) bool {
	return a.Promise.Offer.Office == b.Promise.Offer.Office && a.Promise.Offer.Date == b.Promise.Offer.Date
}

// join adds a line of the same reference to a visit.
func (l *Line) join(other Line) {
	if other.Promise.Offer.Start < l.Promise.Offer.Start {
		l.Promise.Offer.Start, l.Between = other.Promise.Offer.Start, other.Between
	}
	wish := slices.Clone(l.Promise.Wish)
	for _, line := range other.Promise.Wish {
		i := slices.IndexFunc(wish, func(w catalogue.Line) bool { return w.Product == line.Product })
		if i < 0 {
			wish = append(wish, line)
		} else {
			wish[i].Persons += line.Persons
		}
	}
	l.Promise.Wish = wish
}
