package account

import (
	"cmp"
	"errors"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/account/passphrase"
	"balie/web/page"
	"balie/web/route"
)

// ErrSignIn: no account signs in with this login and passphrase. It does not say which is wrong.
var ErrSignIn = ledger.Refuse(ledger.Invalid, "account.signin")

type signInView struct {
	login, next string
	key         string // makes the form sent twice one
	provider    string // how the municipality's sign-in is called; "" where there is none
	notice      *page.Notice
	left        bool // signed out just now
	shut        bool // too many tries: the second step is asked at once, which opens all the same
}

// ShowSignIn answers GET /medewerker: whoever is signed in goes on, everybody else is asked who they are.
func (a *Accounts) ShowSignIn(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	if s, err := a.resume(c); err == nil {
		return a.goOn(c, s, c.Query("naar"))
	}
	return a.showSignIn(c, fiber.StatusOK, signInView{next: safeNext(c.Query("naar")), left: c.Query("uit") != ""})
}

func (a *Accounts) showSignIn(c *fiber.Ctx, status int, v signInView) error {
	if a.o.Provider != nil {
		v.provider = cmp.Or(a.o.Provider.Name, page.From(c).House.Name)
	}
	v.key = route.NewKey()
	return page.Render(c, status, signInPage(page.From(c), v))
}

// goOn sends a colleague where they were going, else to the first page of theirs.
func (a *Accounts) goOn(c *fiber.Ctx, s Session, next string) error {
	if next = safeNext(next); next == "" {
		next = s.home()
	}
	return c.Redirect(string(page.From(c).Href(next)), fiber.StatusSeeOther)
}

// SignIn answers POST /medewerker/inloggen. A login that nobody has takes as long, and says the
// same, as a wrong passphrase.
func (a *Accounts) SignIn(c *fiber.Ctx) error {
	login, passphrase, next := tidyLogin(c.FormValue("login")), c.FormValue("wachtzin"), safeNext(c.FormValue("naar"))
	var u User
	var stamp string
	raw, err := a.twice.once(nowOf(c), func() (raw string, err error) {
		u, stamp, err = a.recognise(c, login, passphrase)
		if isOneOf(err, ErrAttempts) && c.FormValue("code") != "" {
			return a.passLockOut(c, login, passphrase, err)
		}
		if err != nil || u.Second {
			return "", err
		}
		return a.enter(c, u, "passphrase", nil)
	}, a.isOpen, c.FormValue("keer"), login, passphrase, c.FormValue("code"))
	switch {
	case isOneOf(err, ErrSignIn, ErrAttempts, ledger.ErrBusy):
		v := signInView{login: c.FormValue("login"), next: next, notice: page.NoticeOf(page.From(c).Words, err), shut: isOneOf(err, ErrAttempts)}
		return a.showSignIn(c, route.Status(err), v)
	case err != nil:
		return err
	case raw != "":
		return a.admit(c, raw, next)
	}
	a.keepHalf(c, u.ID, stamp)
	return c.Redirect(string(page.From(c).Href(withNext(codePath, next))), fiber.StatusSeeOther)
}

// recognise returns the account that a passphrase opens. It refuses with ErrAttempts, ErrSignIn and
// ledger.ErrBusy, and writes the log of security.
func (a *Accounts) recognise(c *fiber.Ctx, login, passphrase string) (u User, stamp string, err error) {
	var cred credential
	err = a.o.Ledger.View(func(r ledger.Reader) error {
		if u, err = ByLogin(r, login); err == nil {
			cred, err = credentialOf(r, u.ID)
		}
		return err
	})
	if err != nil && !errors.Is(err, ErrUnknown) {
		return u, "", err
	}
	as, met := a.standing(c, login, u)
	if err := a.attempts.take(met, nowOf(c)); err != nil {
		a.Log(c, LockedOut, u.ID, "passphrase")
		return u, "", err
	}
	right, err := a.matches(c, as, passphrase, cred.Hash)
	if err != nil {
		return u, "", err
	}
	if !right || u.State != Active || u.Subject != "" {
		a.Log(c, Refused, u.ID, "passphrase")
		return u, "", ErrSignIn
	}
	a.attempts.forgive(met, nowOf(c))
	return u, cred.Stamp, nil
}

// standing is how well a browser is known that tries a login, and which limits it meets. An account that was
// opened from this address before does not meet those that its neighbours, or guessers elsewhere, use up.
func (a *Accounts) standing(c *fiber.Ctx, login string, u User) (passphrase.Standing, []limit) {
	known := a.knownDevice(c, u)
	met := limits(login, a.visitor(c), known)
	somebody, self := a.attempts.cameBefore(login, a.visitor(c), nowOf(c))
	switch {
	case known != "":
		return passphrase.Owner, met
	case self:
		return passphrase.Neighbour, met[:1]
	case somebody:
		return passphrase.Neighbour, met
	}
	return passphrase.Stranger, met
}

func (a *Accounts) matches(c *fiber.Ctx, as passphrase.Standing, typed, hash string) (bool, error) {
	ctx, cancel := route.Patience(c)
	defer cancel()
	if len(typed) > 4*passphrase.Longest { // no passphrase of ours, and long to hash
		typed = ""
	}
	return a.o.Hasher.Matches(ctx, as, typed, hash)
}

// enter opens a session for an account, and ends what the browser had open before. also runs in the
// same transaction.
func (a *Accounts) enter(c *fiber.Ctx, u User, how string, also func(*ledger.Tx) error) (raw string, err error) {
	before, device := c.Cookies(a.cookie()), deviceOf(c.Get(fiber.HeaderUserAgent))
	err = a.Change(c, func(tx *ledger.Tx) (err error) {
		if also != nil {
			if err := also(tx); err != nil {
				return err
			}
		}
		if err := endByID(tx, before); err != nil {
			return err
		}
		if u, err = ByID(tx, u.ID); err != nil || u.State != Active {
			return errors.Join(err, when(err == nil, ErrSignIn))
		}
		raw, err = begin(tx, a.now(tx), u.ID, device)
		return err
	})
	if err == nil {
		a.attempts.remember(u.Login, a.visitor(c), nowOf(c))
		a.Log(c, SignedIn, u.ID, how)
	}
	return raw, err
}

// admit hands the browser a session that was opened, and sends it on.
func (a *Accounts) admit(c *fiber.Ctx, raw, next string) error {
	s, err := a.open(raw)
	if err != nil {
		return err
	}
	a.handOver(c, s.account, raw)
	return a.goOn(c, s, next)
}

// handOver gives the browser the id of a new session.
func (a *Accounts) handOver(c *fiber.Ctx, u User, raw string) {
	a.setCookie(c, a.cookie(), raw, "/", 0)
	a.dropCookie(c, halfCookie, "/")
	a.keepDevice(c, u)
}

func isOneOf(err error, refusals ...error) bool {
	for _, r := range refusals {
		if errors.Is(err, r) {
			return true
		}
	}
	return false
}
