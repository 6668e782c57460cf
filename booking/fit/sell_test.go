package fit_test

import (
	"math/rand/v2"

	"balie/booking/calendar"
	"balie/booking/fit"
)

// sell lets residents come to an office of four desks, each with a wish and a
// part of the day that suits, and answers the cells sold. pick chooses among
// the starts that suit.
func sell(seed uint64, pick func(desks []fit.Desk, placed []fit.Visit, v fit.Visit, near calendar.Cells) calendar.Cell) (sold int) {
	desks := []fit.Desk{desk(1, passport, 108, 204), desk(2, passport, 108, 204), desk(3, passport|marriage, 108, 204), desk(4, passport|taxes, 108, 204)}
	random := rand.New(rand.NewPCG(seed, 7))
	var placed []fit.Visit
	for range 150 {
		v := fit.Visit{Cells: []int{2, 3, 4, 4, 6, 9}[random.IntN(6)], Need: []fit.Skills{passport, passport, passport, marriage, taxes}[random.IntN(5)]}
		from := calendar.Cell(108 + random.IntN(72))
		near := fit.Starts(desks, placed, v.Cells, v.Need, hours(from, from+24))
		if near.Empty() {
			continue
		}
		v.Start = pick(desks, placed, v, near)
		if all, ok := fit.Place(desks, placed, v); ok {
			placed, sold = all, sold+v.Cells
		}
	}
	return sold
}
