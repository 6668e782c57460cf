package field

import (
	"encoding/json"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/outreach"
	"balie/queue"
	"balie/web/page"
)

// undoFor is how long an action can be taken back. Pages offer it for ten seconds; the rest is the way to the server,
// and for whoever works without a script.
const undoFor = queue.UndoFor

// undoVerb takes an action back.
const undoVerb = "terug"

// ErrUndoLate: the action is longer ago than half a minute.
var ErrUndoLate = ledger.Refuse(ledger.Conflict, "field.undo.late")

// undoable are the words of the form that can be taken back.
var undoable = []string{"aangekomen", "vertrokken", "later", "praatje", "oordeel", "koffer", "binnen", "er", "roep", "begin", "klaar", "weg"}

// before is what an action found, so that it can be taken back.
type before struct {
	Do      string           `json:"do"`
	At      time.Time        `json:"at"`
	Stop    outreach.StopID  `json:"stop,omitempty"`
	Outing  *outreach.Outing `json:"outing,omitempty"` // as it stood, for what changes it
	Line    int              `json:"line,omitempty"`   // of the kit
	On      bool             `json:"on,omitempty"`
	Waiting bool             `json:"waiting,omitempty"` // the number had not been called
}

// found notes what an action is about to change.
func (a action) found(tx *ledger.Tx) (*before, error) {
	b := &before{Do: a.do, At: tx.Now(), Stop: a.Stop, Line: a.N, On: a.On}
	switch a.do {
	case "aangekomen", "vertrokken", "later":
		o, _, err := outreach.OutingOfStop(tx, a.Stop)
		b.Outing = &o
		return b, err
	case "koffer":
		b.Outing = &outreach.Outing{ID: a.Outing}
	case "begin":
		t, err := a.find(tx)
		b.Waiting = err == nil && t.State == queue.Waiting
	}
	return b, nil
}

// undo takes back what an action did. One that was never done is nothing to take back.
func (p *Pages) undo(tx *ledger.Tx, a action) error {
	was, known, err := ledger.Recall[Outcome](tx, keyOf(a.entered))
	if err != nil || !known || was.Refused != "" || was.Before == nil {
		return err
	}
	b := was.Before
	if a.At.Sub(b.At) > undoFor {
		return ErrUndoLate
	}
	switch b.Do {
	case "aangekomen", "vertrokken", "later":
		_, err = outreach.UndoStep(tx, *b.Outing)
	case "praatje":
		outreach.RemoveNote(tx, b.Stop, a.entered)
	case "oordeel":
		outreach.RemoveMark(tx, b.Stop, a.entered)
	case "koffer":
		_, err = outreach.TickKit(tx, b.Outing.ID, b.Line, !b.On)
	default:
		err = undoTicket(tx, b, queue.TicketID(was.Ticket))
	}
	return err
}

// undoTicket takes back what was done to somebody's number.
func undoTicket(tx *ledger.Tx, b *before, id queue.TicketID) error {
	t, err := queue.ByID(tx, id)
	if err != nil {
		return err
	}
	if b.Do == "binnen" || b.Do == "er" {
		_, err = queue.UndoArrive(tx, queue.DeskRequest{Office: t.Office}, id)
		return err
	}
	o, err := catalogue.OfficeByID(tx, t.Office)
	if err != nil || len(o.Desks) == 0 {
		return err
	}
	at := queue.DeskRequest{Office: o.ID, Desk: o.Desks[0].ID}
	if b.Do == "roep" {
		_, err = queue.PutBack(tx, at, id)
		return err
	}
	if _, err = queue.Undo(tx, at); err == nil && b.Waiting {
		_, err = queue.PutBack(tx, at, id)
	}
	return err
}

// undoWords are what a phone says that was done, for an action that it keeps itself: JSON of word and text.
func undoWords(q page.Request) string {
	words := map[string]string{}
	for _, do := range append([]string{"niet"}, undoable...) {
		words[do] = q.T("field.undo." + do)
	}
	content, _ := json.Marshal(words) // strings only
	return string(content)
}
