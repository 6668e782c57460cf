package sim

import (
	"time"
)

// never is later than any day.
const never = time.Duration(1) << 60

// engine plays a day under a policy: arrivals, ends of visits, ends of breaks, the tick of a minute
// while somebody waits for a desk that is free, and the moment at which a colleague is called.
type engine struct {
	*day
	policy  chooser
	now     time.Duration
	waiting []int // present, by arrival
	due     []int // everybody by arrival, who is to come
	busy    []int // guest per desk, or -1
	until   []time.Duration
	since   []time.Duration
	began   []time.Duration // per guest; -1 for not
	where   []int           // per guest: desk, or helper
	helpers []time.Duration // until when each colleague on call is busy
	onCall  time.Duration   // minutes of colleagues
	comes   func(guest int) // told of everybody who comes; nil for nobody
}

// helper is the desk of somebody helped by a colleague on call.
const helper = -2

// chooser picks a guest of waiting (its index in the day) for a free desk; ok is false for waiting.
type chooser func(e *engine) (guest, desk int, ok bool)

func newEngine(d *day, policy chooser, colleagues int) *engine {
	e := &engine{day: d, policy: policy, busy: make([]int, len(d.Desks)), until: make([]time.Duration, len(d.Desks)), since: make([]time.Duration, len(d.Desks))}
	for i := range e.busy {
		e.busy[i] = -1
	}
	e.helpers = make([]time.Duration, colleagues)
	e.began, e.where = make([]time.Duration, len(d.guests)), make([]int, len(d.guests))
	for i := range d.guests {
		e.began[i], e.where[i] = -1, -1
		if d.guests[i].shows {
			e.due = append(e.due, i)
		}
	}
	sortBy(e.due, func(i int) time.Duration { return d.guests[i].arrives })
	return e
}

// run plays the day to its end.
func (e *engine) run() {
	for {
		e.settle()
		next := e.next()
		if next >= never {
			return
		}
		e.now = next
	}
}

// settle does what happens now: visits end, people come, desks call.
func (e *engine) settle() {
	for i, g := range e.busy {
		if g >= 0 && e.until[i] <= e.now {
			e.busy[i] = -1
		}
	}
	for len(e.due) > 0 && e.guests[e.due[0]].arrives <= e.now {
		e.waiting = append(e.waiting, e.due[0])
		e.due = e.due[1:]
		if e.comes != nil {
			e.comes(e.waiting[len(e.waiting)-1])
		}
	}
	for e.couldCall() {
		g, d, ok := e.policy(e)
		if !ok {
			break
		}
		e.call(g, d)
	}
	e.help()
}

// couldCall reports whether a free desk could help somebody who waits.
func (e *engine) couldCall() bool {
	for i := range e.busy {
		if e.free(i) {
			for _, g := range e.waiting {
				if e.able(i, g) {
					return true
				}
			}
		}
	}
	return false
}

func (e *engine) free(desk int) bool {
	_, absent := e.absentFor(desk, e.now)
	return e.busy[desk] < 0 && !absent
}

func (e *engine) able(desk, guest int) bool { return e.can[desk].Has(e.need[e.guests[guest].kind]) }

func (e *engine) call(guest, desk int) {
	e.begin(guest)
	e.busy[desk], e.since[desk], e.until[desk], e.where[guest] = guest, e.now, e.now+e.guests[guest].lasts, desk
}

func (e *engine) begin(guest int) {
	e.began[guest] = e.now
	for i, g := range e.waiting {
		if g == guest {
			e.waiting = append(e.waiting[:i], e.waiting[i+1:]...)
			return
		}
	}
}

// help lets colleagues on call take the appointments that have waited long enough.
func (e *engine) help() {
	for i := range e.helpers {
		if e.helpers[i] > e.now {
			continue
		}
		for _, g := range e.waiting {
			if e.asks(g) <= e.now {
				e.begin(g)
				e.where[g] = helper
				e.helpers[i] = e.now + e.guests[g].lasts
				e.onCall += e.guests[g].lasts
				break
			}
		}
	}
}

// asks is when a colleague is called for somebody.
func (e *engine) asks(guest int) time.Duration {
	if e.OnCall == nil || e.guests[guest].walk {
		return never
	}
	return e.guests[guest].promised() + minutes(e.OnCall.AfterMinutes)
}

// next is when something happens next.
func (e *engine) next() time.Duration {
	at := never
	sooner := func(t time.Duration) {
		if t > e.now && t < at {
			at = t
		}
	}
	if len(e.due) > 0 {
		sooner(e.guests[e.due[0]].arrives)
	}
	for i, g := range e.busy {
		if g >= 0 {
			sooner(e.until[i])
		}
	}
	if len(e.waiting) == 0 {
		return at
	}
	if e.couldCall() {
		sooner(e.now - e.now%time.Minute + time.Minute)
	}
	for i := range e.busy {
		if back, absent := e.absentFor(i, e.now); absent {
			sooner(back)
		}
	}
	for _, h := range e.helpers {
		for _, g := range e.waiting {
			sooner(max(h, e.asks(g)))
		}
	}
	return at
}
