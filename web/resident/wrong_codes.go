package resident

import (
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/web/route"
)

// WrongCodes is one budget for all wrong spoken codes in all, whoever types them: limits by asker end
// where somebody has a million addresses.
//
// There are 30⁸ = 6.6·10¹¹ codes. With 10,000 live appointments one guess in 66 million is right. While
// the budget lasts a code is enough: 5 wrong ones a minute are 2.6 million a year, one hit in 25 years.
// Beyond that the day must be right as well; spread over 20 working days that is one guess in 1.3
// billion. Of those 50 a minute are taken, 26 million a year, one hit in 50 years; then codes wait, and
// links go on. So under an attack that never ends, from any number of addresses, one appointment of a
// whole municipality is opened in 17 years; it shows no address or number in full.
type WrongCodes struct {
	mu          sync.Mutex
	alone, both float64 // wrong ones so far, less what time took off
	at          time.Time
}

// What the budget gives at once, and a minute.
const (
	aloneBurst, alonePerMinute = 300, 5
	bothBurst, bothPerMinute   = 3000, 50
)

var (
	// ErrCodeDay: so many wrong codes come in that the day is asked too, and none was given.
	ErrCodeDay = ledger.Refuse(ledger.Invalid, "code.day")
	// ErrCodesPaused: so many wrong codes come in that none is read for now; links work.
	ErrCodesPaused = route.As(fiber.StatusTooManyRequests, ledger.Refuse(ledger.Busy, "code.paused"))
)

// Strict reports whether a code needs the day beside it now.
func (w *WrongCodes) Strict(now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.age(now)
	return w.alone > aloneBurst-1 // there is no whole one left
}

// Try finds what has a code, and counts a wrong one. While it is strict the day must be that of what was
// found; another day is answered as a wrong code is. It refuses with ErrCodeDay, ErrCodesPaused, and as
// find does.
func (w *WrongCodes) Try(now time.Time, day string, find func() (calendar.Date, error)) error {
	strict, paused := w.Strict(now), w.paused()
	if paused {
		return ErrCodesPaused
	}
	said, err := calendar.ParseDate(day)
	if strict && err != nil {
		return ErrCodeDay
	}
	of, err := find()
	if err == nil && strict && said != of {
		err = booking.ErrNoSuchCode
	}
	if route.IsOneOf(err, booking.ErrNoSuchCode, booking.ErrNoInvite) {
		w.count()
	}
	return err
}

func (w *WrongCodes) paused() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.both > bothBurst-1
}

func (w *WrongCodes) count() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.alone, w.both = min(w.alone+1, aloneBurst), w.both+1
}

// age takes off what has passed; a clock set back takes nothing off.
func (w *WrongCodes) age(now time.Time) {
	if passed := now.Sub(w.at).Minutes(); passed > 0 {
		w.alone, w.both = max(0, w.alone-passed*alonePerMinute), max(0, w.both-passed*bothPerMinute)
		w.at = now
	}
}
