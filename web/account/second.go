package account

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"golang.org/x/crypto/chacha20poly1305"

	"balie/booking/ledger"
)

// The second step is a code of six digits that changes every half minute (RFC 6238), as every
// app for it knows. A code is accepted from one period early to one late, and never twice.
const (
	period       = 30 * time.Second
	skew         = 1
	secretLength = 20
	codeCount    = 10 // recovery codes that are given at once
	codeLength   = 10
)

// What a code is refused for.
var (
	ErrCode     = ledger.Refuse(ledger.Invalid, "second.code")
	ErrNoSecond = ledger.Refuse(ledger.Conflict, "second.none")
	ErrRequired = ledger.Refuse(ledger.Forbidden, "second.required")
)

var base = base32.StdEncoding.WithPadding(base32.NoPadding)

// newSecret draws the secret of a second step: what an app scans or one types.
func newSecret() string {
	drawn := make([]byte, secretLength)
	_, _ = rand.Read(drawn)
	return base.EncodeToString(drawn)
}

// enrolURL is a secret as apps scan it.
func enrolURL(house, login, secret string) string {
	label := url.PathEscape("Balie " + house + ":" + login)
	q := url.Values{"secret": {secret}, "issuer": {"Balie " + house}}
	return "otpauth://totp/" + label + "?" + strings.ReplaceAll(q.Encode(), "+", "%20")
}

// accepted returns the period of a code, if it is of this secret, near now and after the last one.
func accepted(secret, code string, now time.Time, last uint64) (counter uint64, ok bool) {
	code = strings.ReplaceAll(strings.TrimSpace(code), " ", "")
	at := uint64(now.Unix() / int64(period.Seconds()))
	for counter = at - skew; counter <= at+skew; counter++ {
		right, err := hotp.ValidateCustom(code, counter, secret, hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && right && counter > last {
			return counter, true
		}
	}
	return 0, false
}

// seal hides a secret from whoever has the ledger and not the keys of the house.
func seal(s Signer, id UserID, secret string) ([]byte, error) {
	key := sha256.Sum256([]byte(s.Sign(sealing, string(id))))
	box, err := chacha20poly1305.NewX(key[:])
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, box.NonceSize(), box.NonceSize()+len(secret)+box.Overhead())
	_, _ = rand.Read(nonce)
	return box.Seal(nonce, nonce, []byte(secret), []byte(id)), nil
}

// unseal returns what seal hid, or ledger.ErrDamaged.
func unseal(s Signer, id UserID, sealed []byte) (string, error) {
	key := sha256.Sum256([]byte(s.Sign(sealing, string(id))))
	box, err := chacha20poly1305.NewX(key[:])
	if err != nil || len(sealed) < box.NonceSize() {
		return "", ledger.ErrDamaged.Because(err)
	}
	secret, err := box.Open(nil, sealed[:box.NonceSize()], sealed[box.NonceSize():], []byte(id))
	if err != nil {
		return "", ledger.ErrDamaged.Because(err)
	}
	return string(secret), nil
}

// SetSecond gives an account a second step, once its owner shows a code of it. It returns the
// recovery codes, once: only their signatures are kept. Other sessions than the one kept end. It
// refuses with ErrCode and ErrUnknown.
func SetSecond(tx *ledger.Tx, now time.Time, s Signer, id UserID, secret, code, kept string) (codes []string, err error) {
	u, err := ByID(tx, id)
	if err != nil {
		return nil, err
	}
	c, err := credentialOf(tx, id)
	if err != nil {
		return nil, err
	}
	counter, ok := accepted(secret, code, now, 0)
	if !ok {
		return nil, ErrCode
	}
	if c.Secret, err = seal(s, id, secret); err != nil {
		return nil, err
	}
	c.Counter, u.Second = counter, true
	codes = c.drawCodes(tx, s, &u)
	if err := u.write(tx); err != nil {
		return codes, err
	}
	if err := c.write(tx, id); err != nil {
		return codes, err
	}
	return codes, endSessions(tx, id, kept)
}

// drawCodes gives an account new recovery codes; the old ones open nothing any more.
func (c *credential) drawCodes(tx *ledger.Tx, s Signer, u *User) (codes []string) {
	c.Codes, c.Stamp = nil, tx.NewID()
	for range codeCount {
		code := tx.NewID()[:codeLength]
		codes = append(codes, code[:5]+" "+code[5:])
		c.Codes = append(c.Codes, s.Sign(recovery, string(u.ID)+"/"+code))
	}
	u.Codes = len(c.Codes)
	return codes
}

// NewCodes replaces an account's recovery codes. It refuses with ErrNoSecond and ErrUnknown.
func NewCodes(tx *ledger.Tx, s Signer, id UserID) (codes []string, err error) {
	u, err := ByID(tx, id)
	if err == nil && !u.Second {
		err = ErrNoSecond
	}
	if err != nil {
		return nil, err
	}
	c, err := credentialOf(tx, id)
	if err != nil {
		return nil, err
	}
	codes = c.drawCodes(tx, s, &u)
	if err := u.write(tx); err != nil {
		return codes, err
	}
	return codes, c.write(tx, id)
}

// UseSecond accepts a code of an account's second step, or one of its recovery codes, each once. It
// refuses with ErrCode and ErrNoSecond.
func UseSecond(tx *ledger.Tx, now time.Time, s Signer, id UserID, code string) (recovered bool, err error) {
	u, err := ByID(tx, id)
	if err == nil && !u.Second {
		err = ErrNoSecond
	}
	if err != nil {
		return false, err
	}
	c, err := credentialOf(tx, id)
	if err != nil {
		return false, err
	}
	secret, err := unseal(s, id, c.Secret)
	if err != nil {
		return false, err
	}
	if counter, ok := accepted(secret, code, now, c.Counter); ok {
		c.Counter = counter
		return false, c.write(tx, id)
	}
	i := slices.IndexFunc(c.Codes, func(kept string) bool { return s.Signed(recovery, string(id)+"/"+tidyCode(code), kept) })
	if i < 0 {
		return false, ErrCode
	}
	c.Codes, c.Stamp = slices.Delete(c.Codes, i, i+1), tx.NewID()
	u.Codes = len(c.Codes)
	if err := u.write(tx); err != nil {
		return true, err
	}
	return true, c.write(tx, id)
}

// tidyCode is a recovery code as it was drawn, however it is typed.
func tidyCode(code string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(ledger.IDAlphabet, r) {
			return r
		}
		return -1
	}, strings.ToUpper(code))
}

// DropSecond takes the second step from an account: its own, or one that an authority may change,
// for a colleague who lost both telephone and recovery codes. It refuses with ErrNoSecond,
// ErrUnknown and ErrNotYours.
func DropSecond(tx *ledger.Tx, by Authority, id UserID) error {
	u, err := ByID(tx, id)
	if err == nil && id != by.User {
		u, err = theirs(tx, by, id)
	}
	if err == nil && !u.Second {
		err = ErrNoSecond
	}
	if err != nil {
		return err
	}
	c, err := credentialOf(tx, id)
	if err != nil {
		return err
	}
	c.Secret, c.Codes, c.Counter, c.Stamp = nil, nil, 0, tx.NewID()
	u.Second, u.Codes = false, 0
	if id != by.User {
		err = dropped(tx, u)
	}
	if err != nil {
		return err
	}
	if err := u.write(tx); err != nil {
		return err
	}
	return c.write(tx, id)
}

// dropped ends the sessions of a colleague whose second step somebody else took away, and writes it in the audit.
func dropped(tx *ledger.Tx, u User) error {
	if err := endSessions(tx, u.ID, ""); err != nil {
		return err
	}
	return u.note(tx, "account.second")
}
