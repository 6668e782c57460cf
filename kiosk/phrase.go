package kiosk

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	_ "embed"
	"math/big"
	"strings"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
)

// A list on a share lies where it can be copied unseen, so no PIN opens it but four words that are drawn here,
// each of 2,048: 1.8·10¹³ phrases. Browsers have no hash that needs memory (WebCrypto knows PBKDF2 alone), so a
// guess takes PhraseRounds of that: one graphics card of 9·10⁹ rounds a second tries 4,500 phrases a second,
// and all of them in 124 years. The list is of a day.
const (
	phraseWords  = 4
	PhraseRounds = 2_000_000
)

//go:embed words.txt
var wordText string

var words = strings.Fields(wordText)

// DrawPhrase draws a phrase: "molens groep zeilen draad". It is shown once.
func DrawPhrase() string {
	drawn := make([]string, phraseWords)
	for i := range drawn {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(words))))
		if err != nil { // crypto/rand does not fail
			panic(err)
		}
		drawn[i] = words[n.Int64()]
	}
	return strings.Join(drawn, " ")
}

// StretchPhrase makes a drawn phrase slow to guess, outside of a transaction. How it is spaced and whether in
// capitals is the same to whoever types it.
func StretchPhrase(phrase string) (Stretched, error) {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt)
	bits, err := pbkdf2.Key(sha256.New, strings.Join(strings.Fields(strings.ToLower(phrase)), " "), salt, PhraseRounds, 32)
	return Stretched{salt, bits}, err
}

// shares are the phrases of lists on shares, as emergencies are the PINs of those in browsers.
var shares = ledger.NewTable[emergency]("kf:")

// SetPhrase sets what opens an office's list on a share from now on. The audit notes who did.
func SetPhrase(tx *ledger.Tx, v *contact.Vault, office catalogue.OfficeID, p Stretched) error {
	if _, err := catalogue.OfficeByID(tx, office); err != nil {
		return err
	}
	e := emergency{Salt: p.salt, Hidden: xor(p.bits, v.MAC("emergency pin", string(p.salt)))}
	if err := shares.Put(tx, ledger.K().Str(string(office)), e); err != nil {
		return err
	}
	if err := tx.Audit(ledger.Audited{What: "emergency.phrase", Reason: "set", Office: string(office), Found: true}); err != nil {
		return err
	}
	return tx.Emit("emergency.phrase", string(office))
}

// HasPhrase reports whether a phrase was drawn for an office.
func HasPhrase(r ledger.Reader, office catalogue.OfficeID) (bool, error) {
	_, found, err := shares.Find(r, ledger.K().Str(string(office)))
	return found, err
}

// SealFile puts a list in a box for a file on a share: it opens with the office's phrase. Where none was drawn yet
// the PIN opens it, as before there were phrases, since a morning without a list is worse. It refuses with ErrNoPIN.
func SealFile(r ledger.Reader, v *contact.Vault, office catalogue.OfficeID, l DayList) (Box, error) {
	e, found, err := shares.Find(r, ledger.K().Str(string(office)))
	if err != nil || !found {
		if err != nil {
			return Box{}, err
		}
		return Seal(r, v, office, l)
	}
	return e.seal(r, v, office, l, PhraseRounds)
}
