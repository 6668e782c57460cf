package calendar

import "testing"

func TestDayWeekdays(t *testing.T) {
	r := Rules{Openings: []Opening{{ID: "o", Desk: "a", Weekdays: []Weekday{2}, Start: 108, End: 144, Use: ForBoth, Share: Public}}}
	d, _ := ParseDate("2026-12-01")
	if w := r.Day(d); len(w) != 1 || w[0].Cells.Len() != 36 {
		t.Fatalf("a Tuesday: %v", w)
	}
	if w := r.Day(d + 1); len(w) != 0 {
		t.Fatalf("a Wednesday: %v", w)
	}
}
