package period

import (
	"fmt"
	"slices"

	"balie/booking/calendar"
)

// drive is the best way to visit a set of places on a day.
type drive struct {
	visits  []Visit
	minutes int
	ok      bool
}

// driver remembers the drives that were tried.
type driver struct {
	p     *Problem
	known map[string]drive
}

// cells rounds minutes up to the grid.
func cells(minutes int) calendar.Cell { return calendar.Cell(calendar.CellsFor(minutes)) }

// of returns the drive with the fewest minutes that visits a set of places on a day: published stops at
// their times, others as early as may be. ok is false where there is none.
func (d *driver) of(day int, places set) drive {
	if len(places) == 0 {
		return drive{ok: true}
	}
	key := fmt.Sprint(day, places)
	if found, ok := d.known[key]; ok {
		return found
	}
	best := drive{}
	if len(places) <= d.p.Days[day].Most && d.p.Days[day].can() {
		d.try(day, slices.Clone(places), nil, 0, 0, d.p.Days[day].From, &best)
	}
	d.known[key] = best
	return best
}

// try goes on from a place to each that is left, and keeps the best that comes home in time.
func (d *driver) try(day int, left []int, done []Visit, at, minutes int, ready calendar.Cell, best *drive) {
	if best.ok && minutes >= best.minutes {
		return
	}
	if len(left) == 0 {
		home := d.p.Drive[at][0]
		if ready+cells(home) <= d.p.Days[day].Until && (!best.ok || minutes+home < best.minutes) {
			*best = drive{slices.Clone(done), minutes + home, true}
		}
		return
	}
	for i, place := range left {
		leg := d.p.Drive[at][place+1]
		v, ok := d.visit(day, place, ready+cells(leg))
		if !ok {
			continue
		}
		rest := slices.Concat(left[:i:i], left[i+1:])
		d.try(day, rest, append(done[:len(done):len(done)], v), place+1, minutes+leg, v.Leave, best)
	}
}

// visit is the visit of a place for who can be there from a moment on.
func (d *driver) visit(day, place int, from calendar.Cell) (Visit, bool) {
	for _, v := range d.p.Days[day].Published {
		if v.Place == place {
			return v, from <= v.Arrive
		}
	}
	length := calendar.Cell(d.p.Visit)
	for start := range d.p.Places[place].Open[day].AndNot(d.p.Pause).Starts(d.p.Visit).All() {
		if start >= from {
			return Visit{place, start, start + length}, true
		}
	}
	return Visit{}, false
}

// crew chooses who goes along on a day: who went in what was published while they all can, else in turn
// by the day, with a hand for the kit among them where there is one. kit says whether it goes along.
func (d *Day) crew() (chosen []string, kit bool) {
	has := func(id string) int { return slices.IndexFunc(d.Hands, func(h Hand) bool { return h.ID == id }) }
	kept := len(d.Had) >= d.Need
	for _, id := range d.Had {
		kept = kept && has(id) >= 0
	}
	if kept && len(d.Had) > 0 {
		return d.Had, d.Kit && slices.ContainsFunc(d.Had, func(id string) bool { return d.Hands[has(id)].Kit })
	}
	for _, id := range d.Had { // whoever still can stays
		if has(id) >= 0 {
			chosen = append(chosen, id)
			kit = kit || d.Hands[has(id)].Kit
		}
	}
	turn := func(wants func(Hand) bool) {
		for i := range d.Hands {
			h := d.Hands[(i+int(d.Date))%len(d.Hands)]
			if len(chosen) < d.Need && wants(h) && !slices.Contains(chosen, h.ID) {
				chosen, kit = append(chosen, h.ID), kit || h.Kit
				return
			}
		}
	}
	if d.Kit && !kit {
		turn(func(h Hand) bool { return h.Kit })
	}
	for range d.Need {
		turn(func(Hand) bool { return true })
	}
	return chosen, kit && d.Kit
}
