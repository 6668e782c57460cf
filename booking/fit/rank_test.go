package fit_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"balie/booking/calendar"
	"balie/booking/fit"
)

// Rank answers different starts that can be had, as many as were asked or
// there are, the same each time.
func TestRankIsAChoiceOfStarts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := drawDay(t)
		v := day.drawVisit(t)
		n := rapid.IntRange(-1, 6).Draw(t, "n")
		asked := hours(day.from, day.to)
		starts := fit.Starts(day.desks, day.placed, v.Cells, v.Need, asked)
		best := fit.Rank(day.desks, day.placed, v.Cells, v.Need, asked, n)
		if want := max(0, min(n, starts.Len())); len(best) != want {
			t.Fatalf("%d ranked, want %d", len(best), want)
		}
		for i, start := range best {
			if !starts.Has(start) || slices.Contains(best[:i], start) {
				t.Fatalf("%s cannot be had, or twice: %v", start, best)
			}
		}
		if again := fit.Rank(day.desks, day.placed, v.Cells, v.Need, asked, n); !slices.Equal(best, again) {
			t.Fatalf("asked again: %v instead of %v", again, best)
		}
	})
}

// On an empty day the best is an edge of the opening, and three offers are
// three choices.
func TestRankSpreads(t *testing.T) {
	desks := []fit.Desk{desk(1, passport, 108, 204), desk(2, passport, 108, 204)}
	best := fit.Rank(desks, nil, 4, passport, hours(0, 288), 3)
	if len(best) != 3 || best[0] != 108 {
		t.Fatalf("ranked %v, want 09:00 first", best)
	}
	for i, a := range best {
		for _, b := range best[:i] {
			if max(a-b, b-a) < 12 {
				t.Errorf("%s and %s are less than an hour apart", a, b)
			}
		}
	}
}

// A gap that the visit fills exactly comes before one that it would spoil, and
// the time beside another visit before one in the middle.
func TestRankFillsGaps(t *testing.T) {
	desks := []fit.Desk{desk(1, passport, 108, 144)}
	placed := []fit.Visit{{Start: 108, Cells: 8, Need: passport, Desk: 1}, {Start: 119, Cells: 6, Need: passport, Desk: 1}}
	best := fit.Rank(desks, placed, 3, passport, hours(0, 288), 2)
	if len(best) != 2 || best[0] != 116 {
		t.Fatalf("ranked %v, want the gap at 09:40 first", best)
	}
	if best[1] != 125 && best[1] != 141 {
		t.Errorf("then %s, want 10:25 or 11:45", best[1])
	}
}

// A desk that can do more is kept for those who need it.
func TestPlaceKeepsTheAbleDeskFree(t *testing.T) {
	desks := []fit.Desk{desk(1, passport|marriage|taxes, 108, 144), desk(2, passport, 108, 144)}
	for start := calendar.Cell(108); start <= 140; start++ {
		all, ok := fit.Place(desks, nil, fit.Visit{Start: start, Cells: 4, Need: passport})
		if !ok || all[0].Desk != 2 {
			t.Fatalf("%s: %v %v, want desk 2", start, all, ok)
		}
	}
}

// By the room that is left, ranked offers sell more of a day than the first
// free time does.
func TestRankSellsMoreThanFirstFree(t *testing.T) {
	var ranked, first int
	for seed := range uint64(8) {
		ranked += sell(seed, func(desks []fit.Desk, placed []fit.Visit, v fit.Visit, near calendar.Cells) calendar.Cell {
			return fit.Rank(desks, placed, v.Cells, v.Need, near, 1)[0]
		})
		first += sell(seed, func(_ []fit.Desk, _ []fit.Visit, _ fit.Visit, near calendar.Cells) calendar.Cell {
			start, _ := near.First()
			return start
		})
	}
	t.Logf("ranked %d cells, first free %d", ranked, first)
	if ranked <= first {
		t.Errorf("ranked offers sold %d cells, the first free time %d", ranked, first)
	}
}
