package queue

import "time"

// Borne is what somebody waited before they went away, or were called in vain, and came back: the longest of it.
type Borne struct {
	Promise time.Duration `json:"promise"`
	Raw     time.Duration `json:"raw"`
}

// Promised is the instant from which the wait is measured: the later of booked and arrived.
func (t Ticket) Promised() time.Time { return latest(t.Booked, t.Arrived) }

// Due is until when the norm is kept.
func (t Ticket) Due() time.Time { return latest(t.Promised(), t.Again).Add(t.Kind.Norm()) }

// Waited is how long somebody has waited at an instant: after the promise, and in the house. It ends with the call,
// or with going away unhelped. Who comes back is measured again from then, and counts with the longest of their waits.
//
//	arrived 9.00, booked 9.10, called 9.14: 4 and 14 minutes
func (t Ticket) Waited(now time.Time) (promise, raw time.Duration) {
	end := now
	switch {
	case !t.Called.IsZero():
		end = t.Called
	case !t.Finished.IsZero():
		end = t.Finished
	}
	from, here := t.Promised(), t.Arrived
	if !t.Again.After(end) { // a call by phone that is tried again later was made before
		from, here = latest(from, t.Again), latest(here, t.Again)
	}
	return max(t.Borne.Promise, end.Sub(from)), max(t.Borne.Raw, end.Sub(here))
}

// measured reports whether a wait counts: it has ended, or is longer than the norm. Who waits too long counts from that
// second, not from the call.
func (t Ticket) measured(now time.Time) bool {
	promise, _ := t.Waited(now)
	return !t.Called.IsZero() || !t.State.Live() || promise > t.Kind.Norm()
}
