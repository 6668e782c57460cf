package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/web/page"
)

// notForRobots are the beginnings of addresses that no search engine is to visit: what belongs to one person, the steps
// of a booking, which hold a time, and what is for colleagues and screens. Each stands there in every language too.
var notForRobots = []string{"/a/", "/t/", "/q/", "/Q/", "/T/", "/u/", "/afspraak/", "/partner", "/medewerker", "/scherm", "/zuil", "/api/"}

// robots answers GET /robots.txt.
func (a *App) robots(c *fiber.Ctx) error {
	lines := []string{"User-agent: *"}
	for _, path := range notForRobots {
		lines = append(lines, "Disallow: "+path, "Disallow: /*"+path)
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextPlainCharsetUTF8)
	c.Set(fiber.HeaderCacheControl, "public, max-age=86400")
	return c.SendString(strings.Join(lines, "\n") + "\n")
}

// favicon answers GET /favicon.ico, for what asks for it beside the pages that name our mark: a PDF in a tab, a feed.
func (a *App) favicon(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "public, max-age=86400")
	return c.Redirect(page.Asset("mark.svg"), fiber.StatusFound)
}
