package queue

import (
	"context"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// closeChunk is how many tickets of a day one transaction closes.
const closeChunk = 12

// ErrStillComing: appointments are still to come; args: n.
var ErrStillComing = ledger.Refuse(ledger.Conflict, "queue.coming")

// Learner learns from a day that is being closed, in the transactions that close it: forecast.Learner.
type Learner interface {
	// FromTickets is called with each chunk, before the tickets forget their desks.
	FromTickets(tx *ledger.Tx, office catalogue.OfficeID, date calendar.Date, ids []TicketID) error
	// FromAppointments is called once for a day, with all of its appointments.
	FromAppointments(tx *ledger.Tx, office catalogue.OfficeID, date calendar.Date, all []booking.Appointment) error
}

// CloseDay ends an office-day: who waits or is parked has left, who was called and did not come is
// missed, who was being helped is done with a duration that teaches nothing, and an appointment
// whose resident did not come is missed. Then nobody is at a desk any more, and no ticket says at
// which desk it was. Closing again does nothing, and a close that a crash cut short goes on. A day
// is not closed while appointments are still to come: it refuses with ErrStillComing. learn may be nil.
func CloseDay(ctx context.Context, l *ledger.Ledger, who ledger.Actor, office catalogue.OfficeID, date calendar.Date, learn Learner) error {
	var more bool
	err := l.Update(ctx, who, func(tx *ledger.Tx) (err error) {
		more, err = shut(tx, office, date)
		return err
	})
	if err != nil || !more {
		return err
	}
	var after ledger.Key
	for more {
		err := l.Update(ctx, who, func(tx *ledger.Tx) (err error) {
			after, more, err = closeSome(tx, office, date, after, learn)
			return err
		})
		if err != nil {
			return err
		}
	}
	return l.Update(ctx, who, func(tx *ledger.Tx) error { return settle(tx, office, date, learn) })
}

// shut lets nobody in any more, and reports whether something is left to close.
func shut(tx *ledger.Tx, office catalogue.OfficeID, date calendar.Date) (bool, error) {
	o, err := catalogue.OfficeByID(tx, office)
	if err != nil {
		return false, err
	}
	d, err := dayOf(tx, office, date)
	if err != nil || d.Closed {
		return d.Closing, err
	}
	coming, err := stillComing(tx, o, date)
	if err != nil {
		return false, err
	}
	if coming > 0 || date > o.Today(tx.Now()) {
		return false, ErrStillComing.With("n", coming)
	}
	d.Closed, d.Closing = true, true
	d.Version++
	return true, d.put(tx, dayKey(office, date))
}

// stillComing counts the appointments of a day whose time has not come.
func stillComing(r ledger.Reader, o catalogue.Office, date calendar.Date) (n int, err error) {
	all, err := booking.AppointmentsOn(r, o.ID, date)
	for _, a := range all {
		if a.State == booking.Booked && a.Ends(o).After(r.Now()) {
			n++
		}
	}
	return n, err
}

// closeSome closes the next tickets of a day, in the order of their numbers.
func closeSome(tx *ledger.Tx, office catalogue.OfficeID, date calendar.Date, after ledger.Key, learn Learner) (last ledger.Key, more bool, err error) {
	var ids []TicketID
	from := dayKey(office, date)
	if after != nil {
		from = append(after, 0)
	}
	err = numbers.Range(tx, from, dayKey(office, date+1), func(k ledger.Key, id TicketID) error {
		if len(ids) == closeChunk {
			more = true
			return ledger.ErrStop
		}
		ids, last = append(ids, id), append(ledger.Key(nil), k...)
		return nil
	})
	if err == nil && learn != nil {
		err = learn.FromTickets(tx, office, date, ids)
	}
	for _, id := range ids {
		if err == nil {
			err = closeTicket(tx, id)
		}
	}
	return last, more, err
}

func closeTicket(tx *ledger.Tx, id TicketID) error {
	from, err := ByID(tx, id)
	if err != nil {
		return err
	}
	to := from
	to.Desk = ""
	switch from.State {
	case Waiting, Parked:
		to.Unhelped = from.State == Waiting
		_, err = endAs(tx, from, to, Left, "left")
	case Called:
		_, err = endAs(tx, from, to, Missed, "missed")
	case Serving:
		err = closeServed(tx, from, to)
	default:
		err = tickets.Put(tx, ledger.K().Str(string(id)), to)
	}
	return err
}

func closeServed(tx *ledger.Tx, from, to Ticket) error {
	to.State, to.Finished, to.Unlearned = Done, tx.Now(), true
	if err := to.checkReport(tx, false); err != nil {
		to.Done = nil // a product that is no longer there
	}
	if to.Appointment != "" {
		if _, err := booking.Serve(tx, to.Appointment); err != nil {
			return err
		}
	}
	_, err := change(tx, from, to, "finished")
	return err
}

// settle misses the appointments of those who did not come, and lets every colleague go.
func settle(tx *ledger.Tx, office catalogue.OfficeID, date calendar.Date, learn Learner) error {
	d, err := dayOf(tx, office, date)
	if err != nil || !d.Closing {
		return err
	}
	all, err := booking.AppointmentsOn(tx, office, date)
	if err != nil {
		return err
	}
	for _, a := range all {
		need, err := catalogue.Measure(tx, a.Wish)
		if a.State != booking.Booked || err == nil && need.Route != catalogue.AtCounter {
			continue
		}
		if _, err := booking.MarkAbsent(tx, a.ID); err != nil {
			return err
		}
	}
	if !d.Taught && learn != nil {
		if err := learn.FromAppointments(tx, office, date, all); err != nil {
			return err
		}
		d.Taught = true
	}
	staffed, err := DeskSessions(tx, office, date)
	if err != nil {
		return err
	}
	for _, s := range staffed {
		if err := s.spent(tx); err != nil {
			return err
		}
		deskSessions.Delete(tx, s.key())
		steps.Delete(tx, s.key())
		if err := forgetPlace(tx, s); err != nil {
			return err
		}
	}
	if err := endHelp(tx, office, date); err != nil {
		return err
	}
	d.Closing, d.Calls = false, nil
	d.Version++
	if err := d.put(tx, dayKey(office, date)); err != nil {
		return err
	}
	return tx.Emit("desk.changed", string(office))
}

// forgetPlace forgets where a colleague is, unless they are at a desk of another day by now.
func forgetPlace(tx *ledger.Tx, s DeskSession) error {
	key := ledger.K().Str(string(s.Staff))
	at, found, err := places.Find(tx, key)
	if err == nil && found && at.Office == s.Office && at.Date == s.Date && at.Desk == s.Desk {
		places.Delete(tx, key)
	}
	return err
}

// afterMidnight is how long after midnight a day is over for good: whoever is being helped then is
// not sent away.
const afterMidnight = 3 * time.Hour

// CloseOver closes every office-day that is over and was not closed: in the night, or after a
// crash that lasted until the next day. It returns how many.
func CloseOver(ctx context.Context, l *ledger.Ledger, learn Learner) (closed int, err error) {
	type officeDay struct {
		office catalogue.OfficeID
		date   calendar.Date
	}
	var over []officeDay
	err = l.View(func(r ledger.Reader) error {
		offices, err := catalogue.Offices(r)
		if err != nil {
			return err
		}
		for _, o := range offices {
			err := open.Range(r, ledger.K().Str(string(o.ID)), dayKey(o.ID, o.Today(r.Now().Add(-afterMidnight))), func(k ledger.Key, _ bool) error {
				over = append(over, officeDay{o.ID, dateOf(k)})
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	for _, day := range over {
		if err == nil {
			err = CloseDay(ctx, l, "system", day.office, day.date, learn)
			closed++
		}
	}
	return closed, err
}
