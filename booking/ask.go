package booking

import (
	"errors"
	"slices"
	"time"

	"balie/booking/ledger"
	"balie/booking/supply"
)

// Change is what changed on our side, so that a resident has to be told or asked.
type Change string

// The changes.
const (
	StopMoved     Change = "stop.moved"
	StopCancelled Change = "stop.cancelled"
	DeskShort     Change = "desk.short" // a colleague is ill
	OfficeClosed  Change = "office.closed"
	OtherChange   Change = "other"
	Undelivered   Change = "undelivered" // a message did not arrive; nothing else changed
	// BroughtElsewhere: what was promised in another system does not fit at its time here.
	BroughtElsewhere Change = "brought"
	Uninvited        Change = "uninvited" // an invitation was not used
)

// Changes are the changes for which a resident can be asked to come at another time.
var Changes = []Change{StopMoved, StopCancelled, DeskShort, OfficeClosed, OtherChange}

// Ask is a question to a resident to come at another time, or a line of the call list, or both. It
// names nobody: who it is about is read from the sealed contact of the appointment.
type Ask struct {
	Appointment AppointmentID `json:"appointment"`
	Why         Change        `json:"why"`
	Was         supply.Offer  `json:"was"`                 // the time that the appointment had
	Proposals   []Proposal    `json:"proposals,omitempty"` // times that are held for the resident
	State       AskState      `json:"state"`
	Made        time.Time     `json:"made"`
	Until       time.Time     `json:"until,omitzero"`  // how long the proposals are held
	Listed      time.Time     `json:"listed,omitzero"` // since when it stands on the call list
	Tries       int           `json:"tries,omitempty"`
	Last        time.Time     `json:"last,omitzero"` // when the last try was
}

// Proposal is a time that is held for a resident, under a key of its own.
type Proposal struct {
	Offer supply.Offer `json:"offer"`
	Key   VisitKey     `json:"key"`
}

// AskState is where an ask stands.
type AskState string

// The states of an ask.
const (
	Told    AskState = "told"    // by a message; we wait for an answer
	ToCall  AskState = "to-call" // on the call list
	Tried   AskState = "tried"
	Reached AskState = "reached" // they will let us know
	Agreed  AskState = "agreed"  // another time was agreed
	Kept    AskState = "kept"    // the old time stays
	Over    AskState = "over"    // cancelled, or nothing is to be asked any more
)

// legalAsks is every move of an ask. From Agreed, Kept and Over it begins anew.
var legalAsks = map[AskState][]AskState{
	"":      {Told, ToCall},
	Told:    {ToCall, Agreed, Kept, Over},
	ToCall:  {Tried, Reached, Agreed, Kept, Over},
	Tried:   {Reached, Agreed, Kept, Over},
	Reached: {Tried, Agreed, Kept, Over},
	Agreed:  {Told, ToCall},
	Kept:    {Told, ToCall},
	Over:    {Told, ToCall},
}

// CanBecome reports whether an ask may go from s to next.
func (s AskState) CanBecome(next AskState) bool { return slices.Contains(legalAsks[s], next) }

// Open reports whether somebody still has to do something.
func (s AskState) Open() bool { return s == Told || s.ToDo() }

// ToDo reports whether a colleague still has to call.
func (s AskState) ToDo() bool { return s == ToCall || s == Tried || s == Reached }

var asks = ledger.NewTable[Ask]("aq:")

var (
	// ErrNoAsk: nothing is asked about this appointment, or no longer.
	ErrNoAsk = ledger.Refuse(ledger.Gone, "ask.none")
	// ErrProposals: two times at most can be proposed.
	ErrProposals = ledger.Refuse(ledger.Invalid, "ask.proposals")
	// ErrNoProposal: that time was not proposed, or is held no more.
	ErrNoProposal = ledger.Refuse(ledger.Conflict, "ask.expired")
	// ErrCannotKeep: there is no desk for the old time any more.
	ErrCannotKeep = ledger.Refuse(ledger.Conflict, "ask.keep")
)

// AskOf returns what is asked about an appointment; found is false where nothing ever was.
func AskOf(r ledger.Reader, id AppointmentID) (a Ask, found bool, err error) {
	return asks.Find(r, ledger.K().Str(string(id)))
}

// openAsk returns an ask that still stands, or ErrNoAsk.
func openAsk(r ledger.Reader, id AppointmentID) (Ask, error) {
	a, err := asks.Get(r, ledger.K().Str(string(id)))
	if errors.Is(err, ledger.ErrNoRecord) || err == nil && !a.State.Open() {
		return a, ErrNoAsk
	}
	return a, err
}

// become takes an ask to its next state and lets held times go when it is answered.
func (a Ask) become(tx *ledger.Tx, next AskState) (Ask, error) {
	if a.State == next {
		return a, nil
	}
	if !a.State.CanBecome(next) {
		return a, ErrNoAsk
	}
	a.State = next
	if next.ToDo() && a.Listed.IsZero() {
		a.Listed = tx.Now()
	}
	if !next.Open() {
		if err := errors.Join(a.letGo(tx), tx.Withdraw(askEndKey(a.Appointment))); err != nil {
			return a, err
		}
	}
	if err := a.write(tx); err != nil {
		return a, err
	}
	return a, tx.Emit("ask."+string(next), string(a.Appointment), string(a.Was.Office))
}

func (a Ask) write(tx *ledger.Tx) error {
	return asks.Put(tx, ledger.K().Str(string(a.Appointment)), a)
}

// letGo frees the proposed times for others.
func (a Ask) letGo(tx *ledger.Tx) error {
	for _, p := range a.Proposals {
		if p.Key == "" {
			continue // the time that the appointment has
		}
		if err := supply.Vacate(tx, p.Offer.Office, p.Offer.Date, string(p.Key)); err != nil {
			return err
		}
	}
	return nil
}

// Held reports whether the proposals are still held.
func (a Ask) Held(now time.Time) bool { return len(a.Proposals) > 0 && now.Before(a.Until) }

func askEndKey(id AppointmentID) string { return "ask-end/" + string(id) }
