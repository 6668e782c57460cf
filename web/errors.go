package web

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/route"
)

// What fiber and this package refuse before a handler sees the request.
var (
	ErrNoPage   = ledger.Refuse(ledger.NotFound, "page.unknown")
	ErrMethod   = route.As(fiber.StatusMethodNotAllowed, ledger.Refuse(ledger.Invalid, "request.method"))
	ErrTooLarge = route.As(fiber.StatusRequestEntityTooLarge, ledger.Refuse(ledger.Invalid, "request.large"))
)

// refusal names what fiber refused; our own errors pass unchanged.
func refusal(err error) error {
	var e *fiber.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case fiber.StatusNotFound:
		return ErrNoPage
	case fiber.StatusMethodNotAllowed:
		return ErrMethod
	case fiber.StatusRequestEntityTooLarge, fiber.StatusRequestHeaderFieldsTooLarge, fiber.StatusRequestURITooLong:
		return ErrTooLarge
	case fiber.StatusInternalServerError:
		return err
	}
	return ErrForm
}

// answerError answers every error that a handler, a middleware or fiber returns: as a page for
// people, to programs in the words of their contract, or as problem+json. The cause of an error of ours goes to the log only.
func (a *App) answerError(c *fiber.Ctx, err error) (failed error) {
	defer func() {
		if recover() != nil { // not even the error page may end the process
			failed = c.Status(fiber.StatusInternalServerError).SendString("500\n")
		}
	}()
	err = refusal(err)
	a.secure(c)
	c.Set(fiber.HeaderCacheControl, "no-store")
	if seconds, ok := ledger.ArgsOf(err)["seconds"].(int); ok {
		c.Set(fiber.HeaderRetryAfter, strconv.Itoa(seconds))
	}
	if route.Status(err) == fiber.StatusServiceUnavailable {
		c.Set(fiber.HeaderRetryAfter, "5")
	}
	busy := errors.Is(err, ledger.ErrBusy)
	if route.Status(err) >= fiber.StatusInternalServerError && !busy {
		a.options.Log.Error("failed", "key", ledger.KeyOf(err), "err", cause(err))
	}
	if r := routeOf(c); r.Refuse != nil {
		return r.Refuse(c, route.Status(err), err)
	}
	if wantsJSON(c) || routeOf(c).IsMachine() {
		return sendProblem(c, err)
	}
	if busy {
		return a.sendBusy(c)
	}
	return a.sendErrorPage(c, err)
}

// cause is what the log says of an error: of a refusal its code, key and cause, which hold ids at
// most; of any other error its text.
func cause(err error) string {
	var e *ledger.Error
	if errors.As(err, &e) {
		return e.Error()
	}
	return err.Error()
}

func wantsJSON(c *fiber.Ctx) bool {
	accept := c.Get(fiber.HeaderAccept)
	return strings.HasPrefix(accept, fiber.MIMEApplicationJSON) || strings.HasPrefix(accept, "application/problem+json")
}

// problem is RFC 9457's answer for machines. Its reason is the key under which pages have words.
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Reason string `json:"reason"`
}

func sendProblem(c *fiber.Ctx, err error) error {
	status := route.Status(err)
	body, failed := json.Marshal(problem{"about:blank", string(ledger.CodeOf(err)), status, ledger.KeyOf(err)})
	if failed != nil {
		return failed
	}
	c.Set(fiber.HeaderContentType, "application/problem+json")
	return c.Status(status).Send(body)
}
