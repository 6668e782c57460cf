package queue

import (
	"time"

	"balie/booking/catalogue"
)

// CallableFrom is from when somebody may be called by the order at an office: the one answer for desks, screens
// and forecasts. At an office that keeps to the clock nobody with an appointment is called before its time,
// except who cannot wait; elsewhere who is early may be called early.
func (t Ticket) CallableFrom(o catalogue.Office) time.Time { return t.spot().CallableFrom(o) }

// CallableFrom is the same of a spot in the line.
func (s Spot) CallableFrom(o catalogue.Office) time.Time {
	if o.Punctual && !s.Urgent {
		return latest(s.Booked, s.Again)
	}
	return s.Again
}
