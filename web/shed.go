package web

import (
	"sync"
	"sync/atomic"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
)

// mostReading is how many pages may be in the making at once. Making one waits for nothing, so that
// many wait for a processor: some tenths of a second. Whoever comes then is told at once to come
// back, which costs next to nothing, instead of waiting with all the others.
const mostReading = 256

// shed counts the pages in the making, and keeps the answer to who comes too many.
type shed struct {
	reading atomic.Int64
	answers sync.Map // language and prefix → the page
}

// shedLoad refuses a page when too many are in the making. Changes are bounded by the ledger's own
// queue; they are the last to be refused.
func (a *App) shedLoad(c *fiber.Ctx) error {
	if c.Method() != fiber.MethodGet {
		return c.Next()
	}
	defer a.shed.reading.Add(-1)
	if a.shed.reading.Add(1) <= mostReading {
		return c.Next()
	}
	return a.sendBusy(c)
}

// sendBusy answers with a page that is made once for each language.
func (a *App) sendBusy(c *fiber.Ctx) error {
	language, _, _ := spoken(c)
	if wantsJSON(c) {
		return ledger.ErrBusy
	}
	body, made := a.shed.answers.Load(language)
	if !made {
		if err := a.answerError(c, ledger.ErrBusy); err != nil {
			return err
		}
		a.shed.answers.Store(language, append([]byte(nil), c.Response().Body()...))
		return nil
	}
	a.secure(c)
	c.Set(fiber.HeaderCacheControl, "no-store")
	c.Set(fiber.HeaderRetryAfter, "5")
	c.Set(fiber.HeaderContentLanguage, language)
	c.Type("html", "utf-8")
	return c.Status(fiber.StatusServiceUnavailable).Send(body.([]byte))
}
