package demo

import (
	"testing"
	"time"
)

// amsterdam is where the towns' clocks hang.
func amsterdam(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := Settings[0].Moment(text, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestTheClockStartsOnTheNextOrdinaryTuesday(t *testing.T) {
	for machine, want := range map[string]string{
		"2026-11-29T23:30": "2026-12-01T09:40", // a Sunday night
		"2026-12-01T09:40": "2026-12-01T09:40",
		"2026-12-01T09:41": "2026-12-08T09:40",
		"2026-12-25T12:00": "2027-01-05T09:40", // the weeks of Christmas and New Year are not ordinary
		"2027-03-28T01:30": "2027-04-06T09:40", // the clock goes forward tonight, and Monday is Easter
		"2026-10-25T02:30": "2026-10-27T09:40", // the hour that comes twice
		"2026-04-26T10:00": "2026-05-05T09:40", // the week of the King's day is not ordinary; Liberation day is, but for every fifth year
	} {
		for _, town := range Settings {
			at, err := town.Moment("", amsterdam(t, machine))
			if err != nil || !at.Equal(amsterdam(t, want)) {
				t.Errorf("%s on %s: starts at %v (%v), want %s", town.Name, machine, at, err, want)
			}
		}
	}
}

func TestAMomentIsRead(t *testing.T) {
	if at := amsterdam(t, "2026-07-01T09:40"); at.UTC().Hour() != 7 {
		t.Errorf("summer is %v", at.UTC())
	}
	if _, err := Settings[0].Moment("tomorrow", time.Time{}); err == nil {
		t.Error("tomorrow was read")
	}
	if _, err := SettingOf("atlantis"); err == nil {
		t.Error("there is an atlantis")
	}
}

func TestAClockStandsThenRuns(t *testing.T) {
	start, machine := tuesday(), time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	c := NewClock(start)
	if c.Set(start.Add(time.Hour)); !c.Now().Equal(start.Add(time.Hour)) {
		t.Errorf("set it stands at %v", c.Now())
	}
	c.Run(func() time.Time { return machine }, 10)
	if machine = machine.Add(time.Minute); !c.Now().Equal(start.Add(time.Hour + 10*time.Minute)) {
		t.Errorf("a minute later it is %v", c.Now())
	}
}
