package fit

import "math/bits"

// maxChain is the number of visits that may make room for each other in a row.
const maxChain = 3

// chain seats the one job that stands nowhere by letting those in its way move
// to another desk, and those in their way, a few in a row. It finds most of
// what can be found and disturbs few; what it misses, [sweep] finds. It answers
// the desk of each job.
func chain(jobs []job, steps *int) (seats []int, ok bool) {
	c := chainSearch{jobs: jobs, seats: make([]int, len(jobs)), settled: make([]bool, len(jobs)), steps: steps}
	newcomer := 0
	for i, j := range jobs {
		c.seats[i] = j.desk
		if j.desk < 0 {
			newcomer = i
		}
	}
	c.limit = *steps - *steps/4
	return c.seats, c.seat(newcomer, maxChain)
}

// chainSearch is the state of [chain]. A settled job has just been given its
// seat and is not asked to move again.
type chainSearch struct {
	jobs    []job
	seats   []int
	settled []bool
	steps   *int
	limit   int // the steps that must be left for sweep
}

// seat finds a desk for job i, moving others while links are left. On failure
// everything is as it was.
func (c *chainSearch) seat(i, links int) bool {
	was := c.seats[i]
	c.settled[i] = true
	for choice := c.jobs[i].allowed; choice != 0; choice &= choice - 1 {
		desk := bits.TrailingZeros64(choice)
		if desk == was {
			continue
		}
		if *c.steps <= c.limit {
			break
		}
		*c.steps--
		if c.clear(i, desk, links) {
			return true
		}
	}
	c.seats[i], c.settled[i] = was, false
	return false
}

// clear seats job i at desk and finds other desks for all that it drives out.
func (c *chainSearch) clear(i, desk, links int) bool {
	var out []int
	for k, j := range c.jobs {
		if k != i && c.seats[k] == desk && j.overlaps(c.jobs[i]) {
			if c.settled[k] || links == 0 {
				return false
			}
			out = append(out, k)
		}
	}
	before := append([]int(nil), c.seats...)
	settled := append([]bool(nil), c.settled...)
	c.seats[i] = desk
	for _, k := range out {
		if c.overlapFree(k) {
			continue
		}
		if !c.seat(k, links-1) {
			copy(c.seats, before)
			copy(c.settled, settled)
			return false
		}
	}
	return true
}

// overlapFree reports whether job k stands alone where it is.
func (c *chainSearch) overlapFree(k int) bool {
	for i, j := range c.jobs {
		if i != k && c.seats[i] == c.seats[k] && j.overlaps(c.jobs[k]) {
			return false
		}
	}
	return true
}
