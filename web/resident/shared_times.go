package resident

import (
	"bytes"
	"context"
	"sync"
	"time"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/page"
)

// When a town wants the same thing at once, its residents look at the same page of times. It differs
// only in two values: the key of the visit, and the effort that is asked. So a page is made with marks
// in their place, kept while nothing was committed, a second at most, and each visitor gets a copy
// with values of their own. Who holds a time already sees the page made for them.
const (
	markedKey    = booking.VisitKey("00000000000000000000000000") // is a key, and nobody's: 30^26 are drawn from
	markedEffort = "@moeite@"
	sharedFor    = time.Second
	mostShared   = 512 // pages, twice as many at most
)

// sharedPages are pages that were made a moment ago.
type sharedPages struct {
	mu         sync.Mutex
	young, old map[string]sharedPage
}

type sharedPage struct {
	seq  uint64
	made time.Time
	html []byte
}

// showShared answers with the page of times that everybody who holds nothing sees; done is false for
// who holds a time.
func (p *Pages) showShared(c *fiber.Ctx, q page.Request, wish catalogue.Wish, key booking.VisitKey, ask timesAsk) (done bool, err error) {
	q.Path = string(bytes.ReplaceAll([]byte(q.Path), []byte(key), []byte(markedKey)))
	name := q.Prefix + " " + q.Words.Tag() + " " + q.Scheme + " " + q.Path
	var v timesView
	var kept sharedPage
	var found bool
	err = p.read(func(r ledger.Reader) error {
		if _, err := booking.HoldOf(r, key); ledger.CodeOf(err) != ledger.Gone {
			return err
		}
		done = true
		if kept, found = p.shared.find(name, r.Seq(), q.Now); found {
			return nil
		}
		kept = sharedPage{seq: r.Seq(), made: q.Now}
		v = p.bookingTimes(c, q, wish, markedKey, contact.Details{})
		v.effort, ask.ask.Key = markedEffort, markedKey
		return v.finish(r, q.Words, ask)
	})
	if err != nil || !done {
		return false, err
	}
	if !found {
		var b bytes.Buffer
		if err := timesPage(q, v).Render(context.WithoutCancel(c.Context()), &b); err != nil {
			return false, err
		}
		kept.html = b.Bytes()
		p.shared.keep(name, kept)
	}
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	own := bytes.ReplaceAll(kept.html, []byte(markedKey), []byte(key))
	return true, c.Status(fiber.StatusOK).Send(bytes.ReplaceAll(own, []byte(markedEffort), []byte(templ.EscapeString(p.Effort.Ask(c, string(key))))))
}

func (s *sharedPages) find(name string, seq uint64, now time.Time) (sharedPage, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept, ok := s.young[name]
	if !ok {
		kept, ok = s.old[name]
	}
	return kept, ok && kept.seq == seq && !now.Before(kept.made) && now.Sub(kept.made) < sharedFor
}

// keep writes a page among the young; when those are too many they become the old.
func (s *sharedPages) keep(name string, kept sharedPage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.young == nil || len(s.young) >= mostShared {
		s.young, s.old = map[string]sharedPage{}, s.young
	}
	s.young[name] = kept
}
