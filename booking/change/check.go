package change

import (
	"fmt"

	"balie/booking"
	"balie/booking/ledger"
)

// check holds the changes against the appointments they touch: each is in a legal state, every line of one
// that was sent was carried out, and every open line is found by its appointment.
func check(r ledger.Reader, report func(string)) error {
	open := map[booking.AppointmentID]ID{}
	all, err := All(r)
	if err != nil {
		return err
	}
	for _, c := range all {
		for _, l := range c.Lines {
			if _, err := booking.AppointmentByID(r, l.Appointment); err != nil && l.Open() {
				report(fmt.Sprintf("change %s touches appointment %s, which is not there", c.ID, l.Appointment))
			}
			switch {
			case l.Open() && (c.State == Sent || c.State == TakenBack):
				report(fmt.Sprintf("change %s is %s, but appointment %s was left out", c.ID, c.State, l.Appointment))
			case l.Open():
				open[l.Appointment] = c.ID
			}
		}
	}
	return touching.Each(r, nil, func(k ledger.Key, id ID) error {
		a := booking.AppointmentID(k[:len(k)-1])
		if open[a] == "" {
			report(fmt.Sprintf("appointment %s is touched by change %s, which does not know", a, id))
		}
		return nil
	})
}
