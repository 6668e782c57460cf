package outreach

import (
	"slices"

	"balie/booking"
	"balie/booking/ledger"
)

// ArriveStop says that the vehicle stands at a stop. The first stop sets the outing under way; a stop
// before it that was not left is left by this. The same again changes nothing. It refuses with
// ErrUnknownStop and ErrOutingState.
func ArriveStop(tx *ledger.Tx, id StopID) (Outing, error) {
	o, at, err := OutingOfStop(tx, id)
	if err != nil || o.Stops[at].State == Here {
		return o, err
	}
	if !o.Open() && o.State != Done || !o.Stops[at].State.CanBecome(Here) {
		return o, ErrOutingState
	}
	o.Stops = slices.Clone(o.Stops)
	for i := range o.Stops {
		if i != at && o.Stops[i].State == Here {
			o.Stops[i].State = Left
		}
	}
	o.Stops[at].State, o.Stops[at].Late = Here, 0
	if o.State != Running {
		if err := o.become(Running); err != nil {
			return o, err
		}
	}
	if err := o.refreshOffices(tx, o); err != nil {
		return o, err
	}
	return o, o.write(tx, "stop.arrived")
}

// LeaveStop says that the vehicle left a stop; after the last one the outing is done. The same again
// changes nothing. It refuses with ErrUnknownStop and ErrOutingState.
func LeaveStop(tx *ledger.Tx, id StopID) (Outing, error) {
	o, at, err := OutingOfStop(tx, id)
	if err != nil || o.Stops[at].State == Left {
		return o, err
	}
	if !o.Stops[at].State.CanBecome(Left) {
		return o, ErrOutingState
	}
	o.Stops = slices.Clone(o.Stops)
	o.Stops[at].State = Left
	if !slices.ContainsFunc(o.live(), func(s Stop) bool { return s.State != Left }) {
		if err := o.become(Done); err != nil {
			return o, err
		}
	}
	if err := o.refreshOffices(tx, o); err != nil {
		return o, err
	}
	return o, o.write(tx, "stop.left")
}

// Lates are how many minutes late a team can say it is; 0 takes it back.
var Lates = []int{0, 5, 10, 15, 20, 30, 45, 60}

// Late says how many minutes later the vehicle comes to a stop than was promised. Nobody is moved by
// it: the agenda and the board say so, and who is booked there is told. It refuses with
// ErrUnknownStop, ErrOutingState, and with ErrOuting minutes that are not of Lates.
func Late(tx *ledger.Tx, id StopID, minutes int) (Outing, error) {
	o, at, err := OutingOfStop(tx, id)
	switch {
	case err != nil || o.Stops[at].Late == minutes:
		return o, err
	case !slices.Contains(Lates, minutes):
		return o, ErrOuting.With("what", "minutes")
	case !o.Open() || o.Stops[at].State != Planned:
		return o, ErrOutingState
	}
	o.Stops = slices.Clone(o.Stops)
	o.Stops[at].Late = minutes
	if err := o.tellLate(tx, at); err != nil {
		return o, err
	}
	return o, o.write(tx, "stop.late")
}

// tellLate tells who is booked at a stop that the vehicle comes later, or no longer does.
func (o Outing) tellLate(tx *ledger.Tx, at int) error {
	booked, err := Booked(tx, o, o.Stops[at])
	for _, a := range booked {
		if err == nil {
			err = booking.TellLate(tx, a.ID, o.Stops[at].Late > 0)
		}
	}
	return err
}

// TickKit notes which lines of the kit's check-list were ticked before it went along. It refuses with
// ErrOuting a line that the list does not have.
func TickKit(tx *ledger.Tx, id OutingID, line int, done bool) (Outing, error) {
	o, err := OutingByID(tx, id)
	if err != nil {
		return o, err
	}
	k, err := KitByID(tx, o.Kit)
	if err != nil {
		return o, err
	}
	if line < 0 || line >= len(k.Checks) {
		return o, ErrOuting.With("what", "line")
	}
	if slices.Contains(o.Checked, line) == done {
		return o, nil
	}
	o.Checked = slices.DeleteFunc(slices.Clone(o.Checked), func(n int) bool { return n == line })
	if done {
		o.Checked = append(o.Checked, line)
	}
	return o, o.write(tx, "outing.checked")
}
