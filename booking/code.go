package booking

import (
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"balie/booking/contact"
	"balie/booking/ledger"
)

// codeLength: eight characters of thirty, about 39 bits. What guessing costs depends on how many wrong
// ones the doors take in all: see resident.WrongCodes.
const codeLength = 8

// codes finds an appointment by what only the vault can make of its code.
var codes = ledger.NewTable[AppointmentID]("bc:")

// ErrNoSuchCode: no appointment has this code.
var ErrNoSuchCode = ledger.Refuse(ledger.NotFound, "code.unknown")

// ErrCodeShape: the text cannot be a code; it was typed wrong.
var ErrCodeShape = ledger.Refuse(ledger.Invalid, "code.shape")

// code makes the nth possible code of an appointment. Codes are made, not kept: the ledger
// without the key file gives no code away.
func code(v *contact.Vault, id AppointmentID, n int) string {
	return CodeFor(v, "code", fmt.Sprintf("%s/%d", id, n))
}

// CodeFor makes the code of something else that its owner opens by one, without a space.
func CodeFor(v *contact.Vault, purpose, name string) string {
	sum := v.MAC(purpose, name)
	out := make([]byte, 0, codeLength)
	for _, b := range sum {
		if b < 240 && len(out) < codeLength {
			out = append(out, ledger.IDAlphabet[b%30])
		}
	}
	for len(out) < codeLength { // fewer than eight of 32 bytes below 240: never in practice
		out = append(out, ledger.IDAlphabet[0])
	}
	return string(out)
}

func codeKey(v *contact.Vault, code string) ledger.Key {
	return append(ledger.K(), v.MAC("code look-up", code)...)
}

// giveCode gives a new appointment its first code that no other has.
func (a *Appointment) giveCode(tx *ledger.Tx, v *contact.Vault) error {
	for ; ; a.Code++ {
		key := codeKey(v, code(v, a.ID, a.Code))
		if _, taken, err := codes.Find(tx, key); err != nil {
			return err
		} else if !taken {
			return codes.Put(tx, key, a.ID)
		}
	}
}

// SpokenCode is the appointment's code as it is shown and said: "7K4M P2XQ".
func SpokenCode(v *contact.Vault, a Appointment) string {
	return Spoken(code(v, a.ID, a.Code))
}

// Spoken is a code as it is shown and said, in two halves.
func Spoken(code string) string { return code[:codeLength/2] + " " + code[codeLength/2:] }

// ParseCode reads a code as people type and say it: small letters, spaces and dashes, O for 0,
// I and L for 1. It refuses anything else with ErrCodeShape.
func ParseCode(typed string) (string, error) {
	if len(typed) > 64 {
		return "", ErrCodeShape
	}
	c := strings.NewReplacer(" ", "", "-", "", ".", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(typed))
	if len(c) != codeLength || strings.Trim(c, ledger.IDAlphabet) != "" {
		return "", ErrCodeShape
	}
	return c, nil
}

// ByCode finds an appointment by its spoken code: ErrCodeShape, or ErrNoSuchCode.
func ByCode(r ledger.Reader, v *contact.Vault, typed string) (Appointment, error) {
	c, err := ParseCode(typed)
	if err != nil {
		return Appointment{}, err
	}
	id, err := codes.Get(r, codeKey(v, c))
	if errors.Is(err, ledger.ErrNoRecord) {
		return Appointment{}, ErrNoSuchCode
	}
	if err != nil {
		return Appointment{}, err
	}
	return AppointmentByID(r, id)
}

// Secret is what the link to an appointment carries after its "#". It is made, not kept.
func Secret(v *contact.Vault, id AppointmentID) string { return v.Sign("appointment link", string(id)) }

// InviteSecret is what the link of an invitation carries after its "#". It is made, not kept.
func InviteSecret(v *contact.Vault, id InviteID) string {
	return v.Sign("invitation link", string(id))
}

// InvitedBy reports whether secret is the one of this invitation.
func InvitedBy(v *contact.Vault, id InviteID, secret string) bool {
	return v.Signed("invitation link", string(id), secret)
}

// SentSecret is Secret as messages carry it, with a mark that no page shows: whoever comes back with it has
// read what was sent to the appointment's address or number.
func SentSecret(v *contact.Vault, id AppointmentID) string {
	return Secret(v, id) + "." + sentMark(v, id)
}

func sentMark(v *contact.Vault, id AppointmentID) string {
	return v.Sign("appointment message", string(id))[:sentMarkLength]
}

// sentMarkLength keeps a text message short: who guesses at 48 bits proves that they read their own message.
const sentMarkLength = 8

// OpenedBy reports whether what a link carries opens an appointment, and whether the link was a message's.
func OpenedBy(v *contact.Vault, id AppointmentID, carried string) (opens, sent bool) {
	secret, mark, _ := strings.Cut(carried, ".")
	opens = subtle.ConstantTimeCompare([]byte(Secret(v, id)), []byte(secret)) == 1
	return opens, opens && subtle.ConstantTimeCompare([]byte(sentMark(v, id)), []byte(mark)) == 1
}

// VideoRoom is the name of an appointment's video meeting. Nobody can guess it, and it opens nothing here.
func VideoRoom(v *contact.Vault, id AppointmentID) string {
	return hex.EncodeToString(v.MAC("video room", string(id))[:10])
}
