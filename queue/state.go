package queue

import (
	"slices"

	"balie/booking/ledger"
)

// State is where a ticket stands.
type State string

// The states of a ticket.
const (
	Waiting State = "waiting"
	Called  State = "called"
	Serving State = "serving"
	Parked  State = "parked" // comes back to the desk: fills in a form, has a photo made
	Done    State = "done"
	Left    State = "left"   // went away without being helped
	Missed  State = "missed" // did not come when called
)

// legal is every move from state to state. A move back is an undo, or somebody who came after all.
var legal = map[State][]State{
	Waiting: {Called, Serving, Parked, Left, Missed},
	Called:  {Serving, Waiting, Missed, Left},
	Serving: {Done, Parked, Waiting, Called, Left},
	Parked:  {Waiting, Serving, Left},
	Done:    {Serving},
	Left:    {Waiting, Called, Serving, Parked},
	Missed:  {Waiting, Called},
}

// CanBecome reports whether a ticket may go from s to next.
func (s State) CanBecome(next State) bool { return slices.Contains(legal[s], next) }

// Live reports whether the resident is still in the house, or still to be called.
func (s State) Live() bool { return s == Waiting || s.here() }

// here reports whether the ticket is at a desk, or waits for one desk only.
func (s State) here() bool { return s == Called || s == Serving || s == Parked }

// ErrState: the ticket is in a state from which this cannot be done; args: state, number.
var ErrState = ledger.Refuse(ledger.Conflict, "ticket.state")

func (t Ticket) refuse() error {
	return ErrState.With("state", string(t.State), "number", string(t.Number))
}
