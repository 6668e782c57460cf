package web

import (
	"cmp"
	"slices"
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
	var language, rest string
	var chosen bool
	house, words := a.house(func(h page.House) string {
		language, rest, chosen = a.spoken(c, h.Tags())
		return language
	})
	q := page.Request{Words: words, Path: withQuery(c, rest), Now: a.options.Clock().UTC(), Machine: a.options.machine().UTC(), Faster: a.options.pace(), House: house}
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

// pace is how many times as fast as the machine's the clock runs now.
func (o Options) pace() int {
	if o.Pace != nil {
		return o.Pace()
	}
	return o.ClockSpeed
}

// withQuery is a path with the query of the request.
func withQuery(c *fiber.Ctx, path string) string {
	if query := string(c.Request().URI().QueryString()); query != "" {
		return path + "?" + query
	}
	return path
}

// housed is what every page says of the municipality, as it stood after a commit in a minute of the clock.
type housed struct {
	seq    uint64
	minute int64
	house  page.House
	own    *catalogue.Municipality
	words  map[string]lang.Words
}

// house is what every page says of the municipality, and in which words: speak chooses a language among those that it
// offers. A page that cannot read it says less.
func (a *App) house(speak func(page.House) string) (h page.House, words lang.Words) {
	h = page.House{Theme: a.options.Theme}
	_ = a.options.Ledger.View(func(r ledger.Reader) error {
		kept := a.housed.Load()
		if kept == nil || kept.seq != r.Seq() || kept.minute != r.Now().Unix()/60 {
			one := a.readHouse(r)
			kept = &one
			a.housed.Store(kept)
		}
		h = kept.house
		if kept.own != nil {
			h.Maintain(kept.own, r.Now())
		}
		words = kept.words[speak(h)]
		return nil
	})
	if h.Name = cmp.Or(h.Name, a.options.Municipality, program); words.Tag() == "" {
		words = lang.In(speak(h))
	}
	return h, words
}

// readHouse reads as much of it as can be read.
func (a *App) readHouse(r ledger.Reader) housed {
	k := housed{seq: r.Seq(), minute: r.Now().Unix() / 60, house: page.House{Theme: a.options.Theme}, words: map[string]lang.Words{}}
	h := &k.house
	if m, err := catalogue.MunicipalityOf(r); err == nil {
		k.own, h.Name, h.Languages = m, m.Named.Name, m.Named.Languages
		if m.Legal != nil {
			h.Legal = *m.Legal
		}
	}
	if residents, colleagues, err := bussing(r); err == nil {
		h.NoBus, h.NoOutings = !residents, !colleagues
	}
	if own, err := page.ThemeOf(r, h.Theme); err == nil {
		h.Theme = own
	}
	for _, tag := range lang.Tags {
		if own, err := wording.Words(r, tag, !h.NoOutings); err == nil {
			k.words[tag] = own
		}
	}
	offices, _ := catalogue.Offices(r)
	h.Hall, _ = catalogue.MainOffice(r)
	h.Demo = slices.ContainsFunc(offices, func(o catalogue.Office) bool { return o.Demo })
	return k
}

// program is what a page names where the municipality has no name yet.
const program = "Balie"

// bussing reports whether there is a bus for residents, and whether colleagues plan one.
func bussing(r ledger.Reader) (residents, colleagues bool, err error) {
	m, err := catalogue.MunicipalityOf(r)
	if err != nil {
		return false, false, err
	}
	none, err := bus.None(r)
	residents, colleagues = m.Bussing(!none)
	return residents, colleagues, err
}

// outings are rights that nobody has in a house without a bus.
var outings = []route.Right{route.SeeOutings, route.RunOutings, route.PlanOutings, route.WorkOnRoad}

// withoutBus are the rights that nobody has as the house stands.
func withoutBus(r ledger.Reader) ([]route.Right, error) {
	_, colleagues, err := bussing(r)
	if err != nil || colleagues {
		return nil, err
	}
	return outings, nil
}

// refuseWithoutBus says of the pages about a bus that they are not there, in a house without one.
func (a *App) refuseWithoutBus(r route.Route) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if page.From(c).House.NoOutings && (r.Bus || slices.Contains(outings, r.Right)) {
			return ErrNoPage
		}
		return c.Next()
	}
}

// sendErrorPage says a refusal as a page, with a way on.
func (a *App) sendErrorPage(c *fiber.Ctx, err error) error {
	q := page.From(c)
	if q.Words.Tag() == "" { // refused before it had one
		q.House, q.Words = a.house(func(h page.House) (language string) {
			language, q.Path, _ = a.spoken(c, h.Tags())
			return language
		})
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
