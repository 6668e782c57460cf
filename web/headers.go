package web

import "github.com/gofiber/fiber/v2"

// Policy lets a page load and send only to ourselves. It has no exception: there is no inline
// script or style anywhere in the house.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; media-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; " +
	"base-uri 'none'; frame-ancestors 'none'"

// Headers stand on every answer, refusals and streams included. A stream that leaves fiber's
// hands writes them itself.
var Headers = []struct{ Name, Value string }{
	{"Content-Security-Policy", Policy},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
	{"Referrer-Policy", "same-origin"}, // the address of a page can name an appointment; "no-referrer" would blank Origin on our own forms
	{"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Vary", "Accept-Language, Cookie"},
}

// stayOnTLS is for two years, as browsers' lists ask at least one.
const stayOnTLS = "max-age=63072000; includeSubDomains"

func (a *App) setHeaders(c *fiber.Ctx) error {
	a.secure(c)
	return c.Next()
}

// secure sets what every answer bears. A handler may say more about caching, never less about safety.
func (a *App) secure(c *fiber.Ctx) {
	for _, h := range Headers {
		c.Set(h.Name, h.Value)
	}
	a.letDemoFrame(c)
	if a.options.HTTPS {
		c.Set(fiber.HeaderStrictTransportSecurity, stayOnTLS)
	}
	if len(c.Response().Header.Peek(fiber.HeaderCacheControl)) == 0 {
		c.Set(fiber.HeaderCacheControl, "no-cache")
	}
}
