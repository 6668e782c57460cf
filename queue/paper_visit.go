package queue

import (
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// PaperVisit is a visit that was helped while there was nothing but paper, with the times that were written down.
type PaperVisit struct {
	Office      catalogue.OfficeID
	Appointment booking.AppointmentID // of whoever had one
	Ticket      TicketID              // of whoever had a number already
	Wish        catalogue.Wish        // of everybody else
	Kind        Kind                  // WalkIn or Collect, of everybody else
	Arrived     time.Time             // left out for who had a number already
	Started     time.Time
	Finished    time.Time
	Key         string // the same key again is answered the same
}

// ErrPaperTimes: the times are of today, in their order, and not still to come; args: which of them is not so.
var ErrPaperTimes = ledger.Refuse(ledger.Invalid, "paper.times")

// RecordPaperVisit notes a visit from paper as it was: it counts in the day's figures with its own clocks, and its
// appointment is served. It teaches nothing, since nobody knows how well a clock was read. The audit notes
// who typed it. It refuses with ErrPaperTimes, ErrState for who was helped already, and as Enter does.
func RecordPaperVisit(tx *ledger.Tx, p PaperVisit) (Ticket, error) {
	return once(tx, p.Key, "type back", []any{p.Office, p.Appointment, p.Ticket, p.Wish, p.Started, p.Finished}, func() (Ticket, error) {
		o, err := catalogue.OfficeByID(tx, p.Office)
		if err != nil {
			return Ticket{}, err
		}
		t, found, err := p.ticket(tx)
		if err != nil {
			return t, err
		}
		if found && p.Arrived.IsZero() {
			p.Arrived = t.Arrived
		}
		today := o.Today(tx.Now())
		switch {
		case o.Today(p.Arrived) != today:
			return Ticket{}, ErrPaperTimes.With("which", "arrived")
		case p.Started.Before(p.Arrived):
			return Ticket{}, ErrPaperTimes.With("which", "started")
		case p.Finished.Before(p.Started), p.Finished.After(tx.Now()), o.Today(p.Finished) != today:
			return Ticket{}, ErrPaperTimes.With("which", "finished")
		}
		if !found {
			if t, err = p.enter(tx, o); err != nil {
				return t, err
			}
		}
		return p.serve(tx, t)
	})
}

// ticket is the number that somebody had already.
func (p PaperVisit) ticket(r ledger.Reader) (t Ticket, found bool, err error) {
	switch {
	case p.Ticket != "":
		t, err = ByID(r, p.Ticket)
		found = err == nil
	case p.Appointment != "":
		t, found, err = ByAppointment(r, p.Appointment)
	}
	if found && t.Office != p.Office {
		return t, false, ErrUnknownTicket
	}
	return t, found, err
}

// enter gives somebody a number who had none.
func (p PaperVisit) enter(tx *ledger.Tx, o catalogue.Office) (Ticket, error) {
	if p.Appointment != "" {
		return Join(tx, p.Appointment, Appointment, Marks{})
	}
	return Enter(tx, Visitor{Office: o.ID, Wish: p.Wish, Kind: p.Kind, Lang: "nl"})
}

// serve puts the times of the paper on a ticket, and ends it.
func (p PaperVisit) serve(tx *ledger.Tx, from Ticket) (Ticket, error) {
	if from.State != Waiting && from.State != Parked {
		return from, from.refuse()
	}
	to := from
	to.State, to.Arrived, to.Started, to.Unlearned = Serving, p.Arrived.UTC(), p.Started.UTC(), true
	if to.Called.IsZero() {
		to.Called, to.LastCall, to.Calls = p.Started.UTC(), p.Started.UTC(), 1
	}
	served, err := change(tx, from, to, "started")
	if err != nil {
		return served, err
	}
	done := served
	done.State, done.Finished = Done, p.Finished.UTC()
	if done, err = change(tx, served, done, "finished"); err != nil {
		return done, err
	}
	if done.Appointment != "" {
		if _, err := booking.Serve(tx, done.Appointment); err != nil {
			return done, err
		}
	}
	return done, tx.Audit(ledger.Audited{What: "ticket.typed back", Reason: "paper", Office: string(p.Office), IDs: []string{string(done.ID)}, Found: true})
}
