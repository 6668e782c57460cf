package kiosk

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"time"

	"balie/booking/calendar"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// Phone is a telephone that goes along with an outing for one day: it may keep who comes, sealed with a PIN
// of its own. It holds nothing of whoever carries it.
type Phone struct {
	ID      string        `json:"id"` // 26 characters of ledger.IDAlphabet; a secret of its browser
	Outing  string        `json:"outing"`
	Day     calendar.Date `json:"day"`
	Since   time.Time     `json:"since"`
	Seen    time.Time     `json:"seen,omitzero"` // when it last fetched its list
	Revoked bool          `json:"revoked,omitempty"`
	Salt    []byte        `json:"salt"`
	Hidden  []byte        `json:"hidden"` // its PIN after its rounds, under the key file
	// Opened are the sessions in which it was used: taking it off ends them.
	Opened []PhoneSession `json:"opened,omitempty"`
}

// PhoneSession names a colleague's session without opening it.
type PhoneSession struct {
	Colleague string `json:"colleague"`
	Session   string `json:"session"`
}

var phones = ledger.NewTable[Phone]("kt:") // day + id

var (
	// ErrPhone: this telephone was not made ready for today.
	ErrPhone = ledger.Refuse(ledger.NotFound, "phone.unknown")
	// ErrPhoneGone: the office took this telephone off; it wipes what it keeps.
	ErrPhoneGone = ledger.Refuse(ledger.Gone, "phone.gone")
)

func phoneKey(day calendar.Date, id string) ledger.Key { return ledger.K().Int32(int32(day)).Str(id) }

// AdmitPhone makes a telephone ready for an outing of a day, or gives it another PIN. It refuses with
// ErrPhoneGone one that was taken off, and with ErrPhone an id that no browser of ours has.
func AdmitPhone(tx *ledger.Tx, v *contact.Vault, id, outing string, day calendar.Date, p Stretched) error {
	before, found, err := phones.Find(tx, phoneKey(day, id))
	switch {
	case err != nil:
		return err
	case len(id) != ledger.IDLength:
		return ErrPhone
	case found && before.Revoked:
		return ErrPhoneGone
	}
	ph := Phone{ID: id, Outing: outing, Day: day, Since: tx.Now(), Salt: p.salt, Hidden: xor(p.bits, v.MAC("phone pin", string(p.salt)))}
	if found {
		ph.Since, ph.Seen, ph.Opened = before.Since, before.Seen, before.Opened
	}
	if err := forgetPhones(tx, day); err != nil {
		return err
	}
	if err := phones.Put(tx, phoneKey(day, id), ph); err != nil {
		return err
	}
	return tx.Emit("phone.admitted", outing)
}

// forgetPhones leaves out those of earlier days: their lists are over.
func forgetPhones(tx *ledger.Tx, today calendar.Date) error {
	var old []Phone
	err := phones.Each(tx, nil, func(_ ledger.Key, p Phone) error {
		if p.Day < today {
			old = append(old, p)
		}
		return nil
	})
	for _, p := range old {
		phones.Delete(tx, phoneKey(p.Day, p.ID))
	}
	return err
}

// UsePhone notes in which session a telephone is used. It refuses with ErrPhone and ErrPhoneGone.
func UsePhone(tx *ledger.Tx, day calendar.Date, id string, by PhoneSession) error {
	p, err := PhoneOf(tx, day, id)
	switch {
	case err != nil:
		return err
	case p.Revoked:
		return ErrPhoneGone
	case slices.Contains(p.Opened, by):
		return nil
	}
	p.Opened = append(p.Opened, by)
	return phones.Put(tx, phoneKey(day, id), p)
}

// RevokePhone takes a telephone off for the rest of the day: it is refused, and wipes itself when it asks
// for anything. Whoever calls it ends the sessions that the telephone opened, in the same transaction. It
// refuses with ErrPhone; the same again changes nothing.
func RevokePhone(tx *ledger.Tx, day calendar.Date, id string) error {
	p, err := PhoneOf(tx, day, id)
	if err != nil {
		return err
	}
	p.Revoked = true
	if err := phones.Put(tx, phoneKey(day, id), p); err != nil {
		return err
	}
	return tx.Emit("phone.revoked", p.Outing)
}

// PhoneOf returns a telephone of a day, or ErrPhone.
func PhoneOf(r ledger.Reader, day calendar.Date, id string) (Phone, error) {
	p, found, err := phones.Find(r, phoneKey(day, id))
	if err == nil && !found {
		err = ErrPhone
	}
	return p, err
}

// Phones returns the telephones of an outing of a day, by when they were made ready.
func Phones(r ledger.Reader, day calendar.Date, outing string) (all []Phone, err error) {
	err = phones.Each(r, ledger.K().Int32(int32(day)), func(_ ledger.Key, p Phone) error {
		if p.Outing == outing {
			all = append(all, p)
		}
		return nil
	})
	return all, err
}

// SeePhone notes that a telephone fetches its list. It refuses with ErrPhone and ErrPhoneGone.
func SeePhone(tx *ledger.Tx, day calendar.Date, id string) error {
	p, err := PhoneOf(tx, day, id)
	if err != nil {
		return err
	}
	if p.Revoked {
		return ErrPhoneGone
	}
	p.Seen = tx.Now()
	return phones.Put(tx, phoneKey(day, id), p)
}

// SealPhone puts what a telephone may keep in a box, which opens with its PIN until the day is over. It
// refuses with ErrPhone and ErrPhoneGone.
func SealPhone(r ledger.Reader, v *contact.Vault, day calendar.Date, id string, zone *time.Location, content any) (Box, error) {
	p, err := PhoneOf(r, day, id)
	if err != nil {
		return Box{}, err
	}
	if p.Revoked {
		return Box{}, ErrPhoneGone
	}
	text, err := json.Marshal(content)
	if err != nil {
		return Box{}, err
	}
	half := v.MAC("phone half", id+"/"+day.String())
	iv, data, err := encrypt(halved(xor(p.Hidden, v.MAC("phone pin", string(p.Salt))), half), text)
	if err != nil {
		return Box{}, err
	}
	end, _ := calendar.At(day+1, 0, zone)
	b64 := base64.StdEncoding.EncodeToString
	return Box{Day: day.String(), Until: end.UnixMilli(), Rounds: PINRounds, Salt: b64(p.Salt), Half: b64(half), IV: b64(iv), Data: b64(data)}, nil
}
