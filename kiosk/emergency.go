package kiosk

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"strings"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// PINRounds is how many rounds of PBKDF2 a PIN takes: a second or so for each guess at a counter.
const PINRounds = 600_000

// emergency is what is kept of an office's PIN: what PBKDF2 makes of it, hidden under the key file, so
// that the ledger alone opens no list.
type emergency struct {
	Salt   []byte `json:"salt"`
	Hidden []byte `json:"hidden"`
}

var emergencies = ledger.NewTable[emergency]("ke:")

var (
	// ErrPIN: a PIN is eight to twelve digits, and none that is tried first.
	ErrPIN = ledger.Refuse(ledger.Invalid, "emergency.pin")
	// ErrNoPIN: nobody chose a PIN for this office yet.
	ErrNoPIN = ledger.Refuse(ledger.NotFound, "emergency.none")
)

// Stretched is a PIN after its rounds. It is made outside of a transaction, since it takes its time.
type Stretched struct{ salt, bits []byte }

// StretchPIN makes a PIN slow to guess. It refuses with ErrPIN. One that was chosen with six digits, before
// 29 November 2026, opens until another is chosen.
func StretchPIN(pin string) (Stretched, error) {
	if len(pin) < shortestPIN || len(pin) > longestPIN || strings.Trim(pin, "0123456789") != "" || guessedFirst(pin) {
		return Stretched{}, ErrPIN
	}
	salt := make([]byte, 16)
	_, _ = rand.Read(salt)
	bits, err := pbkdf2.Key(sha256.New, pin, salt, PINRounds, 32)
	return Stretched{salt, bits}, err
}

// SetPIN chooses the PIN that opens the list of an office without the server. The audit notes who did.
func SetPIN(tx *ledger.Tx, v *contact.Vault, office catalogue.OfficeID, p Stretched) error {
	if _, err := catalogue.OfficeByID(tx, office); err != nil {
		return err
	}
	e := emergency{Salt: p.salt, Hidden: xor(p.bits, v.MAC("emergency pin", string(p.salt)))}
	if err := emergencies.Put(tx, ledger.K().Str(string(office)), e); err != nil {
		return err
	}
	if err := tx.Audit(ledger.Audited{What: "emergency.pin", Reason: "set", Office: string(office), Found: true}); err != nil {
		return err
	}
	return tx.Emit("emergency.pin", string(office))
}

// HasPIN reports whether a PIN was chosen for an office.
func HasPIN(r ledger.Reader, office catalogue.OfficeID) (bool, error) {
	_, found, err := emergencies.Find(r, ledger.K().Str(string(office)))
	return found, err
}

func xor(a, b []byte) []byte {
	out := make([]byte, len(a))
	for i := range a {
		out[i] = a[i] ^ b[i]
	}
	return out
}

// Box is a sealed list as it lies in a browser or on a share: it opens with the PIN and the day's half of
// the key. The half goes along with the day: it is given out on that day alone, and whoever keeps a box
// destroys it when the day is over.
type Box struct {
	Office string `json:"office"`
	Day    string `json:"day"`
	Until  int64  `json:"until"` // milliseconds since 1970: the end of the day
	Rounds int    `json:"rounds"`
	Salt   string `json:"salt"` // all of these in base64
	Half   string `json:"half"`
	IV     string `json:"iv"`
	Data   string `json:"data"`
}

// Seal puts a list in a box. It refuses with ErrNoPIN.
func Seal(r ledger.Reader, v *contact.Vault, office catalogue.OfficeID, l DayList) (Box, error) {
	e, err := emergencies.Get(r, ledger.K().Str(string(office)))
	if errors.Is(err, ledger.ErrNoRecord) {
		return Box{}, ErrNoPIN
	}
	if err != nil {
		return Box{}, err
	}
	return e.seal(r, v, office, l, PINRounds)
}

func (e emergency) seal(r ledger.Reader, v *contact.Vault, office catalogue.OfficeID, l DayList, rounds int) (Box, error) {
	o, err := catalogue.OfficeByID(r, office)
	if err != nil {
		return Box{}, err
	}
	half := v.MAC("emergency half", string(office)+"/"+l.Day)
	bits := xor(e.Hidden, v.MAC("emergency pin", string(e.Salt)))
	content, err := json.Marshal(l)
	if err != nil {
		return Box{}, err
	}
	iv, data, err := encrypt(halved(bits, half), content)
	if err != nil {
		return Box{}, err
	}
	end, _ := calendar.At(o.Today(r.Now())+1, 0, o.Location())
	text := base64.StdEncoding.EncodeToString
	return Box{Office: l.Office, Day: l.Day, Until: end.UnixMilli(), Rounds: rounds, Salt: text(e.Salt), Half: text(half), IV: text(iv), Data: text(data)}, nil
}

// halved is the key of both halves.
func halved(bits, half []byte) []byte {
	sum := hmac.New(sha256.New, half)
	sum.Write(bits)
	return sum.Sum(nil)
}

func encrypt(key, content []byte) (iv, data []byte, err error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, nil, err
	}
	iv = make([]byte, gcm.NonceSize())
	_, _ = rand.Read(iv)
	return iv, gcm.Seal(nil, iv, content, nil), nil
}
