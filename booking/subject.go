package booking

import (
	"fmt"
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// KindPlace is what a message about desk time that was freed is about; it has no id.
const KindPlace ledger.Kind = "place"

// Subject names the appointment: whose contact is kept, and what a message or an audit is about.
func (id AppointmentID) Subject() ledger.Subject { return contact.Appointment(string(id)) }

// Subject names the invitation.
func (id InviteID) Subject() ledger.Subject {
	return ledger.Subject{Kind: contact.KindInvite, ID: string(id)}
}

// nameSubjects gives every message in the outbox the kind of what it is about, and the freed place
// that was written as text its payload.
var nameSubjects = ledger.EachMessage(func(tx *ledger.Tx, m ledger.Message) (ledger.Message, error) {
	if m.Subject.Kind != "" {
		return m, nil
	}
	tell, _ := NotificationOf(m.Template)
	switch {
	case tell == NotifyInvite || m.Template == InviteEnd || m.Template == InviteForget:
		m.Subject.Kind = contact.KindInvite
	case m.Template == Freed:
		m.Subject.Kind = KindPlace
		return placeFromText(m)
	case m.Template == Forget:
		m.Subject.Kind = contact.KindDelivery
		if _, found, err := appointments.Find(tx, ledger.K().Str(m.Subject.ID)); err != nil || found {
			m.Subject.Kind = contact.KindAppointment
			return m, err
		}
	default:
		m.Subject.Kind = contact.KindAppointment
	}
	return m, nil
})

// adoptInvites moves what is kept of invited residents from the bare id to the invitation.
var adoptInvites = ledger.EachRecord(invites, func(tx *ledger.Tx, _ ledger.Key, i Invite) error {
	return contact.Adopt(tx, i.ID.Subject())
})

// placeFromText reads a freed place as it was written once: "gendringen 2026-12-01 10:20 4".
func placeFromText(m ledger.Message) (ledger.Message, error) {
	parts := strings.Fields(m.Reason)
	if len(parts) != 4 {
		return m, nil
	}
	var f freedPlace
	var err error
	f.Office = catalogue.OfficeID(parts[0])
	if f.Date, err = calendar.ParseDate(parts[1]); err != nil {
		return m, nil
	}
	if f.Start, err = calendar.ParseCell(parts[2]); err != nil {
		return m, nil
	}
	if _, err = fmt.Sscan(parts[3], &f.Cells); err != nil {
		return m, nil
	}
	m.Reason = ""
	return m.With(f), nil
}
