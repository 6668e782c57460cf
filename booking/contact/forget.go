package contact

import (
	"context"

	"balie/booking/ledger"
)

// Forget destroys the keys of the details of appointments and then removes what they sealed, in
// one transaction for all. When it returns nil the details cannot be read again, from this ledger
// or from any copy of it. That there is nothing to forget is no error. also runs in the same
// transaction; it may be nil.
func Forget(ctx context.Context, l *ledger.Ledger, v *Vault, also func(*ledger.Tx) error, appointments ...string) error {
	for {
		known, err := destroyKeys(l, v, appointments)
		if err != nil {
			return err
		}
		corrected := false
		err = l.Update(ctx, "system", func(tx *ledger.Tx) error {
			for _, a := range appointments {
				gone, err := remove(tx, a, known[a])
				if err != nil {
					return err
				}
				corrected = corrected || !gone
			}
			if corrected || also == nil {
				return nil
			}
			return also(tx)
		})
		if err != nil || !corrected {
			return err
		}
	}
}

// destroyKeys makes what was kept of appointments unreadable, and returns what it found of each.
func destroyKeys(l *ledger.Ledger, v *Vault, appointments []string) (known map[string]sealed, err error) {
	known = map[string]sealed{}
	var slots []uint64
	err = l.View(func(r ledger.Reader) error {
		for _, a := range appointments {
			box, found, err := boxes.Find(r, ledger.K().Str(a))
			if err != nil {
				return err
			}
			if found {
				known[a], slots = box, append(append(slots, box.Older...), box.Slot)
			}
		}
		return nil
	})
	if err == nil && len(slots) > 0 {
		if failed := v.destroy(slots...); failed != nil {
			err = ErrUnreadable.Because(failed)
		}
	}
	return known, err
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
