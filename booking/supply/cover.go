package supply

import (
	"math/bits"
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/fit"
	"balie/booking/roster"
)

// A desk helps nobody by itself. Once a roster is published, each open desk is given one rostered
// colleague at a time, and offers what both can do: so the supply of a skill is never more than the
// open desks that have it, nor than the colleagues who do.

// colleague is a rostered colleague in the terms of fit.
type colleague struct {
	cells  calendar.Cells
	skills fit.Skills
}

func colleaguesOf(c *catalogue.Snapshot, p roster.Plan) (hands []colleague) {
	for _, h := range p.Hands {
		hands = append(hands, colleague{h.Cells, c.Mask(h.Skills)})
	}
	return hands
}

// cover returns what of the windows has a colleague, with the skills of both.
func cover(windows []supplyWindow, hands []colleague) (covered []supplyWindow) {
	var desks []uint16
	for _, w := range windows {
		if !slices.Contains(desks, w.desk) {
			desks = append(desks, w.desk)
		}
	}
	var last []int
	for _, span := range stretches(windows, hands) {
		open, able := skillsOpen(windows, desks, span), make([]fit.Skills, len(hands))
		for j, h := range hands {
			if !h.cells.And(span).Empty() {
				able[j] = h.skills
			}
		}
		last = share(open, able, last)
		for _, w := range windows {
			j := last[slices.Index(desks, w.desk)]
			if cells := w.cells.And(span); j >= 0 && !cells.Empty() && w.skills&able[j] != 0 {
				w.cells, w.skills = cells, w.skills&able[j]
				covered = join(covered, w)
			}
		}
	}
	return covered
}

// join adds a window to those before it, as a part of one that is alike.
func join(before []supplyWindow, w supplyWindow) []supplyWindow {
	for i, b := range before {
		if b.desk == w.desk && b.skills == w.skills && b.share == w.share && b.release == w.release && b.opensAt == w.opensAt {
			before[i].cells = b.cells.Or(w.cells)
			return before
		}
	}
	return append(before, w)
}

// stretches cuts the day wherever a window or a duty begins or ends.
func stretches(windows []supplyWindow, hands []colleague) (spans []calendar.Cells) {
	var edge [calendar.CellsPerDay + 1]bool
	mark := func(cells calendar.Cells) {
		for c := range cells.All() {
			edge[c] = edge[c] || !cells.Has(c-1)
			edge[c+1] = edge[c+1] || !cells.Has(c+1)
		}
	}
	for _, w := range windows {
		mark(w.cells)
	}
	for _, h := range hands {
		mark(h.cells)
	}
	from := calendar.Cell(0)
	for c := calendar.Cell(1); c <= calendar.CellsPerDay; c++ {
		if edge[c] || c == calendar.CellsPerDay {
			spans = append(spans, calendar.Cells{}.With(from, c))
			from = c
		}
	}
	return spans
}

// skillsOpen are what each desk can do within a stretch; 0 for one that is closed.
func skillsOpen(windows []supplyWindow, desks []uint16, span calendar.Cells) []fit.Skills {
	open := make([]fit.Skills, len(desks))
	for _, w := range windows {
		if !w.cells.And(span).Empty() {
			open[slices.Index(desks, w.desk)] |= w.skills
		}
	}
	return open
}

// worth is what a colleague at a desk is worth: each skill that both have, and a little more where the
// colleague was there before, so that nobody changes desks for nothing.
func worth(desk, able fit.Skills, stays bool) int {
	value := 4 * bits.OnesCount64(uint64(desk&able))
	if value > 0 && stays {
		value++
	}
	return value
}

// share gives each desk a colleague so that together they have as many skills as can be; -1 for a desk
// that is left alone.
func share(desks, able []fit.Skills, last []int) []int {
	n := max(len(desks), len(able))
	cost := make([][]int, n)
	for i := range cost {
		cost[i] = make([]int, n)
		for j := range cost[i] {
			if i < len(desks) && j < len(able) {
				cost[i][j] = -worth(desks[i], able[j], i < len(last) && last[i] == j)
			}
		}
	}
	given := make([]int, len(desks))
	for i, j := range assign(cost) {
		if i < len(desks) {
			given[i] = j
			if j >= len(able) || desks[i]&able[j] == 0 {
				given[i] = -1
			}
		}
	}
	return given
}

// assign returns the column of each row such that the sum of costs is least (the Hungarian method).
func assign(cost [][]int) []int {
	n := len(cost)
	u, v, row, way := make([]int, n+1), make([]int, n+1), make([]int, n+1), make([]int, n+1)
	for i := 1; i <= n; i++ {
		row[0] = i
		augment(cost, i, u, v, row, way)
	}
	column := make([]int, n)
	for j := 1; j <= n; j++ {
		column[row[j]-1] = j - 1
	}
	return column
}

// augment brings one more row among the columns; index 0 stands for none.
func augment(cost [][]int, i int, u, v, row, way []int) {
	n := len(cost)
	least, used := make([]int, n+1), make([]bool, n+1)
	for j := range least {
		least[j] = 1 << 40
	}
	at := 0
	for row[at] != 0 {
		used[at] = true
		r, step, next := row[at], 1<<40, 0
		for j := 1; j <= n; j++ {
			if used[j] {
				continue
			}
			if d := cost[r-1][j-1] - u[r] - v[j]; d < least[j] {
				least[j], way[j] = d, at
			}
			if least[j] < step {
				step, next = least[j], j
			}
		}
		for j := range used {
			if used[j] {
				u[row[j]] += step
				v[j] -= step
			} else {
				least[j] -= step
			}
		}
		at = next
	}
	for at != 0 {
		row[at] = row[way[at]]
		at = way[at]
	}
}
