package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/bus"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/route"
	"balie/web/wording"
)

// attachRequest gives every request what a page must know of it: language, path, time, house.
func (a *App) attachRequest(c *fiber.Ctx) error {
	language, rest, chosen := a.spoken(c)
	house, words := a.house(language)
	q := page.Request{Words: words, Path: withQuery(c, rest), Now: a.options.Clock().UTC(), Machine: a.options.machine().UTC(), Faster: a.options.ClockSpeed, House: house}
	if chosen {
		q.Prefix = "/" + language
	} else {
		c.Vary(fiber.HeaderAcceptLanguage)
	}
	q.Strip = a.strip(c, rest)
	c.Set(fiber.HeaderContentLanguage, language)
	page.Attach(c, q)
	return c.Next()
}

// withQuery is a path with the query of the request.
func withQuery(c *fiber.Ctx, path string) string {
	if query := string(c.Request().URI().QueryString()); query != "" {
		return path + "?" + query
	}
	return path
}

// house is what every page says of the municipality, and in which words; a page that cannot read it says less.
func (a *App) house(language string) (page.House, lang.Words) {
	h, words := page.House{Name: a.options.Municipality, Theme: a.options.Theme}, lang.In(language)
	_ = a.options.Ledger.View(func(r ledger.Reader) error {
		if own, err := wording.Words(r, language); err == nil {
			words = own
		}
		offices, err := catalogue.Offices(r)
		if len(offices) > 0 {
			h.Hall = offices[0]
		}
		for _, o := range offices {
			h.Demo = h.Demo || o.Demo
		}
		if err == nil {
			h.NoBus, err = bus.None(r)
		}
		return err
	})
	return h, words
}

// sendErrorPage says a refusal as a page, with a way on.
func (a *App) sendErrorPage(c *fiber.Ctx, err error) error {
	q := page.From(c)
	if q.Words.Tag() == "" { // refused before it had one
		language, rest, _ := a.spoken(c)
		q = page.Request{Path: rest}
		q.House, q.Words = a.house(language)
	}
	key := ledger.KeyOf(err)
	what, do := q.Words.Refusal(key, ledger.ArgsOf(err))
	if strings.HasPrefix(q.Path, "/medewerker") {
		return a.sendStaffRefusal(c, q, err)
	}
	if c.Method() != fiber.MethodGet {
		q.Path = "/" // in another language there is nothing to read at a form's address
	}
	ways := []page.Way{{Path: "/", Text: q.T("page.new")}}
	if strings.HasPrefix(key, "appointment.") {
		ways = append(ways, page.Way{Path: "/a", Text: q.T("open.see")})
	}
	return page.Render(c, route.Status(err), page.RefusalPage(q, page.Refusal{What: what, Do: do, Ways: ways}))
}

// sendStaffRefusal says a refusal to a colleague: the way on is to sign in, to prove who one is, or
// back to the beginning.
func (a *App) sendStaffRefusal(c *fiber.Ctx, q page.Request, err error) error {
	if c.Method() != fiber.MethodGet {
		q.Path = "/medewerker"
	}
	what, do := q.Words.Refusal(ledger.KeyOf(err), ledger.ArgsOf(err))
	s, _ := account.Current(c)
	way := page.Way{Path: "/medewerker", Text: q.T("staff.start")}
	switch ledger.KeyOf(err) {
	case account.ErrSignedOut.Key:
		way.Text = q.T("signin.go")
	case account.ErrStale.Key:
		way = page.Way{Path: "/medewerker/bevestigen", Text: q.T("prove.go")}
	}
	return page.Render(c, route.Status(err), account.RefusalPage(q, s, page.Refusal{What: what, Do: do, Ways: []page.Way{way}}))
}
