package steer

import (
	"slices"
	"time"
)

// short returns the first who collects something and can be helped at once without anybody else
// passing the norm by it.
func (e *edd) short() (Guest, bool) {
	i := slices.IndexFunc(e.able, func(g Guest) bool { return g.Kind == Collect })
	if i <= 0 { // nobody, or first anyway
		return Guest{}, false
	}
	g := e.able[i]
	if !e.keepsPromises(g) {
		return Guest{}, false
	}
	without, with := e.plan(""), e.plan(g.ID)
	for _, other := range e.Guests {
		if other.ID == g.ID {
			continue
		}
		if late(with, other) && !late(without, other) || overdue(other, e.Now) && delayed(with, without, other) {
			return Guest{}, false
		}
	}
	return g, true
}

func late(plan map[string]time.Time, g Guest) bool {
	start, planned := plan[g.ID]
	return !planned || start.After(g.Due)
}

func overdue(g Guest, now time.Time) bool { return g.Due.Before(now) }

func delayed(with, without map[string]time.Time, g Guest) bool {
	return with[g.ID].After(without[g.ID])
}

// plan plays the desks forward, each taking who is due first, and returns when everybody would be
// called. With first, this desk begins with that guest.
func (e *edd) plan(first string) map[string]time.Time {
	starts := make(map[string]time.Time, len(e.Guests))
	desks := make([]Desk, 0, len(e.Desks))
	for _, d := range e.Desks {
		if d.Works {
			d.FreeAt = d.freeFrom(e.Now)
			desks = append(desks, d)
		}
	}
	waiting := slices.Clone(e.Guests)
	slices.SortStableFunc(waiting, e.order)
	if i := slices.IndexFunc(waiting, func(g Guest) bool { return g.ID == first }); i >= 0 {
		h := slices.IndexFunc(desks, func(d Desk) bool { return d.ID == e.here.ID })
		starts[first] = desks[h].FreeAt
		desks[h].FreeAt = desks[h].FreeAt.Add(desks[h].Takes(waiting[i].Minutes))
		waiting = slices.Delete(waiting, i, i+1)
	}
	for _, g := range waiting {
		if d, start := soonest(desks, g); d >= 0 {
			starts[g.ID] = start
			desks[d].FreeAt = start.Add(desks[d].Takes(g.Minutes))
		}
	}
	return starts
}

// soonest returns the desk that can start a guest first, the least flexible of equals; -1 for none.
func soonest(desks []Desk, g Guest) (at int, start time.Time) {
	at = -1
	for i, d := range desks {
		from := later(d.FreeAt, g.After)
		if !d.Can.Has(g.Need) || g.Only != "" && g.Only != d.ID || !d.fits(g.Minutes, from) {
			continue
		}
		if at < 0 || from.Before(start) || from.Equal(start) && d.Can.Count() < desks[at].Can.Count() {
			at, start = i, from
		}
	}
	return at, start
}
