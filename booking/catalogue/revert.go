package catalogue

import (
	"bytes"
	"slices"

	"balie/booking/ledger"
)

// ErrMeanwhile: a record is not any more what it was when a change was planned, or made; args: what.
var ErrMeanwhile = ledger.Refuse(ledger.Conflict, "setup.meanwhile")

// Unchanged refuses with ErrMeanwhile where a record that some changes plan for says something else by now than
// when they were planned.
func Unchanged(r ledger.Reader, changes []Change) error {
	return says(r, changes, func(c Change) content { return c.Was })
}

// Revert lets each record say again what it said before some changes were applied, from the same days on. It
// refuses with ErrMeanwhile where a record was changed again since, and with ErrOwned as Apply does.
func Revert(tx *ledger.Tx, changes []Change) error {
	if err := says(tx, changes, func(c Change) content { return c.Value }); err != nil {
		return err
	}
	for _, c := range slices.Backward(changes) {
		d := NewDraft(tx, c.Owner)
		if err := d.plan(c.Ref, c.From, c.Was, 0); err != nil {
			return err
		}
		if err := d.applyOwn(tx); err != nil {
			return err
		}
	}
	return nil
}

// says holds what the records of changes say on their first days against what they should.
func says(r ledger.Reader, changes []Change, should func(Change) content) error {
	stage, _, err := hidden(r)
	if err != nil {
		return err
	}
	for _, c := range changes {
		one, _, err := records.Find(r, c.Ref.key())
		if err != nil {
			return err
		}
		one = one.without(stage)
		if v, _ := one.on(max(c.From, Today(r))); !bytes.Equal(v.Value, should(c)) {
			return ErrMeanwhile.With("what", c.Ref.String())
		}
	}
	return nil
}
