package fit

import "balie/booking/calendar"

// basket holds the lengths, in cells, of the visits that room is measured for:
// a short question, a document, a family's documents, a conversation.
var basket = [...]int{2, 4, 6, 9}

// layer is a part of a desk's supply with the number of needs that it serves.
type layer struct {
	cells calendar.Cells
	needs int
}

// layers parts the supply of d by need: none, and each single skill that some
// window has. Needs with the same cells share a layer, so that a desk has as
// many as it has different windows, as a rule one.
func (d Desk) layers(buf []layer) []layer {
	buf = append(buf, layer{d.eligible(0), 1})
	var known Skills
	for _, w := range d.Windows {
		known |= w.Skills
	}
	for ; known != 0; known &= known - 1 {
		buf = addLayer(buf, d.eligible(known&-known))
	}
	return buf
}

func addLayer(layers []layer, cells calendar.Cells) []layer {
	for i := range layers {
		if layers[i].cells == cells {
			layers[i].needs++
			return layers
		}
	}
	return append(layers, layer{cells, 1})
}

// room counts the starts that remain beside busy: for each length of the
// basket and each need once. A desk with more skills counts them more often,
// so it is kept for those who need it.
func room(layers []layer, busy calendar.Cells) (n int) {
	for _, l := range layers {
		free := l.cells.AndNot(busy)
		starts := 0
		for _, cells := range basket {
			starts += free.Starts(cells).Len()
		}
		n += starts * l.needs
	}
	return n
}

// fewLayers is the number of layers up to which a desk is measured on the
// stack.
const fewLayers = 4

// cost returns the room that v takes from d beside busy.
func (d Desk) cost(busy calendar.Cells, v Visit) int {
	var few [fewLayers]layer
	layers := d.layers(few[:0])
	return room(layers, busy) - room(layers, busy.Or(cellsOf(v)))
}

// freeDesk returns the index of the desk that takes v as the day stands and
// loses the least room by it, the first of equals; -1 if there is none.
func freeDesk(desks []Desk, busy []calendar.Cells, v Visit) int {
	best, least := -1, 0
	for i, d := range desks {
		if v.Pinned && d.Number != v.Desk {
			continue
		}
		if !d.eligible(v.Need).AndNot(busy[i]).Covers(v.Start, v.end()) {
			continue
		}
		if cost := d.cost(busy[i], v); best < 0 || cost < least {
			best, least = i, cost
		}
	}
	return best
}
