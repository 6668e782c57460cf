package account

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
)

// passLockOut opens a session although tries are refused, for whoever brings the right passphrase and a code of
// their second step together: others, who have neither, cannot keep them out. Everything else is answered as
// it was, shut, and takes as long; who has the passphrase alone meets a limit of the account's own.
func (a *Accounts) passLockOut(c *fiber.Ctx, login, passphrase string, shut error) (raw string, err error) {
	var u User
	var cred credential
	err = a.o.Ledger.View(func(r ledger.Reader) error {
		if u, err = ByLogin(r, login); err == nil {
			cred, err = credentialOf(r, u.ID)
		}
		return err
	})
	if err != nil && !errors.Is(err, ErrUnknown) {
		return "", err
	}
	as, _ := a.standing(c, login, u)
	right, err := a.matches(c, as, passphrase, cred.Hash)
	if err != nil {
		return "", err
	}
	met := passLimits(u.ID)
	if !right || u.State != Active || u.Subject != "" || !u.Second || a.attempts.take(met, nowOf(c)) != nil {
		return "", a.Change(c, func(*ledger.Tx) error { return shut }) // as long as a wrong code
	}
	raw, err = a.enter(c, u, "passphrase and second step, past a lock-out", func(tx *ledger.Tx) error {
		_, err := UseSecond(tx, a.now(tx), a.o.Signer, u.ID, c.FormValue("code"))
		return err
	})
	if isOneOf(err, ErrCode, ErrNoSecond) {
		a.Log(c, Refused, u.ID, "second step")
		return "", shut
	}
	if err == nil {
		a.attempts.forgive(met, nowOf(c))
	}
	return raw, err
}
