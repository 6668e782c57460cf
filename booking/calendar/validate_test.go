package calendar_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"balie/booking/calendar"
)

// problemsOf returns what Validate says about rules, short.
func problemsOf(r calendar.Rules) (found []string) {
	for _, p := range r.Validate() {
		found = append(found, fmt.Sprint(p.Rule, " ", p.ID, " ", p.Field, " ", p.Key))
	}
	return found
}

func TestValidateOpening(t *testing.T) {
	for want, spoil := range map[string]func(o *calendar.Opening){
		"opening #1 id missing":           func(o *calendar.Opening) { o.ID = "" },
		"opening o desk missing":          func(o *calendar.Opening) { o.Desk = "" },
		"opening o weekdays missing":      func(o *calendar.Opening) { o.Weekdays = nil },
		"opening o weekdays unknown":      func(o *calendar.Opening) { o.Weekdays[0] = 7 },
		"opening o every_weeks range":     func(o *calendar.Opening) { o.EveryWeeks = -1 },
		"opening o from missing":          func(o *calendar.Opening) { o.EveryWeeks, o.From = 2, 0 },
		"opening o nth_weekdays range":    func(o *calendar.Opening) { o.NthWeekdays = []int{1, 6} },
		"opening o until order":           func(o *calendar.Opening) { o.Until = o.From - 1 },
		"opening o start range":           func(o *calendar.Opening) { o.Start = -1 },
		"opening o end range":             func(o *calendar.Opening) { o.End = 289 },
		"opening o end order":             func(o *calendar.Opening) { o.End = o.Start },
		"opening o use unknown":           func(o *calendar.Opening) { o.Use = "" },
		"opening o share unknown":         func(o *calendar.Opening) { o.Share = "everyone" },
		"opening o release_hours range":   func(o *calendar.Opening) { o.Share, o.ReleaseHours = calendar.Reserve, -1 },
		"opening o release_hours unknown": func(o *calendar.Opening) { o.ReleaseHours = 24 },
	} {
		o := opening("o", "a", time.Tuesday)
		o.From = date("2026-12-01")
		r := calendar.Rules{Zone: time.UTC}
		if spoil(&o); true {
			r.Openings = []calendar.Opening{o}
		}
		if got := problemsOf(r); !slices.Equal(got, []string{want}) {
			t.Errorf("got %v, want %s", got, want)
		}
	}
}

func TestValidateOthers(t *testing.T) {
	r := calendar.Rules{
		Openings:   []calendar.Opening{opening("same", "a", time.Monday)},
		Exceptions: []calendar.Exception{{ID: "same", Start: 5, End: 4, Use: calendar.ForBoth, Share: calendar.Public}},
		Closures: []calendar.Closure{{ID: "k"}, {ID: "l", From: 10, Until: 9}, {ID: "m", From: 10, Until: 10, Start: 20, End: 10},
			{ID: "n", From: 10, Until: 10}, {ID: "p", From: 10}},
	}
	want := []string{"office rules zone missing", "exception same id twice", "exception same date missing",
		"exception same end order", "closure k from missing", "closure l until order", "closure m end order"}
	if got := problemsOf(r); !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if got := r.Validate()[3].Error(); got != `exception "same": end: must be later than start` {
		t.Errorf("reads %s", got)
	}
}

func TestWeekdayTexts(t *testing.T) {
	for w := calendar.Weekday(0); w < 7; w++ {
		var back calendar.Weekday
		text, err := w.MarshalText()
		if err != nil || back.UnmarshalText(text) != nil || back != w || w.String() != string(text) {
			t.Errorf("%v reads %s", w, text)
		}
	}
	if text, err := calendar.Weekday(7).MarshalText(); err == nil {
		t.Errorf("weekday 7 reads %s", text)
	}
}
