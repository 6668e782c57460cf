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
	NotifyBooked     = "booked"
	NotifyMoved      = "moved"
	NotifyRevised    = "changed" // for other products or persons
	NotifyCancelled  = "cancelled"
	NotifyReminder   = "reminder"
	NotifyLink       = "link"    // who lost the link asked for it
	NotifyReschedule = "asked"   // to come at another time
	NotifyImported   = "brought" // from another system
	NotifyEarlier    = "earlier" // a time was freed for who waits for it
	// NotifyRescheduled says that we moved the appointment, within the hour, since something changed on our side.
	NotifyRescheduled = "rescheduled"
	// NotifyLate says that we come later to where the visit is, on its own day.
	NotifyLate = "late"
)

// Notifications are the templates of messages to a resident.
var Notifications = []string{NotifyBooked, NotifyMoved, NotifyRevised, NotifyCancelled, NotifyReminder, NotifyLink, NotifyReschedule, NotifyRescheduled, NotifyLate, NotifyEarlier, NotifyImported, NotifyInvite, NotifyProof}

// NotificationsBy are the templates of messages by a channel as they stand in the outbox: "booked", "booked/sms".
func NotificationsBy(channels ...contact.Channel) (templates []string) {
	for _, channel := range channels {
		for _, t := range Notifications {
			templates = append(templates, templateBy(t, channel))
		}
	}
	return templates
}

// NotificationOf takes a template of the outbox apart.
func NotificationOf(template string) (tell string, by contact.Channel) {
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

// notify puts a message in the outbox for a resident who chose one that we write; others are told nothing.
func (a Appointment) notify(tx *ledger.Tx, due time.Time, key, template, reason string) error {
	if !a.Written() {
		return nil
	}
	return tx.Send(due, key, ledger.Message{Template: templateBy(template, a.Channel), Subject: a.ID.Subject(), Reason: reason})
}

// notifyBooked confirms a new appointment, and calls it to mind a day before.
func (a Appointment) notifyBooked(tx *ledger.Tx) error {
	if err := a.notify(tx, tx.Now(), a.bookedKey(), NotifyBooked, "resident booked"); err != nil {
		return err
	}
	return a.remind(tx)
}

// notifyMoved says the new time, in the place of an older move that was not said yet. tell is NotifyMoved,
// NotifyRescheduled where we moved it, or NotifyRevised.
func (a Appointment) notifyMoved(tx *ledger.Tx, tell string) error {
	if err := tx.Withdraw(a.movedKey(a.Moves - 1)); err != nil {
		return err
	}
	if err := a.notify(tx, tx.Now(), a.movedKey(a.Moves), tell, "moved"); err != nil {
		return err
	}
	return a.remind(tx)
}

// notifyCancelled says that the appointment is off, and nothing else any more.
func (a Appointment) notifyCancelled(tx *ledger.Tx) error {
	if err := a.cancelNotifications(tx); err != nil {
		return err
	}
	return a.notify(tx, tx.Now(), a.cancelledKey(), NotifyCancelled, "resident cancelled")
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
	return a.notify(tx, due, a.reminderKey(), NotifyReminder, "a day before")
}

// cancelNotifications takes back all that was not yet said.
func (a Appointment) cancelNotifications(tx *ledger.Tx) error {
	for _, key := range []string{a.bookedKey(), a.movedKey(a.Moves), a.reminderKey(), a.cancelledKey(), a.linkKey(), a.askedKey(), a.lateKey()} {
		if err := tx.Withdraw(key); err != nil {
			return err
		}
	}
	return nil
}

// Call is the template of a promise in the outbox: at its due time we call the resident. The
// queue makes a ticket of it.
const Call = "call"

func (a Appointment) callKey() string { return "call/" + string(a.ID) }

// callLater promises, in the outbox, the call of an appointment by phone or video; a move puts it
// in the place of the earlier one.
func (a Appointment) callLater(tx *ledger.Tx) error {
	need, err := catalogue.Measure(tx, a.Wish)
	if err != nil || need.Route == catalogue.AtCounter {
		return err
	}
	o, err := catalogue.OfficeByID(tx, a.Offer.Office)
	if err != nil {
		return err
	}
	return tx.Send(a.Begins(o), a.callKey(), ledger.Message{Template: Call, Subject: a.ID.Subject(), Reason: "time to call"})
}
