package lab

import (
	"math/rand/v2"

	"balie/booking/calendar"
	"balie/booking/fit"
)

// yieldDay is a day being filled.
type yieldDay struct {
	desks  []fit.Desk
	placed []fit.Visit
}

func newYieldDay() *yieldDay {
	day := &yieldDay{}
	for i, skills := range yieldDesks {
		day.desks = append(day.desks, fit.Desk{Number: uint16(i + 1), Windows: []fit.Window{{Cells: calendar.Cells{}.With(yieldOpens, yieldCloses), Skills: skills}}})
	}
	return day
}

// wishers draws a day's residents until they ask for the demand.
func (c *benchYield) wishers(random *rand.Rand) (all []wisher) {
	lengths, needs := []int{1, 2, 2, 3, 4, 4, 6, 9}, []fit.Skills{yieldDocuments, yieldDocuments, yieldDocuments, yieldDocuments, yieldRegistry, yieldTalks}
	most := c.Demand * float64(len(yieldDesks)*int(yieldCloses-yieldOpens))
	for asked := 0; float64(asked) < most; {
		w := wisher{cells: lengths[random.IntN(len(lengths))], need: needs[random.IntN(len(needs))], whim: random.Uint64()}
		w.from = yieldOpens + calendar.Cell(random.IntN(int(yieldCloses-yieldOpens)-36))
		w.to = w.from + 36 // a part of the day of three hours
		all, asked = append(all, w), asked+w.cells
	}
	return all
}

// fillYield lets everybody come in turn and take one of what is offered.
func fillYield(stream []wisher, offer func(*yieldDay, wisher) []calendar.Cell) (cells, served int) {
	day := newYieldDay()
	for _, w := range stream {
		offers := offer(day, w)
		if len(offers) == 0 {
			continue
		}
		v := fit.Visit{Start: offers[w.whim%uint64(min(3, len(offers)))], Cells: w.cells, Need: w.need}
		if all, ok := fit.Place(day.desks, day.placed, v); ok {
			day.placed, cells, served = all, cells+w.cells, served+1
		}
	}
	return cells, served
}

// suits are the starts that suit.
func (w wisher) suits() calendar.Cells { return calendar.Cells{}.With(w.from, w.to+1) }

// offerBest is what Balie offers: the starts that leave the most room, first.
func offerBest(day *yieldDay, w wisher) []calendar.Cell {
	starts := fit.Starts(day.desks, day.placed, w.cells, w.need, w.suits())
	return fit.Rank(day.desks, day.placed, w.cells, w.need, starts, 3)
}

// offerFirstFit is what most systems offer: every start of the grid of five minutes at which a desk
// is free as the day stands, early to late. Nobody is moved to another desk.
func offerFirstFit(day *yieldDay, w wisher) []calendar.Cell { return freeAsItStands(day, w, 1) }

// offerGrid is the same on a grid of a quarter of an hour.
func offerGrid(day *yieldDay, w wisher) []calendar.Cell { return freeAsItStands(day, w, 3) }

func freeAsItStands(day *yieldDay, w wisher, grid calendar.Cell) (offers []calendar.Cell) {
	pinned := make([]fit.Visit, len(day.placed))
	for i, v := range day.placed {
		v.Pinned = true
		pinned[i] = v
	}
	day.placed = pinned
	for start := range fit.Starts(day.desks, pinned, w.cells, w.need, w.suits()).All() {
		if (start-yieldOpens)%grid == 0 {
			offers = append(offers, start)
		}
	}
	return offers
}

// bound is the most cells that anybody could sell to them: of each part of the day and each set of
// skills no more than is asked for within it, and no more than desks can give. It is the smallest
// of the cuts, so nobody can do better; few can do as well.
func bound(stream []wisher) int {
	best := len(yieldDesks) * int(yieldCloses-yieldOpens)
	all := yieldDocuments | yieldRegistry | yieldTalks
	for inside := fit.Skills(0); inside <= all; inside++ {
		supply, rest := 0, 0
		for _, skills := range yieldDesks {
			if skills&inside != 0 {
				supply += int(yieldCloses - yieldOpens)
			}
		}
		for _, w := range stream {
			if w.need&inside == 0 {
				rest += w.cells
			}
		}
		best = min(best, supply+rest)
	}
	return best
}
