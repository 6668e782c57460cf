package account

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

type proveView struct {
	next     string
	notice   *page.Notice
	provider string // proves for an account that it signs in; "" asks for a passphrase
}

// ShowProve answers GET /medewerker/bevestigen: what matters most asks once more who one is.
func (a *Accounts) ShowProve(c *fiber.Ctx) error {
	s, _ := Current(c)
	return a.showProve(c, s, fiber.StatusOK, proveView{next: safeNext(c.Query("naar"))})
}

func (a *Accounts) showProve(c *fiber.Ctx, s Session, status int, v proveView) error {
	if s.account.Subject != "" && a.o.Provider != nil {
		v.provider = a.o.Provider.Name
	}
	return page.Render(c, status, provePage(page.From(c), s, v))
}

// Prove answers POST /medewerker/bevestigen. The session gets another id; the one before opens
// nothing any more.
func (a *Accounts) Prove(c *fiber.Ctx) error {
	s, _ := Current(c)
	next := safeNext(c.FormValue("naar"))
	u, _, err := a.recognise(c, s.Login, c.FormValue("wachtzin"))
	if err == nil && u.ID != s.User {
		err = ErrSignIn
	}
	if isOneOf(err, ErrSignIn, ErrAttempts, ledger.ErrBusy) {
		if errors.Is(err, ErrSignIn) {
			err = ErrProve
		}
		return a.showProve(c, s, route.Status(err), proveView{next: next, notice: page.NoticeOf(page.From(c).Words, err)})
	}
	if err != nil {
		return err
	}
	var raw string
	before := c.Cookies(a.cookie())
	err = a.Change(c, func(tx *ledger.Tx) (err error) { raw, err = renew(tx, a.now(tx), before); return err })
	if err != nil {
		return err
	}
	a.Log(c, Proved, s.User, "")
	a.handOver(c, u, raw)
	return a.goOn(c, s, next)
}

// ErrProve: this is not the passphrase of whoever is signed in.
var ErrProve = ledger.Refuse(ledger.Invalid, "account.prove")
