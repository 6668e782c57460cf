package account

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/paper"
	"balie/web/route"
)

// secondView offers a secret to scan or type.
type secondView struct {
	secret, signature string
	qr                string // the data of an SVG path
	size              int
	next, fault       string
	current           string // what is wrong with the code or passphrase of now
}

// ShowSecond answers GET /medewerker/ik/tweede-stap: a new secret, which is kept nowhere before its
// owner has shown a code of it.
func (a *Accounts) ShowSecond(c *fiber.Ctx) error {
	s, _ := Current(c)
	return a.showSecond(c, s, fiber.StatusOK, secondView{secret: newSecret(), next: safeNext(c.Query("naar"))})
}

func (a *Accounts) showSecond(c *fiber.Ctx, s Session, status int, v secondView) (err error) {
	v.signature = a.o.Signer.Sign(enrolling, s.Token+"/"+v.secret)
	if v.qr, v.size, err = paper.QRPath(enrolURL(page.From(c).House.Name, s.Login, v.secret)); err != nil {
		return err
	}
	return page.Render(c, status, secondPage(page.From(c), s, v))
}

// SetSecond answers POST /medewerker/ik/tweede-stap and shows the recovery codes, this once. A secret
// that this session was not offered is refused.
func (a *Accounts) SetSecond(c *fiber.Ctx) error {
	s, _ := Current(c)
	secret, next := c.FormValue("geheim"), safeNext(c.FormValue("naar"))
	if !a.o.Signer.Signed(enrolling, s.Token+"/"+secret, c.FormValue("merk")) {
		return ErrToken
	}
	var codes []string
	typed := c.FormValue("code")
	err := a.changesSecond(c, s, func(tx *ledger.Tx) (err error) {
		codes, err = SetSecond(tx, a.now(tx), a.o.Signer, s.User, secret, typed, s.ID)
		return err
	})
	if isOneOf(err, ErrCurrentCode, ErrProve) {
		return a.showSecond(c, s, route.Status(err), secondView{secret: secret, next: next, current: fault(page.From(c), err)})
	}
	if errors.Is(err, ErrCode) {
		return a.showSecond(c, s, route.Status(err), secondView{secret: secret, next: next, fault: fault(page.From(c), err)})
	}
	if err != nil {
		return err
	}
	a.Log(c, SecondSet, s.User, "")
	return a.showCodes(c, s, codes, next)
}

// DrawCodes answers POST /medewerker/ik/reservecodes: the codes that were given before open no more.
func (a *Accounts) DrawCodes(c *fiber.Ctx) error {
	s, _ := Current(c)
	var codes []string
	err := a.changesSecond(c, s, func(tx *ledger.Tx) (err error) {
		codes, err = NewCodes(tx, a.o.Signer, s.User)
		return err
	})
	if isOneOf(err, ErrCurrentCode, ErrProve, ErrAttempts) {
		return a.showOwn(c, route.Status(err), page.NoticeOf(page.From(c).Words, err))
	}
	if err != nil {
		return err
	}
	a.Log(c, CodesDrawn, s.User, "")
	return a.showCodes(c, s, codes, "")
}

func (a *Accounts) showCodes(c *fiber.Ctx, s Session, codes []string, next string) error {
	s.Unfinished = false
	if next == "" {
		next = s.home()
	}
	return page.Render(c, fiber.StatusOK, codesPage(page.From(c), s, codes, next))
}

// DropOwnSecond answers POST /medewerker/ik/tweede-stap/weg; sent twice it is answered the same. It
// refuses with ErrRequired where everybody needs a second step.
func (a *Accounts) DropOwnSecond(c *fiber.Ctx) error {
	s, _ := Current(c)
	if a.o.RequireSecond {
		return ErrRequired
	}
	if !s.account.Second { // sent twice
		return c.Redirect(string(page.From(c).Href(ownPath)), fiber.StatusSeeOther)
	}
	err := a.changesSecond(c, s, func(tx *ledger.Tx) error { return DropSecond(tx, s.Authority(), s.User) })
	if isOneOf(err, ErrCurrentCode, ErrProve, ErrAttempts) {
		return a.showOwn(c, route.Status(err), page.NoticeOf(page.From(c).Words, err))
	}
	if err == nil {
		a.Log(c, SecondDropped, s.User, "")
	}
	if err != nil && !errors.Is(err, ErrNoSecond) {
		return err
	}
	return c.Redirect(string(page.From(c).Href(ownPath)), fiber.StatusSeeOther)
}
