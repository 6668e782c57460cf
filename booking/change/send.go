package change

import (
	"context"
	"errors"
	"maps"
	"slices"

	"balie/booking"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// Send carries a change out now: whoever keeps an old time until now is moved and told, asked, or put on the
// call list. Sent twice it is done once. It refuses with ErrUnknown, and with ErrTold what was taken back.
func Send(ctx context.Context, l *ledger.Ledger, id ID) (Change, error) {
	var c Change
	err := l.View(func(r ledger.Reader) (err error) { c, err = ByID(r, id); return err })
	switch {
	case err != nil:
		return c, err
	case c.State == TakenBack:
		return c, ErrTold
	case c.State == Sent || c.State == Reopened:
		return c, nil
	}
	if err := hold(ctx, l, id); err != nil {
		return c, err
	}
	if err := carryOut(ctx, l, id, false); err != nil {
		return c, err
	}
	err = l.Update(ctx, "system", func(tx *ledger.Tx) (err error) {
		if c, err = ByID(tx, id); err != nil || c.State == Sent {
			return err
		}
		if c.State == TakenBack {
			return ErrTold // meanwhile
		}
		if c.State == Waiting {
			if err := c.become(tx, Sending); err != nil {
				return err
			}
		}
		if err := tx.Withdraw(c.dueKey()); err != nil {
			return err
		}
		return c.become(tx, Sent)
	})
	return c, err
}

// Work carries out every change whose messages are due, and goes on with what a crash cut short. It returns how many.
func Work(ctx context.Context, l *ledger.Ledger) (n int, err error) {
	var due []ledger.Outgoing
	err = l.View(func(r ledger.Reader) (err error) { due, err = ledger.Due(r, 20, SendDue); return err })
	for _, o := range due {
		if err != nil {
			return n, err
		}
		id := ID(o.Message.Subject.ID)
		if _, err = Send(ctx, l, id); errors.Is(err, ErrTold) {
			err = restore(ctx, l, id)
		}
		n++
	}
	return n, err
}

// carryOut carries out the lines that are held, those of visits within three hours alone where soon is set. Move, event
// and message of one line commit together.
func carryOut(ctx context.Context, l *ledger.Ledger, id ID, soon bool) error {
	var wanted map[booking.AppointmentID]bool
	var again map[booking.AppointmentID][]supply.Offer
	err := l.View(func(r ledger.Reader) (err error) {
		wanted, again, err = toCarryOut(r, id, soon)
		return err
	})
	if err != nil || len(wanted) == 0 {
		return err
	}
	lost := map[booking.AppointmentID]bool{} // their new time could not be had: they are asked once other times are found
	err = eachChunk(ctx, l, id, func(tx *ledger.Tx, c *Change, line *Line) error {
		if c.State == Waiting && !soon {
			if err := c.become(tx, Sending); err != nil {
				return err
			}
		}
		err := line.carryOut(tx, c.ID, c.Why, again[line.Appointment])
		lost[line.Appointment] = line.Open()
		return err
	}, func(c Change, line Line) bool {
		return c.State != TakenBack && line.Open() && wanted[line.Appointment] && !lost[line.Appointment]
	})
	if err != nil || !slices.Contains(slices.Collect(maps.Values(lost)), true) {
		return err
	}
	return carryOut(ctx, l, id, soon)
}

// toCarryOut are the appointments whose turn it is, and new proposals for those whose times others took.
func toCarryOut(r ledger.Reader, id ID, soon bool) (wanted map[booking.AppointmentID]bool, again map[booking.AppointmentID][]supply.Offer, err error) {
	c, err := ByID(r, id)
	if err != nil || c.State == TakenBack {
		return nil, nil, err
	}
	wanted, again = map[booking.AppointmentID]bool{}, map[booking.AppointmentID][]supply.Offer{}
	given := map[supply.Offer]bool{}
	for _, line := range c.Lines {
		now, err := line.soon(r)
		if err != nil {
			return nil, nil, err
		}
		if !line.Open() || soon && !now {
			continue
		}
		wanted[line.Appointment] = true
		if line.How == Propose && len(line.To) == 0 && line.Cause.Kind != booking.ByProduct {
			found, err := booking.Propose(r, line.Appointment, booking.Unavailable{Offers: given})
			if err != nil {
				return nil, nil, err
			}
			for _, o := range found {
				given[o] = true
			}
			again[line.Appointment] = found
		}
	}
	return wanted, again, nil
}

// carryOut does what was planned for one appointment, and notes what became of it.
func (l *Line) carryOut(tx *ledger.Tx, by ID, why booking.Change, again []supply.Offer) error {
	touching.Delete(tx, ledger.K().Str(string(l.Appointment)))
	a, err := booking.AppointmentByID(tx, l.Appointment)
	if err != nil {
		return err
	}
	if err := l.release(tx); err != nil {
		return err
	}
	if a.State != booking.Booked || !a.Offer.Same(l.Was) {
		l.State = Settled
		return nil
	}
	if l.How == Move {
		err := tx.Try(func() error { _, err := booking.Reschedule(tx, a.ID, l.To[0], a.Moves); return err })
		if err == nil {
			l.State = Moved
			return nil
		}
		if !refused(err) {
			return err
		}
		l.How, l.To = Propose, nil // others have it: another is looked for, outside of a transaction
		return touching.Put(tx, ledger.K().Str(string(l.Appointment)), by)
	}
	return l.ask(tx, why, append(l.To, again...))
}

// ask asks for another time with what can be held of some proposals; where others took them all meanwhile, the message
// asks the resident to choose a time themselves. Where no message reaches them, a colleague calls.
func (l *Line) ask(tx *ledger.Tx, why booking.Change, proposals []supply.Offer) error {
	for {
		told := false
		err := tx.Try(func() (err error) {
			told, err = booking.RequestReschedule(tx, l.Appointment, why, proposals)
			return err
		})
		switch {
		case err == nil:
			if l.State = Listed; told {
				l.State = Asked
			}
			l.To = proposals
			return nil
		case errors.Is(err, booking.ErrStarted) || errors.Is(err, booking.ErrNotBooked):
			l.State = Settled // its time has come, whoever is there helps
			return nil
		case len(proposals) > 0 && refused(err):
			proposals = proposals[:len(proposals)-1]
		default:
			return err
		}
	}
}

// refused reports whether a time could not be had, so that something else is tried.
func refused(err error) bool {
	switch ledger.CodeOf(err) {
	case ledger.Conflict, ledger.Gone, ledger.NotFound, ledger.Invalid:
		return true
	}
	return false
}

// release lets the line's held times go.
func (l *Line) release(tx *ledger.Tx) error {
	for i, key := range l.Keys {
		if err := supply.Vacate(tx, l.To[i].Office, l.To[i].Date, string(key)); err != nil {
			return err
		}
	}
	l.Keys = nil
	return nil
}

// Of is the change that touches an appointment and was not carried out for it yet.
func Of(r ledger.Reader, id booking.AppointmentID) (c Change, found bool, err error) {
	by, found, err := touching.Find(r, ledger.K().Str(string(id)))
	if err != nil || !found {
		return c, false, err
	}
	c, err = ByID(r, by)
	return c, err == nil, err
}
