package steer

import (
	"cmp"
	"slices"
	"time"
)

// promise is an appointment, present or expected, that must be called by its due date.
type promise struct {
	id      string
	at, due time.Time
	need    Skills
	minutes int
	only    string
}

// promises returns the appointments other than skip that fall due before end, in that order.
func (s State) promises(skip string, end time.Time) (found []promise) {
	for _, g := range s.Guests {
		if g.Kind == Appointment && g.ID != skip && g.Due.Before(end) {
			found = append(found, promise{g.ID, s.Now, g.Due, g.Need, g.Minutes, g.Only})
		}
	}
	for _, x := range s.Expected {
		if x.Due.Before(end) {
			found = append(found, promise{x.ID, x.At, x.Due, x.Need, x.Minutes, ""})
		}
	}
	slices.SortStableFunc(found, func(a, b promise) int {
		return cmp.Or(a.due.Compare(b.due), cmp.Compare(a.id, b.id))
	})
	return found
}

// keepsPromises reports whether this desk can start a guest without an appointment missing the
// norm by it: every appointment that falls due before the visit ends, and that this desk could
// help, has another desk that can take it in time. Appointments themselves are always started.
func (e *edd) keepsPromises(g Guest) bool {
	if g.Kind != WalkIn && g.Kind != Collect {
		return true
	}
	end := e.Now.Add(e.here.Takes(g.Minutes))
	others := e.otherDesks()
	for _, p := range e.promises(g.ID, end) {
		if !p.seat(others, e.Now) && p.due.After(e.Now) && e.here.Can.Has(p.need) && (p.only == "" || p.only == e.here.ID) {
			if e.until.IsZero() || p.due.Before(e.until) {
				e.until = p.due
			}
			return false
		}
	}
	return true
}

// otherDesks are the working desks but this one, the least flexible first.
func (e *edd) otherDesks() (others []Desk) {
	for _, d := range e.Desks {
		if d.ID != e.here.ID && d.Works {
			d.FreeAt = d.freeFrom(e.Now)
			others = append(others, d)
		}
	}
	slices.SortStableFunc(others, func(a, b Desk) int {
		return cmp.Or(cmp.Compare(a.Can.Count(), b.Can.Count()), cmp.Compare(a.ID, b.ID))
	})
	return others
}

// seat gives the appointment to the first desk that can take it in time, and keeps that desk busy
// for it.
func (p promise) seat(desks []Desk, now time.Time) bool {
	for i, d := range desks {
		start := later(d.FreeAt, p.at)
		if d.Can.Has(p.need) && (p.only == "" || p.only == d.ID) && !start.After(p.due) && d.fits(p.minutes, start) {
			desks[i].FreeAt = start.Add(d.Takes(p.minutes))
			return true
		}
	}
	return false
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
