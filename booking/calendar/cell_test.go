package calendar_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"balie/booking/calendar"
)

func TestParseCellRefusals(t *testing.T) {
	for text, why := range map[string]string{
		"":       "hours:minutes",
		"9:05":   "hours:minutes",
		"09.05":  "hours:minutes",
		"0905":   "hours:minutes",
		"09:05 ": "hours:minutes",
		"-1:05":  "hours:minutes",
		"09:60":  "no minute 60",
		"24:05":  "ends at 24:00",
		"25:00":  "ends at 24:00",
		"99:00":  "ends at 24:00",
		"09:03":  "multiple of 5",
	} {
		_, err := calendar.ParseCell(text)
		if !errors.Is(err, calendar.ErrCell) || !strings.Contains(err.Error(), why) {
			t.Errorf("ParseCell(%q) = %v, want a refusal about %q", text, err, why)
		}
	}
}

func TestCellReadsBack(t *testing.T) {
	for c := range calendar.Cell(calendar.CellsPerDay + 1) {
		back, err := calendar.ParseCell(c.String())
		if err != nil || back != c {
			t.Fatalf("cell %d reads %s and back %d, %v", int(c), c, int(back), err)
		}
	}
	if c, _ := calendar.ParseCell("09:05"); c != 109 {
		t.Errorf("09:05 is cell %d, want 109", int(c))
	}
	for _, c := range []calendar.Cell{-1, calendar.CellsPerDay + 1} {
		if text, err := c.MarshalText(); !errors.Is(err, calendar.ErrCell) {
			t.Errorf("cell %d marshals as %s", int(c), text)
		}
	}
}

func TestCellsForRoundsUp(t *testing.T) {
	for minutes, want := range map[int]int{-5: 0, 0: 0, 1: 1, 5: 1, 6: 2, 10: 2, 11: 3, 60: 12} {
		if got := calendar.CellsFor(minutes); got != want {
			t.Errorf("%d minutes take %d cells, want %d", minutes, got, want)
		}
	}
}

// At answers exactly for the wall times that one instant has, also where the
// clock changes at midnight, by half an hour, or by a whole day.
func TestAtCountsInstants(t *testing.T) {
	for _, change := range []struct {
		zone string
		days []string
	}{
		{"Europe/Amsterdam", []string{"2026-10-24", "2026-10-25", "2026-10-26", "2027-03-27", "2027-03-28", "2027-03-29"}},
		{"America/Sao_Paulo", []string{"2018-02-16", "2018-02-17", "2018-02-18", "2018-11-03", "2018-11-04"}},
		{"Australia/Lord_Howe", []string{"2026-04-05", "2026-10-04"}},
		{"Pacific/Apia", []string{"2011-12-29", "2011-12-30", "2011-12-31"}},
		{"UTC", []string{"2026-10-25"}},
	} {
		loc, err := time.LoadLocation(change.zone)
		if err != nil {
			t.Fatal(err)
		}
		for _, day := range change.days {
			checkAt(t, date(day), loc)
		}
	}
}

func checkAt(t *testing.T, d calendar.Date, loc *time.Location) {
	t.Helper()
	shown := map[string][]time.Time{}
	for at := midnight(d - 2); at.Before(midnight(d + 3)); at = at.Add(time.Minute) {
		wall := at.In(loc).Format("2006-01-02 15:04")
		shown[wall] = append(shown[wall], at)
	}
	open := calendar.Rules{Zone: loc, Exceptions: []calendar.Exception{{Date: d, Desk: "a", End: calendar.CellsPerDay}}}
	var cells calendar.Cells
	for _, w := range open.Day(d) {
		cells = w.Cells
	}
	for c := range calendar.Cell(calendar.CellsPerDay) {
		instants := shown[fmt.Sprint(d, " ", c)]
		at, ok := calendar.At(d, c, loc)
		if ok != (len(instants) == 1) || ok != cells.Has(c) {
			t.Fatalf("%s %s %s: At says %v, Day %v, %d instants", loc, d, c, ok, cells.Has(c), len(instants))
		}
		if !ok {
			continue
		}
		if day, cell := calendar.CellIn(at.Add(4*time.Minute+59*time.Second), loc); !at.Equal(instants[0]) || day != d || cell != c {
			t.Fatalf("%s %s %s: is at %s, in cell %s %s", loc, d, c, at, day, cell)
		}
	}
}

func TestAtOutsideTheDay(t *testing.T) {
	loc := amsterdam(t)
	for _, c := range []calendar.Cell{-1, 289} {
		if at, ok := calendar.At(date("2026-12-01"), c, loc); ok {
			t.Errorf("cell %d is at %s", int(c), at)
		}
	}
	end, ok := calendar.At(date("2026-12-01"), calendar.CellsPerDay, loc)
	if next, _ := calendar.At(date("2026-12-02"), 0, loc); !ok || !end.Equal(next) {
		t.Errorf("the day ends at %s, the next begins at %s", end, next)
	}
}

func FuzzParseCell(f *testing.F) {
	for _, seed := range []string{"09:05", "24:00", "24:05", "9:05", "00:00", "", "12:61"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := calendar.ParseCell(text)
		clock, wantErr := time.Parse("15:04", text)
		want := wantErr == nil && len(text) == 5 && clock.Minute()%5 == 0 || text == "24:00"
		if (err == nil) != want {
			t.Fatalf("%q: %v, want accepted %v", text, err, want)
		}
		if err == nil && c.String() != text {
			t.Fatalf("%q reads back as %s", text, c)
		}
	})
}
