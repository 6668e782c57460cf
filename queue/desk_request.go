package queue

import (
	"crypto/sha256"
	"errors"
	"fmt"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// DeskRequest is where a colleague stands and which press of a button this is. The colleague is the
// transaction's actor, and the desk must be theirs. The same key again is answered the same; an
// empty key is remembered by nobody.
type DeskRequest struct {
	Office catalogue.OfficeID
	Desk   catalogue.DeskID
	Key    string
}

// ErrOtherRequest: this press of a button was used for something else.
var ErrOtherRequest = ledger.Refuse(ledger.Conflict, "queue.request.other")

// once runs fn the first time the key is seen, and returns the ticket as it stands now.
func once(tx *ledger.Tx, key, verb string, args []any, fn func() (Ticket, error)) (Ticket, error) {
	if key == "" {
		return fn()
	}
	var fresh Ticket
	id, err := ledger.Once(tx, "queue/"+key, digest(tx, verb, args), func() (id TicketID, err error) {
		fresh, err = fn()
		return fresh.ID, err
	})
	switch {
	case errors.Is(err, ledger.ErrOnce):
		return Ticket{}, ErrOtherRequest
	case err != nil || fresh.ID != "":
		return fresh, err
	}
	return ByID(tx, id)
}

// digest tells two requests apart without keeping what they say, an argument may be a colleague; the same
// one of two colleagues too: nobody is given another's answer.
func digest(tx *ledger.Tx, verb string, args []any) []byte {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %q", tx.Actor(), verb, args))
	return sum[:]
}

// onceDesk is once for what changes a desk and no ticket.
func onceDesk(tx *ledger.Tx, at DeskRequest, verb string, fn func() (DeskSession, error)) (s DeskSession, err error) {
	if at.Key == "" {
		return fn()
	}
	done := false
	_, err = ledger.Once(tx, "queue/"+at.Key, digest(tx, verb, []any{at.Office, at.Desk}), func() (bool, error) {
		done = true
		s, err = fn()
		return true, err
	})
	switch {
	case errors.Is(err, ledger.ErrOnce):
		return s, ErrOtherRequest
	case err != nil || done:
		return s, err
	}
	return at.mine(tx)
}

// of returns a ticket of this office, or ErrUnknownTicket.
func (at DeskRequest) of(r ledger.Reader, id TicketID) (Ticket, error) {
	t, err := ByID(r, id)
	if err == nil && t.Office != at.Office {
		return Ticket{}, ErrUnknownTicket
	}
	return t, err
}

// with runs one verb of a desk on one ticket: once for its key, the desk being the actor's. What
// fn changes of the desk is written with the ticket, and can be undone.
func (at DeskRequest) with(tx *ledger.Tx, id TicketID, verb string, args []any, fn func(*DeskSession, Ticket) (Ticket, error)) (Ticket, error) {
	return once(tx, at.Key, verb, append([]any{at.Office, at.Desk, id}, args...), func() (Ticket, error) {
		s, err := at.mine(tx)
		if err != nil {
			return Ticket{}, err
		}
		before, err := at.of(tx, id)
		if err != nil {
			return Ticket{}, err
		}
		after, err := fn(&s, before)
		if err != nil || after.Version == before.Version {
			return after, err
		}
		return after, s.remember(tx, before, after)
	})
}

// by runs a verb that needs no desk: of the host at the door, or of whoever sees the list.
func (at DeskRequest) by(tx *ledger.Tx, id TicketID, verb string, args []any, fn func(Ticket) (Ticket, error)) (Ticket, error) {
	return once(tx, at.Key, verb, append([]any{at.Office, id}, args...), func() (Ticket, error) {
		t, err := at.of(tx, id)
		if err != nil {
			return t, err
		}
		return fn(t)
	})
}
