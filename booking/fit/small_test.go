package fit_test

import (
	"flag"
	"os"
	"testing"

	"pgregory.net/rapid"

	"balie/booking/calendar"
	"balie/booking/fit"
)

// Small days are cheap, so many are looked at; -rapid.checks overrules.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "1500"); err != nil {
		panic(err)
	}
	flag.Parse()
	os.Exit(m.Run())
}

// smallDay is a stretch of up to 14 cells somewhere in a day, with up to four
// desks and seven feasible visits. With an eighth asked for it is small enough
// to solve by trying everything.
type smallDay struct {
	from, to calendar.Cell
	desks    []fit.Desk
	placed   []fit.Visit
}

func drawDay(t *rapid.T) smallDay {
	from := rapid.SampledFrom([]calendar.Cell{0, 58, 108, calendar.CellsPerDay - 14}).Draw(t, "from")
	day := smallDay{from: from, to: from + calendar.Cell(rapid.IntRange(4, 14).Draw(t, "length"))}
	day.desks = day.drawDesks(t)
	day.placed = day.drawPlaced(t, 7)
	return day
}

func (day smallDay) drawDesks(t *rapid.T) []fit.Desk {
	desks := make([]fit.Desk, rapid.IntRange(1, 4).Draw(t, "desks"))
	for i := range desks {
		desks[i].Number = uint16(i*7%5 + 1)
		for range rapid.IntRange(1, 3).Draw(t, "windows") {
			desks[i].Windows = append(desks[i].Windows, day.drawWindow(t))
		}
	}
	return desks
}

func (day smallDay) drawWindow(t *rapid.T) fit.Window {
	skills := fit.Skills(rapid.IntRange(0, 7).Draw(t, "skills"))
	if rapid.IntRange(0, 2).Draw(t, "whole") > 0 {
		return fit.Window{Cells: hours(day.from, day.to), Skills: skills}
	}
	from := calendar.Cell(rapid.IntRange(int(day.from), int(day.to)-1).Draw(t, "window from"))
	to := calendar.Cell(rapid.IntRange(int(from)+1, int(day.to)).Draw(t, "window to"))
	return fit.Window{Cells: hours(from, to), Skills: skills}
}

func (day smallDay) drawVisit(t *rapid.T) fit.Visit {
	cells := rapid.IntRange(1, 5).Draw(t, "cells")
	start := rapid.IntRange(int(day.from), max(int(day.from), int(day.to)-cells)).Draw(t, "start")
	need := rapid.SampledFrom([]fit.Skills{0, 0, 1, 2, 4, 3, 6}).Draw(t, "need")
	return fit.Visit{Start: calendar.Cell(start), Cells: cells, Need: need}
}

// drawPlaced draws visits and keeps those that the exact solver can seat
// beside the earlier ones, at last in an arrangement of its own liking.
func (day smallDay) drawPlaced(t *rapid.T, most int) []fit.Visit {
	var placed []fit.Visit
	for range rapid.IntRange(0, 2*most).Draw(t, "visits") {
		v := day.drawVisit(t)
		if _, ok := solve(day.desks, append(placed[:len(placed):len(placed)], v), nil, nil); ok && len(placed) < most {
			placed = append(placed, v)
		}
	}
	placed, ok := solve(day.desks, placed, nil, func(n int) []int {
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		return rapid.Permutation(order).Draw(t, "order")
	})
	if !ok {
		t.Fatal("the day cannot be solved in another order")
	}
	for i := range placed {
		placed[i].Pinned = rapid.IntRange(0, 4).Draw(t, "pinned") == 0
	}
	return placed
}
