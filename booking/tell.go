package booking

import (
	"strconv"
	"time"

	"balie/booking/contact"
	"balie/booking/ledger"
)

// Templates of what a resident is told by e-mail. What a message says is made at sending.
const (
	TellBooked    = "booked"
	TellMoved     = "moved"
	TellCancelled = "cancelled"
	TellReminder  = "reminder"
	TellLink      = "link" // who lost the link asked for it
)

// Told are the templates of messages to a resident.
var Told = []string{TellBooked, TellMoved, TellCancelled, TellReminder, TellLink}

// remindBefore is how long before the visit it is called to mind.
const remindBefore = 24 * time.Hour

// Keys of an appointment's messages in the outbox.
func (a Appointment) bookedKey() string    { return "confirm/" + string(a.ID) }
func (a Appointment) cancelledKey() string { return "cancelled/" + string(a.ID) }
func (a Appointment) reminderKey() string  { return "reminder/" + string(a.ID) }
func (a Appointment) linkKey() string      { return "link/" + string(a.ID) }
func (a Appointment) movedKey(n int) string {
	return "moved/" + string(a.ID) + "/" + strconv.Itoa(n)
}

// tell puts a message in the outbox for a resident who chose e-mail; others are told nothing.
func (a Appointment) tell(tx *ledger.Tx, due time.Time, key, template, reason string) error {
	if a.Channel != contact.ByEmail {
		return nil
	}
	return tx.Send(due, key, ledger.Message{Template: template, Appointment: string(a.ID), Reason: reason})
}

// tellBooked confirms a new appointment, and calls it to mind a day before.
func (a Appointment) tellBooked(tx *ledger.Tx) error {
	if err := a.tell(tx, tx.Now(), a.bookedKey(), TellBooked, "resident booked"); err != nil {
		return err
	}
	return a.remind(tx)
}

// tellMoved says the new time, in the place of an older move that was not said yet.
func (a Appointment) tellMoved(tx *ledger.Tx) error {
	if err := tx.Withdraw(a.movedKey(a.Moves - 1)); err != nil {
		return err
	}
	if err := a.tell(tx, tx.Now(), a.movedKey(a.Moves), TellMoved, "resident moved"); err != nil {
		return err
	}
	return a.remind(tx)
}

// tellCancelled says that the appointment is off, and nothing else any more.
func (a Appointment) tellCancelled(tx *ledger.Tx) error {
	if err := a.hush(tx); err != nil {
		return err
	}
	return a.tell(tx, tx.Now(), a.cancelledKey(), TellCancelled, "resident cancelled")
}

// remind puts the reminder of the appointment's time in the place of an earlier one. Within the
// last day there is none: what was just said is reminder enough.
func (a Appointment) remind(tx *ledger.Tx) error {
	o, err := OfficeByID(tx, a.Offer.Office)
	if err != nil {
		return err
	}
	due := a.Begins(o).Add(-remindBefore)
	if !due.After(tx.Now()) {
		return tx.Withdraw(a.reminderKey())
	}
	return a.tell(tx, due, a.reminderKey(), TellReminder, "a day before")
}

// hush takes back all that was not yet said.
func (a Appointment) hush(tx *ledger.Tx) error {
	for _, key := range []string{a.bookedKey(), a.movedKey(a.Moves), a.reminderKey(), a.cancelledKey(), a.linkKey()} {
		if err := tx.Withdraw(key); err != nil {
			return err
		}
	}
	return nil
}
