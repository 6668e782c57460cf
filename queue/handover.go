package queue

import (
	"slices"

	"balie/booking/ledger"
)

// Handover is what the next desk should know of whom it is sent: one of a list, since a free text holds somebody's health in
// no time. It goes when the visit ends.
type Handover string

// Handovers are all of them.
var Handovers = []Handover{
	"identity", // was checked
	"photo",    // a new one is needed
	"form",     // is filled in
	"paid",
	"decision", // somebody with a mandate must decide or sign
	"more",     // came for something else too
}

// ErrHandover: a note to the next desk that is not on the list.
var ErrHandover = ledger.Refuse(ledger.Invalid, "transfer.note")

func (h Handover) check() error {
	if h != "" && !slices.Contains(Handovers, h) {
		return ErrHandover
	}
	return nil
}
