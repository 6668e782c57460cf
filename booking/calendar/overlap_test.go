package calendar

import "testing"

func TestOpeningsOfOneDeskOverlapOnTheFirstDayTheyShare(t *testing.T) {
	from := DateOf(2026, 11, 30) // a Monday
	base := Opening{ID: "a", Desk: "1", Weekdays: []Weekday{1, 2}, Start: 108, End: 144}
	with := func(change func(*Opening)) Opening {
		o := base
		o.ID = "b"
		change(&o)
		return o
	}
	cases := map[string]struct {
		other Opening
		on    Date
	}{
		"the same":             {with(func(*Opening) {}), from},
		"another desk":         {with(func(o *Opening) { o.Desk = "2" }), 0},
		"after it":             {with(func(o *Opening) { o.Start, o.End = 144, 150 }), 0},
		"another day":          {with(func(o *Opening) { o.Weekdays = []Weekday{3} }), 0},
		"from a later day":     {with(func(o *Opening) { o.From = from.AddDays(8) }), from.AddDays(8)},
		"until the day before": {with(func(o *Opening) { o.Until = from - 1 }), 0},
		"every third week":     {with(func(o *Opening) { o.EveryWeeks, o.From, o.Weekdays = 3, from.AddDays(-7), []Weekday{2} }), from.AddDays(15)},
		"the last Tuesday":     {with(func(o *Opening) { o.NthWeekdays, o.Weekdays = []int{-1}, []Weekday{2} }), DateOf(2026, 12, 29)},
	}
	for name, c := range cases {
		got, on, found := Rules{Openings: []Opening{base, c.other}}.Overlap("a", from)
		if found != (c.on != 0) || on != c.on || found && got.ID != "b" {
			t.Errorf("%s: %q on %v, want %v", name, got.ID, on, c.on)
		}
	}
}
