package outreach

import (
	"slices"

	"balie/booking/ledger"
)

// CallOff cancels an outing on which nobody is booked, so that there is nothing to foresee; one that is cancelled stays
// so. It refuses with ErrBooked where somebody has an appointment (ForeseeOuting), and with ErrOutingState.
func CallOff(tx *ledger.Tx, id OutingID) (Outing, error) {
	o, err := OutingByID(tx, id)
	if err != nil || o.State == Cancelled {
		return o, err
	}
	before := o
	o.Stops = slices.Clone(o.Stops)
	for i, s := range o.Stops {
		booked, err := Booked(tx, before, s)
		switch {
		case err != nil:
			return before, err
		case len(booked) > 0 && before.Open():
			return before, ErrBooked
		case s.State.CanBecome(Off):
			o.Stops[i].State = Off
		}
	}
	if err := o.become(Cancelled); err != nil {
		return before, err
	}
	return o, o.replace(tx, before, "outing.cancelled")
}
