package fit_test

import (
	"testing"

	"balie/booking/calendar"
	"balie/booking/fit"
)

// What is no visit of this day is refused, whatever is free.
func TestPlaceRefusesWhatIsNoVisit(t *testing.T) {
	desks := []fit.Desk{desk(1, passport, 0, calendar.CellsPerDay)}
	for _, v := range []fit.Visit{
		{Start: 0, Cells: 0}, {Start: 0, Cells: -3}, {Start: -1, Cells: 3}, {Start: 287, Cells: 2},
		{Start: 288, Cells: 1}, {Start: 0, Cells: 289}, {Start: 100, Cells: 1 << 40},
		{Start: 0, Cells: 3, Need: marriage}, {Start: 0, Cells: 3, Pinned: true, Desk: 2},
	} {
		if all, ok := fit.Place(desks, nil, v); ok || all != nil {
			t.Errorf("%+v was placed: %v", v, all)
		}
		if fit.Feasible(desks, []fit.Visit{v}) {
			t.Errorf("%+v is feasible", v)
		}
	}
	for _, cells := range []int{-1, 0, 289, 1 << 40} {
		if got := fit.Starts(desks, nil, cells, 0, hours(0, 288)); !got.Empty() {
			t.Errorf("%d cells start at %d places", cells, got.Len())
		}
	}
	if _, ok := fit.Place(nil, nil, fit.Visit{Cells: 1}); ok {
		t.Error("placed a visit in an office without desks")
	}
}

// The whole visit must fit before closing, over the windows of one desk.
func TestVisitPassesFromWindowToWindow(t *testing.T) {
	desks := []fit.Desk{{Number: 1, Windows: []fit.Window{{Cells: hours(0, 4), Skills: passport}, {Cells: hours(4, 8), Skills: passport | taxes}}}}
	if got := fit.Starts(desks, nil, 4, passport, hours(0, 288)); got != hours(0, 5) {
		t.Errorf("passports start at %d places", got.Len())
	}
	if got := fit.Starts(desks, nil, 4, taxes, hours(0, 288)); got != hours(4, 5) {
		t.Errorf("taxes start at %d places", got.Len())
	}
}

// With too few steps the answer is a refusal, never an arrangement that does
// not stand.
func TestSpentStepsRefuse(t *testing.T) {
	desks, placed := officeDay(3, 0.8)
	refused := false
	for start := range hours(108, 204).All() {
		v := fit.Visit{Start: start, Cells: 4, Need: marriage}
		_, possible, left := fit.PlaceWithin(desks, placed, v, fit.Budget)
		needed := fit.Budget - left
		for _, steps := range []int{0, needed / 2, needed} {
			all, ok, left := fit.PlaceWithin(desks, placed, v, steps)
			if ok && (!possible || !fit.Feasible(desks, all)) || left < 0 {
				t.Fatalf("%v with %d steps: %v, %d left", v, steps, ok, left)
			}
			if !ok && possible && steps == needed {
				t.Fatalf("%v: refused with as many steps as it took", v)
			}
			refused = refused || possible && !ok
		}
	}
	if !refused {
		t.Error("no question was refused for want of steps: the test proves nothing")
	}
}

// With more desks than can be re-arranged, what is free can still be had.
func TestLargeOffice(t *testing.T) {
	var desks []fit.Desk
	for i := range 70 {
		desks = append(desks, desk(uint16(i), passport, 0, 4))
	}
	var placed []fit.Visit
	for range desks {
		all, ok := fit.Place(desks, placed, fit.Visit{Start: 0, Cells: 4, Need: passport})
		if !ok || !fit.Feasible(desks, all) {
			t.Fatalf("refused after %d", len(placed))
		}
		placed = all
	}
	if _, ok := fit.Place(desks, placed, fit.Visit{Start: 2, Cells: 1}); ok {
		t.Error("placed one too many")
	}
	if got := fit.Starts(desks, placed[:69], 4, passport, hours(0, 288)); got != hours(0, 1) {
		t.Errorf("%d starts, want one", got.Len())
	}
}

// A direct answer costs no more memory than the answer itself.
func TestDirectPathAllocates(t *testing.T) {
	desks, placed := officeDay(1, 0.5)
	v := fit.Visit{Start: 0, Cells: 2, Need: passport}
	v.Start, _ = fit.Starts(desks, placed, v.Cells, v.Need, hours(0, 288)).First()
	if _, _, left := fit.PlaceWithin(desks, placed, v, fit.Budget); left != fit.Budget {
		t.Skip("the first start is not a direct one")
	}
	if n := testing.AllocsPerRun(100, func() { fit.Place(desks, placed, v) }); n > 1 {
		t.Errorf("Place allocates %v times", n)
	}
	if n := testing.AllocsPerRun(100, func() { fit.Starts(desks, nil, 4, passport, hours(0, 288)) }); n > 0 {
		t.Errorf("Starts of an empty day allocates %v times", n)
	}
}
