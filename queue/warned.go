package queue

import (
	"slices"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue/steer"
)

// Warned is the warning that stands at an office.
type Warned struct {
	Number Number           `json:"number,omitempty"` // who passes the norm first of those whom the action helps, or of all; "" for one who is to come
	Before time.Time        `json:"before,omitzero"`  // when
	Late   int              `json:"late"`             // appointments that will wait too long within the hour
	Action steer.Action     `json:"action,omitempty"`
	Desk   catalogue.DeskID `json:"desk,omitempty"`
	Take   Number           `json:"take,omitempty"`   // whom that desk calls first
	After  int              `json:"after"`            // appointments that still wait too long then
	Helps  bool             `json:"helps,omitempty"`  // Number makes its norm by the action
	Spare  int              `json:"spare,omitempty"`  // by so many minutes
	Passed Number           `json:"passed,omitempty"` // who came without an appointment and has waited longest of those past their norm
}

// PutWarned keeps the warning that stands at an office today, where it changed; nil is none.
func PutWarned(tx *ledger.Tx, o catalogue.Office, w *Warned) error {
	date := o.Today(tx.Now())
	h, err := HelpOf(tx, o.ID, date)
	if err != nil || same(h.Warned, w) {
		return err
	}
	h.Warned = w
	return h.write(tx, o.ID, date)
}

// WarningOf returns the warning that stands at an office now; nil is none. It ends with its reason: when the day is closed,
// whom it names is called or goes, or the desk does something else. So no screen shows it until the next look.
func WarningOf(r ledger.Reader, o catalogue.Office) (*Warned, error) {
	look, err := Look(r, o.ID)
	if err != nil || look.Closed {
		return nil, err
	}
	h, err := HelpOf(r, o.ID, look.Date)
	if err != nil || h.Warned == nil {
		return nil, err
	}
	w := *h.Warned
	if !look.waits(w.Passed) {
		w.Passed = ""
	}
	if !look.waits(w.Number) && w.Number != "" || !look.waits(w.Take) && w.Take != "" || !look.could(w) {
		w = Warned{Passed: w.Passed}
	}
	if w.Late == 0 && w.Passed == "" {
		return nil, nil
	}
	return &w, nil
}

// waits reports whether a number still waits.
func (v View) waits(n Number) bool {
	return slices.ContainsFunc(v.Waiting, func(t Wait) bool { return t.Number == n })
}

// could reports whether the desk of a warning can still do what it proposes.
func (v View) could(w Warned) bool {
	i := slices.IndexFunc(v.Desks, func(d DeskView) bool { return d.ID == w.Desk })
	switch {
	case w.Action == steer.NoAction:
		return true
	case i < 0:
		return false
	case w.Action == steer.Open:
		return v.Desks[i].State == DeskClosed
	case w.Action == steer.Back:
		return v.Desks[i].Ticket == "" && !v.Desks[i].Mode.Takes()
	}
	return v.Desks[i].State == DeskFinishing
}

func same(a, b *Warned) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
