package contact

import (
	"context"

	"balie/booking/ledger"
)

// Forget destroys the key of an appointment's details and then removes what it sealed. When it
// returns nil the details cannot be read again, from this ledger or from any copy of it. That
// there is nothing to forget is no error.
func Forget(ctx context.Context, l *ledger.Ledger, v *Vault, appointment string) error {
	for {
		var box sealed
		var found, gone bool
		err := l.View(func(r ledger.Reader) (err error) {
			box, found, err = boxes.Find(r, ledger.K().Str(appointment))
			return err
		})
		if err != nil || !found {
			return err
		}
		if err := v.destroy(append(box.Older, box.Slot)...); err != nil {
			return ErrUnreadable.Because(err)
		}
		err = l.Update(ctx, "system", func(tx *ledger.Tx) error {
			gone, err = remove(tx, appointment, box)
			return err
		})
		if err != nil || gone {
			return err
		}
	}
}

// remove removes a record whose keys are destroyed; false where it was corrected meanwhile.
func remove(tx *ledger.Tx, appointment string, box sealed) (bool, error) {
	now, found, err := boxes.Find(tx, ledger.K().Str(appointment))
	if err != nil || !found {
		return err == nil, err
	}
	if now.Slot != box.Slot {
		return false, nil
	}
	unindex(tx, appointment, box.Marks)
	boxes.Delete(tx, ledger.K().Str(appointment))
	return true, nil
}
