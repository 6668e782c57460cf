package contact

import (
	"context"

	"balie/booking/ledger"
)

// Forget destroys the key of an appointment's details and then removes what it sealed. When it
// returns nil the details cannot be read again, from this ledger or from any copy of it. That
// there is nothing to forget is no error.
func Forget(ctx context.Context, l *ledger.Ledger, v *Vault, appointment string) error {
	var box sealed
	var found bool
	err := l.View(func(r ledger.Reader) (err error) {
		box, found, err = boxes.Find(r, ledger.K().Str(appointment))
		return err
	})
	if err != nil || !found {
		return err
	}
	for _, slot := range append(box.Old, box.Slot) {
		if err := v.destroy(slot); err != nil {
			return ErrUnreadable.Because(err)
		}
	}
	return l.Update(ctx, "system", func(tx *ledger.Tx) error {
		boxes.Delete(tx, ledger.K().Str(appointment))
		return nil
	})
}
