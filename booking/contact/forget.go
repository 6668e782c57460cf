package contact

import (
	"context"

	"balie/booking/ledger"
)

// Forget destroys the keys of the details of subjects and then removes what they sealed, in
// one transaction for all. When it returns nil the details cannot be read again, from this ledger
// or from any copy of it. That there is nothing to forget is no error. also runs in the same
// transaction; it may be nil.
func Forget(ctx context.Context, l *ledger.Ledger, v *Vault, also func(*ledger.Tx) error, subjects ...ledger.Subject) error {
	for {
		known, err := destroyKeys(l, v, subjects)
		if err != nil {
			return err
		}
		corrected := false
		err = l.Update(ctx, "system", func(tx *ledger.Tx) error {
			for _, a := range subjects {
				gone, err := remove(tx, name(a), known[name(a)])
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

// destroyKeys makes what was kept of subjects unreadable, and returns what it found of each.
func destroyKeys(l *ledger.Ledger, v *Vault, subjects []ledger.Subject) (known map[string]sealed, err error) {
	known = map[string]sealed{}
	var slots []uint64
	err = l.View(func(r ledger.Reader) error {
		for _, a := range subjects {
			box, found, err := boxes.Find(r, ledger.K().Str(name(a)))
			if err != nil {
				return err
			}
			if found {
				known[name(a)], slots = box, append(append(slots, box.Older...), box.Slot)
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
func remove(tx *ledger.Tx, name string, box sealed) (bool, error) {
	now, found, err := boxes.Find(tx, ledger.K().Str(name))
	if err != nil || !found {
		return err == nil, err
	}
	if now.Slot != box.Slot {
		return false, nil
	}
	unindex(tx, name, box.Marks)
	boxes.Delete(tx, ledger.K().Str(name))
	return true, nil
}
