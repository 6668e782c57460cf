package queue

import (
	"slices"

	"balie/booking/ledger"
)

// Reason is why a colleague departs from the calling order, one of a list: a free text would say
// something of a person in no time, and none of these says what somebody has.
type Reason string

// Reasons are the reasons that can be given.
var Reasons = []Reason{
	"wait",     // cannot wait long
	"term",     // a term of law: a birth, a death
	"ours",     // we made a mistake
	"before",   // this desk helped them before
	"language", // speaks the language
	"quick",    // is done in a moment
}

// ErrReason: a colleague who departs from the order says why.
var ErrReason = ledger.Refuse(ledger.Invalid, "ticket.reason")

func (r Reason) check() error {
	if !slices.Contains(Reasons, r) {
		return ErrReason
	}
	return nil
}
