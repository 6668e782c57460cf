package contact

import "balie/booking/ledger"

// Kinds of what a contact is kept for, and messages and audits are about. Ids of two kinds may be
// alike: nothing that is kept for one is ever read, corrected or forgotten as another's.
const (
	KindAppointment ledger.Kind = "appointment"
	KindInvite      ledger.Kind = "invitation"
	KindDelivery    ledger.Kind = "delivery"
	KindAid         ledger.Kind = "aid" // what is needed at the appointment of the same id
)

// Appointment names an appointment by its id.
func Appointment(id string) ledger.Subject { return ledger.Subject{Kind: KindAppointment, ID: id} }

// AidOf names what is needed at an appointment, which is sealed apart.
func AidOf(appointment string) ledger.Subject { return ledger.Subject{Kind: KindAid, ID: appointment} }

// name is the text under which a subject's contact is kept, and to which its seal is bound. That of an
// appointment is its bare id, as it was before there were kinds; all others begin with their kind.
func name(s ledger.Subject) string {
	if s.Kind == KindAppointment {
		return s.ID
	}
	return string(s.Kind) + "/" + s.ID
}

// subjectOf is the subject of a name.
func subjectOf(name string) ledger.Subject {
	for i := range len(name) {
		if name[i] == '/' {
			return ledger.Subject{Kind: ledger.Kind(name[:i]), ID: name[i+1:]}
		}
	}
	return Appointment(name)
}

// Adopt moves what was kept under a bare id, before there were kinds, to a subject of another kind than
// an appointment. It is for migrations; that there is nothing is no error.
func Adopt(tx *ledger.Tx, s ledger.Subject) error {
	box, found, err := boxes.Find(tx, ledger.K().Str(s.ID))
	if err != nil || !found || name(s) == s.ID {
		return err
	}
	for _, mark := range box.Marks {
		index.Delete(tx, indexKey(mark, s.ID))
		if err := index.Put(tx, indexKey(mark, name(s)), name(s)); err != nil {
			return err
		}
	}
	boxes.Delete(tx, ledger.K().Str(s.ID))
	box.As = s.ID
	return boxes.Put(tx, ledger.K().Str(name(s)), box)
}
