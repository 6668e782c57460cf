package account

import (
	"slices"
	"time"

	"balie/booking/ledger"
)

// Note says that a colleague looked somebody up or changed something for them, and why. It names the
// appointment or ticket by its public id, and gives its reason from a list: what one types could
// name a person. Notes are for the auditor; no figure is made of them.
type Note struct {
	At      time.Time `json:"at"`
	By      UserID    `json:"by"`
	What    string    `json:"what"`    // one of Acts
	Subject string    `json:"subject"` // public id
	Reason  string    `json:"reason"`  // one of Reasons
}

// Acts are what is noted; their words stand under "act.".
var Acts = []string{"lookup", "move", "cancel", "correct", "resend", "pick", "audit"}

// Reasons are why; their words stand under "reason.".
var Reasons = []string{"phone", "desk", "arrival", "letter", "mistake", "complaint", "sample"}

// ErrReason: the reason or the act is none that we know.
var ErrReason = ledger.Refuse(ledger.Invalid, "audit.reason")

// notesKept is how long notes are kept: a year and the time to ask about its end.
const notesKept = 400 * 24 * time.Hour

var notes = ledger.NewTable[Note]("ua:") // instant + id, so that they lie in the order of time

// Record notes what a colleague does, in the transaction that does it; a look-up is noted before
// anything is shown. It refuses with ErrReason.
func Record(tx *ledger.Tx, by UserID, act, subject, reason string) error {
	if !slices.Contains(Acts, act) || !slices.Contains(Reasons, reason) {
		return ErrReason
	}
	n := Note{tx.Now(), by, act, subject, reason}
	return notes.Put(tx, ledger.K().Time(n.At).Str(tx.NewID()), n)
}

// Notes returns what was noted from an instant to another, oldest first.
func Notes(r ledger.Reader, from, until time.Time) (all []Note, err error) {
	err = notes.Range(r, ledger.K().Time(from), ledger.K().Time(until), func(_ ledger.Key, n Note) error {
		all = append(all, n)
		return nil
	})
	return all, err
}

// forgetNotes removes some notes whose term is over; more than come in, so that they never pile up.
func forgetNotes(tx *ledger.Tx) error {
	var over []ledger.Key
	err := notes.Range(tx, nil, ledger.K().Time(tx.Now().Add(-notesKept)), func(k ledger.Key, _ Note) error {
		over = append(over, append(ledger.Key(nil), k...))
		if len(over) == sweepChunk {
			return ledger.ErrStop
		}
		return nil
	})
	for _, k := range over {
		notes.Delete(tx, k)
	}
	return err
}
