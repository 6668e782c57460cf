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

// forgetChunk is how many one transaction forgets: few enough to hold up no booking for long.
const forgetChunk = 8

// ForgetDue keeps the promises whose time has come, at most forgetChunk of them, and returns how
// many it kept.
func ForgetDue(ctx context.Context, l *ledger.Ledger, v *contact.Vault) (int, error) {
	var due []ledger.Outgoing
	err := l.View(func(r ledger.Reader) (err error) {
		due, err = ledger.Due(r, forgetChunk, Forget)
		return err
	})
	if err != nil || len(due) == 0 {
		return 0, err
	}
	whose := make([]ledger.Subject, len(due))
	for i, o := range due {
		whose[i] = o.Message.Subject
	}
	err = contact.Forget(ctx, l, v, func(tx *ledger.Tx) error {
		for _, o := range due {
			if err := forgotten(tx, o); err != nil {
				return err
			}
		}
		return nil
	}, whose...)
	if err != nil {
		return 0, err
	}
	return len(due), nil
}

// forgotten ends a promise that was kept, and what was still to be told to nobody.
func forgotten(tx *ledger.Tx, o ledger.Outgoing) error {
	if o.Message.Subject.Kind == KindProof {
		return forgetProof(tx, o)
	}
	a, err := AppointmentByID(tx, AppointmentID(o.Message.Subject.ID))
	if errors.Is(err, ErrUnknownAppointment) {
		return forgetOther(tx, o)
	}
	if err != nil {
		return err
	}
	reschedules.Delete(tx, ledger.K().Str(string(a.ID)))
	waits.Delete(tx, ledger.K().Str(string(a.ID)))
	if err := a.cancelNotifications(tx); err != nil {
		return err
	}
	if err := dropLetters(tx, a.ID); err != nil {
		return err
	}
	if err := a.forgetAidNow(tx); err != nil {
		return err
	}
	if err := tx.Withdraw(rescheduleEndKey(a.ID)); err != nil {
		return err
	}
	return tx.Withdraw(o.Key)
}

// forgetOther is forgotten of a delivery, whose contact was kept under its own id: its messages and letters lie under the keys
// of an appointment's.
func forgetOther(tx *ledger.Tx, o ledger.Outgoing) error {
	if err := (Notice{Subject: o.Message.Subject}).Withdraw(tx); err != nil {
		return err
	}
	if err := dropLetters(tx, AppointmentID(o.Message.Subject.ID)); err != nil {
		return err
	}
	return tx.Withdraw(o.Key)
}
