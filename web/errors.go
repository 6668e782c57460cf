package web

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/account"
)

// statuses is the one table from what kind of refusal an error is to what HTTP calls it.
var statuses = map[ledger.Code]int{
	ledger.Invalid:        fiber.StatusUnprocessableEntity,
	ledger.NotFound:       fiber.StatusNotFound,
	ledger.Conflict:       fiber.StatusConflict,
	ledger.Forbidden:      fiber.StatusForbidden,
	ledger.Gone:           fiber.StatusGone,
	ledger.Busy:           fiber.StatusServiceUnavailable,
	ledger.UnknownOutcome: fiber.StatusServiceUnavailable,
	ledger.Internal:       fiber.StatusInternalServerError,
}

// What fiber and this package refuse before a handler sees the request.
var (
	ErrNoPage   = ledger.Refuse(ledger.NotFound, "page.unknown")
	ErrMethod   = ledger.Refuse(ledger.Invalid, "request.method")
	ErrTooLarge = ledger.Refuse(ledger.Invalid, "request.large")
)

// closer are statuses that HTTP has a closer word for than the kind of refusal.
var closer = map[string]int{
	ErrLimit.Key:    fiber.StatusTooManyRequests,
	ErrForm.Key:     fiber.StatusBadRequest,
	ErrMethod.Key:   fiber.StatusMethodNotAllowed,
	ErrTooLarge.Key: fiber.StatusRequestEntityTooLarge,

	account.ErrSignedOut.Key: fiber.StatusUnauthorized,
	account.ErrAttempts.Key:  fiber.StatusTooManyRequests,
}

// Status returns the HTTP status of an error.
func Status(err error) int {
	if status, ok := closer[ledger.KeyOf(err)]; ok {
		return status
	}
	return statuses[ledger.CodeOf(err)]
}

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
// people, as problem+json for machines. The cause of an error of ours goes to the log only.
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
	if Status(err) == fiber.StatusServiceUnavailable {
		c.Set(fiber.HeaderRetryAfter, "5")
	}
	busy := errors.Is(err, ledger.ErrBusy)
	if Status(err) >= fiber.StatusInternalServerError && !busy {
		a.options.Log.Error("failed", "key", ledger.KeyOf(err), "err", cause(err))
	}
	if wantsJSON(c) {
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
	status := Status(err)
	body, failed := json.Marshal(problem{"about:blank", string(ledger.CodeOf(err)), status, ledger.KeyOf(err)})
	if failed != nil {
		return failed
	}
	c.Set(fiber.HeaderContentType, "application/problem+json")
	return c.Status(status).Send(body)
}
