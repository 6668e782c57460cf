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
	var slots []uint64
	err := l.View(func(r ledger.Reader) error {
		for _, a := range appointments {
			box, found, err := boxes.Find(r, ledger.K().Str(a))
			if err != nil {
				return err
			}
			if found {
				slots = append(slots, box.Slot)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(slots) > 0 {
		if err := v.destroy(slots...); err != nil {
			return ErrUnreadable.Because(err)
		}
	}
	return l.Update(ctx, "system", func(tx *ledger.Tx) error {
		for _, a := range appointments {
			boxes.Delete(tx, ledger.K().Str(a))
		}
		if also == nil {
			return nil
		}
		return also(tx)
	})
}
