package fit_test

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"balie/booking/calendar"
	"balie/booking/fit"
)

// After any change of supply, who is seated sits well, nobody else changed, and
// nobody left over would fit beside the others.
func TestArrangeLeavesNobodyWhoFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := drawDay(t)
		day.desks = day.drawDesks(t) // other windows, perhaps fewer desks
		before := slices.Clone(day.placed)
		all, left := fit.Arrange(day.desks, day.placed)
		if !reflect.DeepEqual(before, day.placed) {
			t.Fatal("Arrange wrote to its argument")
		}
		var seated, ghosts []fit.Visit
		for i, v := range all {
			switch was := before[i]; {
			case slices.Contains(left, i) && v != was:
				t.Fatalf("visit %d is left over and became %v, was %v", i, v, was)
			case slices.Contains(left, i) && v.Pinned:
				ghosts = append(ghosts, v)
			case !slices.Contains(left, i):
				seated = append(seated, v)
				if was.Desk = v.Desk; was != v || v.Pinned && before[i].Desk != v.Desk {
					t.Fatalf("visit %d became %v, was %v", i, v, before[i])
				}
			}
		}
		if !fit.Feasible(day.desks, seated) || !slices.IsSorted(left) {
			t.Fatalf("not feasible: %v, left %v", seated, left)
		}
		for _, i := range left {
			if _, fits := solve(day.desks, append(slices.Clone(seated), all[i]), ghosts, nil); fits && !all[i].Pinned {
				t.Fatalf("visit %d is left over but fits", i)
			}
		}
		if again, leftAgain := fit.Arrange(day.desks, all); !reflect.DeepEqual(all, again) || !slices.Equal(left, leftAgain) {
			t.Fatalf("arranged again: %v %v, was %v %v", again, leftAgain, all, left)
		}
	})
}

// A visit that stands badly, since a rule changed, keeps its cells and its
// desk; the newcomer gets others or none, and those who stood well still do.
func TestPlaceBesideVisitsThatStandBadly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := drawDay(t)
		day.desks = day.drawDesks(t)
		for i := range day.placed {
			if rapid.IntRange(0, 3).Draw(t, "displaced") == 0 { // two may share cells now
				day.placed[i].Desk = rapid.SampledFrom(day.desks).Draw(t, "onto").Number
			}
		}
		v := day.drawVisit(t)
		all, ok := fit.Place(day.desks, day.placed, v)
		if starts := fit.Starts(day.desks, day.placed, v.Cells, v.Need, hours(v.Start, v.Start+1)); starts.Empty() == ok {
			t.Fatalf("%v: offered %v, to be had %v", v, !starts.Empty(), ok)
		}
		if !ok {
			return
		}
		alone := func(visits []fit.Visit, i int) bool {
			for k, w := range visits {
				if k != i && w.Desk == visits[i].Desk && w.Start < visits[i].Start+calendar.Cell(visits[i].Cells) &&
					visits[i].Start < w.Start+calendar.Cell(w.Cells) {
					return false
				}
			}
			return fit.Feasible(day.desks, visits[i:i+1])
		}
		for i := range all {
			switch {
			case i == len(day.placed) || alone(day.placed, i):
				if !alone(all, i) {
					t.Fatalf("visit %d stands badly now: %v", i, all)
				}
			case all[i] != day.placed[i]:
				t.Fatalf("visit %d stood badly and was moved", i)
			}
		}
	})
}

// The pinned guest at a desk that lost its skill is reported, and nobody is
// put on the same chair.
func TestArrangeKeepsTheChairOfThePinned(t *testing.T) {
	desks := []fit.Desk{desk(1, passport, 0, 12)}
	visits := []fit.Visit{{Start: 2, Cells: 3, Need: marriage, Desk: 1, Pinned: true}, {Start: 4, Cells: 2, Need: passport, Desk: 1},
		{Start: 5, Cells: 2, Need: passport, Desk: 9}}
	all, left := fit.Arrange(desks, visits)
	if !slices.Equal(left, []int{0, 1}) || all[2].Desk != 1 || all[0] != visits[0] || all[1] != visits[1] {
		t.Errorf("got %v, left %v", all, left)
	}
}
