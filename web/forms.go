package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

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
// A form with a file is let through to the routes that ask for one.
func (a *App) refuseOddForms(r route.Route) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if c.Method() != fiber.MethodPost || len(c.Body()) == 0 {
			return c.Next()
		}
		kind, _, _ := strings.Cut(c.Get(fiber.HeaderContentType), ";")
		switch kind = strings.TrimSpace(kind); {
		case kind == fiber.MIMEMultipartForm && r.Upload > 0:
			return withFile(c)
		case kind != fiber.MIMEApplicationForm || len(c.Body()) > longestBody:
			return ErrForm
		}
		return plainForm(c)
	}
}

// sizeOf is how much of a request is read, by its path: more where a form brings a file.
func (a *App) sizeOf(h *fasthttp.RequestHeader) fasthttp.RequestConfig {
	path, _, _ := strings.Cut(string(h.RequestURI()), "?")
	return fasthttp.RequestConfig{MaxRequestBodySize: a.uploads[path]}
}

// withFile lets a form through that has few fields of plain names and one file.
func withFile(c *fiber.Ctx) error {
	form, err := c.MultipartForm()
	if err != nil || len(form.Value) > mostFields || len(form.File) > 1 {
		return ErrForm
	}
	for name, files := range form.File {
		if !plain([]byte(name)) || len(files) > 1 {
			return ErrForm
		}
	}
	for name := range form.Value {
		if !plain([]byte(name)) {
			return ErrForm
		}
	}
	return c.Next()
}

// plainForm lets a form through whose names are plain.
func plainForm(c *fiber.Ctx) error {
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
