package calendar_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"balie/booking/calendar"
)

func opening(id, desk string, weekdays ...time.Weekday) calendar.Opening {
	o := calendar.Opening{ID: id, Desk: desk, Start: 108, End: 144, Use: calendar.ForBoth, Share: calendar.Public}
	for _, w := range weekdays {
		o.Weekdays = append(o.Weekdays, calendar.Weekday(w))
	}
	return o
}

// openDays returns the days in a range on which the rules open anything.
func openDays(r calendar.Rules, from, until string) (days []string) {
	for d := date(from); d <= date(until); d++ {
		if len(r.Day(d)) > 0 {
			days = append(days, d.String())
		}
	}
	return days
}

func checkDays(t *testing.T, o calendar.Opening, from, until string, want ...string) {
	t.Helper()
	r := calendar.Rules{Zone: amsterdam(t), Openings: []calendar.Opening{o}}
	if problems := r.Validate(); problems != nil {
		t.Errorf("refused: %v", problems)
	}
	if got := openDays(r, from, until); !slices.Equal(got, want) {
		t.Errorf("open on %v, want %v", got, want)
	}
}

// Weeks are counted across the 53rd of 2026: the Tuesday a fortnight after
// 22 December is 5 January.
func TestEveryWeeksCountsOverTheYear(t *testing.T) {
	o := opening("o", "a", time.Tuesday)
	o.EveryWeeks, o.From = 2, date("2026-12-10") // a Thursday: its week is the first
	checkDays(t, o, "2026-12-01", "2027-02-03", "2026-12-22", "2027-01-05", "2027-01-19", "2027-02-02")
}

func TestNthWeekdays(t *testing.T) {
	o := opening("o", "a", time.Thursday)
	o.NthWeekdays = []int{1, -1}
	checkDays(t, o, "2026-12-01", "2027-02-28", "2026-12-03", "2026-12-31", "2027-01-07", "2027-01-28", "2027-02-04", "2027-02-25")
	o.NthWeekdays = []int{5}
	checkDays(t, o, "2026-12-01", "2027-04-30", "2026-12-31", "2027-04-29")
}

func TestFromUntilAreInclusive(t *testing.T) {
	o := opening("o", "a", time.Monday, time.Tuesday, time.Wednesday)
	o.From, o.Until = date("2026-12-08"), date("2026-12-14")
	checkDays(t, o, "2026-11-01", "2027-01-31", "2026-12-08", "2026-12-09", "2026-12-14")
	o.From, o.Until = date("2026-12-08"), date("2026-12-08")
	checkDays(t, o, "2026-11-01", "2027-01-31", "2026-12-08")
}

// August 2026 begins on a Saturday and ends on a Monday: six calendar weeks.
func TestMonthOfSixCalendarWeeks(t *testing.T) {
	checkDays(t, opening("o", "a", time.Saturday, time.Monday), "2026-08-01", "2026-08-31",
		"2026-08-01", "2026-08-03", "2026-08-08", "2026-08-10", "2026-08-15", "2026-08-17", "2026-08-22", "2026-08-24", "2026-08-29", "2026-08-31")
}

// Koningsdag 2026 is a Monday. Each rule in turn wins from those after it.
func TestPrecedence(t *testing.T) {
	day := date("2026-04-27")
	full := calendar.Rules{Zone: amsterdam(t), Holidays: true,
		Openings:   []calendar.Opening{opening("o", "a", time.Monday), opening("p", "b", time.Monday)},
		Exceptions: []calendar.Exception{{ID: "e", Date: day, Start: 108, End: 120, Use: calendar.ForBoth, Share: calendar.Public}},
		Closures:   []calendar.Closure{{ID: "k", Desk: "a", From: day, Until: day, Reason: "ziek"}}}
	explain := func(desk string, c calendar.Cell, want calendar.Reason) {
		t.Helper()
		if got := full.Explain(day, c, desk); got != want {
			t.Errorf("desk %q at %s: %+v, want %+v", desk, c, got, want)
		}
	}
	explain("a", 108, calendar.Reason{Kind: calendar.ClosedBy, ID: "k", Name: "ziek"})
	explain("b", 108, calendar.Reason{Kind: calendar.ByException, ID: "e", Open: true})
	explain("b", 120, calendar.Reason{Kind: calendar.ByException, ID: "e"})
	explain("", 108, calendar.Reason{Kind: calendar.ByException, ID: "e", Open: true})
	full.Closures = nil
	explain("a", 108, calendar.Reason{Kind: calendar.ByException, ID: "e", Open: true})
	full.Exceptions = nil
	explain("a", 108, calendar.Reason{Kind: calendar.OnHoliday, Name: "koningsdag"})
	explain("", 108, calendar.Reason{Kind: calendar.OnHoliday, Name: "koningsdag"})
	full.Holidays = false
	explain("a", 108, calendar.Reason{Kind: calendar.ByOpening, ID: "o", Open: true})
	explain("a", 144, calendar.Reason{Kind: calendar.NoOpening})
	explain("z", 108, calendar.Reason{Kind: calendar.NoOpening})
	explain("a", -1, calendar.Reason{Kind: calendar.NoSuchTime})
	explain("a", calendar.CellsPerDay, calendar.Reason{Kind: calendar.NoSuchTime})
}

// A desk's own exception replaces that of the office, and an exception for the
// office does not bring back a desk that has left it.
func TestExceptionLevels(t *testing.T) {
	day := date("2026-12-24")
	gone := opening("old", "gone", time.Thursday)
	gone.Until = day - 1
	r := calendar.Rules{Zone: amsterdam(t), Openings: []calendar.Opening{gone, opening("o", "a", time.Monday), opening("p", "b", time.Thursday)},
		Exceptions: []calendar.Exception{{ID: "office", Date: day, Start: 96, End: 108}, {ID: "own", Desk: "b", Date: day, Start: 120, End: 132}}}
	var got []string
	for _, w := range r.Day(day) {
		first, _ := w.Cells.First()
		got = append(got, fmt.Sprint(w.Desk, " ", first, " ", w.Rule))
	}
	if want := []string{"a 08:00 office", "b 10:00 own"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// 02:00 to 03:00 is skipped on 2027-03-28 and repeated on 2026-10-25.
func TestClockChangeClosesTheHour(t *testing.T) {
	o := opening("night", "a", time.Sunday)
	o.Start, o.End = 0, calendar.CellsPerDay
	r := calendar.Rules{Zone: amsterdam(t), Openings: []calendar.Opening{o}}
	for _, day := range []string{"2026-10-25", "2027-03-28"} {
		want := calendar.Cells{}.With(0, 24).With(36, calendar.CellsPerDay)
		if got := r.Day(date(day)); len(got) != 1 || got[0].Cells != want {
			t.Errorf("%s: open %v", day, got)
		}
		if got := r.Explain(date(day), 30, "a"); got.Kind != calendar.NoSuchTime {
			t.Errorf("%s 02:30: %+v", day, got)
		}
	}
}

// What a rule says about a window arrives with it.
func TestWindowCarriesItsRule(t *testing.T) {
	o := opening("o", "a", time.Tuesday)
	o.Skills, o.Use, o.Share, o.ReleaseHours = []string{"paspoort"}, calendar.ForAppointment, calendar.Reserve, 48
	r := calendar.Rules{Openings: []calendar.Opening{o}}
	want := []calendar.Window{{Desk: "a", Cells: calendar.Cells{}.With(108, 144), Skills: []string{"paspoort"},
		Use: calendar.ForAppointment, Share: calendar.Reserve, ReleaseHours: 48, Rule: "o"}}
	if got := r.Day(date("2026-12-01")); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func BenchmarkDay(b *testing.B) {
	r := calendar.Rules{Zone: amsterdam(b), Holidays: true}
	for i := range 16 {
		r.Openings = append(r.Openings, opening(fmt.Sprint(i), fmt.Sprint(i/2), time.Monday, time.Tuesday, time.Thursday))
	}
	b.ReportAllocs()
	for b.Loop() {
		r.Day(date("2026-12-01"))
	}
}
