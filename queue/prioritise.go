package queue

import (
	"slices"

	"balie/booking/ledger"
)

// Prioritise lets somebody who waits go first, for a reason that the audit keeps; with an empty
// reason it takes that back. It needs no desk. It refuses with ErrReason and ErrState.
func Prioritise(tx *ledger.Tx, at DeskRequest, id TicketID, reason Reason) (Ticket, error) {
	return at.by(tx, id, "prioritise", []any{reason}, func(from Ticket) (Ticket, error) {
		if reason != "" {
			if err := reason.check(); err != nil {
				return from, err
			}
		}
		switch {
		case from.State != Waiting:
			return from, from.refuse()
		case from.Priority == reason:
			return from, nil
		}
		to := from
		to.Priority = reason
		to, err := change(tx, from, to, "prioritised")
		if err != nil {
			return to, err
		}
		return to, audit(tx, to, "ticket.prioritised", reason)
	})
}

// Mark notes what the host at the door sees of somebody who waits.
func Mark(tx *ledger.Tx, at DeskRequest, id TicketID, m Marks) (Ticket, error) {
	return at.by(tx, id, "mark", []any{m}, func(from Ticket) (Ticket, error) {
		to := from
		to.mark(m)
		switch {
		case !from.State.Live():
			return from, from.refuse()
		case to.Outside == from.Outside && to.Chair == from.Chair && to.Fetch == from.Fetch:
			return from, nil
		}
		return change(tx, from, to, "marked")
	})
}

// Reason is why a colleague departs from the calling order, one of a list: a free text would say
// something of a person in no time, and none of these says what somebody has.
type Reason string

// Reasons are the reasons that can be given.
var Reasons = []Reason{
	"wait",     // cannot wait long
	"term",     // a term of law: a birth, a death
	"ours",     // we made a mistake
	"before",   // this desk helped them before
	"language", // speaks the language
	"quick",    // is done in a moment
}

// ErrReason: a colleague who departs from the order says why.
var ErrReason = ledger.Refuse(ledger.Invalid, "ticket.reason")

func (r Reason) check() error {
	if !slices.Contains(Reasons, r) {
		return ErrReason
	}
	return nil
}
