package fit

import (
	"cmp"
	"slices"

	"balie/booking/calendar"
)

// offer is a start with the room that taking it costs.
type offer struct {
	start calendar.Cell
	cost  int
}

// Rank returns the n best of starts for a visit of that many cells, best
// first. Best is what leaves the most room: the number of starts that remain
// for visits of common lengths, over all desks and what they can do. So a visit
// goes next to another, or to an edge of the opening, and gaps stay usable.
// Among times about as good it takes those that lie apart, so that three
// offers are three choices. Starts that [Place] would refuse are left out;
// there may be fewer than n.
func Rank(desks []Desk, placed []Visit, cells int, need Skills, starts calendar.Cells, n int) []calendar.Cell {
	if n <= 0 {
		return nil
	}
	offers := price(desks, placed, cells, need, starts)
	slices.SortStableFunc(offers, cheaper)
	best := make([]calendar.Cell, 0, min(n, len(offers)))
	for len(best) < n && len(offers) > 0 {
		i := choose(offers, best)
		best = append(best, offers[i].start)
		offers = slices.Delete(offers, i, i+1)
	}
	return best
}

func cheaper(a, b offer) int {
	return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.start, b.start))
}

// price returns an offer for each of starts that can be had, early to late.
func price(desks []Desk, placed []Visit, cells int, need Skills, starts calendar.Cells) []offer {
	starts = Starts(desks, placed, cells, need, starts)
	offers := make([]offer, 0, starts.Len())
	busy := make([]calendar.Cells, len(desks))
	occupy(busy, desks, placed)
	for start := range starts.All() {
		v := Visit{Start: start, Cells: cells, Need: need}
		if i := freeDesk(desks, busy, v); i >= 0 {
			offers = append(offers, offer{start, desks[i].cost(busy[i], v)})
		} else if all, ok := Place(desks, placed, v); ok {
			offers = append(offers, offer{start, moved(desks, busy, all)})
		}
	}
	return offers
}

// moved returns the room that is lost by passing from busy to the arrangement
// all.
func moved(desks []Desk, busy []calendar.Cells, all []Visit) (cost int) {
	after := make([]calendar.Cells, len(desks))
	occupy(after, desks, all)
	for i, d := range desks {
		if after[i] != busy[i] {
			layers := d.layers(nil)
			cost += room(layers, busy[i]) - room(layers, after[i])
		}
	}
	return cost
}

// apart is the distance, in cells, from which times count as different
// choices: an hour and a half.
const apart = 18

// choose returns the index of the offer to add to best: of those about as good
// as the first, which is the cheapest, the one farthest from best. "About as
// good" is generous: on an empty day a time amid the day costs twice an edge.
func choose(offers []offer, best []calendar.Cell) int {
	limit := offers[0].cost + max(offers[0].cost*5/4, 0)
	chosen, widest := 0, distance(offers[0].start, best)
	for i, o := range offers {
		if o.cost > limit {
			break
		}
		if d := distance(o.start, best); d > widest {
			chosen, widest = i, d
		}
	}
	return chosen
}

// distance returns how far start is from the nearest of best, up to apart.
func distance(start calendar.Cell, best []calendar.Cell) calendar.Cell {
	nearest := calendar.Cell(apart)
	for _, b := range best {
		nearest = min(nearest, max(start-b, b-start))
	}
	return nearest
}
