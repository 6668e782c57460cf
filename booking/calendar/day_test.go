package calendar_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking/calendar"
)

func amsterdam(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func date(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// hard are the days on which calendars go wrong.
var hard = []calendar.Date{
	date("2026-10-25"), date("2027-03-28"), // the clock changes
	date("2028-02-29"), date("2028-02-28"), date("2028-03-01"), date("2027-02-28"), // leap day
	date("2026-08-31"), date("2026-08-01"), // August 2026 spans six calendar weeks
	date("2026-12-28"), date("2026-12-31"), date("2027-01-01"), date("2027-01-03"), date("2027-01-04"), // ISO week 53
	date("2026-04-27"), date("2025-05-05"), date("2026-05-05"), date("2026-05-14"), date("2026-12-24"), // holidays and not
}

var hours = []calendar.Cell{0, 1, 12, 23, 24, 30, 35, 36, 37, 108, 150, 204, 287, 288}

func drawDate(t *rapid.T) calendar.Date {
	if rapid.Bool().Draw(t, "hard") {
		return rapid.SampledFrom(hard).Draw(t, "day")
	}
	return date("2026-01-01") + calendar.Date(rapid.IntRange(0, 1100).Draw(t, "day"))
}

func drawHours(t *rapid.T) (start, end calendar.Cell) {
	i := rapid.IntRange(0, len(hours)-2).Draw(t, "start")
	return hours[i], hours[rapid.IntRange(i+1, len(hours)-1).Draw(t, "end")]
}

// drawRules draws rules that have much to do with d.
func drawRules(t *rapid.T, d calendar.Date, loc *time.Location) calendar.Rules {
	r := calendar.Rules{Zone: loc, Holidays: rapid.Bool().Draw(t, "holidays")}
	for i := range rapid.IntRange(0, 5).Draw(t, "openings") {
		r.Openings = append(r.Openings, drawOpening(t, d, fmt.Sprint("o", i)))
	}
	for i := range rapid.SampledFrom([]int{0, 0, 1, 3}).Draw(t, "exceptions") {
		e := calendar.Exception{ID: fmt.Sprint("e", i), Use: calendar.ForBoth, Share: calendar.Public,
			Date: d + calendar.Date(rapid.SampledFrom([]int{0, 0, 0, 1}).Draw(t, "later")),
			Desk: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "desk")}
		e.Start, e.End = drawHours(t)
		r.Exceptions = append(r.Exceptions, e)
	}
	for i := range rapid.SampledFrom([]int{0, 0, 1, 2}).Draw(t, "closures") {
		k := calendar.Closure{ID: fmt.Sprint("k", i), Desk: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "desk")}
		k.From, k.Until = drawSpan(t, d)
		if rapid.Bool().Draw(t, "part of the day") {
			k.Start, k.End = drawHours(t)
		}
		r.Closures = append(r.Closures, k)
	}
	return r
}

func drawSpan(t *rapid.T, d calendar.Date) (from, until calendar.Date) {
	from = d - calendar.Date(rapid.IntRange(-1, 70).Draw(t, "from"))
	if rapid.Bool().Draw(t, "ends") {
		until = max(from, d+calendar.Date(rapid.IntRange(-2, 2).Draw(t, "until")))
	}
	return from, until
}

func drawOpening(t *rapid.T, d calendar.Date, id string) calendar.Opening {
	o := calendar.Opening{ID: id, Desk: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "desk"),
		Use: calendar.ForBoth, Share: calendar.Public,
		Weekdays:    []calendar.Weekday{calendar.Weekday(d.Weekday())},
		EveryWeeks:  rapid.SampledFrom([]int{0, 1, 2, 3}).Draw(t, "every"),
		NthWeekdays: rapid.SampledFrom([][]int{nil, nil, {1, -1}, {2}, {5}, {-1}}).Draw(t, "nth")}
	if rapid.IntRange(0, 3).Draw(t, "another weekday") == 0 {
		o.Weekdays[0] = (o.Weekdays[0] + 1) % 7
	}
	o.From, o.Until = drawSpan(t, d)
	if o.EveryWeeks <= 1 && rapid.Bool().Draw(t, "since ever") {
		o.From = 0
	}
	o.Start, o.End = drawHours(t)
	return o
}

// Day and Explain agree with the model on every minute of every desk.
func TestDayAgreesWithModel(t *testing.T) {
	loc := amsterdam(t)
	rapid.Check(t, func(t *rapid.T) {
		d := drawDate(t)
		r := drawRules(t, d, loc)
		if problems := r.Validate(); problems != nil {
			t.Fatalf("drew rules that are refused: %v", problems)
		}
		windows := r.Day(d)
		for _, desk := range []string{"a", "b", "c", "none"} {
			for c := range calendar.Cell(calendar.CellsPerDay) {
				checkCell(t, r, windows, d, c, desk)
			}
		}
	})
}

func checkCell(t *rapid.T, r calendar.Rules, windows []calendar.Window, d calendar.Date, c calendar.Cell, desk string) {
	var got []string
	for _, w := range windows {
		if w.Desk == desk && w.Cells.Has(c) {
			got = append(got, w.Rule)
		}
	}
	slices.Sort(got)
	for _, minute := range []int{c.Minutes(), c.Minutes() + calendar.CellMinutes - 1} {
		want := modelOpen(r, d, minute, desk)
		if slices.Sort(want); !slices.Equal(got, want) {
			t.Fatalf("%s minute %d desk %s: open by %v, model says %v", d, minute, desk, got, want)
		}
	}
	reason := r.Explain(d, c, desk)
	if reason.Open != (len(got) > 0) || reason.Open && !slices.Contains(got, reason.ID) {
		t.Fatalf("%s %s desk %s: open by %v, explained as %+v", d, c, desk, got, reason)
	}
}

// The office as a whole is open when one of its desks is.
func TestExplainOffice(t *testing.T) {
	loc := amsterdam(t)
	rapid.Check(t, func(t *rapid.T) {
		d := drawDate(t)
		r := drawRules(t, d, loc)
		var open calendar.Cells
		for _, w := range r.Day(d) {
			open = open.Or(w.Cells)
		}
		for _, c := range hours[:len(hours)-1] {
			if reason := r.Explain(d, c, ""); reason.Open != open.Has(c) {
				t.Fatalf("%s %s: %+v, but open is %v", d, c, reason, open.Has(c))
			}
		}
	})
}
