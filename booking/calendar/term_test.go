package calendar

import (
	"testing"
	"time"
)

func date(t *testing.T, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestBirthTermByWeekday is the table of the law for weeks without a holiday.
func TestBirthTermByWeekday(t *testing.T) {
	want := map[time.Weekday]time.Weekday{
		time.Monday: time.Thursday, time.Tuesday: time.Friday, time.Wednesday: time.Monday, time.Thursday: time.Monday,
		time.Friday: time.Tuesday, time.Saturday: time.Tuesday, time.Sunday: time.Wednesday,
	}
	for born := DateOf(2026, 6, 1); born < DateOf(2026, 12, 14); born++ { // from Whitsun to Christmas
		if got := LastBirthDay(born).Weekday(); got != want[born.Weekday()] {
			t.Errorf("born on %s %s: until %s", born.Weekday(), born, LastBirthDay(born))
		}
	}
}

// TestTermsAroundHolidays are worked out by hand: Christmas, New Year, Easter, King's day, 5 May,
// Ascension, Whitsun, and the nights on which the clock changes.
func TestTermsAroundHolidays(t *testing.T) {
	for _, c := range []struct{ on, birth, burial string }{
		{"2026-12-23", "2026-12-28", "2027-01-04"}, // 24, then 25 and 26 are holidays, 28
		{"2026-12-24", "2026-12-29", "2027-01-05"},
		{"2026-12-30", "2027-01-04", "2027-01-08"}, // 31, 1 January, a weekend
		{"2027-03-24", "2027-03-30", "2027-04-02"}, // 25, Goede Vrijdag, Easter, 30
		{"2027-03-25", "2027-03-31", "2027-04-05"},
		{"2027-04-24", "2027-04-28", "2027-05-04"}, // 27 April is King's day
		{"2027-04-26", "2027-04-29", "2027-05-07"},
		{"2027-05-03", "2027-05-07", "2027-05-13"}, // 5 May and Ascension on the 6th
		{"2027-05-13", "2027-05-18", "2027-05-24"}, // Whitsun is on the 16th and 17th
		{"2026-10-23", "2026-10-27", "2026-11-02"}, // an hour comes twice on the 25th
		{"2027-03-27", "2027-03-31", "2027-04-06"}, // an hour is missing on the 28th, which is Easter
		{"2028-04-13", "2028-04-19", "2028-04-24"}, // Goede Vrijdag is on the 14th, a working day for a burial
	} {
		on := date(t, c.on)
		if got := LastBirthDay(on).String(); got != c.birth {
			t.Errorf("born on %s: until %s, want %s", c.on, got, c.birth)
		}
		if got := LastBurialDay(on).String(); got != c.burial {
			t.Errorf("died on %s: until %s, want %s", c.on, got, c.burial)
		}
	}
}

// TestTermsOfTwoYears holds every day of two years against the words of the law.
func TestTermsOfTwoYears(t *testing.T) {
	for on := DateOf(2026, 1, 1); on < DateOf(2028, 1, 1); on++ {
		birth, burial := LastBirthDay(on), LastBurialDay(on)
		if RestDay(birth) || birth < on+3 || workingIn(on+1, birth) < 2 {
			t.Errorf("born on %s: until %s", on, birth)
		}
		for d := on + 3; d < birth; d++ { // no sooner day satisfies all of it
			if !RestDay(d) && workingIn(on+1, d) >= 2 {
				t.Errorf("born on %s: %s would do, not only %s", on, d, birth)
			}
		}
		counted := 0
		for d := on + 1; d <= burial; d++ {
			if !acknowledged(d) {
				counted++
			}
		}
		if acknowledged(burial) || counted != 6 {
			t.Errorf("died on %s: until %s", on, burial)
		}
		if sixth := WorkingDaysAfter(on, 6); sixth < burial || workingIn(on+1, sixth) != 6 || WorkingDaysAfter(on, 0) != on {
			t.Errorf("six working days after %s are %s", on, sixth)
		}
	}
}
