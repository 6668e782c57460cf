package page

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/web/lang"
)

// Request is what a page must know of who asked for it, and of the house.
type Request struct {
	Words  lang.Words
	Prefix string // "/de" when the visitor chose a language, "" when the browser did
	Path   string // without the prefix, with the query
	Now    time.Time
	// Machine is the machine's own time, which limits, cookies and sessions keep to; a demo's town has another.
	Machine time.Time
	Faster  int // how many times as fast as the machine's the town's clock runs; 0 is 1
	House   House
	// Strip is what a demo puts above every page: who, the colleague who is signed in, or "". It is nil
	// everywhere else.
	Strip  func(q Request, who string) templ.Component
	Scheme string // "light" or "dark" where the page is not to follow the browser; for the storybook
}

// House is the municipality as every page names it.
type House struct {
	Name  string           // "Oude IJsselstreek"
	Hall  catalogue.Office // the main office, for the foot of the page; may be empty
	Demo  bool
	NoBus bool // there is no vehicle that comes to residents
	// NoOutings says that colleagues plan none either: the municipality has no bus.
	NoOutings bool
	Notices   []catalogue.Notice // of maintenance, that are shown now
	Pause     *catalogue.Pause   // where no new appointments are taken now
	Legal     catalogue.Legal    // what its statements say of it
	Theme     *Theme             // of the municipality; nil is ours
	// Languages are those in which residents are helped; none is all that we have.
	Languages []string
}

// Tags are the languages that are offered, in the order of ours.
func (h House) Tags() []string {
	if len(h.Languages) == 0 {
		return lang.Tags
	}
	return slices.DeleteFunc(slices.Clone(lang.Tags), func(tag string) bool { return !slices.Contains(h.Languages, tag) })
}

// Zone is the name of the town hall's zone, "Europe/Amsterdam"; "" in a house without an office.
func (h House) Zone() string {
	if zone := h.Hall.Location(); zone != nil {
		return zone.String()
	}
	return ""
}

// requestKey is where a request carries its Request.
const requestKey = "balie page"

// Attach gives a request its Request; package web does so before any handler.
func Attach(c *fiber.Ctx, q Request) { c.Locals(requestKey, q) }

// From returns the request's Request.
func From(c *fiber.Ctx) Request {
	q, _ := c.Locals(requestKey).(Request)
	return q
}

// Href is where a path of ours stands for this visitor: "/de/afspraak" for one who chose German.
func (q Request) Href(path string) templ.SafeURL {
	if q.Prefix != "" && path == "/" {
		return templ.SafeURL(q.Prefix + "/")
	}
	return templ.SafeURL(q.Prefix + path)
}

// InLanguage is this same page in another language; here is where it is found, "" for where the
// request went.
func (q Request) InLanguage(tag, here string) templ.SafeURL {
	if here == "" {
		here = q.Path
	}
	return templ.SafeURL("/" + tag + "/" + strings.TrimPrefix(here, "/"))
}

// T is the text under a key.
func (q Request) T(key string, pairs ...any) string { return q.Words.T(key, pairs...) }

// Render sends a component as a page. A page that was begun is finished, also while the program stops.
func Render(c *fiber.Ctx, status int, component templ.Component) error {
	c.Status(status).Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return component.Render(context.WithoutCancel(c.Context()), c.Response().BodyWriter())
}

// OwnClock reports whether the town's time is another than the machine's, as in a demo.
func (q Request) OwnClock() bool {
	return q.House.Hall.ID != "" && q.Now.Sub(q.Machine).Abs() > time.Minute
}

// Speed is how many times as fast as a browser's own the clock of a page runs.
func (q Request) Speed() string { return strconv.Itoa(max(q.Faster, 1)) }
