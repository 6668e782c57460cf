package booking

import (
	"errors"

	"balie/booking/calendar"
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
	from := a.Offer
	more, err := extraStanding(tx, Asking{Wish: a.Wish, Moving: id})
	if err != nil {
		return a, err
	}
	if err := vacate(tx, from.Office, from.Date, string(id)); err != nil {
		return a, err
	}
	moved := a
	moved.Offer, err = claim(tx, Asking{Wish: a.Wish, Moving: id, Audience: who, extra: &more}, to, stay{kind: booked, id: string(id)})
	if err != nil {
		return a, err
	}
	moved.Cells = calendar.CellsFor(moved.Offer.Minutes)
	moved.Moves, moved.Changed = a.Moves+1, tx.Now()
	if err := moved.forgetLater(tx); err != nil {
		return a, err
	}
	if err := errors.Join(moved.write(tx), moved.callLater(tx), moved.tellMoved(tx), moved.moveAid(tx), settleAsk(tx, id, Agreed)); err != nil {
		return a, err
	}
	return moved, tx.Emit("appointment.moved", string(id), string(from.Office), string(to.Office))
}
