package web

import (
	"fmt"

	"github.com/gofiber/fiber/v2"

	"balie/web/page"
	"balie/web/resident"
)

// Access says who may use a route. There is no zero value: a route without one is refused at start.
type Access string

// The accesses.
const (
	Public Access = "public" // everybody
	Self   Access = "self"   // whoever opened this appointment; the handler asks others for the code
)

// Route is one line of the table of routes.
type Route struct {
	Method  string
	Path    string
	Access  Access
	Limit   Limit
	Handler fiber.Handler
	// Bare routes have no words, so they do not stand under a language.
	Bare bool
}

// Languages are the prefixes under which every page also stands: "/de/afspraak".
var Languages = []string{"nl", "en", "de"}

// table is every route of the house, but for the demo's postRoutes. What stands in neither does not exist.
func (a *App) table() []Route {
	p := &resident.Pages{Ledger: a.options.Ledger, Vault: a.options.Vault, Secure: a.options.HTTPS, Mail: a.options.Mail}
	p.PublicURL, p.Slow = a.options.PublicURL, a.slow
	return []Route{
		{Method: "GET", Path: "/", Access: Public, Limit: Look, Handler: p.ShowHome},
		{Method: "GET", Path: "/privacy", Access: Public, Limit: Look, Handler: p.ShowPrivacy},
		{Method: "GET", Path: "/toegankelijkheid", Access: Public, Limit: Look, Handler: p.ShowAccess},
		{Method: "GET", Path: "/klacht", Access: Public, Limit: Look, Handler: p.ShowComplaint},
		{Method: "GET", Path: "/knop", Access: Public, Limit: Look, Handler: p.ShowEmbed},
		{Method: "POST", Path: "/wissen", Access: Public, Limit: Change, Handler: p.Clear},
		{Method: "GET", Path: "/afspraak", Access: Public, Limit: Look, Handler: p.ShowProduct},
		{Method: "GET", Path: "/afspraak/tijd", Access: Public, Limit: Look, Handler: p.ShowTimes},
		{Method: "POST", Path: "/afspraak/tijd", Access: Public, Limit: Change, Handler: p.TakeTime},
		{Method: "GET", Path: "/afspraak/gegevens", Access: Public, Limit: Look, Handler: p.ShowDetails},
		{Method: "POST", Path: "/afspraak/gegevens", Access: Public, Limit: Change, Handler: p.CheckDetails},
		{Method: "POST", Path: "/afspraak/maken", Access: Public, Limit: Change, Handler: p.Book},
		{Method: "POST", Path: "/afspraak/langer", Access: Public, Limit: Change, Handler: p.Extend},
		{Method: "POST", Path: "/afspraak/stoppen", Access: Public, Limit: Change, Handler: p.Stop},
		{Method: "GET", Path: "/a", Access: Public, Limit: Look, Handler: p.ShowOpen},
		{Method: "GET", Path: "/a/openen", Access: Public, Limit: Look, Handler: p.ShowOpen},
		{Method: "POST", Path: "/a/openen", Access: Public, Limit: Guess, Handler: p.Open},
		{Method: "GET", Path: "/a/kwijt", Access: Public, Limit: Look, Handler: p.ShowLost},
		{Method: "POST", Path: "/a/kwijt", Access: Public, Limit: Guess, Handler: p.Lost},
		{Method: "GET", Path: "/a/:id", Access: Self, Limit: Look, Handler: p.Own(p.ShowAppointment)},
		{Method: "POST", Path: "/a/:id/openen", Access: Self, Limit: Guess, Handler: p.OpenThis},
		{Method: "GET", Path: "/a/:id/verzetten", Access: Self, Limit: Look, Handler: p.Own(p.ShowMove)},
		{Method: "POST", Path: "/a/:id/verzetten", Access: Self, Limit: Change, Handler: p.Own(p.Move)},
		{Method: "GET", Path: "/a/:id/afzeggen", Access: Self, Limit: Look, Handler: p.Own(p.ShowCancel)},
		{Method: "POST", Path: "/a/:id/afzeggen", Access: Self, Limit: Change, Handler: p.Own(p.Cancel)},
		{Method: "GET", Path: "/a/:id/bevestiging.pdf", Access: Self, Limit: Look, Handler: p.Own(p.Print)},
		{Method: "GET", Path: "/a/:id/afspraak.ics", Access: Self, Limit: Look, Handler: p.Own(p.Calendar)},
		{Method: "GET", Path: "/a/:id/kaart", Access: Self, Limit: Look, Handler: p.Own(p.ShowCard)},
		{Method: "GET", Path: "/a/:id/kaart.pdf", Access: Self, Limit: Look, Handler: p.Own(p.PrintCard)},
		{Method: "GET", Path: "/a/:id/bereiken", Access: Self, Limit: Look, Handler: p.Own(p.ShowReach)},
		{Method: "POST", Path: "/a/:id/bereiken", Access: Self, Limit: Change, Handler: p.Own(p.Reach)},
		{Method: "POST", Path: "/a/:id/meenemen", Access: Self, Limit: Change, Handler: p.Own(p.TickOff)},
		{Method: "POST", Path: "/a/:id/sluiten", Access: Self, Limit: Change, Handler: p.Leave},
		{Method: "GET", Path: "/assets/:name", Access: Public, Limit: Free, Handler: page.ServeAsset, Bare: true},
		{Method: "GET", Path: "/.well-known/security.txt", Access: Public, Limit: Look, Handler: a.securityText, Bare: true},
		{Method: "GET", Path: "/healthz", Access: Public, Limit: Free, Handler: a.healthy, Bare: true},
		{Method: "GET", Path: "/readyz", Access: Public, Limit: Free, Handler: a.ready, Bare: true},
	}
}

// paths are where a route stands: plain, and under each language unless it is bare.
func (r Route) paths() []string {
	all := []string{r.Path}
	if r.Bare {
		return all
	}
	for _, l := range Languages {
		all = append(all, "/"+l+r.Path)
	}
	return all
}

// register hands the table to fiber. Every GET also answers HEAD.
func (a *App) register() {
	for _, r := range a.routes {
		if err := r.check(a.options.Limits); err != nil {
			panic(err)
		}
		for _, path := range r.paths() {
			if r.Method == fiber.MethodGet {
				a.fiber.Add(fiber.MethodHead, path, a.enter(r), r.Handler)
			}
			a.fiber.Add(r.Method, path, a.enter(r), r.Handler)
		}
	}
}

// check refuses a route that does not say who may use it, or how often.
func (r Route) check(limits Limits) error {
	_, limited := limits[r.Limit]
	switch {
	case r.Access != Public && r.Access != Self:
		return fmt.Errorf("%s %s does not say who may use it", r.Method, r.Path)
	case r.Limit != Free && !limited:
		return fmt.Errorf("%s %s does not say how often", r.Method, r.Path)
	case r.Method != fiber.MethodGet && r.Method != fiber.MethodPost:
		return fmt.Errorf("%s %s: pages are read with GET and changed with POST", r.Method, r.Path)
	case r.Handler == nil:
		return fmt.Errorf("%s %s has no handler", r.Method, r.Path)
	}
	return nil
}

// enter is what every request to a route passes first: its pattern for the log, its limit, and
// no copy of what belongs to one person.
func (a *App) enter(r Route) fiber.Handler {
	return func(c *fiber.Ctx) error {
		c.Locals(patternKey, r.Path)
		if r.Access == Self || r.Method == fiber.MethodPost { // the answer to a form can repeat what was typed
			c.Set(fiber.HeaderCacheControl, "no-store")
		}
		if err := a.limiter.take(r.Limit, a.visitor(c)); err != nil {
			return err
		}
		return c.Next()
	}
}
