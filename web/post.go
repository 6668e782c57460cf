package web

import (
	"github.com/gofiber/fiber/v2"

	"balie/web/page"
)

// postRoutes are where the demo shows the mails that it did not send; no other house has them.
func (a *App) postRoutes() []Route {
	if a.options.Post == nil {
		return nil
	}
	return []Route{{Method: "GET", Path: "/post", Site: PublicSite, Access: Public, Limit: Look, Handler: a.showPost}}
}

func (a *App) showPost(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store") // links in it open appointments
	return page.Render(c, fiber.StatusOK, postPage(page.From(c), a.options.Post.Mails()))
}
