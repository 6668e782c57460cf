package booking

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// Templates of what a resident is told. What a message says is made at sending.
const (
	TellBooked    = "booked"
	TellMoved     = "moved"
	TellCancelled = "cancelled"
	TellReminder  = "reminder"
	TellLink      = "link"    // who lost the link asked for it
	TellAsked     = "asked"   // to come at another time
	TellBrought   = "brought" // from another system
	TellEarlier   = "earlier" // a time was freed for who waits for it
)

// Tells are the templates of messages to a resident.
var Tells = []string{TellBooked, TellMoved, TellCancelled, TellReminder, TellLink, TellAsked, TellEarlier, TellBrought, TellInvite}

// TellsBy are the templates of messages by a channel as they stand in the outbox: "booked", "booked/sms".
func TellsBy(channels ...contact.Channel) (templates []string) {
	for _, channel := range channels {
		for _, t := range Tells {
			templates = append(templates, templateBy(t, channel))
		}
	}
	return templates
}

// TellOf takes a template of the outbox apart.
func TellOf(template string) (tell string, by contact.Channel) {
	tell, channel, other := strings.Cut(template, "/")
	if !other {
		return tell, contact.ByEmail
	}
	return tell, contact.Channel(channel)
}

func templateBy(tell string, channel contact.Channel) string {
	if channel == contact.ByEmail {
		return tell
	}
	return tell + "/" + string(channel)
}

// remindBefore is how long before the visit it is called to mind; a letter leaves earlier.
func (a Appointment) remindBefore() time.Duration {
	if a.Channel == contact.ByLetter {
		return letterDays * 24 * time.Hour
	}
	return 24 * time.Hour
}

// Keys of an appointment's messages in the outbox.
func (a Appointment) bookedKey() string    { return "confirm/" + string(a.ID) }
func (a Appointment) cancelledKey() string { return "cancelled/" + string(a.ID) }
func (a Appointment) reminderKey() string  { return "reminder/" + string(a.ID) }
func (a Appointment) linkKey() string      { return "link/" + string(a.ID) }
func (a Appointment) askedKey() string     { return "asked/" + string(a.ID) }
func (a Appointment) movedKey(n int) string {
	return "moved/" + string(a.ID) + "/" + strconv.Itoa(n)
}

// Written reports whether the resident is told by messages.
func (a Appointment) Written() bool { return slices.Contains(contact.Written, a.Channel) }

// tell puts a message in the outbox for a resident who chose one that we write; others are told nothing.
func (a Appointment) tell(tx *ledger.Tx, due time.Time, key, template, reason string) error {
	if !a.Written() {
		return nil
	}
	return tx.Send(due, key, ledger.Message{Template: templateBy(template, a.Channel), Appointment: string(a.ID), Reason: reason})
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
	o, err := catalogue.OfficeByID(tx, a.Offer.Office)
	if err != nil {
		return err
	}
	due := a.Begins(o).Add(-a.remindBefore())
	if !due.After(tx.Now()) {
		return tx.Withdraw(a.reminderKey())
	}
	return a.tell(tx, due, a.reminderKey(), TellReminder, "a day before")
}

// hush takes back all that was not yet said.
func (a Appointment) hush(tx *ledger.Tx) error {
	for _, key := range []string{a.bookedKey(), a.movedKey(a.Moves), a.reminderKey(), a.cancelledKey(), a.linkKey(), a.askedKey()} {
		if err := tx.Withdraw(key); err != nil {
			return err
		}
	}
	return nil
}
