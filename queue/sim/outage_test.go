package sim

import (
	"strings"
	"testing"
)

// TestEachWayOutBeatsDoingNothing when one of four desks falls out on a full day.
func TestEachWayOutBeatsDoingNothing(t *testing.T) {
	s := hall(t, "hall-77")
	s.Scenarios = 16
	f, err := DeskOutage(s, 1, 16, 5)
	if err != nil {
		t.Fatal(err)
	}
	whole, nothing := f.Ways[0], f.Ways[1]
	if nothing.LateDay < whole.LateDay+5 || f.Asked < 3 {
		t.Errorf("a desk that falls out is not felt: %+v", f)
	}
	for _, w := range f.Ways[2:] {
		if w.Less.Low <= 0 || w.Within5 <= nothing.Within5 {
			t.Errorf("%+v against %+v", w, nothing)
		}
	}
	if text := f.Table(); !strings.Contains(text, "help") || !strings.Contains(text, "Desk 2") {
		t.Error(text)
	}
	if _, err := DeskOutage(s, 9, 1, 5); err == nil {
		t.Error("a desk that is not there falls out")
	}
}
