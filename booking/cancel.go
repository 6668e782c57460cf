package booking

import (
	"encoding/binary"
	"slices"
	"time"

	"balie/booking/ledger"
	"balie/booking/supply"
)

// A cancelled place rests one to fifteen minutes before it is offered again, so that nobody can
// sell an appointment by cancelling it at an agreed second.
const (
	coolingOffAtLeast = time.Minute
	coolingOffAtMost  = 15 * time.Minute
)

// Cancel ends an appointment; cancelling it again is answered the same. It refuses with
// ErrNotBooked and ErrStarted.
func Cancel(tx *ledger.Tx, id AppointmentID) (Appointment, error) {
	a, err := AppointmentByID(tx, id)
	if err != nil || a.State == Cancelled {
		return a, err
	}
	if a, _, err = changeable(tx, id); err != nil {
		return a, err
	}
	a.State, a.Changed = Cancelled, tx.Now()
	if err := free(tx, a); err != nil {
		return a, err
	}
	if err := a.write(tx); err != nil {
		return a, err
	}
	if err := tx.Withdraw(a.callKey()); err != nil {
		return a, err
	}
	if err := a.notifyCancelled(tx); err != nil {
		return a, err
	}
	if err := a.forgetAidNow(tx); err != nil {
		return a, err
	}
	if err := settleReschedule(tx, id, Over); err != nil {
		return a, err
	}
	if err := StopWaiting(tx, id); err != nil {
		return a, err
	}
	return a, a.emit(tx, "cancelled", "")
}

// free gives the place of an appointment that is off to who waits for it; without anybody it rests, and
// then it is public.
func free(tx *ledger.Tx, a Appointment) error {
	p, found, err := freedTimeOf(tx, a.Offer, string(a.ID))
	if err != nil {
		return err
	}
	if !found {
		return ledger.ErrDamaged
	}
	someone, err := anyoneWaits(tx, p)
	if err != nil {
		return err
	}
	if someone {
		return offerFreed(tx, p, string(a.ID))
	}
	return coolOff(tx, a)
}

// anyoneWaits reports whether somebody waits for a place.
func anyoneWaits(r ledger.Reader, p freedTime) (someone bool, err error) {
	err = waitsAt.Each(r, ledger.K().Str(string(p.office)), func(_ ledger.Key, id AppointmentID) error {
		w, found, err := WaitOf(r, id)
		if someone = found && w.wants(p); someone {
			return ledger.ErrStop
		}
		return err
	})
	return someone, err
}

// coolOff turns the appointment's claim into one that ends by itself.
func coolOff(tx *ledger.Tx, a Appointment) error {
	stays, err := supply.Claims(tx, a.Offer.Office, a.Offer.Date)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(stays, func(s supply.Claim) bool { return s.ID == string(a.ID) })
	if i < 0 {
		return ledger.ErrDamaged
	}
	stays[i].Kind, stays[i].Until = supply.CoolingOff, tx.Now().Add(coolingOffTime(tx))
	return supply.WriteClaims(tx, a.Offer.Office, a.Offer.Date, stays)
}

// coolingOffTime is how long a freed place rests.
func coolingOffTime(tx *ledger.Tx) time.Duration {
	var draw [8]byte
	tx.Random(draw[:])
	return coolingOffAtLeast + time.Duration(binary.BigEndian.Uint64(draw[:])%uint64(coolingOffAtMost-coolingOffAtLeast))
}
