package account

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// A PIN unlocks a screen that its owner signed in on; it opens nothing else.
const (
	shortestPIN = 4
	longestPIN  = 8
)

// What a PIN is refused for.
var (
	ErrPIN     = ledger.Refuse(ledger.Invalid, "account.pin").With("n", shortestPIN, "most", longestPIN)
	ErrPINEasy = ledger.Refuse(ledger.Invalid, "account.pin.easy")
)

// CheckPIN refuses what is no PIN with ErrPIN, and one that everybody tries first, 1111, 1234, 2580 or a year, with
// ErrPINEasy.
func CheckPIN(pin string) error {
	if len(pin) < shortestPIN || len(pin) > longestPIN || strings.Trim(pin, "0123456789") != "" {
		return ErrPIN
	}
	same, up, down := true, true, true
	for i := 1; i < len(pin); i++ {
		same = same && pin[i] == pin[i-1]
		up = up && (pin[i]-'0')%10 == (pin[i-1]-'0'+1)%10
		down = down && (pin[i]-'0'+1)%10 == (pin[i-1]-'0')%10
	}
	year := len(pin) == 4 && (pin[:2] == "19" || pin[:2] == "20")
	pairs := len(pin)%2 == 0 && pin == strings.Repeat(pin[:2], len(pin)/2)
	if same || up || down || year || pairs || pin == "2580" || pin == "0852" {
		return ErrPINEasy
	}
	return nil
}

// isPIN reports whether an answer looks like a PIN and not like a passphrase.
func isPIN(answer string) bool { return CheckPIN(answer) == nil }

// setPIN keeps the hash of a PIN; "" is none.
func setPIN(tx *ledger.Tx, id UserID, hash string) error {
	cred, err := credentialOf(tx, id)
	if err != nil {
		return err
	}
	cred.PIN = hash
	u, err := ByID(tx, id)
	if err != nil {
		return err
	}
	u.PIN = hash != ""
	if err := cred.write(tx, id); err != nil {
		return err
	}
	return u.write(tx)
}

// ChoosePIN answers POST /medewerker/ik/pin: the PIN of whoever is signed in, or none any more.
func (a *Accounts) ChoosePIN(c *fiber.Ctx) error {
	s, _ := Current(c)
	q := page.From(c)
	hash := ""
	if c.FormValue("weg") == "" {
		pin := strings.TrimSpace(c.FormValue("pin"))
		if err := CheckPIN(pin); err != nil {
			what, do := q.Words.Refusal(ledger.KeyOf(err), ledger.ArgsOf(err))
			return a.showOwnWith(c, route.Status(err), page.NewNotice(page.Warn, what, do), fault(q, err))
		}
		ctx, cancel := route.Patience(c)
		defer cancel()
		var err error
		if hash, err = a.o.Hasher.Hash(ctx, pin); err != nil {
			return err
		}
	}
	if err := a.Change(c, func(tx *ledger.Tx) error { return setPIN(tx, s.User, hash) }); err != nil {
		return err
	}
	a.Log(c, PINSet, s.User, "")
	return c.Redirect(string(q.Href(ownPath))+"#pincode", fiber.StatusSeeOther)
}
