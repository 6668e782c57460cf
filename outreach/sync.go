package outreach

import (
	"cmp"
	"slices"
	"time"

	"balie/booking/ledger"
)

// Action is one thing that the team did, with or without signal. The phone makes the id and notes the
// time of its own clock; both stay the same however often it is sent.
type Action struct {
	ID     string    `json:"id"` // 26 characters of ledger.IDAlphabet
	At     time.Time `json:"at"`
	Do     string    `json:"do"` // "arrive", "leave", "late", "cannot", "note", "mark", "tick", "signal"
	Outing OutingID  `json:"outing,omitempty"`
	Stop   StopID    `json:"stop,omitempty"`
	N      int       `json:"n,omitempty"`  // minutes, mark, line
	On     bool      `json:"on,omitempty"` // ticked, good signal, or sure of a note
	Note   *Note     `json:"note,omitempty"`
}

// Outcome is what became of an action: applied now, known already, or refused with the key of its reason.
type Outcome struct {
	ID      string `json:"id"`
	Known   bool   `json:"known,omitempty"`
	Refused string `json:"refused,omitempty"`
}

// kept is an action that was applied or refused.
type kept struct {
	Action  Action  `json:"action"`
	Outcome Outcome `json:"outcome"`
}

var actions = ledger.NewTable[kept]("oa:") // by id

var (
	// ErrBatch: there are more than a hundred actions, or one without a proper id.
	ErrBatch = ledger.Refuse(ledger.Invalid, "field.batch")
	// ErrAction: nobody knows how to do this.
	ErrAction = ledger.Refuse(ledger.Invalid, "field.action")
)

// MostActions is how many actions one batch has at most; the phone sends the rest after it.
const MostActions = 100

// Sync applies what was done on a phone, in the order in which it was done: by the phone's time, and at
// the same time arriving before the rest and leaving last. An action that was applied before is answered
// the same and not applied again, whichever phone sends it. What does not apply any more is refused with
// its reason and kept, so that nothing that was done is lost; the rest goes on. It refuses a batch that
// makes no sense with ErrBatch.
func Sync(tx *ledger.Tx, batch []Action) (outcomes []Outcome, err error) {
	if len(batch) > MostActions || slices.ContainsFunc(batch, func(a Action) bool { return len(a.ID) != ledger.IDLength }) {
		return nil, ErrBatch
	}
	batch = slices.Clone(batch)
	slices.SortStableFunc(batch, func(a, b Action) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.order(), b.order()), cmp.Compare(a.ID, b.ID))
	})
	for _, a := range batch {
		before, found, err := actions.Find(tx, key(a.ID))
		if err != nil {
			return nil, err
		}
		if found {
			outcomes = append(outcomes, before.again(a))
			continue
		}
		out := Outcome{ID: a.ID}
		if err := tx.Try(func() error { return a.apply(tx) }); err != nil {
			switch ledger.CodeOf(err) {
			case ledger.Invalid, ledger.Conflict, ledger.NotFound, ledger.Gone:
				out.Refused = ledger.KeyOf(err)
			default:
				return nil, err
			}
		}
		if a.Note != nil && out.Refused != "" {
			a.Note = nil // what was refused as personal is not kept either
		}
		if err := actions.Put(tx, key(a.ID), kept{a, out}); err != nil {
			return nil, err
		}
		outcomes = append(outcomes, out)
	}
	return outcomes, nil
}

// again is the outcome of an action that came before; of another one under its id it is a refusal.
func (k kept) again(a Action) Outcome {
	note, was := a.Note, k.Action.Note
	same := was == nil || note != nil && *note == *was // what was refused as personal was not kept
	a.Note, k.Action.Note = nil, nil
	if !same || !a.At.Equal(k.Action.At) {
		return Outcome{ID: a.ID, Refused: ledger.ErrOnce.Key}
	}
	if a.At = k.Action.At; a != k.Action {
		return Outcome{ID: a.ID, Refused: ledger.ErrOnce.Key}
	}
	k.Outcome.Known = true
	return k.Outcome
}

// order is which of two actions of one moment comes first.
func (a Action) order() int { return slices.Index([]string{"arrive", "", "leave", "cannot"}, a.sort()) }

func (a Action) sort() string {
	if a.Do == "arrive" || a.Do == "leave" || a.Do == "cannot" {
		return a.Do
	}
	return ""
}

func (a Action) apply(tx *ledger.Tx) (err error) {
	switch a.Do {
	case "arrive":
		_, err = ArriveStop(tx, a.Stop)
	case "leave":
		_, err = LeaveStop(tx, a.Stop)
	case "late":
		_, err = Late(tx, a.Stop, a.N)
	case "cannot":
		_, _, err = CannotGo(tx, a.Outing, nil)
	case "mark":
		err = AddMark(tx, Mark{a.ID, a.Stop, a.N})
	case "tick":
		_, err = TickKit(tx, a.Outing, a.N, a.On)
	case "signal":
		err = a.measure(tx)
	case "note":
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
