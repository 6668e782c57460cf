package lobby

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/web/lang"
	"balie/web/page"
)

// A screen that cannot reach the server says so kindly, in all languages at once, and comes back by itself:
// also when it was switched on before the server was. A worker of the browser keeps that page.

// ShowCutOff answers GET /scherm/zonder: the page that a screen shows while the server is out of reach.
func (p *Pages) ShowCutOff(c *fiber.Ctx) error {
	q := page.From(c)
	q.Words = lang.In(lang.Tags[0])
	return page.Render(c, fiber.StatusOK, cutOffPage(q))
}

// cutOffFiles are what that page is made of, and those with which colleagues open their list or their day.
func cutOffFiles() []string {
	return []string{page.Asset("balie.css"), page.Asset("lobby.css"), page.Asset("cutoff.js"), page.Asset("staff.css"), page.Asset("field.css"), page.Asset("unseal.js"), page.Asset("offroad.js"), page.Asset("modules/sealed.js"), page.Asset("modules/waiting.js"), page.Asset("mark.svg"), page.Asset("fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2")}
}

// ServeKeeper answers GET /scherm/wachter.js: the worker that keeps the page. It stands at a path of its
// own, so that it may answer for every page of a screen, and it changes with the files that it keeps.
func (p *Pages) ServeKeeper(c *fiber.Ctx) error {
	c.Set("Service-Worker-Allowed", "/")
	c.Set(fiber.HeaderContentType, fiber.MIMETextJavaScriptCharsetUTF8)
	c.Set(fiber.HeaderCacheControl, "no-cache")
	return c.SendString(`importScripts("` + page.Asset("keeper.js") + `");` + "\n" + `keep("` + strings.Join(cutOffFiles(), `", "`) + `");` + "\n")
}
