package fit_test

import (
	"math/rand/v2"
	"testing"

	"balie/booking/calendar"
	"balie/booking/fit"
)

// TestDesksThatAreAlikeOfferWhatPlaceTakes fills offices of equal desks at random times and holds
// every start of the day against Place, which seats or refuses.
func TestDesksThatAreAlikeOfferWhatPlaceTakes(t *testing.T) {
	for seed := range uint64(40) {
		random := rand.New(rand.NewPCG(seed, 41))
		var desks []fit.Desk
		for n := range 2 + random.IntN(9) {
			desks = append(desks, desk(uint16(n+1), passport|taxes, 108, 204))
		}
		var placed []fit.Visit
		for range 25 * len(desks) {
			v := fit.Visit{Start: calendar.Cell(108 + random.IntN(94)), Cells: 1 + random.IntN(9), Need: passport}
			if all, ok := fit.Place(desks, placed, v); ok {
				placed = all
			}
		}
		if seed%4 == 3 { // somebody who may not move makes them unlike
			placed[random.IntN(len(placed))].Pinned = true
		}
		for _, cells := range []int{1, 3, 6} {
			starts := fit.Starts(desks, placed, cells, taxes, hours(0, calendar.CellsPerDay))
			for c := range calendar.Cell(calendar.CellsPerDay) {
				all, ok := fit.Place(desks, placed, fit.Visit{Start: c, Cells: cells, Need: taxes})
				if ok != starts.Has(c) {
					t.Fatalf("seed %d: %d cells at %s: offered %v, taken %v", seed, cells, c, starts.Has(c), ok)
				}
				if ok && !fit.Feasible(desks, all) {
					t.Fatalf("seed %d: %d cells at %s are seated badly", seed, cells, c)
				}
			}
		}
	}
}
