package booking

import (
	"strings"

	"balie/booking/calendar"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// Fact is one thing that a caller says about their own appointment, before we change it.
type Fact struct {
	Kind FactKind
	Text string // as said: an address, a number, a code, or a day as "2026-12-01"
}

// FactKind is what a fact is about.
type FactKind string

// The kinds of facts.
const (
	FactEmail FactKind = "email"
	FactPhone FactKind = "phone"
	FactCode  FactKind = "code"
	FactDate  FactKind = "date"
)

var (
	// ErrFactUsed: the appointment was found by this very fact; the caller must say another.
	ErrFactUsed = ledger.Refuse(ledger.Invalid, "fact.used")
	// ErrFactKind: there is no such kind of fact.
	ErrFactKind = ledger.Refuse(ledger.Invalid, "fact.kind")
)

// factUsedBy is which facts a search has used up.
var factUsedBy = map[LookupKind]FactKind{LookupCode: FactCode, LookupPhone: FactPhone, LookupEmail: FactEmail, LookupName: FactDate, LookupTime: FactDate}

// ConfirmFact reports whether a caller's fact is right, and leaves a line in the audit either
// way: commit the transaction also when it is wrong. A fact by which the appointment was found
// is refused with ErrFactUsed.
func ConfirmFact(tx *ledger.Tx, v *contact.Vault, id AppointmentID, searched LookupKind, f Fact) (bool, error) {
	if factUsedBy[searched] == f.Kind {
		return false, ErrFactUsed
	}
	a, err := AppointmentByID(tx, id)
	if err != nil {
		return false, err
	}
	right, err := f.holds(tx, v, a)
	if err != nil {
		return false, err
	}
	return right, tx.Audit(ledger.Audited{What: "fact." + string(f.Kind), Reason: "calls", Office: string(a.Offer.Office), Found: right, IDs: []string{string(id)}})
}

func (f Fact) holds(r ledger.Reader, v *contact.Vault, a Appointment) (bool, error) {
	switch f.Kind {
	case FactCode:
		typed, err := ParseCode(f.Text)
		return err == nil && typed == code(v, a.ID, a.Code), nil
	case FactDate:
		date, err := calendar.ParseDate(strings.TrimSpace(f.Text))
		return err == nil && date == a.Offer.Date, nil
	case FactEmail, FactPhone:
		return contact.Matches(r, v, string(a.ID), contact.Trait(f.Kind), f.Text)
	}
	return false, ErrFactKind
}
