package catalogue

import (
	"balie/booking/calendar"
	"balie/booking/ledger"
)

// putOpening writes an opening of an owner from today on, as a draft of theirs would.
func putOpening(tx *ledger.Tx, owner Owner, office OfficeID, o calendar.Opening) error {
	d := NewDraft(tx, owner)
	if err := d.PutStop(office, o); err != nil {
		return err
	}
	return Apply(tx, d.Changes())
}

// putBerth says what a vehicle makes of an office.
func putBerth(tx *ledger.Tx, office OfficeID, b Berth) error {
	d := NewDraft(tx, Outreach)
	if err := d.PutBerth(office, b); err != nil {
		return err
	}
	return Apply(tx, d.Changes())
}
