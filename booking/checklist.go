package booking

import "balie/booking/ledger"

// maxChecklist is how many lines of what to bring can be ticked off.
const maxChecklist = 60

// TickOff keeps which lines of what to bring its resident ticked off: places in the list, from 0
// on. Places that cannot be are left out. It refuses with ErrUnknownAppointment and ErrNotBooked.
func TickOff(tx *ledger.Tx, id AppointmentID, places []int) (Appointment, error) {
	a, err := AppointmentByID(tx, id)
	if err != nil {
		return a, err
	}
	if a.State != Booked {
		return a, ErrNotBooked.With("state", string(a.State))
	}
	var brought uint64
	for _, n := range places {
		if n >= 0 && n < maxChecklist {
			brought |= 1 << n
		}
	}
	if a.Brought == brought {
		return a, nil
	}
	a.Brought = brought
	return a, a.write(tx)
}

// HasTicked reports whether a line of what to bring was ticked off.
func (a Appointment) HasTicked(place int) bool {
	return place >= 0 && place < maxChecklist && a.Brought&(1<<place) != 0
}
