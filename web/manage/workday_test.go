package manage

import (
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
)

// TestADayIsOneOnWhichTheOfficeWorks: on a Monday one looks back at Friday, and on Friday ahead to Monday.
func TestADayIsOneOnWhichTheOfficeWorks(t *testing.T) {
	o := catalogue.Office{Zone: "Europe/Amsterdam", Openings: []calendar.Opening{{Weekdays: []calendar.Weekday{1, 2, 3, 4, 5}, Start: 9 * 12, End: 12 * 12, Desk: "1"}}}
	monday := calendar.DateOf(2026, 11, 30)
	for _, c := range []struct {
		from calendar.Date
		step int
		want calendar.Date
	}{{monday - 1, -1, monday - 3}, {monday - 2, 1, monday}, {monday, 0, monday}, {monday - 1, 0, monday - 1}} {
		if got := workday(o, c.from, c.step); got != c.want {
			t.Errorf("from %s by %d it is %s, want %s", c.from, c.step, got, c.want)
		}
	}
	if never := workday(catalogue.Office{Zone: "Europe/Amsterdam"}, monday, 1); never != monday {
		t.Errorf("an office that never opens is looked at on %s", never)
	}
}
