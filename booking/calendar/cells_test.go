package calendar_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"balie/booking/calendar"
)

// plainSet is a set of cells as anybody would write it first.
type plainSet map[calendar.Cell]bool

func drawCells(t *rapid.T, name string) (calendar.Cells, plainSet) {
	var set calendar.Cells
	plain := plainSet{}
	for range rapid.IntRange(0, 6).Draw(t, name) {
		from := calendar.Cell(rapid.IntRange(-70, 300).Draw(t, "from"))
		to := from + calendar.Cell(rapid.IntRange(-3, 140).Draw(t, "length"))
		in := rapid.IntRange(0, 2).Draw(t, "in") > 0
		if set = set.With(from, to); !in {
			set = set.Without(from, to)
		}
		for c := max(from, 0); c < min(to, calendar.CellsPerDay); c++ {
			if plain[c] = true; !in {
				delete(plain, c)
			}
		}
	}
	return set, plain
}

func (p plainSet) check(t *rapid.T, what string, got calendar.Cells) {
	t.Helper()
	want := []calendar.Cell(nil)
	for c := calendar.Cell(-5); c < calendar.CellsPerDay+5; c++ {
		if p[c] {
			want = append(want, c)
		}
		if got.Has(c) != p[c] {
			t.Fatalf("%s: cell %d is in: %v, want %v", what, int(c), got.Has(c), p[c])
		}
	}
	first, any := got.First()
	if all := slices.Collect(got.All()); !slices.Equal(all, want) || got.Len() != len(want) ||
		got.Empty() != (len(want) == 0) || any && first != want[0] || any == got.Empty() {
		t.Fatalf("%s: reads %v, want %v", what, all, want)
	}
}

func (p plainSet) covers(from, to calendar.Cell) bool {
	for c := from; c < to; c++ {
		if !p[c] {
			return false
		}
	}
	return from >= 0 && from <= to && to <= calendar.CellsPerDay
}

func TestCellsAgreeWithPlainSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, plainA := drawCells(t, "a")
		b, plainB := drawCells(t, "b")
		and, or, andNot, starts := plainSet{}, plainSet{}, plainSet{}, plainSet{}
		n := rapid.IntRange(1, 150).Draw(t, "n")
		for c := range calendar.Cell(calendar.CellsPerDay) {
			and[c], or[c], andNot[c] = plainA[c] && plainB[c], plainA[c] || plainB[c], plainA[c] && !plainB[c]
			starts[c] = plainA.covers(c, c+calendar.Cell(n))
			if to := c + calendar.Cell(n); a.Covers(c, to) != starts[c] {
				t.Fatalf("Covers(%d, %d) is %v", int(c), int(to), a.Covers(c, to))
			}
		}
		plainA.check(t, "With and Without", a)
		and.check(t, "And", a.And(b))
		or.check(t, "Or", a.Or(b))
		andNot.check(t, "AndNot", a.AndNot(b))
		starts.check(t, "Starts", a.Starts(n))
	})
}

func TestCellsAtTheEdges(t *testing.T) {
	day := calendar.Cells{}.With(-10, 1000)
	if day.Len() != calendar.CellsPerDay || day.Has(calendar.CellsPerDay) || day.Has(-1) {
		t.Errorf("a whole day has %d cells", day.Len())
	}
	for n, want := range map[int]int{-1: 0, 0: 0, 1: 288, 287: 2, 288: 1, 289: 0, 1 << 20: 0} {
		if got := day.Starts(n).Len(); got != want {
			t.Errorf("%d cells start at %d places, want %d", n, got, want)
		}
	}
	if day.Covers(-1, 3) || day.Covers(280, 289) || day.Covers(5, 4) || !day.Covers(0, 288) || !day.Covers(4, 4) {
		t.Error("Covers is wrong at an edge")
	}
}

func BenchmarkCellsStarts(b *testing.B) {
	cells := calendar.Cells{}.With(108, 150).With(156, 204)
	b.ReportAllocs()
	for b.Loop() {
		cells = cells.Or(cells.Starts(4))
	}
}
