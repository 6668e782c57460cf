package sim

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"balie/queue/steer"
)

// deskNames name the desks so that their order is that of their numbers.
var deskNames = func() (names [40]string) {
	for i := range names {
		names[i] = fmt.Sprintf("desk%02d", i)
	}
	return names
}()

func (e *engine) byID(id string) int {
	i, _ := strconv.Atoi(id)
	return i
}

// norm is how long an appointment may wait.
const norm = 5 * time.Minute

// state is the day as a decision sees it: what has happened, and the laws of what has not.
func (e *engine) state() steer.State {
	s := steer.State{Now: e.opens.Add(e.now), Waiting: len(e.waiting), Informed: true, Seed: e.seed}
	for i := range e.Desks {
		s.Desks = append(s.Desks, e.desk(i))
	}
	for _, g := range e.waiting {
		s.Guests = append(s.Guests, e.guest(g))
	}
	s.Expected = e.expected()
	from, _ := slices.BinarySearchFunc(e.flows, s.Now, func(w steer.Walk, now time.Time) int { return w.Until.Compare(now.Add(1)) })
	for to := from; ; to++ {
		if to == len(e.flows) || e.flows[to].From.After(s.Now.Add(2*time.Hour)) {
			s.Walks = e.flows[from:to]
			return s
		}
	}
}

func (e *engine) desk(i int) steer.Desk {
	d := steer.Desk{ID: deskNames[i], Can: e.can[i], Works: true}
	back, absent := e.absentFor(i, e.now)
	if absent && e.busy[i] < 0 {
		if d.Works = false; back > 0 {
			d.Back = e.opens.Add(back)
		}
		return d
	}
	if g := e.busy[i]; g >= 0 {
		t := e.Types[e.guests[g].kind]
		d.Helping, d.Since, d.Minutes, d.Lasts = steer.WalkIn, e.opens.Add(e.since[i]), t.Booked, e.laws[e.guests[g].kind]
		if !e.guests[g].walk {
			d.Helping = steer.Appointment
		}
		d.FreeAt = e.opens.Add(max(e.since[i]+minutes(float64(t.Booked)), e.now+2*time.Minute))
	}
	return d
}

func (e *engine) guest(i int) steer.Guest {
	g := &e.guests[i]
	t := e.Types[g.kind]
	s := steer.Guest{ID: g.id, Kind: steer.Appointment, Need: e.need[g.kind], Minutes: t.Booked, Arrived: e.opens.Add(g.arrives), Lasts: e.laws[g.kind]}
	if g.walk {
		s.Kind, s.Due = steer.WalkIn, e.opens.Add(g.arrives+minutes(e.WalkinPromise))
		return s
	}
	s.Booked, s.Due = e.opens.Add(g.booked), e.opens.Add(g.promised()+norm)
	return s
}

// expected are the appointments of the coming hours that have not come, and may.
func (e *engine) expected() (found []steer.Expected) {
	late := minutes(e.LateCap)
	for i := range e.guests {
		g := &e.guests[i]
		if g.booked > e.now+2*time.Hour {
			break
		}
		if g.walk || g.booked+late < e.now || g.shows && g.arrives <= e.now {
			continue
		}
		at := e.opens.Add(g.booked)
		found = append(found, steer.Expected{
			ID: g.id, At: at, Due: at.Add(norm), Need: e.need[g.kind], Minutes: e.Types[g.kind].Booked,
			Lasts: e.laws[g.kind], Offset: g.offset, Comes: g.comes,
		})
	}
	return found
}
