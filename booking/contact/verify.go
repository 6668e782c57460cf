package contact

import (
	"context"
	"errors"
	"fmt"

	"balie/booking/ledger"
)

// verifyChunk is how many contacts one reading opens, so that a check beside bookings keeps no old
// pages alive for long.
const verifyChunk = 200

// View reads a ledger: the View of an open one, or of a file that is only read.
type View func(func(ledger.Reader) error) error

// Verify opens every contact that is kept, and reports each that the key file does not open: the
// subject, never what is in it. It also reports a key file of another ledger. Contacts whose keys were
// destroyed and whose record is about to go are no fault. pause is called between chunks; it may be
// nil. It returns how many it opened.
func Verify(ctx context.Context, view View, v *Vault, pause func(), report func(problem string)) (opened int, err error) {
	err = view(func(r ledger.Reader) error {
		if id := ledger.ID(r); v.head.ledger != "" && v.head.ledger != id {
			report(fmt.Sprintf("the key file belongs to ledger %s, this is %s", v.head.ledger, id))
		}
		return nil
	})
	var from ledger.Key
	for err == nil && ctx.Err() == nil {
		var n int
		err = view(func(r ledger.Reader) (err error) {
			n, from, err = v.verifyChunk(r, from, report)
			return err
		})
		opened += n
		if from == nil {
			return opened, err
		}
		if pause != nil {
			pause()
		}
	}
	return opened, errors.Join(err, ctx.Err())
}

// verifyChunk opens the contacts from a key on, and returns where to go on, nil at the end.
func (v *Vault) verifyChunk(r ledger.Reader, from ledger.Key, report func(string)) (opened int, next ledger.Key, err error) {
	seen := 0
	err = boxes.From(r, from, func(k ledger.Key, box sealed) error {
		if seen++; seen > verifyChunk {
			next = append(next, k...)
			return ledger.ErrStop
		}
		name := string(k[:len(k)-1])
		if _, err := v.unseal(box, name); err != nil && ledger.CodeOf(err) != ledger.Gone {
			of := subjectOf(name)
			report(fmt.Sprintf("the contact of %s %s cannot be opened with this key file: %v", of.Kind, of.ID, errors.Unwrap(err)))
			return nil
		}
		opened++
		return nil
	})
	return opened, next, err
}
