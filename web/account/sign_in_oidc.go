package account

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/oauth2"

	"balie/booking/ledger"
)

// A browser that is at the provider carries what it asked in a cookie of its own.
const (
	askCookie = "balie_vraag"
	askFor    = 10 * time.Minute
)

// GoToProvider answers GET /medewerker/oidc: a link, since the policy of our pages lets no form lead
// elsewhere. It changes nothing here.
func (a *Accounts) GoToProvider(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	if a.o.Provider == nil {
		return fiber.ErrNotFound
	}
	asked := asking{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), Next: safeNext(c.Query("naar"))}
	url, err := a.o.Provider.askURL(c.Context(), asked, a.isOpen(c.Cookies(a.cookie())))
	if err != nil {
		return err
	}
	content, err := json.Marshal(asked)
	if err != nil {
		return err
	}
	a.setCookie(c, askCookie, base64.RawURLEncoding.EncodeToString(content), "/", int(askFor.Seconds()))
	return c.Redirect(url, fiber.StatusSeeOther)
}

// asked is what this browser asked for, if it did and this is the answer to it.
func (a *Accounts) asked(c *fiber.Ctx) (asked asking, err error) {
	content, err := base64.RawURLEncoding.DecodeString(c.Cookies(a.named(askCookie)))
	if err == nil {
		err = json.Unmarshal(content, &asked)
	}
	if err != nil || asked.State == "" || !sameToken(asked.State, c.Query("state")) {
		return asked, ErrReturn.Because(err)
	}
	return asked, nil
}

// ComeBack answers GET /medewerker/oidc/terug, to which the provider sends a browser back. It is the
// one GET that changes something: it opens a session, for whoever this very browser asked for, once.
func (a *Accounts) ComeBack(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	if a.o.Provider == nil {
		return fiber.ErrNotFound
	}
	asked, err := a.asked(c)
	a.dropCookie(c, askCookie, "/")
	if err != nil {
		return err
	}
	who, err := a.o.Provider.redeem(c.Context(), asked, c.Query("code"))
	if err != nil {
		a.Log(c, Refused, "", "provider")
		return err
	}
	var u User
	err = a.Change(c, func(tx *ledger.Tx) (err error) { u, err = Welcome(tx, who); return err })
	if errors.Is(err, ErrNoRoles) || errors.Is(err, ErrSignIn) {
		return a.turnAway(c, u, err)
	}
	if err != nil {
		return err
	}
	raw, err := a.enter(c, u, "provider", nil)
	if err != nil {
		return err
	}
	return a.admit(c, raw, safeNext(asked.Next))
}

// turnAway ends what somebody still had open whom the provider no longer gives a role.
func (a *Accounts) turnAway(c *fiber.Ctx, u User, refusal error) error {
	a.Log(c, Refused, u.ID, "provider")
	if err := a.Change(c, func(tx *ledger.Tx) error { return endSessions(tx, u.ID, "") }); err != nil {
		return err
	}
	return refusal
}
