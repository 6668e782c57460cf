package queue

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// PickByHand calls somebody out of turn, for a reason that the audit keeps. It is a right of its
// own. Also whoever waits for another desk, or is not to be called yet, can be picked; skills must
// be there. It refuses with ErrReason, ErrDeskHelping, ErrPaused and ErrCannot.
func PickByHand(tx *ledger.Tx, at DeskRequest, id TicketID, reason Reason) (Ticket, error) {
	return once(tx, at.Key, "pick", []any{at.Office, at.Desk, id, reason}, func() (Ticket, error) {
		s, err := at.mine(tx)
		if err != nil {
			return Ticket{}, err
		}
		t, err := at.of(tx, id)
		if err != nil {
			return t, err
		}
		if err := s.mayPick(tx, t, reason); err != nil {
			return t, err
		}
		called, err := s.take(tx, t, reason)
		if err != nil {
			return called, err
		}
		return called, audit(tx, called, "ticket.picked", reason)
	})
}

func (s DeskSession) mayPick(tx *ledger.Tx, t Ticket, reason Reason) error {
	if err := reason.check(); err != nil {
		return err
	}
	if err := s.ready(tx); err != nil {
		return err
	}
	if !s.Mode.Takes() {
		return ErrPaused
	}
	o, err := catalogue.OfficeByID(tx, s.Office)
	if err != nil {
		return err
	}
	return s.skilled(o, t)
}

func audit(tx *ledger.Tx, t Ticket, what string, reason Reason) error {
	return tx.Audit(ledger.Audited{What: what, Reason: string(reason), Office: string(t.Office), IDs: []string{string(t.ID)}, Found: true})
}
