package sim

import (
	"cmp"
	"slices"
	"time"

	"balie/queue/steer"
)

// Policies are the names of the ways to call, as Compare takes them.
var Policies = []string{"fifo", "scheduled-order", "appointment-first", "pinned", "edd-lookahead", "rollout", "rollout-on-call", "clairvoyant"}

func sortBy(list []int, key func(int) time.Duration) {
	slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(key(a), key(b)) })
}

// choose returns the chooser of a policy that decides as it goes.
func (o *office) choose(policy string) chooser {
	switch policy {
	case "fifo":
		return byKey(func(g *guest) time.Duration { return g.arrives })
	case "scheduled-order":
		return byKey(func(g *guest) time.Duration { return g.booked })
	case "appointment-first":
		return byKey(func(g *guest) time.Duration {
			if g.walk {
				return never/2 + g.arrives
			}
			return g.booked
		})
	case "pinned":
		return pinned
	case "edd-lookahead":
		return edd
	}
	r := steer.NewRollout(o.options())
	return func(e *engine) (int, int, bool) { return e.roll(r) }
}

// options are how the house decides, with what the scenario says otherwise.
func (o *office) options() steer.Options {
	options := steer.Standard
	options.WalkLate = o.WalkinWeight
	if o.Scenarios > 0 {
		options.Scenarios = o.Scenarios
	}
	if o.Horizon > 0 {
		options.Horizon = minutes(float64(o.Horizon))
	}
	return options
}

// byKey calls whoever has the lowest key that a free desk can help, at the one that has been free
// longest: such systems leave it to the colleagues who presses first.
func byKey(key func(*guest) time.Duration) chooser {
	return func(e *engine) (guest, desk int, ok bool) {
		best := never
		for _, g := range e.waiting {
			if k := key(&e.guests[g]); k < best {
				if d := e.longestFree(g); d >= 0 {
					guest, desk, ok, best = g, d, true, k
				}
			}
		}
		return guest, desk, ok
	}
}

func (e *engine) longestFree(guest int) int {
	best := -1
	for d := range e.Desks {
		if e.free(d) && e.able(d, guest) && (best < 0 || e.until[d] < e.until[best]) {
			best = d
		}
	}
	return best
}

// firstFree is the least flexible desk that is free for somebody.
func (e *engine) firstFree(guest int) int {
	for _, d := range e.order {
		if e.free(d) && e.able(d, guest) {
			return d
		}
	}
	return -1
}

// pinned lets each appointment wait for the desk of its agenda, and puts walk-ins between. The
// people of a desk that fell out go to any.
func pinned(e *engine) (guest, desk int, ok bool) {
	best := never
	for _, g := range e.waiting {
		who := &e.guests[g]
		d := who.desk
		if who.walk || e.Desks[d].Absent {
			d = e.firstFree(g)
		} else if !e.free(d) {
			d = -1
		}
		if d >= 0 && who.booked < best {
			guest, desk, ok, best = g, d, true, who.booked
		}
	}
	return guest, desk, ok
}

// edd asks the fallback of the house for each free desk, the least flexible first.
func edd(e *engine) (guest, desk int, ok bool) {
	s := e.state()
	for _, d := range e.order {
		if e.free(d) {
			if got := steer.EDD(s, deskNames[d]); got.Ticket != "" {
				return e.byID(got.Ticket), d, true
			}
		}
	}
	return 0, 0, false
}

// finishing is how long a desk finishes up after a visit in the eyes of others; it may call before.
const finishing = 2 * time.Minute

// asking lets every desk that is free ask for itself, in the order of the desks, as colleagues do
// who press "next".
func (o *office) asking() chooser {
	r := steer.NewRollout(o.options())
	return func(e *engine) (guest, desk int, ok bool) {
		s := e.state()
		for d := range e.Desks {
			if e.free(d) && e.until[d] > 0 && e.until[d]+finishing > e.now {
				s.Desks[d].FreeAt = e.opens.Add(e.until[d] + finishing)
			}
		}
		for d := range e.Desks {
			if !e.free(d) {
				continue
			}
			if got := r.Decide(s, deskNames[d]); got.Ticket != "" {
				return e.byID(got.Ticket), d, true
			}
		}
		return 0, 0, false
	}
}

// roll asks the look ahead of the house.
func (e *engine) roll(r *steer.Rollout) (guest, desk int, ok bool) {
	m := r.Next(e.state())
	if m.Ticket == "" {
		return 0, 0, false
	}
	return e.byID(m.Ticket), slices.Index(deskNames[:], m.Desk), true
}
