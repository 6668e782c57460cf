package ledger

import (
	"sync"
	"time"
)

// jumpAlarm is the jump of the machine's clock above which somebody must be told.
const jumpAlarm = 2 * time.Minute

// jump notices a clock that was set: forward against the machine's own running (a time.Time from
// time.Now carries both), or back behind what was already committed.
type jump struct {
	alarm func(by time.Duration)

	mu     sync.Mutex
	before time.Time // as last read, with its monotonic part
	behind bool      // told that the clock runs behind the ledger
}

// now is the time of a reading: the clock, but never before the last commit.
func (l *Ledger) now() time.Time {
	return l.tick(time.UnixMilli(l.instant.Load()).UTC())
}

// tick reads the clock and returns the later of it and floor.
func (l *Ledger) tick(floor time.Time) time.Time {
	read := l.clock()
	l.jump.notice(read, floor)
	at := read.UTC().Truncate(time.Millisecond)
	if at.Before(floor) {
		return floor
	}
	return at
}

func (j *jump) notice(read, floor time.Time) {
	if j.alarm == nil {
		return
	}
	j.mu.Lock()
	by := j.measure(read, floor)
	j.before = read
	j.mu.Unlock()
	if by != 0 {
		j.alarm(by)
	}
}

// measure returns by how much the clock jumped since it was last read, 0 for a jump too small to
// matter or one that was told already.
func (j *jump) measure(read, floor time.Time) time.Duration {
	if lag := floor.Sub(read); lag > jumpAlarm {
		told := j.behind
		j.behind = true
		if told {
			return 0
		}
		return -lag
	}
	j.behind = false
	if j.before.IsZero() {
		return 0
	}
	ran := read.Sub(j.before)                      // by the machine's own running
	showed := read.Round(0).Sub(j.before.Round(0)) // by the wall clock
	if by := showed - ran; by > jumpAlarm || by < -jumpAlarm {
		return by
	}
	return 0
}
