package booking

import (
	"encoding/binary"
	"errors"
	"slices"
	"time"

	"balie/booking/ledger"
)

// A cancelled place rests one to fifteen minutes before it is offered again, so that nobody can
// sell an appointment by cancelling it at an agreed second.
const (
	restAtLeast = time.Minute
	restAtMost  = 15 * time.Minute
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
	if err := rest(tx, a); err != nil {
		return a, err
	}
	if err := errors.Join(a.write(tx), tx.Withdraw(a.callKey()), a.tellCancelled(tx), a.forgetAidNow(tx), settleAsk(tx, id, Over)); err != nil {
		return a, err
	}
	return a, tx.Emit("appointment.cancelled", string(id), string(a.Offer.Office))
}

// rest turns the appointment's stay into one that ends by itself.
func rest(tx *ledger.Tx, a Appointment) error {
	stays, err := staysOf(tx, a.Offer.Office, a.Offer.Date)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(stays, func(s stay) bool { return s.id == string(a.ID) })
	if i < 0 {
		return ledger.ErrDamaged
	}
	var draw [8]byte
	tx.Random(draw[:])
	pause := restAtLeast + time.Duration(binary.BigEndian.Uint64(draw[:])%uint64(restAtMost-restAtLeast))
	stays[i].kind, stays[i].until = resting, tx.Now().Add(pause)
	return writeStays(tx, a.Offer.Office, a.Offer.Date, stays)
}
