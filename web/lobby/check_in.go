package lobby

import (
	"cmp"
	"errors"
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/web/lang"
	"balie/web/page"
	"balie/web/wording"
)

// checkInView is what every page of a check-in kiosk knows.
type checkInView struct {
	request
	further string // the further language that was chosen, "" for one of ours
	spoken  []lang.Language
	rtl     bool
	title   string
	back    string // a path; "" on the first page
	seq     uint64
	help    kiosk.Help
	rest    bool // it shows something of a visitor, and is left soon
}

// How long a page waits for somebody who does nothing, in seconds; a page that shows
// something of a visitor waits less.
const (
	idleSeconds = 45
	restSeconds = 25
)

// check-in kiosk begins a page of a check-in kiosk.
func (p *Pages) checkIn(c *fiber.Ctx) (v checkInView, err error) {
	c.Set("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=(), usb=()")
	if v.request, err = p.at(c); err != nil {
		return v, err
	}
	tag := c.Query("taal")
	if c.Method() == fiber.MethodPost {
		tag = c.FormValue("taal")
	}
	err = p.Ledger.View(func(r ledger.Reader) (err error) {
		v.seq = r.Seq()
		m, err := catalogue.MunicipalityOf(r)
		if err != nil {
			return err
		}
		v.spoken = lang.Further(m.Named.Further)
		if l, words, ok := lang.InFurther(m.Named.Further, strings.Clone(tag)); ok {
			v.further, v.rtl, v.q.Words = l.Tag, l.RTL, words
		}
		if v.further != "" {
			if v.q.Words, err = wording.Further(r, v.q.Words); err != nil {
				return err
			}
		}
		v.help, err = kiosk.HelpAt(r, v.device.ID)
		return err
	})
	return v, err
}

// href is where a path of the check-in kiosk stands for this visitor.
func (v checkInView) href(path string, pairs ...string) templ.SafeURL {
	query := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			query.Set(pairs[i], pairs[i+1])
		}
	}
	if v.further != "" {
		query.Set("taal", v.further)
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return v.q.Href(path)
}

// begin is where the next visitor begins: in Dutch.
const begin = "/nl/zuil"

func (v checkInView) clock() string { return v.q.Words.Instant(v.q.Now, v.office.Location()) }

func (v checkInView) idle() int {
	if v.rest {
		return restSeconds
	}
	return idleSeconds
}

// languageView is one language to choose, and where this page stands in it.
type languageView struct {
	tag, name string
	path      templ.SafeURL
	here      bool
}

func (v checkInView) languages() (all []languageView) {
	path, _, _ := strings.Cut(v.q.Path, "?")
	if v.c.Method() == fiber.MethodPost {
		path = "/zuil"
	}
	for _, tag := range v.q.House.Tags() {
		all = append(all, languageView{tag, lang.In(tag).T("page.language.name"), v.q.InLanguage(tag, path+v.kept()), v.further == "" && tag == v.q.Words.Tag()})
	}
	for _, l := range v.spoken {
		at := path + v.kept()
		if strings.Contains(at, "?") {
			at += "&taal=" + l.Tag
		} else {
			at += "?taal=" + l.Tag
		}
		all = append(all, languageView{l.Tag, l.Name, v.q.Href(at), v.further == l.Tag})
	}
	return all
}

// kept is the query of this page without the language.
func (v checkInView) kept() string {
	if v.c.Method() == fiber.MethodPost {
		return ""
	}
	query, err := url.ParseQuery(string(v.c.Request().URI().QueryString()))
	if err != nil {
		return ""
	}
	query.Del("taal")
	if len(query) == 0 {
		return ""
	}
	return "?" + query.Encode()
}

// ShowWelcome answers GET /zuil: one question, and three answers.
func (p *Pages) ShowWelcome(c *fiber.Ctx) error {
	v, err := p.checkIn(c)
	if errors.Is(err, catalogue.ErrNoStop) {
		return page.Render(c, fiber.StatusOK, nowherePage(page.From(c)))
	}
	if err != nil {
		return err
	}
	v.title = v.q.T("pillar.welcome")
	return page.Render(c, fiber.StatusOK, welcomePage(v))
}

// ShowCode answers GET /zuil/code: a keyboard for the spoken code.
func (p *Pages) ShowCode(c *fiber.Ctx) error {
	v, err := p.checkIn(c)
	if err != nil {
		return err
	}
	v.title, v.back = v.q.T("pillar.code"), "/zuil"
	return page.Render(c, fiber.StatusOK, codePage(v))
}

// offered are the products that a check-in kiosk offers: what one comes for, what the office can do, and nothing
// that others should not see; what is chosen most first, and what is collected apart.
func offered(r ledger.Reader, o catalogue.Office) (all []catalogue.Product, collect catalogue.Product, err error) {
	every, err := catalogue.Products(r)
	next := map[catalogue.ProductID]bool{}
	for _, p := range every {
		next[p.Next] = p.Next != ""
	}
	for _, p := range every {
		can := slices.ContainsFunc(o.Desks, func(d catalogue.Desk) bool { return slices.Contains(d.Skills, p.Skill) })
		switch {
		case !can || p.Discreet || p.Route != catalogue.AtCounter:
		case next[p.ID]:
			collect = p
		default:
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b catalogue.Product) int { return a.Rank() - b.Rank() })
	return all, collect, err
}

// reader is where the check-in kiosk reads codes, as its words are named.
func (v checkInView) reader() string { return cmp.Or(string(v.device.Reader), "under") }

// arrow points to the reader; "" where there is none to point at.
func (v checkInView) arrow() string {
	return map[string]string{"under": "arrow-down", "right": "arrow-right", "left": "arrow-left", "camera": "arrow-up"}[v.reader()]
}
