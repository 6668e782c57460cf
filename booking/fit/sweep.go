package fit

import (
	"encoding/binary"
	"math/bits"
	"slices"

	"balie/booking/calendar"
)

// sweep seats all jobs, earliest first, or answers that it cannot be done. It
// tries every choice, but never twice the same: what matters of the past is
// only until when each desk is taken, and desks that the same jobs may use are
// alike. Places where it failed before are remembered in that form.
func sweep(jobs []job, desks int, steps *int) (seats []int, ok bool) {
	s := sweepSearch{jobs: jobs, steps: steps, kinds: alike(jobs, desks), dead: map[string]struct{}{},
		until: make([]calendar.Cell, desks), seats: make([]int, len(jobs))}
	return s.seats, s.from(0)
}

type sweepSearch struct {
	jobs  []job
	kinds []uint64 // sets of desks that are alike
	until []calendar.Cell
	seats []int
	steps *int
	dead  map[string]struct{}
	key   []byte
	ends  []calendar.Cell
}

// alike parts the desks into sets that the same jobs may use.
func alike(jobs []job, desks int) []uint64 {
	kinds := []uint64{^uint64(0) >> (64 - desks)}
	for _, j := range jobs {
		for _, kind := range kinds {
			if in, out := kind&j.allowed, kind&^j.allowed; in != 0 && out != 0 {
				kinds[slices.Index(kinds, kind)] = in
				kinds = append(kinds, out)
			}
		}
	}
	return kinds
}

// from seats the jobs from the i-th on. Running out of steps is a failure too,
// and then nothing more is tried.
func (s *sweepSearch) from(i int) bool {
	if i == len(s.jobs) {
		return true
	}
	key := s.state(i)
	if _, dead := s.dead[string(key)]; dead {
		return false
	}
	name := string(key)
	j := s.jobs[i]
	if j.desk >= 0 && s.try(i, j.desk) {
		return true
	}
	for _, kind := range s.kinds {
		if j.desk >= 0 && kind>>j.desk&1 == 1 && s.until[j.desk] <= j.start {
			continue // its own desk stood for all of its kind
		}
		for choice := kind & j.allowed; choice != 0; choice &= choice - 1 {
			desk := bits.TrailingZeros64(choice)
			if s.until[desk] <= j.start {
				if s.try(i, desk) {
					return true
				}
				break
			}
		}
	}
	s.dead[name] = struct{}{}
	return false
}

// try seats job i at desk, if it is free, and the later jobs after it.
func (s *sweepSearch) try(i, desk int) bool {
	j := s.jobs[i]
	if s.until[desk] > j.start || *s.steps == 0 {
		return false
	}
	*s.steps--
	was := s.until[desk]
	s.until[desk], s.seats[i] = j.end, desk
	if s.from(i + 1) {
		return true
	}
	s.until[desk] = was
	return false
}

// state writes down what the jobs from the i-th on can feel of those before.
func (s *sweepSearch) state(i int) []byte {
	s.key = binary.BigEndian.AppendUint16(s.key[:0], uint16(i))
	for _, kind := range s.kinds {
		s.ends = s.ends[:0]
		for ; kind != 0; kind &= kind - 1 {
			s.ends = append(s.ends, max(s.until[bits.TrailingZeros64(kind)], s.jobs[i].start))
		}
		slices.Sort(s.ends)
		for _, end := range s.ends {
			s.key = binary.BigEndian.AppendUint16(s.key, uint16(end))
		}
	}
	return s.key
}
