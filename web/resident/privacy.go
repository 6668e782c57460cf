package resident

import (
	"github.com/gofiber/fiber/v2"

	"balie/web/page"
)

// ShowPrivacy answers GET /privacy: what we keep of whom, why, and until when.
func (p *Pages) ShowPrivacy(c *fiber.Ctx) error {
	return page.Render(c, fiber.StatusOK, privacyPage(page.From(c)))
}
