package web

import (
	"net/url"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
)

// ErrForeign: the form was sent from another site's page.
var ErrForeign = ledger.Refuse(ledger.Forbidden, "request.foreign")

// refuseForeign refuses what another site's page sends in a visitor's name, by the rule of
// net/http's CrossOriginProtection: Sec-Fetch-Site decides; where a browser does not send it,
// Origin must be our own. A request with neither comes from no browser, and carries no cookie
// that its sender did not have.
func (a *App) refuseForeign(c *fiber.Ctx) error {
	switch c.Method() {
	case fiber.MethodGet, fiber.MethodHead, fiber.MethodOptions:
		return c.Next()
	}
	switch c.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return c.Next()
	case "":
		if origin := c.Get(fiber.HeaderOrigin); origin == "" || a.ours(origin, c) {
			return c.Next()
		}
	}
	return ErrForeign
}

// ours reports whether an Origin is this site: the host that was asked, or the public one. "null"
// is nobody's.
func (a *App) ours(origin string, c *fiber.Ctx) bool {
	if origin != "" && (origin == a.options.PublicURL || origin == a.options.StaffURL) {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && u.Host == string(c.Request().Host())
}
