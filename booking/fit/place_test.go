package fit_test

import (
	"testing"

	"balie/booking/calendar"
	"balie/booking/fit"
)

const (
	passport fit.Skills = 1 << iota
	marriage
	taxes
)

func hours(from, to calendar.Cell) calendar.Cells { return calendar.Cells{}.With(from, to) }

func desk(number uint16, skills fit.Skills, from, to calendar.Cell) fit.Desk {
	return fit.Desk{Number: number, Windows: []fit.Window{{Cells: hours(from, to), Skills: skills}}}
}

func TestPlaceMovesAnotherVisitToMakeRoom(t *testing.T) {
	desks := []fit.Desk{desk(1, passport, 0, 4), desk(2, passport|marriage, 0, 4)}
	placed := []fit.Visit{{Start: 0, Cells: 4, Need: passport, Desk: 2}}
	all, ok := fit.Place(desks, placed, fit.Visit{Start: 0, Cells: 4, Need: marriage})
	if !ok || all[0].Desk != 1 || all[1].Desk != 2 {
		t.Fatalf("got %v %v, want the passport at desk 1 and the marriage at desk 2", all, ok)
	}
	if placed[0].Desk != 2 {
		t.Fatal("Place wrote to its argument")
	}
	placed[0].Pinned = true
	if all, ok := fit.Place(desks, placed, fit.Visit{Start: 0, Cells: 4, Need: marriage}); ok {
		t.Fatalf("moved a pinned visit: %v", all)
	}
}
