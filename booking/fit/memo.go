package fit

import (
	"slices"

	"balie/booking/calendar"
)

// memo is a set of states that lead nowhere. A state is a row of cells; the
// rows of a set are of one width and stand after another in states.
type memo struct {
	width  int
	states []calendar.Cell
	slots  []int // 1 + where a row stands in states; 0: free; a power of two of them
	dead   int
}

// reset empties m for rows of that width.
func (m *memo) reset(width int) {
	if m.slots == nil {
		m.slots = make([]int, 256)
	}
	clear(m.slots)
	m.width, m.states, m.dead = width, m.states[:0], 0
}

// known reports whether an equal of the row that stands last is in the set.
func (m *memo) known() bool {
	row := m.states[len(m.states)-m.width:]
	for slot := m.slot(row); m.slots[slot] != 0; slot = (slot + 1) & (len(m.slots) - 1) {
		if slices.Equal(m.row(m.slots[slot]-1), row) {
			return true
		}
	}
	return false
}

// add puts the row that stands at at into the set.
func (m *memo) add(at int) {
	if m.dead++; 2*m.dead > len(m.slots) {
		old := m.slots
		m.slots = make([]int, 4*len(old))
		for _, slot := range old {
			if slot != 0 {
				m.put(slot - 1)
			}
		}
	}
	m.put(at)
}

func (m *memo) put(at int) {
	slot := m.slot(m.row(at))
	for m.slots[slot] != 0 {
		slot = (slot + 1) & (len(m.slots) - 1)
	}
	m.slots[slot] = at + 1
}

func (m *memo) row(at int) []calendar.Cell { return m.states[at : at+m.width] }

// slot returns where a row is looked for first.
func (m *memo) slot(row []calendar.Cell) int {
	hash := uint64(14695981039346656037)
	for _, c := range row {
		hash = (hash ^ uint64(uint16(c))) * 1099511628211
	}
	return int(hash^hash>>32) & (len(m.slots) - 1)
}
