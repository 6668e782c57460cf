package account

import (
	"errors"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/account/passphrase"
	"balie/web/page"
	"balie/web/route"
)

const lockPath = "/medewerker/slot"

type lockView struct {
	next     string
	notice   *page.Notice
	provider string // opens the screen of an account that it signs in
}

// ShowLock answers GET /medewerker/slot: the screen rests, and asks for a PIN or the passphrase.
func (a *Accounts) ShowLock(c *fiber.Ctx) error {
	s, _ := Current(c)
	next := safeNext(c.Query("naar"))
	if !s.locked {
		return a.goOn(c, s, next)
	}
	return a.showLock(c, s, fiber.StatusOK, lockView{next: next})
}

func (a *Accounts) showLock(c *fiber.Ctx, s Session, status int, v lockView) error {
	if s.account.Subject != "" && a.o.Provider != nil {
		v.provider = a.o.Provider.Name
	}
	return page.Render(c, status, lockPage(page.From(c), s, v))
}

// Lock answers POST /medewerker/slot/nu: somebody walks away from their screen.
func (a *Accounts) Lock(c *fiber.Ctx) error {
	raw := c.Cookies(a.cookie())
	if err := a.Change(c, func(tx *ledger.Tx) error { return lockNow(tx, raw) }); err != nil {
		return err
	}
	if isScript(c) {
		return c.SendStatus(fiber.StatusNoContent)
	}
	return c.Redirect(string(page.From(c).Href(withNext(lockPath, safeNext(c.FormValue("naar"))))), fiber.StatusSeeOther)
}

// Unlock answers POST /medewerker/slot. The passphrase proves who one is, as ever; the PIN only opens the screen.
// After some wrong answers the session ends, and whoever it was signs in.
func (a *Accounts) Unlock(c *fiber.Ctx) error {
	s, _ := Current(c)
	next := safeNext(c.FormValue("naar"))
	raw := c.Cookies(a.cookie())
	err := a.answers(c, s, strings.TrimSpace(c.FormValue("antwoord")))
	switch {
	case isOneOf(err, ErrUnlock, ErrAttempts, ledger.ErrBusy):
		return a.staysLocked(c, s, raw, next, err)
	case err != nil:
		return err
	}
	err = a.Change(c, func(tx *ledger.Tx) error { return unlock(tx, a.now(tx), raw) })
	if err != nil {
		return err
	}
	a.presence.touch(hashed(raw), nowOf(c))
	a.Log(c, Unlocked, s.User, "")
	if isScript(c) {
		return c.SendStatus(fiber.StatusNoContent)
	}
	return a.goOn(c, s, next)
}

// answers holds an answer against the PIN, else against the passphrase. It refuses with ErrUnlock, ErrAttempts and
// ledger.ErrBusy.
func (a *Accounts) answers(c *fiber.Ctx, s Session, answer string) error {
	if s.account.PIN && isPIN(answer) {
		var cred credential
		if err := a.o.Ledger.View(func(r ledger.Reader) (err error) { cred, err = credentialOf(r, s.User); return err }); err != nil {
			return err
		}
		right, err := a.matches(c, passphrase.Owner, answer, cred.PIN)
		return errors.Join(err, when(err == nil && !right, ErrUnlock))
	}
	u, _, err := a.recognise(c, s.Login, answer)
	if isOneOf(err, ErrSignIn) || err == nil && u.ID != s.User {
		return ErrUnlock
	}
	return err
}

// staysLocked says what is wrong, and ends a session that was answered wrong too often.
func (a *Accounts) staysLocked(c *fiber.Ctx, s Session, raw, next string, refusal error) error {
	q := page.From(c)
	if isOneOf(refusal, ErrUnlock) {
		a.Log(c, Refused, s.User, "unlock")
		var ended bool
		err := a.Change(c, func(tx *ledger.Tx) (err error) { ended, err = answeredWrong(tx, raw); return err })
		if err != nil {
			return err
		}
		if ended {
			if isScript(c) {
				return ErrSignedOut
			}
			return c.Redirect(string(q.Href(withNext(signInPath, next))), fiber.StatusSeeOther)
		}
	}
	if isScript(c) {
		what, do := q.Words.Refusal(ledger.KeyOf(refusal), ledger.ArgsOf(refusal))
		return c.Status(route.Status(refusal)).JSON(map[string]string{"what": what, "do": do})
	}
	return a.showLock(c, s, route.Status(refusal), lockView{next: next, notice: page.NoticeOf(q.Words, refusal)})
}

// awake is what a page knows of its lock.
type awake struct {
	Left int  `json:"left"` // seconds until it locks by itself; 0 when it is locked
	Busy bool `json:"busy"` // a visitor is at the desk: it does not lock
}

// Awake answers GET /medewerker/wakker, asked by a page: how long until its screen locks. POST is the colleague, who
// types or moves, and keeps it awake.
func (a *Accounts) Awake(c *fiber.Ctx) error {
	s, _ := Current(c)
	left := s.locks.Sub(nowOf(c))
	if c.Method() == fiber.MethodPost {
		left = a.o.Terms.Idle
	}
	if s.locked {
		left = 0
	}
	return c.JSON(awake{Left: int(max(left, 0) / time.Second), Busy: s.busy})
}

func isScript(c *fiber.Ctx) bool {
	return strings.Contains(c.Get(fiber.HeaderAccept), "application/json")
}
