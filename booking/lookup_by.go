package booking

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

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

// named keeps the appointments whose resident has every typed word in their name.
func named(r ledger.Reader, v *contact.Vault, all []Appointment, typed string) (found []Appointment, err error) {
	want := nameWords(typed)
	if len(strings.Join(want, "")) < 3 {
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
		if holdsAll(nameWords(d.Name), want) {
			found = append(found, a)
		}
	}
	return found, nil
}

// nameWords are the words of a name as people say it: without capitals and accents, a hyphen
// between two of them.
func nameWords(name string) []string {
	var plain strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		if !unicode.Is(unicode.Mn, r) {
			plain.WriteRune(r)
		}
	}
	return strings.FieldsFunc(plain.String(), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func holdsAll(have, want []string) bool {
	return !slices.ContainsFunc(want, func(s string) bool { return !slices.Contains(have, s) })
}
