package forecast

import (
	"slices"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/queue/sim"
)

// Shift is what a change that is not made yet does to a day: cells in which desks no longer work, appointments that go,
// and such as come instead, each with its start.
type Shift struct {
	Closed func(catalogue.DeskID) calendar.Cells
	Gone   map[string]bool
	Coming []sim.Booking
	At     []calendar.Cell // of Coming, in the same order
}

// After is the plan of a day as a shift leaves it; ok is false where no desk works any more.
func (d DayAhead) After(s Shift) (p sim.Plan, ok bool) {
	_, from := calendar.CellIn(d.Opens, d.Office.Location())
	p = d.Plan
	p.Desks = slices.Clone(p.Desks)
	for i, id := range d.Desks {
		left := cellsOf(p.Desks[i].Open, from).AndNot(s.Closed(id))
		p.Desks[i].Open = stretches(left, from)
		ok = ok || !left.Empty()
	}
	p.Booked = nil
	for _, b := range d.Booked {
		if !s.Gone[b.ID] {
			p.Booked = append(p.Booked, b)
		}
	}
	for i, b := range s.Coming {
		b.At = (s.At[i] - from).Minutes()
		p.Booked = append(p.Booked, b)
	}
	slices.SortStableFunc(p.Booked, func(a, b sim.Booking) int { return a.At - b.At })
	return p, ok
}
