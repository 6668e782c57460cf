package web

import (
	"bytes"
	"context"
	"math/bits"
	"sync"
	"sync/atomic"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// busy is what visitors are answered who come when nothing more can be taken on: a page that is made
// once for each language, so that saying no to thousands costs next to nothing.
type busy struct {
	refused atomic.Uint64
	answers sync.Map // prefix and language → page
}

// sendBusy answers that it is too busy. Storms are logged by their size: at the first, the second,
// the fourth, the eighth refusal, and so on.
func (a *App) sendBusy(c *fiber.Ctx) error {
	if n := a.busy.refused.Add(1); bits.OnesCount64(n) == 1 {
		a.options.Log.Warn("too busy: visitors were told to come back", "requests", n)
	}
	language, _, chosen := a.spoken(c, route.Languages)
	prefix := ""
	if chosen {
		prefix = "/" + language
	}
	made, ok := a.busy.answers.Load(prefix + language)
	if !ok {
		var b bytes.Buffer
		if err := a.busyPage(language, prefix).Render(context.WithoutCancel(c.Context()), &b); err != nil {
			return err
		}
		made = b.Bytes()
		a.busy.answers.Store(prefix+language, made)
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return c.Status(fiber.StatusServiceUnavailable).Send(made.([]byte))
}

func (a *App) busyPage(language, prefix string) templ.Component {
	q := page.Request{Path: "/", Prefix: prefix}
	q.House, q.Words = a.house(func(page.House) string { return language })
	what, do := q.Words.Refusal(ledger.ErrBusy.Key, nil)
	return page.RefusalPage(q, page.Refusal{What: what, Do: do, Ways: []page.Way{{Path: "/", Text: q.T("page.new")}}})
}
