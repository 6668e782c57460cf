package geomap

import (
	"cmp"
	"math"
	"slices"
)

// mark is a village in the drawing: its dot, its name of at most two lines, and how much it matters.
type mark struct {
	name, second string
	x, y, r      float64
	bold, silent bool    // silent is a dot without a name
	weight       float64 // who weighs most chooses first
	// where the name goes
	anchor string // of SVG: start, middle, end
	tx, ty float64
	label  box
	spot   int
}

// spots are the sixteen places for a name around its dot, best first: beside it, above and below, askew.
var spots = []struct {
	dx, dy float64 // direction from the dot
	anchor string
	cost   float64
	shift  float64 // beside the dot, but this part of a line higher or lower
}{
	{1, 0, "start", 0, 0}, {-1, 0, "end", 1, 0},
	{1, 0, "start", 1.5, -0.4}, {1, 0, "start", 1.6, 0.4}, {-1, 0, "end", 1.7, -0.4}, {-1, 0, "end", 1.8, 0.4},
	{0, -1, "middle", 2, 0}, {0, 1, "middle", 2.5, 0},
	{0.7, -0.8, "start", 3, 0}, {0.7, 0.8, "start", 3.5, 0},
	{-0.7, -0.8, "end", 3.5, 0}, {-0.7, 0.8, "end", 4, 0},
	{1, -1, "end", 4.5, 0}, {1, 1, "end", 5, 0}, // ending at the dot's far side
	{-1, -1, "start", 5, 0}, {-1, 1, "start", 5.5, 0},
}

// What a name pays for each square unit that it shares with something.
const (
	outsidePays = 40  // of what lies outside the sheet
	dotPays     = 30  // of another dot, name or number
	legPays     = 0.5 // of a leg: a name has a halo, and may cross one where nothing else is free
	stuckAbove  = 360 // a name that pays more touches something
)

// In rounds every name moves to its cheapest spot, given all others.
const mostRounds = 12

// labels places names on a sheet.
type labels struct {
	all, order []*mark
	sheet      box
	hard, soft []box // numbers on legs; legs
	size       float64
}

// placeLabels gives every mark the spot of its name. It returns the marks whose name still touches something.
func placeLabels(all []*mark, sheet box, hard, soft []box, size float64) (touching []*mark) {
	l := labels{all: all, sheet: sheet, hard: hard, soft: soft, size: size}
	for _, m := range all {
		if !m.silent {
			l.order = append(l.order, m)
		}
	}
	slices.SortStableFunc(l.order, func(a, b *mark) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.name, b.name))
	})
	for {
		l.settle()
		l.free()
		l.settle()
		gone := l.giveUp()
		if len(gone) == 0 {
			return touching
		}
		touching = append(touching, gone...)
	}
}

// giveUp takes the least of the names that touch something off the map, a third of them and at least one, so that
// the others find room. Its dot grows to hold a number.
func (l *labels) giveUp() (gone []*mark) {
	for _, m := range l.order {
		if l.cost(m, m.spot) > stuckAbove {
			gone = append(gone, m)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	gone = gone[len(gone)-(len(gone)+2)/3:]
	for _, m := range gone {
		m.silent, m.label, m.r = true, box{}, max(m.r, numbered*l.size)
	}
	l.order = slices.DeleteFunc(l.order, func(m *mark) bool { return m.silent })
	return gone
}

// settle moves names in rounds until a round moves none.
func (l *labels) settle() {
	for range mostRounds {
		moved := false
		for _, m := range l.order {
			best, at := math.Inf(1), 0
			for i := range spots {
				if c := l.cost(m, i); c < best-1e-9 {
					best, at = c, i
				}
			}
			moved = l.set(m, at) || moved
		}
		if !moved {
			return
		}
	}
}

// free moves each name that is stuck together with one neighbour, to the cheapest of all pairs of spots.
func (l *labels) free() {
	if len(l.order) > crowd {
		return // of so many, those that give up make the room
	}
	for _, m := range l.order {
		if l.cost(m, m.spot) <= stuckAbove {
			continue
		}
		for _, o := range l.order {
			if o != m && m.label.grow(l.size*4).overlap(o.label) > 0 {
				l.freeWith(m, o)
			}
		}
	}
}

func (l *labels) freeWith(m, o *mark) {
	bi, bj := m.spot, o.spot
	best := l.cost(m, bi) + l.cost(o, bj)
	for i := range spots {
		l.set(m, i)
		for j := range spots {
			l.set(o, j)
			if c := l.cost(m, i) + l.cost(o, j); c < best-1e-9 {
				best, bi, bj = c, i, j
			}
		}
	}
	l.set(m, bi)
	l.set(o, bj)
}

// cost is what a name pays for a spot, given where the others are.
func (l *labels) cost(m *mark, i int) float64 {
	_, _, b := m.at(i, l.size)
	pays := spots[i].cost + outsidePays*(b.w*b.h-b.overlap(l.sheet))
	near := b.grow(1.5)
	for _, o := range l.all {
		if o == m {
			continue
		}
		pays += dotPays * b.overlap(around(o.x, o.y, o.r*0.85+1)) // a dot is round: its square is a little smaller
		if !o.silent && o.label.w > 0 {
			pays += dotPays * near.overlap(o.label)
		}
	}
	for _, t := range l.hard {
		pays += dotPays * b.overlap(t)
	}
	for _, t := range l.soft {
		pays += legPays * b.overlap(t)
	}
	return pays
}

// set puts a name on a spot, and reports whether that moved it.
func (l *labels) set(m *mark, i int) (moved bool) {
	tx, ty, b := m.at(i, l.size)
	moved = b != m.label
	m.tx, m.ty, m.label, m.anchor, m.spot = tx, ty, b, spots[i].anchor, i
	return moved
}

// secondSize is the size of the second line, as a part of the first.
const secondSize = 0.9

// at is where a name stands on a spot: the start of its first line, and all the room it takes.
func (m *mark) at(i int, size float64) (tx, ty float64, b box) {
	const gap = 5.0
	p := spots[i]
	w, h := advanceOf(m.name, size, m.bold), size*1.1
	if m.second != "" {
		w = max(w, advanceOf(m.second, size*secondSize, false))
		h += size
	}
	tx = m.x + p.dx*(m.r+gap)
	switch {
	case p.dy == 0:
		ty = m.y - h/2 + p.shift*size
	case p.dy < 0:
		ty = m.y + p.dy*m.r - h - 1
	default:
		ty = m.y + p.dy*m.r + 1
	}
	switch p.anchor {
	case "start":
		b = box{tx, ty, w, h}
	case "end":
		b = box{tx - w, ty, w, h}
	default:
		b = box{tx - w/2, ty, w, h}
	}
	return tx, ty + size*0.85, b
}
