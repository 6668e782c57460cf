package account

import (
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// ownView is one's own account.
type ownView struct {
	open     []openSession
	required bool // the second step
	notice   *page.Notice
}

// openSession is a session as its owner sees it.
type openSession struct {
	id, device  string
	began, seen time.Time
	this        bool
}

// ShowOwn answers GET /medewerker/ik.
func (a *Accounts) ShowOwn(c *fiber.Ctx) error { return a.showOwn(c, fiber.StatusOK, nil) }

func (a *Accounts) showOwn(c *fiber.Ctx, status int, n *page.Notice) error {
	s, _ := Current(c)
	v := ownView{required: a.o.RequireSecond, notice: n}
	var all []session
	err := a.o.Ledger.View(func(r ledger.Reader) (err error) {
		all, err = sessionsOf(r, s.User)
		return err
	})
	if err != nil {
		return err
	}
	for _, open := range all {
		seen := a.presence.last(open.Hash)
		if a.o.Terms.over(open, seen, nowOf(c)) {
			continue
		}
		if open.Seen.After(seen) {
			seen = open.Seen
		}
		v.open = append(v.open, openSession{open.Hash[:shownHash], open.Device, open.Began, seen, open.Hash[:shownHash] == s.ID})
	}
	return page.Render(c, status, ownPage(page.From(c), s, v))
}

// Revoke answers POST /medewerker/ik/sessie: it ends one of one's own sessions, or with "andere" all
// but this one.
func (a *Accounts) Revoke(c *fiber.Ctx) error {
	s, _ := Current(c)
	which := c.FormValue("welke")
	err := a.change(c, func(tx *ledger.Tx) error {
		if which == "andere" {
			return endSessions(tx, s.User, s.ID)
		}
		return EndSession(tx, s.User, which)
	})
	if err != nil && !errors.Is(err, ErrNoSession) { // sent twice, it is answered the same
		return err
	}
	if err == nil {
		a.log(c, SessionRevoked, s.User, "")
	}
	return c.Redirect(string(page.From(c).Href(ownPath)), fiber.StatusSeeOther)
}

type passphraseView struct{ fault, current string }

// ShowPassphrase answers GET /medewerker/ik/wachtzin.
func (a *Accounts) ShowPassphrase(c *fiber.Ctx) error {
	s, _ := Current(c)
	return page.Render(c, fiber.StatusOK, passphrasePage(page.From(c), s, passphraseView{}))
}

// ChangePassphrase answers POST /medewerker/ik/wachtzin. Other sessions of this account end.
func (a *Accounts) ChangePassphrase(c *fiber.Ctx) error {
	s, _ := Current(c)
	q := page.From(c)
	if s.account.Subject != "" {
		return ErrMove
	}
	if err := a.provesPassphrase(c, s); isOneOf(err, ErrProve, ErrAttempts) {
		return page.Render(c, route.Status(err), passphrasePage(q, s, passphraseView{current: fault(q, err)}))
	} else if err != nil {
		return err
	}
	hash, err := a.choose(c, s.account)
	if isOneOf(err, wrongPassphrase...) {
		return page.Render(c, route.Status(err), passphrasePage(q, s, passphraseView{fault: fault(q, err)}))
	}
	if err == nil {
		err = a.change(c, func(tx *ledger.Tx) error { return SetPassphrase(tx, s.User, hash, s.ID) })
	}
	if err != nil {
		return err
	}
	a.log(c, PassphraseSet, s.User, "")
	return a.showOwn(c, fiber.StatusOK, page.NewNotice(page.Good, q.T("own.passphrase.set"), ""))
}
