package booking

import (
	"errors"

	"balie/booking/ledger"
)

// Move gives an appointment another time, in one transaction: same appointment, same link, same
// code, and the old time is free for others. moves is the appointment's Moves as the page showed
// it: a page that was overtaken is refused with ErrMovedMeanwhile, and the same move sent twice
// is answered the same. It refuses with ErrTaken, ErrPast, ErrNotBooked and ErrStarted, and then
// the old time stands.
func Move(tx *ledger.Tx, id AppointmentID, to Offer, moves int) (Appointment, error) {
	a, err := AppointmentByID(tx, id)
	if err != nil {
		return a, err
	}
	return MoveFor(tx, id, a.Audience(), to, moves)
}

// MoveFor is Move by whoever may have more of the supply than residents online.
func MoveFor(tx *ledger.Tx, id AppointmentID, who Audience, to Offer, moves int) (Appointment, error) {
	a, _, err := changeable(tx, id)
	if err != nil {
		return a, err
	}
	to.Minutes = a.Offer.Minutes
	switch {
	case a.Moves == moves+1 && a.Offer == to:
		return a, nil
	case a.Moves != moves:
		return a, ErrMovedMeanwhile
	case a.Offer == to:
		return a, nil
	}
	return a.moveTo(tx, who, to)
}

// moveTo frees the time that an appointment has and claims another for it.
func (a Appointment) moveTo(tx *ledger.Tx, who Audience, to Offer) (Appointment, error) {
	from := a.Offer
	if err := vacate(tx, from.Office, from.Date, string(a.ID)); err != nil {
		return a, err
	}
	moved := a
	var err error
	moved.Offer, err = claim(tx, Asking{Wish: a.Wish, Moving: a.ID, Audience: who}, to, stay{kind: booked, id: string(a.ID)})
	if err != nil {
		return a, err
	}
	moved.Moves, moved.Changed, moved.Late = a.Moves+1, tx.Now(), 0
	if err := moved.forgetLater(tx); err != nil {
		return a, err
	}
	if err := errors.Join(moved.write(tx), moved.callLater(tx), moved.tellMoved(tx), settleAsk(tx, a.ID, Agreed)); err != nil {
		return a, err
	}
	return moved, tx.Emit("appointment.moved", string(a.ID), string(from.Office), string(to.Office))
}
