package booking

import (
	"context"
	"errors"

	"balie/booking/contact"
	"balie/booking/ledger"
)

// Forget is the template of a promise in the outbox: from its due time on nobody can read who
// an appointment was for. Its figures stay (I6).
const Forget = "forget"

// forgetChunk is how many one call of ForgetDue takes, so that a backlog starves nobody.
const forgetChunk = 100

// ForgetDue keeps the promises whose time has come, and returns how many it kept.
func ForgetDue(ctx context.Context, l *ledger.Ledger, v *contact.Vault) (int, error) {
	var due []ledger.Outgoing
	err := l.View(func(r ledger.Reader) (err error) {
		due, err = ledger.Due(r, forgetChunk, Forget)
		return err
	})
	if err != nil {
		return 0, err
	}
	kept := 0
	for _, o := range due {
		if err := contact.Forget(ctx, l, v, o.Message.Appointment); err != nil {
			return kept, err
		}
		if err := l.Update(ctx, "system", func(tx *ledger.Tx) error { return forgotten(tx, o) }); err != nil {
			return kept, err
		}
		kept++
	}
	return kept, nil
}

// forgotten ends a promise that was kept, and what was still to be told to nobody.
func forgotten(tx *ledger.Tx, o ledger.Outgoing) error {
	a, err := AppointmentByID(tx, AppointmentID(o.Message.Appointment))
	if err != nil {
		return err
	}
	return errors.Join(a.hush(tx), a.unindex(tx), tx.Withdraw(o.Key))
}
