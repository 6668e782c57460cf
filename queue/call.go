package queue

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue/steer"
)

var (
	// ErrMoved: the queue moved since the decision was made; decide anew.
	ErrMoved = ledger.Refuse(ledger.Conflict, "queue.moved")
	// ErrNobody: nobody waits whom this desk can help.
	ErrNobody = ledger.Refuse(ledger.Conflict, "queue.nobody")
	// ErrHold: somebody waits, but the desk is kept for an appointment; args: until.
	ErrHold = ledger.Refuse(ledger.Conflict, "queue.hold")
	// ErrPaused: the desk takes nobody now.
	ErrPaused = ledger.Refuse(ledger.Conflict, "desk.paused")
	// ErrCannot: this desk cannot help this ticket.
	ErrCannot = ledger.Refuse(ledger.Conflict, "desk.cannot")
	// ErrNotYet: the ticket is not to be called before; args: at.
	ErrNotYet = ledger.Refuse(ledger.Conflict, "ticket.notyet")
)

// Call calls the ticket that was decided on at version seen of the queue. A ticket is called by
// one desk, and the same key again returns the same ticket. It refuses with ErrMoved when the
// queue moved since, and with ErrDeskHelping, ErrPaused, ErrCannot and ErrNotYet.
func Call(tx *ledger.Tx, at DeskRequest, pick TicketID, seen uint64) (Ticket, error) {
	return at.call(tx, func(s *DeskSession) (TicketID, error) {
		if now, err := Version(tx, s.Office, s.Date); err != nil || now != seen {
			return "", orMoved(err)
		}
		return pick, nil
	})
}

func orMoved(err error) error {
	if err != nil {
		return err
	}
	return ErrMoved
}

// StateReader is an office as a decision sees it, and the version of the queue: forecast.SteeringState.
type StateReader func(r ledger.Reader, office catalogue.OfficeID) (steer.State, uint64, error)

// CallBy decides within the transaction and calls: no queue can move away from under it. choose
// must be quick: everybody who writes waits for it. It refuses like Call, and with ErrNobody and
// ErrHold.
func CallBy(tx *ledger.Tx, at DeskRequest, see StateReader, choose steer.Chooser) (Ticket, error) {
	return at.call(tx, func(*DeskSession) (TicketID, error) {
		state, _, err := see(tx, at.Office)
		if err != nil {
			return "", err
		}
		return judge(choose(state, string(at.Desk)))
	})
}

// judge turns a decision into a pick, or into the refusal that says why there is none.
func judge(d steer.Decision) (TicketID, error) {
	switch {
	case d.Ticket != "":
		return TicketID(d.Ticket), nil
	case d.Hold:
		return "", ErrHold.With("until", d.Until)
	case d.Why == steer.NotThere:
		return "", ErrPaused
	}
	return "", ErrNobody
}

// call is every call by the order: once for its key, the desk being the actor's and free.
func (at DeskRequest) call(tx *ledger.Tx, decide func(*DeskSession) (TicketID, error)) (Ticket, error) {
	return once(tx, at.Key, "call", []any{at.Office, at.Desk}, func() (Ticket, error) {
		s, err := at.mine(tx)
		if err != nil {
			return Ticket{}, err
		}
		if err := s.ready(tx); err != nil {
			return Ticket{}, err
		}
		if !s.Mode.Takes() {
			return Ticket{}, ErrPaused
		}
		id, err := decide(&s)
		if err != nil {
			return Ticket{}, err
		}
		t, err := at.of(tx, id)
		if err != nil {
			return t, err
		}
		if err := s.can(tx, t); err != nil {
			return t, err
		}
		return s.take(tx, t, "")
	})
}

// ready refuses with ErrDeskHelping while the desk has somebody.
func (s DeskSession) ready(r ledger.Reader) error {
	if s.Ticket == "" {
		return nil
	}
	t, err := ByID(r, s.Ticket)
	if err != nil {
		return err
	}
	return ErrDeskHelping.With("number", string(t.Number))
}

// can refuses a ticket that this desk may not call now.
func (s DeskSession) can(r ledger.Reader, t Ticket) error {
	o, err := catalogue.OfficeByID(r, s.Office)
	if err != nil {
		return err
	}
	if err := s.skilled(o, t); err != nil {
		return err
	}
	if t.For != "" && t.For != s.Desk {
		return ErrCannot
	}
	if from := t.CallableFrom(o); r.Now().Before(from) {
		return ErrNotYet.With("at", from)
	}
	return nil
}

// skilled refuses a ticket that does not wait, or for which the desk lacks a skill.
func (s DeskSession) skilled(o catalogue.Office, t Ticket) error {
	desk, _ := o.Desk(s.Desk)
	switch {
	case t.State != Waiting || t.Date != s.Date:
		return t.refuse()
	case !desk.Can(t.Skills):
		return ErrCannot
	}
	return nil
}

// take is the call itself.
func (s DeskSession) take(tx *ledger.Tx, from Ticket, picked Reason) (Ticket, error) {
	to := from
	to.State, to.Desk, to.LastCall, to.Calls = Called, s.Desk, tx.Now(), 1
	to.Picked = picked
	to.For, to.Follows = "", false
	if to.Called.IsZero() {
		to.Called = tx.Now()
	}
	called, err := change(tx, from, to, "called")
	if err != nil {
		return called, err
	}
	s.hold(called, tx.Now())
	return called, s.remember(tx, from, called)
}
