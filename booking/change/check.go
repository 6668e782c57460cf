package change

import (
	"fmt"

	"balie/booking"
	"balie/booking/ledger"
)

// check holds the changes against the appointments they touch: each is in a legal state, every open line is of
// a change that somebody goes on with, and every mark on an appointment is of an open line.
func check(r ledger.Reader, report func(string)) error {
	open, due := map[booking.AppointmentID]ID{}, map[ID]bool{}
	waiting, err := ledger.Waiting(r)
	if err != nil {
		return err
	}
	for _, o := range waiting {
		if o.Message.Template == SendDue {
			due[ID(o.Message.Subject.ID)] = true
		}
	}
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
			case l.Open() && !due[c.ID]:
				report(fmt.Sprintf("change %s is %s and nothing goes on with it, but appointment %s was left out", c.ID, c.State, l.Appointment))
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
