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
	DeskShort     Change = "desk.short" // a colleague is away
	OfficeClosed  Change = "office.closed"
	OtherChange   Change = "other"
	Undelivered   Change = "undelivered" // a message did not arrive; nothing else changed
	// ImportedElsewhere: what was promised in another system does not fit at its time here.
	ImportedElsewhere Change = "brought"
	Uninvited         Change = "uninvited" // an invitation was not used
)

// Changes are the changes for which a resident can be asked to come at another time.
var Changes = []Change{StopMoved, StopCancelled, DeskShort, OfficeClosed, OtherChange}

// RescheduleRequest is a question to a resident to come at another time, or a line of the call list, or both. It
// names nobody: who it is about is read from the sealed contact of the appointment.
type RescheduleRequest struct {
	Appointment AppointmentID   `json:"appointment"`
	Why         Change          `json:"why"`
	Was         supply.Offer    `json:"was"`                 // the time that the appointment had
	Proposals   []Proposal      `json:"proposals,omitempty"` // times that are held for the resident
	State       RescheduleState `json:"state"`
	Made        time.Time       `json:"made"`
	Until       time.Time       `json:"until,omitzero"`  // how long the proposals are held
	Listed      time.Time       `json:"listed,omitzero"` // since when it stands on the call list
	Tries       int             `json:"tries,omitempty"`
	Last        time.Time       `json:"last,omitzero"` // when the last try was
}

// Proposal is a time that is held for a resident, under a key of its own.
type Proposal struct {
	Offer supply.Offer `json:"offer"`
	Key   VisitKey     `json:"key"`
}

// RescheduleState is where an ask stands.
type RescheduleState string

// The states of an ask.
const (
	Notified RescheduleState = "told"    // by a message; we wait for an answer
	ToCall   RescheduleState = "to-call" // on the call list
	Tried    RescheduleState = "tried"
	Reached  RescheduleState = "reached" // they will let us know
	Agreed   RescheduleState = "agreed"  // another time was agreed
	Kept     RescheduleState = "kept"    // the old time stays
	Over     RescheduleState = "over"    // cancelled, or nothing is to be asked any more
)

// legalReschedules is every move of an ask. From Agreed, Kept and Over it begins anew.
var legalReschedules = map[RescheduleState][]RescheduleState{
	"":       {Notified, ToCall},
	Notified: {ToCall, Agreed, Kept, Over},
	ToCall:   {Tried, Reached, Agreed, Kept, Over},
	Tried:    {Reached, Agreed, Kept, Over},
	Reached:  {Tried, Agreed, Kept, Over},
	Agreed:   {Notified, ToCall},
	Kept:     {Notified, ToCall},
	Over:     {Notified, ToCall},
}

// CanBecome reports whether an ask may go from s to next.
func (s RescheduleState) CanBecome(next RescheduleState) bool {
	return slices.Contains(legalReschedules[s], next)
}

// Open reports whether somebody still has to do something.
func (s RescheduleState) Open() bool { return s == Notified || s.ToDo() }

// ToDo reports whether a colleague still has to call.
func (s RescheduleState) ToDo() bool { return s == ToCall || s == Tried || s == Reached }

var reschedules = ledger.NewTable[RescheduleRequest]("aq:")

var (
	// ErrNoRequest: nothing is asked about this appointment, or no longer.
	ErrNoRequest = ledger.Refuse(ledger.Gone, "ask.none")
	// ErrProposals: two times at most can be proposed.
	ErrProposals = ledger.Refuse(ledger.Invalid, "ask.proposals")
	// ErrNoProposal: that time was not proposed, or is held no more.
	ErrNoProposal = ledger.Refuse(ledger.Conflict, "ask.expired")
	// ErrCannotKeep: there is no desk for the old time any more.
	ErrCannotKeep = ledger.Refuse(ledger.Conflict, "ask.keep")
)

// RescheduleRequestOf returns what is asked about an appointment; found is false where nothing ever was.
func RescheduleRequestOf(r ledger.Reader, id AppointmentID) (a RescheduleRequest, found bool, err error) {
	return reschedules.Find(r, ledger.K().Str(string(id)))
}

// openRequest returns an ask that still stands, or ErrNoRequest.
func openRequest(r ledger.Reader, id AppointmentID) (RescheduleRequest, error) {
	a, err := reschedules.Get(r, ledger.K().Str(string(id)))
	if errors.Is(err, ledger.ErrNoRecord) || err == nil && !a.State.Open() {
		return a, ErrNoRequest
	}
	return a, err
}

// become takes an ask to its next state and lets held times go when it is answered.
func (a RescheduleRequest) become(tx *ledger.Tx, next RescheduleState) (RescheduleRequest, error) {
	if a.State == next {
		return a, nil
	}
	if !a.State.CanBecome(next) {
		return a, ErrNoRequest
	}
	a.State = next
	if next.ToDo() && a.Listed.IsZero() {
		a.Listed = tx.Now()
	}
	if !next.Open() {
		if err := a.releaseProposals(tx); err != nil {
			return a, err
		}
		if err := tx.Withdraw(rescheduleEndKey(a.Appointment)); err != nil {
			return a, err
		}
	}
	if err := a.write(tx); err != nil {
		return a, err
	}
	return a, tx.Emit("ask."+string(next), string(a.Appointment), string(a.Was.Office))
}

func (a RescheduleRequest) write(tx *ledger.Tx) error {
	return reschedules.Put(tx, ledger.K().Str(string(a.Appointment)), a)
}

// releaseProposals frees the proposed times for others.
func (a RescheduleRequest) releaseProposals(tx *ledger.Tx) error {
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
func (a RescheduleRequest) Held(now time.Time) bool {
	return len(a.Proposals) > 0 && now.Before(a.Until)
}

func rescheduleEndKey(id AppointmentID) string { return "ask-end/" + string(id) }
