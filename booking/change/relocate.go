package change

import (
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// Relocation is where a stretch of an office's day goes: a stop that comes to another place, or on another day.
// Whoever is booked in it is first offered the same moment there.
type Relocation struct {
	Office catalogue.OfficeID
	Date   calendar.Date
	From   calendar.Cell
	Until  calendar.Cell
	To     supply.Offer // office and day, and when From is then
	Near   bool         // so near that people are moved there unasked
}

// target is the moment of an appointment after its stretch went elsewhere.
func (m Relocation) target(at supply.Offer) (to supply.Offer, ok bool) {
	if at.Office != m.Office || at.Date != m.Date || at.Start < m.From || at.Start >= m.Until {
		return to, false
	}
	to = at
	to.Office, to.Date, to.Start = m.To.Office, m.To.Date, m.To.Start+at.Start-m.From
	return to, true
}

// proposeAhead is how long before its beginning a time must be proposed.
const proposeAhead = 2 * time.Hour

// goAlong are the times, best first, by which an appointment goes along with its stretch; near reports whether they
// are so near that we move people there.
func goAlong(r ledger.Reader, a booking.Appointment, sketch *supply.Sketch, moves []Relocation) (to []supply.Offer, near bool, err error) {
	for _, m := range moves {
		target, ok := m.target(a.Offer)
		if !ok {
			continue
		}
		found, err := supply.Nearest(r, query(a, sketch), target, nearTimes)
		if code := ledger.CodeOf(err); code == ledger.Invalid || code == ledger.NotFound {
			return nil, false, nil // what they come for is not done there
		}
		for _, x := range append([]supply.Offer{target}, found...) {
			if x.Office == target.Office && x.Date == target.Date {
				to = append(to, x)
			}
		}
		return to, m.Near, err
	}
	return nil, false, nil
}

// withinTheHour are those of some times at which somebody can be moved without being asked.
func withinTheHour(was supply.Offer, some []supply.Offer) (near []supply.Offer) {
	for _, x := range some {
		if x.Date == was.Date && supply.Distance(x, was) <= nearCells {
			near = append(near, x)
		}
	}
	return near
}

// inTime are those of some times that can still be proposed.
func inTime(r ledger.Reader, some []supply.Offer, sketch *supply.Sketch) (kept []supply.Offer) {
	for _, x := range some {
		o, err := sketch.Catalogue().Office(x.Office)
		if err == nil && (booking.Appointment{Offer: x}).Begins(o).Sub(r.Now()) >= proposeAhead {
			kept = append(kept, x)
		}
	}
	return kept
}
