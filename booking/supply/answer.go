package supply

import (
	"sync"
	"time"

	"balie/booking/calendar"
	"balie/booking/fit"
)

// A month of a busy office is dear to search, and far more people look at it than change it. So
// what was found on a day is kept beside the day's record and the day's supply, and stands until
// either changes, a hold ends, or a reserve is released.

// answerKey is what was asked of a day.
type answerKey struct {
	cells int
	mask  fit.Skills
	among calendar.Cells // of best only
	best  int            // how many of the best; 0 asks for all starts
}

// answer is what was found, and of what it was found.
type answer struct {
	supply *supply
	cell   calendar.Cell // of a supply that changes during the day: when it was looked at
	on     calendar.Date
	from   time.Time // valid from, to: no claim began or ended in between
	until  time.Time // zero: for ever
	starts calendar.Cells
	best   []calendar.Cell
}

// answers are the answers about one day. A day is asked for few different lengths and skills; who
// asks for more makes it start anew.
type answers struct {
	mu    sync.Mutex
	known map[answerKey]answer
}

const mostAnswers = 48

// answer returns what is known, or finds it. An asker with a claim of their own on this day has a
// view that nobody shares.
func (d officeDay) answer(key answerKey, find func(*answer)) answer {
	fresh := answer{supply: d.supply, from: d.q.now}
	if d.supply.dated {
		fresh.on, fresh.cell = d.q.nowOn, d.q.nowCell
	}
	if d.own() {
		find(&fresh)
		return fresh
	}
	kept := &d.supply.answers // nobody has a claim on this day
	if d.book != nil {
		kept = d.book.answers
	}
	if a, ok := kept.get(key); ok && a.stands(fresh) {
		return a
	}
	if d.book != nil {
		fresh.until = d.book.nextEnd(d.q.now)
	}
	find(&fresh)
	kept.put(key, fresh)
	return fresh
}

// stands reports whether an answer still is what would be found now.
func (a answer) stands(now answer) bool {
	return a.supply == now.supply && a.on == now.on && a.cell == now.cell &&
		!now.from.Before(a.from) && (a.until.IsZero() || now.from.Before(a.until))
}

func (s *answers) get(key answerKey) (answer, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.known[key]
	return a, ok
}

func (s *answers) put(key answerKey, a answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil || len(s.known) >= mostAnswers {
		s.known = map[answerKey]answer{}
	}
	s.known[key] = a
}
