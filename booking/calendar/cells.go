package calendar

import (
	"iter"
	"math/bits"
)

// Cells is a set of cells of one day. It is a value: methods return a new set
// and leave the old one alone; the zero value is empty and sets compare with
// ==. Ranges are half-open and are cut to the day: With(-3, 2) is With(0, 2).
//
//	open := Cells{}.With(108, 144)   // 09:00 to 12:00
//	open.Starts(4)                   // where 20 minutes still fit: 09:00 to 11:40
type Cells [5]uint64

// span returns the set of the cells from from up to, not including, to.
func span(from, to Cell) (s Cells) {
	from, to = max(from, 0), min(to, CellsPerDay)
	for from < to {
		word := from >> 6
		last := min(to, (word+1)<<6)
		s[word] = (^uint64(0) >> (64 - uint(last-from))) << uint(from&63)
		from = last
	}
	return s
}

// With returns s and the cells from from up to, not including, to.
func (s Cells) With(from, to Cell) Cells { return s.Or(span(from, to)) }

// Without returns s less the cells from from up to, not including, to.
func (s Cells) Without(from, to Cell) Cells { return s.AndNot(span(from, to)) }

// Has reports whether c is in s; a cell outside the day never is.
func (s Cells) Has(c Cell) bool {
	return c >= 0 && c < CellsPerDay && s[c>>6]>>(uint(c)&63)&1 == 1
}

// Covers reports whether every cell from from up to, not including, to is in
// s. A range that leaves the day is not covered; an empty one inside it is.
func (s Cells) Covers(from, to Cell) bool {
	return from >= 0 && to <= CellsPerDay && from <= to && span(from, to).AndNot(s).Empty()
}

// And returns the cells that are in both.
func (s Cells) And(t Cells) Cells {
	return Cells{s[0] & t[0], s[1] & t[1], s[2] & t[2], s[3] & t[3], s[4] & t[4]}
}

// AndNot returns the cells of s that are not in t.
func (s Cells) AndNot(t Cells) Cells {
	return Cells{s[0] &^ t[0], s[1] &^ t[1], s[2] &^ t[2], s[3] &^ t[3], s[4] &^ t[4]}
}

// Or returns the cells that are in either.
func (s Cells) Or(t Cells) Cells {
	return Cells{s[0] | t[0], s[1] | t[1], s[2] | t[2], s[3] | t[3], s[4] | t[4]}
}

// Empty reports whether no cell is in s.
func (s Cells) Empty() bool { return s[0]|s[1]|s[2]|s[3]|s[4] == 0 }

// Len returns the number of cells in s.
func (s Cells) Len() int {
	return bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) + bits.OnesCount64(s[2]) +
		bits.OnesCount64(s[3]) + bits.OnesCount64(s[4])
}

// Starts returns the cells at which n consecutive cells of s begin. A visit of
// less than one cell starts nowhere.
func (s Cells) Starts(n int) Cells {
	if n <= 0 || n > CellsPerDay {
		return Cells{}
	}
	a, b, c, d, e := s[0], s[1], s[2], s[3], s[4] // registers: four times as fast
	for have := 1; have < n; {
		// Where have cells begin, and have cells begin step later, begin have+step.
		step := min(have, n-have, 63)
		down, up := uint(step)&63, uint(64-step)&63
		a &= a>>down | b<<up
		b &= b>>down | c<<up
		c &= c>>down | d<<up
		d &= d>>down | e<<up
		e &= e >> down
		have += step
	}
	return Cells{a, b, c, d, e}
}

// All yields the cells of s from early to late.
func (s Cells) All() iter.Seq[Cell] {
	return func(yield func(Cell) bool) {
		for i, word := range s {
			for ; word != 0; word &= word - 1 {
				if !yield(Cell(i<<6 + bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}

// First returns the earliest cell of s; ok is false if there is none.
func (s Cells) First() (c Cell, ok bool) {
	for c := range s.All() {
		return c, true
	}
	return 0, false
}

// Stretches are its parts without a gap, each with its first cell and the one after its last.
func (s Cells) Stretches() (all [][2]Cell) {
	for c := range s.All() {
		if n := len(all); n > 0 && all[n-1][1] == c {
			all[n-1][1]++
			continue
		}
		all = append(all, [2]Cell{c, c + 1})
	}
	return all
}
