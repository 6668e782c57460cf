package booking

import (
	"slices"
	"strings"

	"balie/booking/contact"
	"balie/booking/ledger"
)

// An appointment is found by an e-mail address or a telephone number through what only the vault
// can make of it. The marks are removed when its resident is forgotten.
var (
	byMark = ledger.NewTable[AppointmentID]("bm:") // mark + appointment → appointment
	marks  = ledger.NewTable[[][]byte]("bn:")      // appointment → its marks
)

// MostLive is how many appointments that are still to come one contact may have, when nobody saw
// who asked. A whole household comes in one appointment, so this is enough for several.
const MostLive = 5

// ErrMany: this address or number has as many appointments as it may; args: max. A colleague can
// make more.
var ErrMany = ledger.Refuse(ledger.Conflict, "booking.many")

// marksOf are the marks of what a contact can be reached by. "Riet@Voorbeeld.nl" and
// "riet@voorbeeld.nl" have one, as have "06-12 34" and "+316 1234".
func marksOf(v *contact.Vault, d contact.Details) (all [][]byte) {
	if d.Email != "" {
		all = append(all, v.MAC("contact look-up", "email "+strings.ToLower(strings.TrimSpace(d.Email))))
	}
	if digits := dialled(d.Phone); digits != "" {
		all = append(all, v.MAC("contact look-up", "phone "+digits))
	}
	return all
}

// dialled is a number as it is dialled within the Netherlands, digits only.
func dialled(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if r == '+' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, phone)
	for _, prefix := range []string{"+31", "0031"} {
		if rest, ok := strings.CutPrefix(digits, prefix); ok {
			return "0" + strings.TrimPrefix(rest, "0")
		}
	}
	return digits
}

func markKey(mark []byte) ledger.Key { return append(ledger.K(), mark...) }

// index lets the appointment be found by these details, in the place of those before.
func (a Appointment) index(tx *ledger.Tx, v *contact.Vault, d contact.Details) error {
	if err := a.unindex(tx); err != nil {
		return err
	}
	mine := marksOf(v, d)
	for _, mark := range mine {
		if err := byMark.Put(tx, markKey(mark).Str(string(a.ID)), a.ID); err != nil {
			return err
		}
	}
	if len(mine) == 0 {
		return nil
	}
	return marks.Put(tx, ledger.K().Str(string(a.ID)), mine)
}

func (a Appointment) unindex(tx *ledger.Tx) error {
	mine, _, err := marks.Find(tx, ledger.K().Str(string(a.ID)))
	for _, mark := range mine {
		byMark.Delete(tx, markKey(mark).Str(string(a.ID)))
	}
	marks.Delete(tx, ledger.K().Str(string(a.ID)))
	return err
}

// live returns the appointments under a mark that are still to come.
func live(r ledger.Reader, mark []byte) (found []Appointment, err error) {
	err = byMark.Each(r, markKey(mark), func(_ ledger.Key, id AppointmentID) error {
		a, err := AppointmentByID(r, id)
		if err != nil {
			return err
		}
		o, err := OfficeByID(r, a.Offer.Office)
		if err == nil && a.State == Booked && r.Now().Before(a.Begins(o)) {
			found = append(found, a)
		}
		return err
	})
	return found, err
}

// refuseMany refuses details under which there are as many appointments as may be, this one left out.
func refuseMany(tx *ledger.Tx, v *contact.Vault, d contact.Details, this AppointmentID) error {
	for _, mark := range marksOf(v, d) {
		found, err := live(tx, mark)
		if err != nil {
			return err
		}
		found = slices.DeleteFunc(found, func(a Appointment) bool { return a.ID == this })
		if len(found) >= MostLive {
			return ErrMany.With("max", MostLive)
		}
	}
	return nil
}
