package web

import (
	"github.com/gofiber/fiber/v2"

	"balie/web/page"
	"balie/web/route"
)

// postRoutes are where the demo shows the mails that it did not send; no other house has them.
func (a *App) postRoutes() []route.Route {
	if a.options.Post == nil {
		return nil
	}
	return []route.Route{{Method: "GET", Path: "/post", Site: route.PublicSite, Access: route.Public, Limit: route.Look, Handler: a.showPost}}
}

func (a *App) showPost(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store") // links in it open appointments
	return page.Render(c, fiber.StatusOK, postPage(page.From(c), a.options.Post.Mails()))
}
