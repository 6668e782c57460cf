package account

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

type codeView struct {
	next   string
	notice *page.Notice
}

// ShowCode answers GET /medewerker/code: it asks for the second step of whoever showed a passphrase.
func (a *Accounts) ShowCode(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	next := safeNext(c.Query("naar"))
	if _, err := a.half(c); err != nil {
		return c.Redirect(string(page.From(c).Href(withNext(signInPath, next))), fiber.StatusSeeOther)
	}
	return page.Render(c, fiber.StatusOK, codePage(page.From(c), codeView{next: next}))
}

// UseCode answers POST /medewerker/code. A code opens once.
func (a *Accounts) UseCode(c *fiber.Ctx) error {
	next := safeNext(c.FormValue("naar"))
	code := c.FormValue("code")
	if raw, again := a.twice.seen(nowOf(c), a.isOpen, c.Cookies(a.named(halfCookie)), code); again {
		return a.admit(c, raw, next)
	}
	u, err := a.half(c)
	if err != nil {
		return c.Redirect(string(page.From(c).Href(withNext(signInPath, next))), fiber.StatusSeeOther)
	}
	raw, err := a.twice.once(nowOf(c), func() (string, error) { return a.tryCode(c, u, code) }, a.isOpen, c.Cookies(a.named(halfCookie)), code)
	switch {
	case isOneOf(err, ErrAttempts, ErrCode):
		return a.showCode(c, next, err)
	case err != nil:
		return err
	}
	return a.admit(c, raw, next)
}

// tryCode opens a session with a code. It refuses with ErrAttempts and ErrCode.
func (a *Accounts) tryCode(c *fiber.Ctx, u User, code string) (raw string, err error) {
	met := stepLimits(u.ID, a.visitor(c), a.knownDevice(c, u))
	if err := a.attempts.take(met, nowOf(c)); err != nil {
		a.Log(c, LockedOut, u.ID, "second step")
		return "", err
	}
	recovered := false
	raw, err = a.enter(c, u, "passphrase and second step", func(tx *ledger.Tx) (err error) {
		recovered, err = UseSecond(tx, a.now(tx), a.o.Signer, u.ID, code)
		return err
	})
	if isOneOf(err, ErrCode, ErrNoSecond) {
		a.Log(c, Refused, u.ID, "second step")
		return "", ErrCode
	}
	if recovered {
		a.Log(c, CodeUsed, u.ID, "")
	}
	if err == nil {
		a.attempts.forgive(met, nowOf(c))
	}
	return raw, err
}

func (a *Accounts) showCode(c *fiber.Ctx, next string, err error) error {
	q := page.From(c)
	return page.Render(c, route.Status(err), codePage(q, codeView{next, page.NoticeOf(q.Words, err)}))
}
