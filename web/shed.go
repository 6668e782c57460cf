package web

import (
	"bytes"
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/lang"
	"balie/web/page"
)

// When more is asked than can be done, pages wait for a processor before they begin, and everybody
// waits for everybody. So a share of the pages is refused at once, with a page that is made already:
// more of them while work waits long, fewer when it does not. Only looking is refused like this;
// changes are bounded by the ledger's queue, where what was begun goes before what begins.
const (
	lagLook    = 10 * time.Millisecond // between two looks
	lagLong    = 30 * time.Millisecond // a wait that is too long
	shedMore   = 50                    // thousandths, each look at which work waits too long
	shedFewer  = 10                    // each look at which it does not
	shedAtMost = 950                   // some always get through
	shedReport = 10 * time.Second
)

// shed is which share of pages is refused now, and what they are answered.
type shed struct {
	share   atomic.Int64 // in thousandths
	count   atomic.Int64 // of pages since start
	refused atomic.Int64 // since the last report
	answers sync.Map     // prefix and language → page
}

// WatchLoad looks how long work waits for a processor, until ctx ends.
func (a *App) WatchLoad(ctx context.Context) {
	timer := time.NewTicker(lagLook)
	defer timer.Stop()
	last := a.options.Clock()
	for reported := last; ; {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		now := a.options.Clock()
		a.shed.note(now.Sub(last) - lagLook)
		if last = now; now.Sub(reported) > shedReport {
			reported = now
			if n := a.shed.refused.Swap(0); n > 0 {
				a.options.Log.Warn("too busy: visitors were told to come back", "requests", n)
			}
		}
	}
}

// note learns how long work waited.
func (s *shed) note(lag time.Duration) {
	if lag > lagLong {
		s.share.Store(min(s.share.Load()+shedMore, shedAtMost))
		return
	}
	s.share.Store(max(s.share.Load()-shedFewer, 0))
}

// refuses reports whether the next page is among the share that is refused.
func (s *shed) refuses() bool {
	share := s.share.Load()
	if share == 0 {
		return false
	}
	n := s.count.Add(1)
	return n*share/1000 != (n-1)*share/1000
}

// sendBusy answers that it is too busy, with a page that is made once for each language.
func (a *App) sendBusy(c *fiber.Ctx) error {
	a.shed.refused.Add(1)
	language, _, chosen := spoken(c)
	prefix := ""
	if chosen {
		prefix = "/" + language
	}
	made, ok := a.shed.answers.Load(prefix + language)
	if !ok {
		var b bytes.Buffer
		if err := a.busyPage(language, prefix).Render(c.Context(), &b); err != nil {
			return err
		}
		made = b.Bytes()
		a.shed.answers.Store(prefix+language, made)
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return c.Status(fiber.StatusServiceUnavailable).Send(made.([]byte))
}

func (a *App) busyPage(language, prefix string) templ.Component {
	q := page.Request{Words: lang.In(language), Path: "/", Prefix: prefix, House: a.house()}
	what, do := q.Words.Refusal(ledger.ErrBusy.Key, nil)
	return page.RefusalPage(q, page.Refusal{What: what, Do: do, Ways: []page.Way{{Path: "/", Text: q.T("page.new")}}})
}
