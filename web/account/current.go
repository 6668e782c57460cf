package account

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
)

// Whoever changes how an account is opened shows what opens it now, however fresh the session: a browser
// that was left open for a minute is not a way to take an account over.

// provesPassphrase wants the passphrase of whoever is signed in. It refuses with ErrProve and ErrAttempts.
func (a *Accounts) provesPassphrase(c *fiber.Ctx, s Session) error {
	u, _, err := a.recognise(c, s.Login, c.FormValue("huidig"))
	if isOneOf(err, ErrSignIn) || err == nil && u.ID != s.User {
		return ErrProve
	}
	return err
}

// changesSecond changes the second step of whoever is signed in, once they have shown a code of the one
// they have, or a recovery code. Who has none yet shows the passphrase; whoever is still signing in just
// did. It refuses with ErrCurrentCode, ErrProve, ErrAttempts, and as fn does.
func (a *Accounts) changesSecond(c *fiber.Ctx, s Session, fn func(*ledger.Tx) error) error {
	met := limits("second "+string(s.User), a.visitor(c), s.ID)
	if err := a.attempts.take(met, nowOf(c)); err != nil {
		return err
	}
	if !s.account.Second && !s.Unfinished {
		if err := a.provesPassphrase(c, s); err != nil {
			return err
		}
	}
	err := a.Change(c, func(tx *ledger.Tx) error {
		u, err := ByID(tx, s.User)
		if err != nil {
			return err
		}
		if u.Second {
			if _, err := UseSecond(tx, a.now(tx), a.o.Signer, s.User, c.FormValue("nu")); isOneOf(err, ErrCode, ErrNoSecond) {
				return ErrCurrentCode
			} else if err != nil {
				return err
			}
		}
		return fn(tx)
	})
	if err == nil {
		a.attempts.forgive(met, nowOf(c))
	}
	return err
}

// ErrCurrentCode: this is no code of the second step that the account has, and no recovery code.
var ErrCurrentCode = ledger.Refuse(ledger.Invalid, "second.current")
