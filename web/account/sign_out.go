package account

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
)

// SignOut answers POST /medewerker/uitloggen: the session opens nothing any more, here or anywhere.
func (a *Accounts) SignOut(c *fiber.Ctx) error {
	s, _ := Current(c)
	raw := c.Cookies(a.cookie())
	if err := a.Change(c, func(tx *ledger.Tx) error { return endByID(tx, raw) }); err != nil {
		return err
	}
	a.Log(c, SignedOut, s.User, "")
	a.dropCookie(c, a.cookie(), "/")
	c.Set("Clear-Site-Data", `"cache"`)
	return c.Redirect(string(page.From(c).Href(signInPath+"?uit=1")), fiber.StatusSeeOther)
}
