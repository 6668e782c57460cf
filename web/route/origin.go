package route

import (
	"strings"

	"github.com/gofiber/fiber/v2"
)

// Origin is scheme and host under which others know us: what stands in a code on paper, a calendar, a
// link that a colleague hands over.
type Origin struct {
	Public string // as configured: "https://afspraak.voorbeeld.nl"; "" takes the host that was asked
	HTTPS  bool   // visitors come over TLS, ours or a proxy's
}

// Of is the origin for whoever sent a request, without a slash at its end. It believes no header but
// Host: who forwards requests configures Public.
func (o Origin) Of(c *fiber.Ctx) string {
	if o.Public != "" {
		return strings.TrimSuffix(o.Public, "/")
	}
	scheme := "http"
	if o.HTTPS || c.Context().IsTLS() {
		scheme = "https"
	}
	return scheme + "://" + string(c.Request().Host())
}
