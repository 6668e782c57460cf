package calendar_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"balie/booking/calendar"
)

func TestParseDateRefusals(t *testing.T) {
	for text, why := range map[string]string{
		"":            "year-month-day",
		"2026-12-1":   "year-month-day",
		"1-12-2026":   "year-month-day",
		"2026/12/01":  "year-month-day",
		"2026-12-01 ": "year-month-day",
		"+026-12-01":  "year-month-day",
		"2026-1２-01":  "year-month-day",
		"20261-2-01":  "year-month-day",
		"0000-01-01":  "no year 0000",
		"2026-00-01":  "no month 00",
		"2026-13-01":  "no month 13",
		"2026-12-00":  "no day 00",
		"2026-02-30":  "no day 30",
		"2026-02-29":  "no day 29",
		"1900-02-29":  "no day 29",
		"2026-11-31":  "no day 31",
	} {
		_, err := calendar.ParseDate(text)
		if !errors.Is(err, calendar.ErrDate) || !strings.Contains(err.Error(), why) {
			t.Errorf("ParseDate(%q) = %v, want a refusal about %q", text, err, why)
		}
	}
}

func TestParseDateRefusalIsShort(t *testing.T) {
	_, err := calendar.ParseDate(strings.Repeat("9", 10_000))
	if err == nil || len(err.Error()) > 200 {
		t.Errorf("%d bytes of refusal", len(err.Error()))
	}
}

func TestDateWalksEveryDay(t *testing.T) {
	day := time.Date(1899, 12, 25, 0, 0, 0, 0, time.UTC)
	for d := calendar.DateOf(1899, 12, 25); d < calendar.DateOf(2101, 1, 5); d++ {
		y, m, dd := d.Civil()
		wy, ww := day.ISOWeek()
		gy, gw := d.ISOWeek()
		back, err := calendar.ParseDate(d.String())
		if y != day.Year() || m != day.Month() || dd != day.Day() || d.Weekday() != day.Weekday() ||
			gy != wy || gw != ww || d.String() != day.Format("2006-01-02") || back != d || err != nil {
			t.Fatalf("day %d reads %s, week %d-%d, %v; want %s", int(d), d, gy, gw, d.Weekday(), day)
		}
		if monday := d.Monday(); monday.Weekday() != time.Monday || monday > d || d-monday > 6 {
			t.Fatalf("Monday of %s is %s", d, monday)
		}
		day = day.AddDate(0, 0, 1)
	}
}

func TestISOWeek53(t *testing.T) {
	for _, text := range []string{"2026-12-28", "2026-12-31", "2027-01-01", "2027-01-03"} {
		if y, w := date(text).ISOWeek(); y != 2026 || w != 53 {
			t.Errorf("%s is in week %d of %d, want 53 of 2026", text, w, y)
		}
	}
	if y, w := date("2027-01-04").ISOWeek(); y != 2027 || w != 1 {
		t.Errorf("2027-01-04 is in week %d of %d", w, y)
	}
}

func TestDateInFollowsTheWall(t *testing.T) {
	late := time.Date(2026, 6, 30, 22, 30, 0, 0, time.UTC)
	if got := calendar.DateIn(late, amsterdam(t)); got != date("2026-07-01") {
		t.Errorf("half past midnight in Amsterdam is on %s", got)
	}
}

func TestDateInJSON(t *testing.T) {
	var o calendar.Opening
	text := `{"id":"o","desk":"a","weekdays":["tue","sun"],"from":"2026-12-01","start":"09:00","end":"24:00","use":"both","share":"public"}`
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		t.Fatal(err)
	}
	if got, err := json.Marshal(o); err != nil || string(got) != text {
		t.Errorf("got  %s %v\nwant %s", got, err, text)
	}
	for _, bad := range []string{`{"from":"2026-02-30"}`, `{"start":"9:00"}`, `{"weekdays":["dinsdag"]}`, `{"end":288}`} {
		if err := json.Unmarshal([]byte(bad), &o); err == nil {
			t.Errorf("accepted %s", bad)
		}
	}
	if o.From != date("2026-12-01") || o.Start != 108 {
		t.Errorf("a refusal changed the value: %+v", o)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2026-12-01", "2026-02-30", "0000-01-01", "9999-12-31", "2028-02-29", "", "2026-12-1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := calendar.ParseDate(text)
		want, wantErr := time.Parse("2006-01-02", text)
		if (err == nil) != (wantErr == nil && want.Year() > 0) {
			t.Fatalf("%q: %v, package time says %v", text, err, wantErr)
		}
		if err == nil && d.String() != text {
			t.Fatalf("%q reads back as %s", text, d)
		}
	})
}
