package account

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/route"
)

// Who rests is not away. A session that rests is locked: its screen keeps what stands on it, covered, and a PIN or the
// passphrase opens it where it was. While a desk has a visitor its session does not lock.

// What a locked session refuses.
var (
	ErrLocked = route.As(fiber.StatusLocked, ledger.Refuse(ledger.Forbidden, "account.locked"))
	// ErrUnlock: this is neither the PIN nor the passphrase of whoever locked the screen.
	ErrUnlock = ledger.Refuse(ledger.Invalid, "account.unlock")
)

// mostWrong is how often a locked screen takes a wrong answer; then its session ends.
const mostWrong = 5

// rested is the instant from which a session rests; seen may be later than what is kept.
func (s session) rested(seen time.Time) time.Time {
	if s.Seen.After(seen) {
		return s.Seen
	}
	return seen
}

// locksAt is when a session locks by itself.
func (t Terms) locksAt(s session, seen time.Time) time.Time { return s.rested(seen).Add(t.Idle) }

// locked reports whether a session's screen is locked, by hand or since it rested.
func (t Terms) locked(s session, seen, now time.Time) bool {
	return s.Locked || !now.Before(t.locksAt(s, seen))
}

// Locked reports whether the colleague must unlock the screen before anything else.
func (s Session) Locked() bool { return s.locked }

// lockNow locks the session that an id opens.
func lockNow(tx *ledger.Tx, raw string) error {
	return changeSession(tx, raw, func(s *session) error { s.Locked = true; return nil })
}

// unlock opens a locked session again.
func unlock(tx *ledger.Tx, now time.Time, raw string) error {
	return changeSession(tx, raw, func(s *session) error {
		s.Locked, s.Wrong, s.Seen = false, 0, now
		return nil
	})
}

// answeredWrong counts a wrong answer, and ends a session that had too many.
func answeredWrong(tx *ledger.Tx, raw string) (ended bool, err error) {
	err = changeSession(tx, raw, func(s *session) error { s.Wrong++; ended = s.Wrong >= mostWrong; return nil })
	if err == nil && ended {
		err = endByID(tx, raw)
	}
	return ended, err
}

// changeSession changes the record of the session that an id opens. It refuses with ErrSignedOut.
func changeSession(tx *ledger.Tx, raw string, fn func(*session) error) error {
	key := ledger.K().Str(hashed(raw))
	s, found, err := sessions.Find(tx, key)
	if err != nil || !found {
		return when(err == nil, ErrSignedOut)
	}
	if err := fn(&s); err != nil {
		return err
	}
	return sessions.Put(tx, key, s)
}
