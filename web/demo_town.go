package web

import (
	"strings"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"balie/web/page"
	"balie/web/route"
)

// demoRoutes are the doors of a demo; no other house has them.
func (a *App) demoRoutes() []route.Route {
	if a.demo == nil {
		return nil
	}
	return route.Through("demo", a.demo.Routes())
}

// letDemoFrame lets a demo's own pages show each other in a frame, so that four screens stand in one window.
// Nowhere else may a page be framed, by anybody.
func (a *App) letDemoFrame(c *fiber.Ctx) {
	if a.demo == nil {
		return
	}
	c.Set("Content-Security-Policy", strings.Replace(Policy, "frame-ancestors 'none'", "frame-ancestors 'self'; frame-src 'self'", 1))
	c.Set("X-Frame-Options", "SAMEORIGIN")
}

// strip is what stands above a page of a demo. In a frame the page around it says who one is.
func (a *App) strip(c *fiber.Ctx, path string) func(page.Request, string) templ.Component {
	if a.demo == nil {
		return nil
	}
	if c.Method() == fiber.MethodGet {
		a.demo.Saw(path)
	}
	if c.Get("Sec-Fetch-Dest") == "iframe" || c.Method() == fiber.MethodPost && c.FormValue("kader") != "" || strings.HasPrefix(path, "/live/") {
		return nil
	}
	return a.demo.Strip
}
