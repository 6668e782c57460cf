package booking

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"balie/booking/contact"
	"balie/booking/ledger"
)

// LetterID names a letter: 26 characters of ledger.IDAlphabet.
type LetterID string

// Letter is a message that a colleague prints and posts. It names nobody: its text and its address
// are made when it is printed, from what is true then.
type Letter struct {
	ID           LetterID      `json:"id"`
	Appointment  AppointmentID `json:"appointment"`
	Kind         ledger.Kind   `json:"kind,omitempty"` // of what Appointment is the id; "" is an appointment
	Notification string        `json:"tell"`
	State        LetterState   `json:"state"`
	Made         time.Time     `json:"made"`
	Changed      time.Time     `json:"changed"`
}

// LetterState is where a letter stands.
type LetterState string

// The states of a letter.
const (
	LetterWaits   LetterState = "waits"
	LetterPrinted LetterState = "printed"
	LetterSent    LetterState = "sent"
	LetterVoid    LetterState = "void" // what it says is not true any more
)

// legalLetters is every move of a letter; a printer that jams prints again.
var legalLetters = map[LetterState][]LetterState{
	LetterWaits:   {LetterPrinted, LetterVoid},
	LetterPrinted: {LetterWaits, LetterSent, LetterVoid},
	LetterSent:    {},
	LetterVoid:    {},
}

// CanBecome reports whether a letter may go from s to next.
func (s LetterState) CanBecome(next LetterState) bool { return slices.Contains(legalLetters[s], next) }

var letters = ledger.NewTable[Letter]("lt:")

var (
	// ErrNoLetter: there is no such letter, or no longer.
	ErrNoLetter = ledger.Refuse(ledger.NotFound, "letter.unknown")
	// ErrLetterState: the letter was sent, or is needed no more; args: state.
	ErrLetterState = ledger.Refuse(ledger.Conflict, "letter.state")
)

// WriteLetter puts a message on the pile of letters to print, in the place of an earlier one of the
// same kind about the same subject that was not printed yet.
func WriteLetter(tx *ledger.Tx, about ledger.Subject, tell string) (Letter, error) {
	id, kind := AppointmentID(about.ID), about.Kind
	if kind == contact.KindAppointment {
		kind = ""
	}
	l := Letter{ID: LetterID(tx.NewID()), Appointment: id, Kind: kind, Notification: tell, State: LetterWaits, Made: tx.Now(), Changed: tx.Now()}
	earlier, err := lettersOf(tx, id)
	if err != nil {
		return l, err
	}
	for _, e := range earlier {
		if e.Notification == tell && e.State == LetterWaits {
			letters.Delete(tx, e.key())
		}
	}
	if err := letters.Put(tx, l.key(), l); err != nil {
		return l, err
	}
	return l, tx.Emit("letter.written", string(l.ID))
}

func (l Letter) key() ledger.Key { return ledger.K().Str(string(l.Appointment)).Str(string(l.ID)) }

func lettersOf(r ledger.Reader, id AppointmentID) (all []Letter, err error) {
	err = letters.Each(r, ledger.K().Str(string(id)), func(_ ledger.Key, l Letter) error { all = append(all, l); return nil })
	return all, err
}

// Letters returns every letter that is kept, the oldest first.
func Letters(r ledger.Reader) (all []Letter, err error) {
	err = letters.Each(r, nil, func(_ ledger.Key, l Letter) error { all = append(all, l); return nil })
	slices.SortStableFunc(all, func(a, b Letter) int { return cmp.Or(a.Made.Compare(b.Made), cmp.Compare(a.ID, b.ID)) })
	return all, err
}

// MarkLetter notes that a letter was printed, sent, jammed in the printer, or is needed no more. To be
// there already is no error. It refuses with ErrNoLetter and ErrLetterState.
func MarkLetter(tx *ledger.Tx, id AppointmentID, letter LetterID, next LetterState) (Letter, error) {
	l, err := letters.Get(tx, Letter{ID: letter, Appointment: id}.key())
	switch {
	case errors.Is(err, ledger.ErrNoRecord):
		return l, ErrNoLetter
	case err != nil || l.State == next:
		return l, err
	case !l.State.CanBecome(next):
		return l, ErrLetterState.With("state", string(l.State))
	}
	l.State, l.Changed = next, tx.Now()
	if err := letters.Put(tx, l.key(), l); err != nil {
		return l, err
	}
	return l, tx.Emit("letter."+string(next), string(l.ID))
}

// dropLetters removes the letters about an appointment whose resident is forgotten.
func dropLetters(tx *ledger.Tx, id AppointmentID) error {
	all, err := lettersOf(tx, id)
	for _, l := range all {
		letters.Delete(tx, l.key())
	}
	return err
}
