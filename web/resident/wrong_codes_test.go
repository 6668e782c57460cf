package resident

import (
	"errors"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
)

func TestWrongCodesOfAllTogetherAskForTheDayAndThenPause(t *testing.T) {
	var w WrongCodes
	now := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	day := calendar.DateOf(2026, 12, 1)
	wrong := func() (calendar.Date, error) { return 0, booking.ErrNoSuchCode }
	right := func() (calendar.Date, error) { return day, nil }
	shape := func() (calendar.Date, error) { return 0, booking.ErrCodeShape }
	for range aloneBurst {
		if err := w.Try(now, "", wrong); !errors.Is(err, booking.ErrNoSuchCode) {
			t.Fatal(err)
		}
		_ = w.Try(now, "", right)
		_ = w.Try(now, "", shape)
	}
	for said, want := range map[string]error{"": ErrCodeDay, "morgen": ErrCodeDay, "2026-12-01": nil, "2026-12-02": booking.ErrNoSuchCode} {
		if err := w.Try(now, said, right); !errors.Is(err, want) {
			t.Errorf("a right code with day %q: %v, want %v", said, err, want)
		}
	}
	if w.Strict(now.Add(2 * time.Minute)) {
		t.Error("strict when there is room for ten more")
	}
	for range bothBurst {
		_ = w.Try(now.Add(2*time.Minute), "2026-12-01", wrong)
	}
	if err := w.Try(now.Add(2*time.Minute), "2026-12-01", right); !errors.Is(err, ErrCodesPaused) {
		t.Errorf("beyond all: %v", err)
	}
	if err := w.Try(now.Add(3*time.Minute), "2026-12-01", right); err != nil {
		t.Errorf("a minute later: %v", err)
	}
	if w.Strict(now.Add(-time.Hour)) != w.Strict(now.Add(3*time.Minute)) {
		t.Error("a clock set back changes the budget")
	}
}
