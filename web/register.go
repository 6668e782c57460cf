package web

import (
	"cmp"
	"errors"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/live"
	"balie/web/lobby"
	"balie/web/route"
	"slices"

	"github.com/gofiber/fiber/v2"
)

// need is what a route asks of a colleague.
func need(r route.Route) account.Need {
	return account.Need{Right: r.Right, At: r.At, Early: r.Early, Fresh: r.Fresh, Passive: r.Live, Locked: r.Locked}
}

// Add hands more routes to fiber, before the App serves. Every GET also answers HEAD. It panics on a table
// that says too little: nobody finds out who may use what when it is too late.
func (a *App) Add(routes ...route.Route) {
	all := slices.Concat(a.routes, routes)
	if err := check(all, a.options.Limits); err != nil {
		panic(err)
	}
	a.routes = all
	for _, r := range routes {
		for _, path := range r.Paths() {
			if r.Method == fiber.MethodGet {
				a.fiber.Add(fiber.MethodHead, path, a.handlers(r)...)
			}
			a.fiber.Add(r.Method, path, a.handlers(r)...)
			if r.Upload > 0 {
				a.uploads[path] = r.Upload
			}
		}
	}
}

// handlers are what a request to a route passes, in order.
func (a *App) handlers(r route.Route) []fiber.Handler {
	all := []fiber.Handler{a.enter(r), a.refuseWithoutBus(r)}
	if !r.IsMachine() {
		all = []fiber.Handler{a.refuseForeign, a.refuseOddForms(r), a.enter(r), a.refuseWithoutBus(r)}
	}
	if r.First != nil {
		all = append(all, r.First)
	}
	if r.Access == route.Staff {
		all = append(all, a.accounts.Guard(need(r)), a.limitColleague(r))
	}
	if r.Access == route.Device {
		all = append(all, a.screens.Guard(r.Right), a.limitScreen(r))
	}
	if r.Access == route.Key {
		all = append(all, a.openKey(r))
	}
	if r.Live {
		all = append(all, a.follow(r))
	}
	return append(all, r.Handler)
}

// enter is what every request to a route passes first: whether it is there on this site, its pattern
// for the log, its limit, and no copy of what belongs to one person.
func (a *App) enter(r route.Route) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if !a.answers(c, r.Site) {
			return a.elsewhere(c, r)
		}
		c.Locals(routeKey, r)
		c.Locals(ledger.DoorKey, r.Door)
		if r.Access != route.Public || r.Method == fiber.MethodPost { // the answer to a form can repeat what was typed
			c.Set(fiber.HeaderCacheControl, "no-store")
		}
		if r.Access != route.Staff && r.Access != route.Device && r.Access != route.Key {
			if err := a.limiter.take(r.Limit, a.visitor(c)); err != nil {
				return err
			}
		}
		return c.Next()
	}
}

// limitColleague counts by the colleague and not by the address, which a whole town hall shares.
func (a *App) limitColleague(r route.Route) fiber.Handler {
	return func(c *fiber.Ctx) error {
		s, _ := account.Current(c)
		if err := a.limiter.take(r.Limit, "colleague "+string(s.User)); err != nil {
			return err
		}
		return c.Next()
	}
}

// limitScreen counts by the screen: it shares its address with a whole town hall.
func (a *App) limitScreen(r route.Route) fiber.Handler {
	return func(c *fiber.Ctx) error {
		d, _ := lobby.Current(c)
		if err := a.limiter.take(r.Limit, "screen "+string(d.ID)); err != nil {
			return err
		}
		return c.Next()
	}
}

// openKey lets a machine through whose key has the right, and counts by the key. One without a good key is
// counted by its address, as everybody who guesses.
func (a *App) openKey(r route.Route) fiber.Handler {
	return func(c *fiber.Ctx) error {
		k, err := a.accounts.OpenKey(c, r.Right)
		if errors.Is(err, account.ErrKey) {
			return cmp.Or(a.limiter.take(route.Guess, a.visitor(c)), err)
		}
		if err == nil {
			err = a.limiter.take(r.Limit, "key "+string(k.ID))
		}
		if err != nil {
			return err
		}
		return c.Next()
	}
}

// follow tells a stream who its visitor is, and how to ask whether they still may follow.
func (a *App) follow(r route.Route) fiber.Handler {
	return func(c *fiber.Ctx) error {
		visit := live.Visit{Visitor: a.visitor(c)}
		if r.Access == route.Staff {
			visit.Allowed = a.accounts.Watch(c, need(r))
		}
		if r.Access == route.Device {
			visit.Allowed = a.screens.Watch(c, r.Right)
		}
		live.Attach(c, visit)
		return c.Next()
	}
}
