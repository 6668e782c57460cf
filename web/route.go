package web

import (
	"fmt"
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/kiosk"
	"balie/web/account"
	"balie/web/live"
	"balie/web/lobby"
)

// Access says who may use a route. There is no zero value: a route without one is refused at start.
type Access string

// The accesses.
const (
	Public Access = "public" // everybody
	Self   Access = "self"   // whoever opened this appointment; the handler asks others for the code
	Staff  Access = "staff"  // a colleague who is signed in and has one of the route's Roles
	Device Access = "device" // a screen in the hall that was paired as one of the route's Screens
)

// Route is one line of the table of routes.
type Route struct {
	Method  string
	Path    string
	Site    Site
	Access  Access
	Roles   []account.Role // who of Staff: all of account.Roles for everybody
	Screens []kiosk.Role   // which of Device
	Limit   Limit
	Handler fiber.Handler
	// Bare routes have no words, so they do not stand under a language.
	Bare bool
	// Early routes are also for a colleague who has yet to set up the second step.
	Early bool
	// Fresh routes ask for a passphrase or code that was shown in the last quarter of an hour.
	Fresh bool
	// Live routes stream, or are asked again and again by a page: they keep no session alive.
	Live bool
}

// Languages are the prefixes under which every page also stands: "/de/afspraak".
var Languages = []string{"nl", "en", "de"}

// need is what a route asks of a colleague.
func (r Route) need() account.Need {
	return account.Need{Roles: r.Roles, Early: r.Early, Fresh: r.Fresh, Passive: r.Live}
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
				a.fiber.Add(fiber.MethodHead, path, a.handlers(r)...)
			}
			a.fiber.Add(r.Method, path, a.handlers(r)...)
		}
	}
}

// handlers are what a request to a route passes, in order.
func (a *App) handlers(r Route) []fiber.Handler {
	all := []fiber.Handler{a.enter(r)}
	if r.Access == Staff {
		all = append(all, a.accounts.Guard(r.need()), a.limitColleague(r))
	}
	if r.Access == Device {
		all = append(all, a.screens.Guard(r.Screens...), a.limitScreen(r))
	}
	if r.Live {
		all = append(all, a.follow(r))
	}
	return append(all, r.Handler)
}

// check refuses a route that does not say who may use it, where, or how often.
func (r Route) check(limits Limits) error {
	_, limited := limits[r.Limit]
	switch {
	case r.Access != Public && r.Access != Self && r.Access != Staff && r.Access != Device:
		return fmt.Errorf("%s %s does not say who may use it", r.Method, r.Path)
	case (r.Access == Staff) != (len(r.Roles) > 0):
		return fmt.Errorf("%s %s does not say which colleagues may use it", r.Method, r.Path)
	case (r.Access == Device) != (len(r.Screens) > 0):
		return fmt.Errorf("%s %s does not say which screens may use it", r.Method, r.Path)
	case r.Access == Device && r.Site != LobbySite:
		return fmt.Errorf("%s %s is for screens and stands elsewhere", r.Method, r.Path)
	case !slices.Contains(Sites, r.Site):
		return fmt.Errorf("%s %s does not say on which site it answers", r.Method, r.Path)
	case r.Access == Staff && r.Site != StaffSite && r.Site != LobbySite:
		return fmt.Errorf("%s %s is for colleagues and stands in public", r.Method, r.Path)
	case r.Limit != Free && !limited:
		return fmt.Errorf("%s %s does not say how often", r.Method, r.Path)
	case r.Method != fiber.MethodGet && r.Method != fiber.MethodPost:
		return fmt.Errorf("%s %s: pages are read with GET and changed with POST", r.Method, r.Path)
	case r.Handler == nil:
		return fmt.Errorf("%s %s has no handler", r.Method, r.Path)
	}
	return nil
}

// enter is what every request to a route passes first: whether it is there on this site, its pattern
// for the log, its limit, and no copy of what belongs to one person.
func (a *App) enter(r Route) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if !a.answers(c, r.Site) {
			return a.elsewhere(c, r)
		}
		c.Locals(patternKey, r.Path)
		if r.Access != Public || r.Method == fiber.MethodPost { // the answer to a form can repeat what was typed
			c.Set(fiber.HeaderCacheControl, "no-store")
		}
		if r.Access != Staff && r.Access != Device {
			if err := a.limiter.take(r.Limit, a.visitor(c)); err != nil {
				return err
			}
		}
		return c.Next()
	}
}

// limitColleague counts by the colleague and not by the address, which a whole town hall shares.
func (a *App) limitColleague(r Route) fiber.Handler {
	return func(c *fiber.Ctx) error {
		s, _ := account.Current(c)
		if err := a.limiter.take(r.Limit, "colleague "+string(s.User)); err != nil {
			return err
		}
		return c.Next()
	}
}

// limitScreen counts by the screen: it shares its address with a whole town hall.
func (a *App) limitScreen(r Route) fiber.Handler {
	return func(c *fiber.Ctx) error {
		d, _ := lobby.Current(c)
		if err := a.limiter.take(r.Limit, "screen "+string(d.ID)); err != nil {
			return err
		}
		return c.Next()
	}
}

// follow tells a stream who its visitor is, and how to ask whether they still may follow.
func (a *App) follow(r Route) fiber.Handler {
	return func(c *fiber.Ctx) error {
		visit := live.Visit{Visitor: a.visitor(c)}
		if r.Access == Staff {
			visit.Allowed = a.accounts.Watch(c, r.need())
		}
		if r.Access == Device {
			visit.Allowed = a.screens.Watch(c, r.Screens...)
		}
		live.Attach(c, visit)
		return c.Next()
	}
}
