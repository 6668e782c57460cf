package queue

import (
	"fmt"
	"slices"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// Visitor is somebody who comes without an appointment.
type Visitor struct {
	Office catalogue.OfficeID
	Wish   catalogue.Wish
	Kind   Kind // WalkIn or Collect
	Lang   string
	Marks  Marks
	Key    string // the same key again is answered the same
}

// CollectMinutes is how long handing out a document takes.
const CollectMinutes = 5

var (
	// ErrNoDesk: no desk of this office can do this.
	ErrNoDesk = ledger.Refuse(ledger.Invalid, "ticket.nodesk")
	// ErrKind: whoever walks in is helped without an appointment, or collects something.
	ErrKind = ledger.Refuse(ledger.Invalid, "ticket.kind")
)

// Enter gives somebody without an appointment a ticket. It refuses a wish as booking does, and
// with ErrNoDesk and ErrDayClosed.
func Enter(tx *ledger.Tx, v Visitor) (Ticket, error) {
	return once(tx, v.Key, "enter", []any{v.Office, v.Kind, fmt.Sprint(v.Wish)}, func() (Ticket, error) {
		if v.Kind != WalkIn && v.Kind != Collect {
			return Ticket{}, ErrKind
		}
		o, err := catalogue.OfficeByID(tx, v.Office)
		if err != nil {
			return Ticket{}, err
		}
		t := Ticket{Office: o.ID, Date: o.Today(tx.Now()), Kind: v.Kind, State: Waiting, Wish: v.Wish, Lang: v.Lang, Arrived: tx.Now()}
		t.mark(v.Marks)
		if err := t.plan(tx); err != nil {
			return t, err
		}
		if t.Kind == Collect {
			t.Minutes = min(t.Minutes, CollectMinutes)
		}
		if !canDo(o, t.Skills) {
			return t, ErrNoDesk
		}
		return issue(tx, t)
	})
}

func canDo(o catalogue.Office, skills []string) bool {
	return slices.ContainsFunc(o.Desks, func(d catalogue.Desk) bool { return d.Can(skills) })
}
