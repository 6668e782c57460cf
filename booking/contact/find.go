package contact

import (
	"bytes"
	"strings"

	"balie/booking/ledger"
)

// Trait is by what a contact can be found again, exactly.
type Trait string

// The traits. A name is not among them: whoever looks by name says the day as well.
const (
	OfEmail Trait = "email"
	OfPhone Trait = "phone"
)

// index finds appointments by what only the vault can make of an address or a number, so that
// the ledger without its key file gives neither away.
var index = ledger.NewTable[string]("ci:") // 32 bytes + name → name

// plain is an address or a number as it is compared: an address in small letters, of a number
// its last nine digits, which are the same with and without a country code. It is empty for what
// cannot be compared.
func plain(trait Trait, typed string) string {
	if trait == OfEmail {
		return strings.ToLower(strings.TrimSpace(typed))
	}
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, typed)
	if len(digits) < 8 {
		return ""
	}
	return digits[max(0, len(digits)-9):]
}

// marks are the key parts under which a typed address or number may be found: as it is stored now, and as
// it was typed, which is how it was stored before there was one form.
func (v *Vault) marks(trait Trait, typed string) (found [][]byte) {
	clean := cleanEmail(typed)
	if trait == OfPhone {
		clean = cleanPhone(typed)
	}
	for _, text := range []string{clean, typed} {
		if m := v.mark(trait, text); m != nil && (len(found) == 0 || !bytes.Equal(m, found[0])) {
			found = append(found, m)
		}
	}
	return found
}

// mark returns the key part under which an address or a number is found, nil for an empty one.
func (v *Vault) mark(trait Trait, typed string) []byte {
	text := plain(trait, typed)
	if text == "" {
		return nil
	}
	return v.MAC("find "+string(trait), text)
}

func indexKey(mark []byte, name string) ledger.Key {
	return append(ledger.K(), mark...).Str(name)
}

// indexed puts the marks of details in the index, in the place of those they had before.
func indexed(tx *ledger.Tx, v *Vault, name string, d Details, before [][]byte) (marks [][]byte, err error) {
	unindex(tx, name, before)
	for _, mark := range append([][]byte{v.mark(OfEmail, d.Email), v.mark(OfPhone, d.Phone)}, v.repeating(d)...) {
		if mark == nil {
			continue
		}
		marks = append(marks, mark)
		if err := index.Put(tx, indexKey(mark, name), name); err != nil {
			return nil, err
		}
	}
	return marks, nil
}

func unindex(tx *ledger.Tx, name string, marks [][]byte) {
	for _, mark := range marks {
		index.Delete(tx, indexKey(mark, name))
	}
}

// Find returns the appointments whose contact has exactly this address or number, however it is spelled,
// at most limit.
func Find(r ledger.Reader, v *Vault, trait Trait, typed string, limit int) (found []string, err error) {
	for _, mark := range v.marks(trait, typed) {
		if found, err = findBy(r, mark, found, limit); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// checkIndex holds the index of finding against what is sealed: after forgetting nothing of it
// may be left.
func checkIndex(r ledger.Reader, report func(string)) error {
	wanted := map[string]bool{}
	err := boxes.Each(r, nil, func(k ledger.Key, box sealed) error {
		for _, mark := range box.Marks {
			wanted[string(indexKey(mark, strings.TrimSuffix(string(k), "\x00")))] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = index.Each(r, nil, func(k ledger.Key, name string) error {
		if !wanted[string(k)] || !bytes.HasSuffix(k, []byte(name+"\x00")) {
			report("appointment " + name + " can be found by a contact that it does not have")
		}
		delete(wanted, string(k))
		return nil
	})
	for key := range wanted {
		report("an appointment cannot be found by its contact: " + key[min(len(key), 32):])
	}
	return err
}

// Matches reports whether an appointment's contact has exactly this address or number.
func Matches(r ledger.Reader, v *Vault, appointment string, trait Trait, typed string) (found bool, err error) {
	for _, mark := range v.marks(trait, typed) {
		if _, found, err = index.Find(r, indexKey(mark, appointment)); err != nil || found {
			return found, err
		}
	}
	return false, nil
}

// Marks are what only the vault can make of an address or a number, none for what is neither: the first is
// for a new list, any of them may stand in an older one. A list of marks recognises an address without
// knowing it.
func Marks(v *Vault, typed string) [][]byte {
	if strings.Contains(typed, "@") {
		return v.marks(OfEmail, typed)
	}
	return v.marks(OfPhone, typed)
}
