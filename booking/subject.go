package booking

import (
	"fmt"
	"strings"

	"balie/booking/calendar"
	"balie/booking/ledger"
)

// Kinds of what messages, audits and contacts are about.
const (
	KindAppointment ledger.Kind = "appointment"
	KindInvite      ledger.Kind = "invitation"
	KindPlace       ledger.Kind = "place" // desk time that was freed; it has no id
	KindDelivery    ledger.Kind = "delivery"
)

// AppointmentSubject names an appointment in a message.
func AppointmentSubject(id AppointmentID) ledger.Subject {
	return ledger.Subject{Kind: KindAppointment, ID: string(id)}
}

// Subject names the appointment in a message.
func (a Appointment) Subject() ledger.Subject { return AppointmentSubject(a.ID) }

func (i Invite) subject() ledger.Subject { return ledger.Subject{Kind: KindInvite, ID: string(i.ID)} }

// nameSubjects gives every message in the outbox the kind of what it is about, and the freed place
// that was written as text its payload.
var nameSubjects = ledger.EachMessage(func(tx *ledger.Tx, m ledger.Message) (ledger.Message, error) {
	if m.Subject.Kind != "" {
		return m, nil
	}
	tell, _ := TellOf(m.Template)
	switch {
	case tell == TellInvite || m.Template == InviteEnd || m.Template == InviteForget:
		m.Subject.Kind = KindInvite
	case m.Template == Freed:
		m.Subject.Kind = KindPlace
		return placeFromText(m)
	case m.Template == Forget:
		m.Subject.Kind = KindDelivery
		if _, found, err := appointments.Find(tx, ledger.K().Str(m.Subject.ID)); err != nil || found {
			m.Subject.Kind = KindAppointment
			return m, err
		}
	default:
		m.Subject.Kind = KindAppointment
	}
	return m, nil
})

// placeFromText reads a freed place as it was written once: "gendringen 2026-12-01 10:20 4".
func placeFromText(m ledger.Message) (ledger.Message, error) {
	parts := strings.Fields(m.Reason)
	if len(parts) != 4 {
		return m, nil
	}
	var f freedPlace
	var err error
	f.Office = OfficeID(parts[0])
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
