package catalogue

import (
	"testing"
	"time"

	"balie/booking/calendar"
)

func TestTheFirstOfficeThatIsOpen(t *testing.T) {
	office := func(id OfficeID, day calendar.Weekday) Office {
		o := Office{ID: id, zone: time.UTC}
		o.Openings = []calendar.Opening{{Weekdays: []calendar.Weekday{day}, Start: 9 * 12, End: 12 * 12, Desk: "1", Use: calendar.ForBoth}}
		return o
	}
	all := []Office{office("library", calendar.Weekday(2)), office("hall", calendar.Weekday(1))}
	monday := time.Date(2026, 11, 30, 10, 0, 0, 0, time.UTC)
	for want, at := range map[OfficeID]time.Time{"hall": monday, "library": monday.Add(24 * time.Hour)} {
		if got := FirstOpen(all, at); got.ID != want {
			t.Errorf("at %v it is %s, want %s", at, got.ID, want)
		}
	}
	if got := FirstOpen(all, monday.Add(10*time.Hour)); got.ID != "library" {
		t.Errorf("at night it is %s, want the first of all", got.ID)
	}
}
