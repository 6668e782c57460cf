package outreach

import (
	"cmp"
	"time"

	"balie/booking/ledger"
)

// Verb is what the team on the road says that happened.
type Verb string

// The verbs. They stand in the messages of phones: a phone that was without signal for a day sends them
// as it knew them then.
const (
	DoArrive  Verb = "arrive"
	DoLeave   Verb = "leave"
	DoRunLate Verb = "late"
	DoCallOff Verb = "cannot"
	DoNote    Verb = "note"
	DoMark    Verb = "mark"
	DoTick    Verb = "tick"
	DoSignal  Verb = "signal"
)

// rank is which of two actions of one moment comes first: arriving before the rest, leaving and calling
// off after it.
func (v Verb) rank() int {
	switch v {
	case DoArrive:
		return 0
	case DoLeave:
		return 2
	case DoCallOff:
		return 3
	}
	return 1
}

// Action is one thing that the team did, with or without signal. The phone makes the id and notes the
// time of its own clock; both stay the same however often it is sent.
type Action struct {
	ID     string    `json:"id"` // 26 characters of ledger.IDAlphabet
	At     time.Time `json:"at"`
	Do     Verb      `json:"do"`
	Outing OutingID  `json:"outing,omitempty"`
	Stop   StopID    `json:"stop,omitempty"`
	N      int       `json:"n,omitempty"`  // minutes, mark, line
	On     bool      `json:"on,omitempty"` // ticked, good signal, or sure of a note
	Note   *Note     `json:"note,omitempty"`
}

// Before orders actions as they were done, by the phone's time; at the same time by their verb. It serves
// slices.SortFunc.
func (a Action) Before(b Action) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Do.rank(), b.Do.rank()), cmp.Compare(a.ID, b.ID))
}

// MostActions is how many actions one batch has at most; the phone sends the rest after it.
const MostActions = 100

var (
	// ErrBatch: there are more than a hundred actions, or one without a proper id.
	ErrBatch = ledger.Refuse(ledger.Invalid, "field.batch")
	// ErrAction: nobody knows how to do this.
	ErrAction = ledger.Refuse(ledger.Invalid, "field.action")
)

// Do applies one action. Whoever calls sees to it that an action which comes again is not done again. It
// refuses with ErrBatch an action without a proper id, with ErrAction an unknown verb, and as each verb's
// own function does.
func Do(tx *ledger.Tx, a Action) (err error) {
	if len(a.ID) != ledger.IDLength {
		return ErrBatch
	}
	switch a.Do {
	case DoArrive:
		_, err = ArriveStop(tx, a.Stop)
	case DoLeave:
		_, err = LeaveStop(tx, a.Stop)
	case DoRunLate:
		_, err = Late(tx, a.Stop, a.N)
	case DoCallOff:
		_, err = CallOff(tx, a.Outing)
	case DoMark:
		err = AddMark(tx, Mark{a.ID, a.Stop, a.N})
	case DoTick:
		_, err = TickKit(tx, a.Outing, a.N, a.On)
	case DoSignal:
		err = a.measure(tx)
	case DoNote:
		err = a.note(tx)
	default:
		err = ErrAction
	}
	return err
}

func (a Action) note(tx *ledger.Tx) error {
	if a.Note == nil {
		return ErrNote
	}
	n := *a.Note
	n.ID, n.Stop, n.At = a.ID, a.Stop, a.At
	return AddNote(tx, n, a.On)
}

func (a Action) measure(tx *ledger.Tx) error {
	o, at, err := OutingOfStop(tx, a.Stop)
	if err != nil {
		return err
	}
	signal := Poor
	if a.On {
		signal = Good
	}
	if err := MeasureSignal(tx, o.Stops[at].Place, signal); err != nil {
		return err
	}
	return tx.Emit("stop.signal", string(a.Stop))
}
