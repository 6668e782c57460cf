package booking

import (
	"slices"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// RevisionChoices are the products that an appointment is for, in its order, and those that combine with them: what
// residents do not book themselves only for a colleague.
func RevisionChoices(r ledger.Reader, a Appointment, staff bool) (had, more []catalogue.Product, err error) {
	for _, l := range a.Wish {
		p, err := catalogue.ProductByID(r, l.Product)
		if err != nil {
			return nil, nil, err
		}
		had = append(had, p)
	}
	all, err := catalogue.Products(r)
	for _, p := range all {
		first := had[0]
		if first.Combines != "" && p.Combines == first.Combines && p.Route == first.Route && (staff || !p.Hidden) && !a.Wish.Has(p.ID) {
			more = append(more, p)
		}
	}
	slices.SortStableFunc(more, func(a, b catalogue.Product) int { return a.Rank() - b.Rank() })
	return had, more, err
}
