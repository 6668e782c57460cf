package outreach

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"balie/booking/calendar"
)

// TestADayOnTheRoadAsALeadWouldWriteIt: it leaves as late as it can, a long gap holds a break, and the rest is waiting.
func TestADayOnTheRoadAsALeadWouldWriteIt(t *testing.T) {
	o := Outing{Stops: []Stop{{Arrive: 9 * 12, Leave: 11 * 12}, {State: Off}, {Arrive: 13 * 12, Leave: 15 * 12}}}
	got := itinerary(o, []int{10, 0, 14}, 20)
	want := []Part{{Driving, 530, 540, 0}, {Serving, 540, 660, 0}, {Driving, 660, 674, 2}, {Resting, 674, 704, 2}, {Waiting, 704, 780, 2}, {Serving, 780, 900, 2}, {Driving, 900, 920, 3}}
	if !slices.Equal(got.Parts, want) || got.Departs != 530 || got.Back != 920 || got.Total(Waiting) != 76 || got.Total(Driving) != 44 {
		t.Errorf("%+v", got)
	}
	if none := itinerary(Outing{Stops: []Stop{{State: Off}}}, []int{0}, 0); len(none.Parts) > 0 || none.Back != 0 {
		t.Errorf("an outing without stops: %+v", none)
	}
}

// TestTheDayHasNoHolesAndNoOverlaps, whatever the stops: parts follow each other from leaving until home.
func TestTheDayHasNoHolesAndNoOverlaps(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var o Outing
		var before []int
		at := calendar.Cell(9 * 12)
		for range rapid.IntRange(0, 5).Draw(rt, "stops") {
			s := Stop{Arrive: at + calendar.Cell(rapid.IntRange(0, 20).Draw(rt, "gap"))}
			s.Leave = s.Arrive + calendar.Cell(rapid.IntRange(1, 12).Draw(rt, "open"))
			if rapid.IntRange(0, 4).Draw(rt, "off") == 0 {
				s.State = Off
			}
			at = s.Leave
			o.Stops = append(o.Stops, s)
			before = append(before, rapid.IntRange(0, 40).Draw(rt, "drive"))
		}
		i := itinerary(o, before, rapid.IntRange(0, 40).Draw(rt, "back"))
		now := i.Departs
		for _, p := range i.Parts {
			if p.From != now || p.Until <= p.From {
				rt.Fatalf("%+v begins at %d", p, now)
			}
			now = p.Until
		}
		if now != i.Back {
			rt.Errorf("it is back at %d, and the last part ends at %d", i.Back, now)
		}
	})
}
