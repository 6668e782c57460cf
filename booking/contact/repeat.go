package contact

import (
	"bytes"
	"slices"
	"strings"

	"balie/booking/ledger"
)

// Traits by which the same person is recognised who types something else each time. Nobody is looked up by
// them.
const (
	ofMailbox Trait = "mailbox" // behind an address with a tag: "riet+pas@example.org" is Riet's own
	ofPostal  Trait = "postal"  // postcode and number of the house
)

// dotless are the domains at which dots before the "@" mean nothing, each with the one that it stands for.
var dotless = map[string]string{"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}

// mailbox is the mailbox in which an address ends, "" for none.
func mailbox(email string) string {
	local, domain, ok := strings.Cut(strings.ToLower(cleanEmail(email)), "@")
	if !ok {
		return ""
	}
	local, _, _ = strings.Cut(local, "+")
	if same, ok := dotless[domain]; ok {
		local, domain = strings.ReplaceAll(local, ".", ""), same
	}
	if local == "" {
		return ""
	}
	return local + "@" + domain
}

// postal is the door of an address, however its street is spelled, "" for none.
func postal(d Details) string {
	code := strings.ReplaceAll(cleanPostcode(d.Postcode), " ", "")
	h, ok := ParseHouse(d.Street)
	if !ok || code == "" {
		return ""
	}
	keep := func(r rune) rune {
		if r == ' ' || r == '-' || r == '/' {
			return -1
		}
		return r
	}
	return strings.ToLower(code + " " + h.Number + strings.Map(keep, h.Addition))
}

// repeating are the marks of details by which nobody is looked up, only counted. A plain address has none of
// its own: it is the mailbox.
func (v *Vault) repeating(d Details) (marks [][]byte) {
	if box := mailbox(d.Email); box != "" && box != plain(OfEmail, d.Email) {
		marks = append(marks, v.MAC("find "+string(ofMailbox), box))
	}
	if door := postal(d); door != "" {
		marks = append(marks, v.MAC("find "+string(ofPostal), door))
	}
	return marks
}

// Alike are the appointments of one mailbox, number or door.
type Alike struct {
	Typed string // the address or number as it was typed; "" of a door
	IDs   []string
	More  int // 0 to 2: by how much a limit is moved, so that reaching it tells no number
}

// FindAlike returns the appointments that repeat something of details, for each of mailbox, number and door
// that was typed, at most limit of each.
func FindAlike(r ledger.Reader, v *Vault, d Details, limit int) (all []Alike, err error) {
	for _, one := range []struct {
		typed string
		marks [][]byte
	}{
		{d.Email, boxMarks(v, d.Email)},
		{d.Phone, v.marks(OfPhone, d.Phone)},
		{"", doorMarks(v, d)},
	} {
		if len(one.marks) == 0 {
			continue
		}
		found := Alike{Typed: one.typed, More: int(one.marks[0][0]) % 3}
		for _, mark := range one.marks {
			if found.IDs, err = findBy(r, mark, found.IDs, limit); err != nil {
				return nil, err
			}
		}
		all = append(all, found)
	}
	return all, nil
}

func boxMarks(v *Vault, email string) [][]byte {
	box := mailbox(email)
	if box == "" {
		return nil
	}
	all := [][]byte{v.MAC("find "+string(ofMailbox), box)}
	for _, m := range append(v.marks(OfEmail, email), v.mark(OfEmail, box)) {
		if !slices.ContainsFunc(all, func(known []byte) bool { return bytes.Equal(known, m) }) {
			all = append(all, m)
		}
	}
	return all
}

func doorMarks(v *Vault, d Details) [][]byte {
	if door := postal(d); door != "" {
		return [][]byte{v.MAC("find "+string(ofPostal), door)}
	}
	return nil
}

// findBy adds the appointments under a mark to those found, limit in all.
func findBy(r ledger.Reader, mark []byte, found []string, limit int) ([]string, error) {
	err := index.Each(r, append(ledger.K(), mark...), func(_ ledger.Key, name string) error {
		if len(found) == limit {
			return ledger.ErrStop
		}
		if of := subjectOf(name); of.Kind == KindAppointment && !slices.Contains(found, of.ID) {
			found = append(found, of.ID)
		}
		return nil
	})
	return found, err
}

// Recipient names to whom a message by a channel goes, in every spelling of an address or number, without
// saying who that is; "" for a channel that has neither.
func Recipient(v *Vault, by Channel, d Details) string {
	switch by {
	case ByEmail:
		return v.Sign("recipient", mailbox(d.Email))
	case BySMS:
		return v.Sign("recipient", cleanPhone(d.Phone))
	}
	return ""
}
