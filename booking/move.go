package booking

import (
	"balie/booking/ledger"
	"balie/booking/supply"
)

// Move gives an appointment another time, in one transaction: same appointment, same link, same
// code, and the old time is free for others. moves is the appointment's Moves as the page showed
// it: a page that was overtaken is refused with ErrMovedMeanwhile, and the same move sent twice
// is answered the same. It refuses with ErrTaken, ErrPast, ErrNotBooked and ErrStarted, and then
// the old time stands.
func Move(tx *ledger.Tx, id AppointmentID, to supply.Offer, moves int) (Appointment, error) {
	a, err := AppointmentByID(tx, id)
	if err != nil {
		return a, err
	}
	return MoveFor(tx, id, a.Audience(), to, moves)
}

// MoveFor is Move by whoever may have more of the supply than residents online.
func MoveFor(tx *ledger.Tx, id AppointmentID, who supply.Audience, to supply.Offer, moves int) (Appointment, error) {
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
	return a.moveTo(tx, who, to, NotifyMoved, maxMoves)
}

// Reschedule is MoveFor by us, since something changed on our side: what the resident is told says so.
func Reschedule(tx *ledger.Tx, id AppointmentID, to supply.Offer, moves int) (Appointment, error) {
	a, _, err := changeable(tx, id)
	switch {
	case err != nil:
		return a, err
	case a.Moves != moves:
		return a, ErrMovedMeanwhile
	}
	to.Minutes = a.Offer.Minutes
	return a.moveTo(tx, supply.Staff, to, NotifyRescheduled, maxMoves)
}

// moveTo moves an appointment that may be moved. The time it leaves goes to who waits for it first; without
// anybody it is free at once.
func (a Appointment) moveTo(tx *ledger.Tx, who supply.Audience, to supply.Offer, tell string, hands int) (Appointment, error) {
	from, id := a.Offer, a.ID
	more, err := supply.Standing(tx, supply.Query{Wish: a.Wish, Moving: id})
	if err != nil {
		return a, err
	}
	left, had, err := freedTimeOf(tx, from, string(id))
	if err != nil {
		return a, err
	}
	moved := a
	err = tx.Try(func() (err error) { // whoever moves somebody by itself goes on in this transaction
		if err := supply.Vacate(tx, from.Office, from.Date, string(id)); err != nil {
			return err
		}
		query := supply.Query{Wish: a.Wish, Moving: id, Audience: who, Extra: more}
		moved.Offer, err = supply.Take(tx, query, to, supply.Claim{Kind: supply.Booked, ID: string(id)})
		return err
	})
	if err != nil {
		return a, err
	}
	moved.Cells = deskCells(moved.Offer)
	moved.Moves, moved.Changed, moved.Late = a.Moves+1, tx.Now(), 0
	if err := moved.forgetLater(tx); err != nil {
		return a, err
	}
	if err := moved.write(tx); err != nil {
		return a, err
	}
	if err := moved.callLater(tx); err != nil {
		return a, err
	}
	if err := moved.notifyMoved(tx, tell); err != nil {
		return a, err
	}
	if err := moved.moveAid(tx); err != nil {
		return a, err
	}
	if err := settleReschedule(tx, id, Agreed); err != nil {
		return a, err
	}
	if err := StopWaiting(tx, id); err != nil {
		return a, err
	}
	if had {
		if err := left.offerLeft(tx, hands); err != nil {
			return a, err
		}
	}
	return moved, moved.emit(tx, "moved", "", string(from.Office))
}

// offerLeft gives a time that was left by a move to who waits for it, where somebody does.
func (p freedTime) offerLeft(tx *ledger.Tx, hands int) error {
	someone, err := anyoneWaits(tx, p)
	if err != nil || !someone {
		return err
	}
	return p.offer(tx, hands)
}
