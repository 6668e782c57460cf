package calendar_test

import (
	"fmt"
	"slices"
	"testing"

	"balie/booking/calendar"
)

// The days below are as the Dutch government publishes them.
func TestHolidays(t *testing.T) {
	want := map[int][]string{
		2025: {"01-01 nieuwjaarsdag", "04-20 eerste_paasdag", "04-21 tweede_paasdag", "04-26 koningsdag", "05-05 bevrijdingsdag",
			"05-29 hemelvaartsdag", "06-08 eerste_pinksterdag", "06-09 tweede_pinksterdag", "12-25 eerste_kerstdag", "12-26 tweede_kerstdag"},
		2026: {"01-01 nieuwjaarsdag", "04-05 eerste_paasdag", "04-06 tweede_paasdag", "04-27 koningsdag",
			"05-14 hemelvaartsdag", "05-24 eerste_pinksterdag", "05-25 tweede_pinksterdag", "12-25 eerste_kerstdag", "12-26 tweede_kerstdag"},
		2027: {"01-01 nieuwjaarsdag", "03-28 eerste_paasdag", "03-29 tweede_paasdag", "04-27 koningsdag",
			"05-06 hemelvaartsdag", "05-16 eerste_pinksterdag", "05-17 tweede_pinksterdag", "12-25 eerste_kerstdag", "12-26 tweede_kerstdag"},
	}
	for year, days := range want {
		var got []string
		for d := calendar.DateOf(year, 1, 1); d <= calendar.DateOf(year, 12, 31); d++ {
			if key, ok := calendar.Holiday(d); ok {
				got = append(got, fmt.Sprint(d.String()[5:], " ", key))
			}
		}
		if !slices.Equal(got, days) {
			t.Errorf("%d: got  %v\nwant %v", year, got, days)
		}
	}
}

func TestBevrijdingsdagOnceInFiveYears(t *testing.T) {
	for year := 2025; year <= 2040; year++ {
		if _, ok := calendar.Holiday(calendar.DateOf(year, 5, 5)); ok != (year%5 == 0) {
			t.Errorf("5 May %d: holiday %v", year, ok)
		}
	}
}

func TestHolidayKeysAreComplete(t *testing.T) {
	keys := calendar.HolidayKeys()
	for d := calendar.DateOf(2024, 1, 1); d < calendar.DateOf(2041, 1, 1); d++ {
		if key, ok := calendar.Holiday(d); ok && !slices.Contains(keys, key) {
			t.Errorf("%s is %q, which is not among the keys", d, key)
		}
	}
}
