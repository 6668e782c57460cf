package queue

import (
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue/steer"
)

// Warned is the warning that stands at an office.
type Warned struct {
	Number Number           `json:"number,omitempty"` // who passes the norm first; "" for one who is to come
	Before time.Time        `json:"before,omitzero"`  // when
	Late   int              `json:"late"`             // appointments that will wait too long within the hour
	Action steer.Action     `json:"action,omitempty"`
	Desk   catalogue.DeskID `json:"desk,omitempty"`
	Take   Number           `json:"take,omitempty"`   // whom that desk calls first
	After  int              `json:"after"`            // appointments that still wait too long then
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

func same(a, b *Warned) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
