package fit

import (
	"math/bits"
	"slices"

	"balie/booking/calendar"
)

// sweep seats jobs, earliest first. It tries every choice, but never twice the
// same: all that later jobs feel of earlier ones is until when each desk is
// taken, and desks that the same jobs may use are alike. States from which it
// failed are remembered in that form. A sweep is used again and again, to save
// its memory.
type sweep struct {
	steps int // left
	jobs  []job
	kinds []uint64        // sets of desks that are alike
	until []calendar.Cell // per desk
	seats []int           // per job, the index of its desk
	memo  memo
}

// run seats all jobs on desks of that number, and answers false when that
// cannot be done or the steps are used up. The answer is in seats.
func (s *sweep) run(jobs []job, desks int) bool {
	s.jobs, s.kinds = jobs, alike(s.kinds[:0], jobs, desks)
	s.until = slices.Grow(s.until[:0], desks)[:desks]
	clear(s.until)
	s.seats = slices.Grow(s.seats[:0], len(jobs))[:len(jobs)]
	s.memo.reset(1 + desks)
	return s.from(0)
}

// alike parts the desks into sets that the same jobs may use.
func alike(kinds []uint64, jobs []job, desks int) []uint64 {
	kinds = append(kinds, ^uint64(0)>>(64-desks))
	for _, j := range jobs {
		for i := range kinds { // those that the loop adds need no second look
			if in, out := kinds[i]&j.allowed, kinds[i]&^j.allowed; in != 0 && out != 0 {
				kinds[i] = in
				kinds = append(kinds, out)
			}
		}
	}
	return kinds
}

// from seats the jobs from the i-th on.
func (s *sweep) from(i int) bool {
	if i == len(s.jobs) {
		return true
	}
	state := len(s.memo.states)
	s.note(i)
	if s.memo.known() {
		s.memo.states = s.memo.states[:state]
		return false
	}
	if s.stay(i) || s.move(i) {
		return true
	}
	s.memo.add(state)
	return false
}

// stay seats job i at the desk where it stands.
func (s *sweep) stay(i int) bool {
	j := s.jobs[i]
	return j.desk >= 0 && j.allowed>>j.desk&1 == 1 && s.try(i, j.desk)
}

// move seats job i at another desk: of each kind the first that is free, for
// all that are free are alike; but none of the kind of its own, if that was
// free, for stay has tried it.
func (s *sweep) move(i int) bool {
	j := s.jobs[i]
	for _, kind := range s.kinds {
		if j.desk >= 0 && kind&j.allowed>>j.desk&1 == 1 && s.until[j.desk] <= j.start {
			continue
		}
		for choice := kind & j.allowed; choice != 0; choice &= choice - 1 {
			desk := bits.TrailingZeros64(choice)
			if s.until[desk] > j.start {
				continue
			}
			if s.try(i, desk) {
				return true
			}
			break
		}
	}
	return false
}

// try seats job i at desk, if it is free, and the later jobs after it.
func (s *sweep) try(i, desk int) bool {
	j := s.jobs[i]
	if s.until[desk] > j.start || s.steps == 0 {
		return false
	}
	s.steps--
	was := s.until[desk]
	s.until[desk], s.seats[i] = j.end, desk
	if s.from(i + 1) {
		return true
	}
	s.until[desk] = was
	return false
}

// note writes down what the jobs from the i-th on can feel of those before: for
// each kind, until when its desks are taken, in order.
func (s *sweep) note(i int) {
	row := append(s.memo.states, calendar.Cell(i))
	for _, kind := range s.kinds {
		first := len(row)
		for ; kind != 0; kind &= kind - 1 {
			row = append(row, max(s.until[bits.TrailingZeros64(kind)], s.jobs[i].start))
		}
		slices.Sort(row[first:])
	}
	s.memo.states = row
}
