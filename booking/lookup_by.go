package booking

import (
	"errors"

	"balie/booking/contact"
	"balie/booking/ledger"
)

func byCodeOrNone(r ledger.Reader, v *contact.Vault, typed string) ([]Appointment, error) {
	a, err := ByCode(r, v, typed)
	switch {
	case errors.Is(err, ErrCodeShape):
		return nil, ErrLookup
	case errors.Is(err, ErrNoSuchCode):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return []Appointment{a}, nil
}

func byContact(r ledger.Reader, v *contact.Vault, kind contact.Trait, typed string) ([]Appointment, error) {
	const most = 200 // of one number, past ones included, until they are forgotten
	ids, err := contact.Find(r, v, kind, typed, most)
	if err != nil {
		return nil, err
	}
	var found []Appointment
	for _, id := range ids {
		a, err := AppointmentByID(r, AppointmentID(id))
		if err != nil {
			return nil, err
		}
		found = append(found, a)
	}
	return found, nil
}

// named keeps the appointments whose resident has the typed name, as contact.Looking finds it.
func named(r ledger.Reader, v *contact.Vault, all []Appointment, typed string) (found []Appointment, err error) {
	q, ok := contact.Looking(typed)
	if !ok {
		return nil, ErrLookup
	}
	for _, a := range all {
		d, err := contact.Read(r, v, a.ID.Subject())
		switch {
		case ledger.CodeOf(err) == ledger.Gone:
			continue
		case err != nil:
			return nil, err
		}
		if q.Finds(d.Name) {
			found = append(found, a)
		}
	}
	return found, nil
}
