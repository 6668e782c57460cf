package fit_test

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"balie/booking/calendar"
	"balie/booking/fit"
)

// On every small day Place says yes exactly when trying everything says yes,
// and what it says yes to is sound.
func TestPlaceAgreesWithExactSolver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := drawDay(t)
		v := day.drawVisit(t)
		if rapid.IntRange(0, 9).Draw(t, "pinned newcomer") == 0 {
			v.Pinned, v.Desk = true, rapid.SampledFrom(day.desks).Draw(t, "its desk").Number
		}
		for v.Start = day.from; v.Start <= day.to; v.Start++ {
			all, ok, left := fit.PlaceWithin(day.desks, day.placed, v, fit.Budget)
			if left <= 0 {
				t.Fatalf("the steps ran out on a small day, at %v", v)
			}
			_, possible := solve(day.desks, append(slices.Clone(day.placed), v), nil, nil)
			if ok != possible {
				t.Fatalf("%v: Place %v, exact solver %v", v, ok, possible)
			}
			if ok {
				checkSound(t, day, v, all)
			}
		}
	})
}

// checkSound fails unless all is day.placed and v, feasibly seated, with
// nothing changed but the desks of those who may move.
func checkSound(t *rapid.T, day smallDay, v fit.Visit, all []fit.Visit) {
	t.Helper()
	if !fit.Feasible(day.desks, all) {
		t.Fatalf("%v: not feasible: %v", v, all)
	}
	want := append(slices.Clone(day.placed), v)
	if len(all) != len(want) {
		t.Fatalf("%v: %d visits, want %d", v, len(all), len(want))
	}
	for i, w := range want {
		if !w.Pinned {
			w.Desk = all[i].Desk
		}
		if all[i] != w {
			t.Fatalf("%v: visit %d became %v, was %v", v, i, all[i], want[i])
		}
	}
	if again, _ := fit.Place(day.desks, day.placed, v); !reflect.DeepEqual(all, again) {
		t.Fatalf("%v: asked again, Place answers %v instead of %v", v, again, all)
	}
}

// What is offered can be had, and what can be had is offered (I7).
func TestStartsAreWherePlaceSucceeds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := drawDay(t)
		v := day.drawVisit(t)
		among := hours(0, calendar.CellsPerDay)
		if rapid.Bool().Draw(t, "only some") {
			among = hours(day.from+2, day.to-1)
		}
		starts := fit.Starts(day.desks, day.placed, v.Cells, v.Need, among)
		for v.Start = max(day.from-2, 0); v.Start < min(day.to+2, calendar.CellsPerDay); v.Start++ {
			_, ok := fit.Place(day.desks, day.placed, v)
			if want := ok && among.Has(v.Start); starts.Has(v.Start) != want {
				t.Fatalf("%v: offered %v, to be had %v", v, starts.Has(v.Start), want)
			}
		}
		if !starts.AndNot(hours(day.from, day.to)).Empty() {
			t.Fatalf("offers outside every window")
		}
	})
}

// Feasible is true of what the exact solver seats and of nothing worse.
func TestFeasibleAgreesWithExactSolver(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := drawDay(t)
		visits := day.placed
		for i := range visits {
			visits[i].Pinned = true
			if rapid.IntRange(0, 5).Draw(t, "moved") == 0 {
				visits[i].Desk = uint16(rapid.IntRange(0, 6).Draw(t, "to"))
			}
		}
		_, possible := solve(day.desks, visits, nil, nil)
		if got := fit.Feasible(day.desks, visits); got != possible {
			t.Fatalf("Feasible %v, exact solver %v: %v", got, possible, visits)
		}
	})
}
