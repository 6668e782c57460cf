package web

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"balie/web/page"
)

// securityFor is how long a copy of security.txt may be believed; RFC 9116 wants less than a year.
const securityFor = 180 * 24 * time.Hour

// securityText answers GET /.well-known/security.txt (RFC 9116): where to report a weakness. Without
// a contact in the settings that is the page which says how to reach us.
func (a *App) securityText(c *fiber.Ctx) error {
	base := a.origin().Of(c)
	contact := a.options.SecurityContact
	if contact == "" {
		contact = base + "/klacht"
	}
	until := page.From(c).Machine.Add(securityFor).UTC().Truncate(24 * time.Hour)
	c.Set(fiber.HeaderContentType, fiber.MIMETextPlainCharsetUTF8)
	return c.SendString(strings.Join([]string{
		"Contact: " + contact,
		"Expires: " + until.Format(time.RFC3339),
		"Preferred-Languages: nl, en, de",
		"Canonical: " + base + "/.well-known/security.txt",
	}, "\n") + "\n")
}
