package account

import (
	"cmp"
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// ownView is one's own account.
type ownView struct {
	open     []OpenSession
	required bool // the second step
	searches []searchView
	notice   *page.Notice
	pin      string // what is wrong with one
}

// OpenSession is a session as its owner sees it.
type OpenSession struct {
	ID, Device  string
	Began, Seen time.Time
	This        bool // of whoever looks
}

// ShowOwn answers GET /medewerker/ik.
func (a *Accounts) ShowOwn(c *fiber.Ctx) error { return a.showOwn(c, fiber.StatusOK, nil) }

func (a *Accounts) showOwn(c *fiber.Ctx, status int, n *page.Notice) error {
	return a.showOwnWith(c, status, n, "")
}

// showOwnWith is showOwn with what is wrong with a PIN.
func (a *Accounts) showOwnWith(c *fiber.Ctx, status int, n *page.Notice, pin string) error {
	s, _ := Current(c)
	v := ownView{required: a.o.RequireSecond, notice: n, pin: pin}
	err := a.o.Ledger.View(func(r ledger.Reader) (err error) {
		if v.open, err = a.OpenSessions(c, r, s.User, s); err != nil {
			return err
		}
		v.searches, err = searchesOf(r, page.From(c), s.User)
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(c, status, ownPage(page.From(c), s, v))
}

// searchView is that an auditor looked for what one did, in words.
type searchView struct{ at, who, why string }

func searchesOf(r ledger.Reader, q page.Request, whom UserID) (all []searchView, err error) {
	found, err := Searches(r, whom)
	for _, s := range found {
		u, err := ByID(r, s.By)
		if err != nil {
			return nil, err
		}
		all = append(all, searchView{moment(q, s.At), cmp.Or(u.Name, q.T("audit.left", "id", string(u.ID))), q.T("reason." + s.Reason)})
	}
	return all, err
}

// OpenSessions are the sessions of an account that are not over.
func (a *Accounts) OpenSessions(c *fiber.Ctx, r ledger.Reader, id UserID, s Session) (open []OpenSession, err error) {
	all, err := sessionsOf(r, id)
	for _, one := range all {
		seen := a.presence.last(one.Hash)
		if a.o.Terms.over(one, seen, nowOf(c)) {
			continue
		}
		if one.Seen.After(seen) {
			seen = one.Seen
		}
		open = append(open, OpenSession{one.Hash[:shownHash], one.Device, one.Began, seen, one.Hash[:shownHash] == s.ID})
	}
	return open, err
}

// Revoke answers POST /medewerker/ik/sessie: it ends one of one's own sessions, or with "andere" all
// but this one.
func (a *Accounts) Revoke(c *fiber.Ctx) error {
	s, _ := Current(c)
	which := c.FormValue("welke")
	err := a.Change(c, func(tx *ledger.Tx) error {
		if which == "andere" {
			return endSessions(tx, s.User, s.ID)
		}
		return EndSession(tx, s.User, which)
	})
	if err != nil && !errors.Is(err, ErrNoSession) { // sent twice, it is answered the same
		return err
	}
	if err == nil {
		a.Log(c, SessionRevoked, s.User, "")
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
		err = a.Change(c, func(tx *ledger.Tx) error { return SetPassphrase(tx, s.User, hash, s.ID) })
	}
	if err != nil {
		return err
	}
	a.Log(c, PassphraseSet, s.User, "")
	return a.showOwn(c, fiber.StatusOK, page.NewNotice(page.Good, q.T("own.passphrase.set"), ""))
}
