package booking

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// mostNear is among how many times near an appointment two are found.
const mostNear = 8

// Unavailable are times that cannot be proposed although supply has them still: Offers are proposed to somebody
// else. Sketch is the supply as it would be after a change that is not made yet. The zero value is none.
type Unavailable struct {
	Offers map[supply.Offer]bool
	Sketch *supply.Sketch
}

// Propose returns the two times nearest to an appointment that a colleague can give instead: around it at its
// office, and at every office from its day on. They can be held side by side, by whoever keeps the old time until they answer,
// and each can be answered in time. It searches many days: call it in a View, before the transaction that asks.
func Propose(r ledger.Reader, id AppointmentID, not Unavailable) ([]supply.Offer, error) {
	a, err := AppointmentByID(r, id)
	if err != nil {
		return nil, err
	}
	more, err := supply.Standing(r, supply.Query{Wish: a.Wish, Moving: id, Sketch: not.Sketch})
	if err != nil {
		return nil, err
	}
	// not as one who moves: until they answer the time that they have is theirs too
	ask := supply.Query{Wish: a.Wish, Audience: supply.Staff, Extra: more, Sketch: not.Sketch, Kept: true}
	near, err := nearAndElsewhere(r, ask, a.Offer, mostNear+len(not.Offers))
	if err != nil {
		return nil, err
	}
	return withoutOverlap(slices.DeleteFunc(near, func(x supply.Offer) bool { return not.Offers[x] || tooSoonToAsk(r, not.Sketch, x) })), nil
}

// nearAndElsewhere are the times nearest to one: so many at its office, and as many of the best at each.
func nearAndElsewhere(r ledger.Reader, ask supply.Query, at supply.Offer, n int) (near []supply.Offer, err error) {
	if o, err := officeUnder(r, ask.Sketch, at.Office); err == nil && !o.Withdrawn() { // a stop that is gone has none
		if near, err = supply.Nearest(r, ask, at, n); err != nil {
			return nil, err
		}
	}
	elsewhere, err := supply.FirstAnywhereFrom(r, ask, at.Date)
	if err != nil {
		return nil, err
	}
	for _, first := range elsewhere {
		best, err := supply.BestFrom(r, first.Office, ask, n, at.Date)
		if err != nil {
			return nil, err
		}
		near = append(near, best...)
	}
	slices.SortStableFunc(near, func(x, y supply.Offer) int { return supply.Distance(x, at) - supply.Distance(y, at) })
	return slices.CompactFunc(near, supply.Offer.Same), nil
}

// officeUnder is an office as it is, or as it would be.
func officeUnder(r ledger.Reader, s *supply.Sketch, id catalogue.OfficeID) (catalogue.Office, error) {
	if s != nil {
		return s.Catalogue().Office(id)
	}
	return catalogue.OfficeByID(r, id)
}

// tooSoonToAsk reports whether a time would have to be let go before anybody could answer.
func tooSoonToAsk(r ledger.Reader, s *supply.Sketch, x supply.Offer) bool {
	o, err := officeUnder(r, s, x.Office)
	if err != nil {
		return true
	}
	begins, ok := calendar.At(x.Date, x.Start, o.Location())
	return !ok || begins.Sub(r.Now()) < 2*proposalsLast
}

// withoutOverlap are the first two times of a list that do not overlap: both are held until one is chosen,
// and where one desk is left two that overlap cannot be.
func withoutOverlap(near []supply.Offer) (apart []supply.Offer) {
	for _, o := range near {
		clash := slices.ContainsFunc(apart, func(x supply.Offer) bool {
			cells := calendar.Cell(calendar.CellsFor(o.Minutes))
			return x.Office == o.Office && x.Date == o.Date && x.Start < o.Start+cells && o.Start < x.Start+cells
		})
		if !clash && len(apart) < mostProposals {
			apart = append(apart, o)
		}
	}
	return apart
}
