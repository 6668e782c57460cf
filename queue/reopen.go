package queue

import (
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

var (
	// ErrNotClosed: the office-day is not closed.
	ErrNotClosed = ledger.Refuse(ledger.Conflict, "queue.open")
	// ErrClosing: what was left of the day is still being closed.
	ErrClosing = ledger.Refuse(ledger.Busy, "queue.closing").With("seconds", 5)
)

// ReopenDay lets people in again at an office whose day was closed too soon, today. Who was sent
// away or missed by closing stays so until they come back (Return, kiosk.Arrive); desks are taken
// anew, and numbers go on where they were. It refuses with ErrNotClosed and ErrClosing.
func ReopenDay(tx *ledger.Tx, office catalogue.OfficeID) error {
	o, err := catalogue.OfficeByID(tx, office)
	if err != nil {
		return err
	}
	key := dayKey(office, o.Today(tx.Now()))
	d, err := dayOf(tx, office, o.Today(tx.Now()))
	switch {
	case err != nil:
		return err
	case d.Closing:
		return ErrClosing
	case !d.Closed:
		return ErrNotClosed
	}
	d.Closed = false
	d.Version++
	line := ledger.Audited{What: "day.reopened", Reason: "mistake", Office: string(office), Found: true}
	if err := d.put(tx, key); err != nil {
		return err
	}
	if err := tx.Audit(line); err != nil {
		return err
	}
	return tx.Emit("day.reopened", string(office))
}
