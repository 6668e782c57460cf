package change

import (
	"slices"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// ID is the id of a change, 26 characters of ledger.IDAlphabet.
type ID string

// Change is what was decided, and what becomes of each appointment that it touches. It names nobody.
type Change struct {
	ID      ID                 `json:"id"`
	Why     booking.Change     `json:"why"`
	Office  catalogue.OfficeID `json:"office"`
	Made    time.Time          `json:"made"`
	By      ledger.Actor       `json:"by"`
	Due     time.Time          `json:"due"` // when the messages leave
	State   State              `json:"state"`
	Changes []catalogue.Change `json:"changes"` // of the catalogue, to be taken back
	With    *Along             `json:"with,omitempty"`
	Lines   []Line             `json:"lines"` // in the order of the visits
}

// State is where a change stands.
type State string

// The states of a change.
const (
	Waiting   State = "waiting" // supply is closed, nobody was told
	Sending   State = "sending" // lines are being carried out
	Sent      State = "sent"    // everybody is told or on the call list
	TakenBack State = "taken-back"
	Reopened  State = "reopened" // supply is as it was; who was told has what they were told
)

// legal is every move of a change from state to state.
var legal = map[State][]State{
	"":      {Waiting, Sent}, // sent at once where nobody is touched
	Waiting: {Sending, TakenBack},
	Sending: {Sent},
	Sent:    {Reopened},
}

// CanBecome reports whether a change may go from s to next.
func (s State) CanBecome(next State) bool { return slices.Contains(legal[s], next) }

// How is what is done for an appointment that loses its time.
type How string

// What is done.
const (
	Move    How = "move"    // the same day within an hour: we move it and tell
	Propose How = "propose" // two other times are held until the resident answers
	Call    How = "call"    // no message reaches them in time: a colleague calls
)

// Line is one appointment that a change touches.
type Line struct {
	Appointment booking.AppointmentID `json:"appointment"`
	Was         supply.Offer          `json:"was"`
	Cause       supply.Cause          `json:"cause"`
	How         How                   `json:"how"`
	To          []supply.Offer        `json:"to,omitempty"`   // one for Move, at most two otherwise
	Keys        []booking.VisitKey    `json:"keys,omitempty"` // under which they are held, in the same order
	State       LineState             `json:"state"`
}

// LineState is where a line stands.
type LineState string

// The states of a line.
const (
	Planned  LineState = "planned" // its new times are not held yet
	Held     LineState = "held"
	Moved    LineState = "moved"
	Asked    LineState = "asked"
	Listed   LineState = "listed"   // on the call list
	Settled  LineState = "settled"  // its resident moved, cancelled or came meanwhile
	Restored LineState = "restored" // the change was taken back
)

// legalLines is every move of a line from state to state.
var legalLines = map[LineState][]LineState{
	"":      {Planned},
	Planned: {Held, Moved, Asked, Listed, Settled, Restored},
	Held:    {Moved, Asked, Listed, Settled, Restored},
}

// CanBecome reports whether a line may go from s to next.
func (s LineState) CanBecome(next LineState) bool { return slices.Contains(legalLines[s], next) }

// Open reports whether the line is still to be carried out.
func (l Line) Open() bool { return l.State == Planned || l.State == Held }

var (
	changes = ledger.NewTable[Change]("pc:")
	// touching is by which change an appointment is touched: appointment → change.
	touching = ledger.NewTable[ID]("pa:")
)

// Schema is what this package keeps in the ledger.
var Schema = ledger.Schema{Name: "change", Prefixes: []string{"pc:", "pa:"}, Check: check}

var (
	// ErrUnknown: there is no such change.
	ErrUnknown = ledger.Refuse(ledger.NotFound, "change.unknown")
	// ErrTold: the messages have left, so that it cannot be taken back any more.
	ErrTold = ledger.Refuse(ledger.Conflict, "change.told")
	// ErrWaits: nobody was told yet, so it is taken back and not opened again.
	ErrWaits = ledger.Refuse(ledger.Conflict, "change.waits")
	// ErrLater: the same time was closed once more since; that goes first, or people would keep a time that is closed.
	ErrLater = ledger.Refuse(ledger.Conflict, "change.later")
	// ErrOther: something changed since it was shown, so it is shown again.
	ErrOther = ledger.Refuse(ledger.Conflict, "change.other")
)

// ByID returns a change, or ErrUnknown.
func ByID(r ledger.Reader, id ID) (Change, error) {
	c, found, err := changes.Find(r, ledger.K().Str(string(id)))
	if err == nil && !found {
		err = ErrUnknown
	}
	return c, err
}

// All returns every change, the newest first.
func All(r ledger.Reader) (all []Change, err error) {
	err = changes.Each(r, nil, func(_ ledger.Key, c Change) error { all = append(all, c); return nil })
	slices.SortStableFunc(all, func(a, b Change) int { return b.Made.Compare(a.Made) })
	return all, err
}

// Count counts the lines for which something is done.
func (c Change) Count(how How) (n int) {
	for _, l := range c.Lines {
		if l.How == how {
			n++
		}
	}
	return n
}

// become takes a change to its next state and says so. It refuses with ErrTold.
func (c *Change) become(tx *ledger.Tx, next State) error {
	if !c.State.CanBecome(next) {
		return ErrTold
	}
	c.State = next
	if err := c.write(tx); err != nil {
		return err
	}
	return tx.EmitFacts(ledger.Facts{Office: string(c.Office), Reason: string(c.Why)}, "change."+string(next), string(c.ID))
}

func (c Change) write(tx *ledger.Tx) error { return changes.Put(tx, ledger.K().Str(string(c.ID)), c) }

// dueKey is the promise in the outbox to carry a change out.
func (c Change) dueKey() string { return "change/" + string(c.ID) }

// Subject is what the promise is about.
func (id ID) subject() ledger.Subject { return ledger.Subject{Kind: "change", ID: string(id)} }
