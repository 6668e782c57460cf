package booking

import (
	"slices"
	"time"

	"balie/booking/contact"
	"balie/booking/ledger"
)

// Notice is whom we tell about something that was agreed and is no appointment, such as a call at a door: what it is about,
// by which channel, and when it begins. Its messages lie in the outbox under the keys of an appointment's, and are forgotten
// with whom they are for.
type Notice struct {
	Subject ledger.Subject
	Channel contact.Channel
	Begins  time.Time
}

// Tell puts NotifyBooked, NotifyMoved or NotifyCancelled in the outbox in the place of what was not said yet, and calls to
// mind, a day before, what still stands. Who chose no channel that we write is told nothing.
func (n Notice) Tell(tx *ledger.Tx, tell string) error {
	if err := n.Withdraw(tx); err != nil || !slices.Contains(contact.Written, n.Channel) {
		return err
	}
	a := n.appointment()
	keys := map[string]string{NotifyBooked: a.bookedKey(), NotifyMoved: a.movedKey(0), NotifyCancelled: a.cancelledKey()}
	if err := n.send(tx, tx.Now(), keys[tell], tell); err != nil || tell == NotifyCancelled {
		return err
	}
	if due := n.Begins.Add(-a.remindBefore()); due.After(tx.Now()) {
		return n.send(tx, due, a.reminderKey(), NotifyReminder)
	}
	return nil
}

// Withdraw takes back all that was not said yet.
func (n Notice) Withdraw(tx *ledger.Tx) error { return n.appointment().cancelNotifications(tx) }

func (n Notice) send(tx *ledger.Tx, due time.Time, key, tell string) error {
	return tx.Send(due, key, ledger.Message{Template: templateBy(tell, n.Channel), Subject: n.Subject, Reason: string(n.Subject.Kind)})
}

// appointment has the keys of the messages.
func (n Notice) appointment() Appointment {
	return Appointment{ID: AppointmentID(n.Subject.ID), Channel: n.Channel}
}
