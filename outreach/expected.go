package outreach

import (
	"balie/booking/calendar"
	"balie/booking/ledger"
)

// ExpectedAt is about when we come to the door of a delivery, on its own day: as the round is planned, and later by as
// much as the round is behind, since the first call that is not done yet cannot be before now. known is false on
// another day, and where it is done or off.
func ExpectedAt(r ledger.Reader, d Delivery) (at calendar.Cell, known bool, err error) {
	zone := d.Begins().Location()
	today, now := calendar.CellIn(r.Now(), zone)
	if d.State != DeliveryPlanned || d.Date != today {
		return 0, false, nil
	}
	o, err := OutingByID(r, d.Outing)
	if err != nil || !o.Open() {
		return 0, false, err
	}
	calls, _, err := Drive(r, o)
	behind, first := calendar.Cell(0), true
	for _, c := range calls {
		if c.Delivery.State != DeliveryPlanned {
			continue
		}
		if first {
			behind, first = max(now-c.Arrives, 0), false
		}
		if c.Delivery.ID == d.ID {
			return c.Arrives + behind, true, err
		}
	}
	return 0, false, err
}
