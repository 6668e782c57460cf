package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/route"
)

// ErrForm: the request's body is no form of ours.
var ErrForm = route.As(fiber.StatusBadRequest, ledger.Refuse(ledger.Invalid, "request.shape"))

// What our largest form stays well below.
const (
	mostFields  = 256
	longestName = 32
)

// refuseOddForms lets only plain forms through to handlers: pairs of a plain name and a value.
// Nothing in the house reads names like a[999999999], so that no reader can be led to make room for them.
func (a *App) refuseOddForms(c *fiber.Ctx) error {
	if c.Method() != fiber.MethodPost || len(c.Body()) == 0 {
		return c.Next()
	}
	kind, _, _ := strings.Cut(c.Get(fiber.HeaderContentType), ";")
	if strings.TrimSpace(kind) != fiber.MIMEApplicationForm {
		return ErrForm
	}
	fields, odd := 0, false
	for name := range c.Request().PostArgs().All() {
		fields++
		odd = odd || !plain(name)
	}
	if odd || fields > mostFields {
		return ErrForm
	}
	return c.Next()
}

// plain reports whether a field's name is of small letters, digits and "-", "_", ".".
func plain(name []byte) bool {
	if len(name) == 0 || len(name) > longestName {
		return false
	}
	for _, b := range name {
		if (b < 'a' || b > 'z') && (b < '0' || b > '9') && b != '-' && b != '_' && b != '.' {
			return false
		}
	}
	return true
}
