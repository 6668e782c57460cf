package fieldsetup

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// Pages answers who sets up the road.
type Pages struct {
	Ledger *ledger.Ledger
}

// Paths of these pages.
const (
	homePath     = "/medewerker/beheer/wijk"
	holidaysPath = "/medewerker/beheer/wijk/vakanties"
	newThing     = "nieuw"
)

// Routes are for who sets up.
func (p *Pages) Routes() []route.Route {
	one := homePath + "/:soort/:id"
	routes := []route.Route{
		{Method: "GET", Path: homePath, Limit: route.Look, Handler: p.ShowHome},
		{Method: "GET", Path: holidaysPath, Limit: route.Look, Handler: p.ShowHolidays},
		{Method: "POST", Path: holidaysPath, Limit: route.Change, Handler: p.PutHolidays},
		{Method: "GET", Path: one, Limit: route.Look, Handler: p.ShowThing},
		{Method: "POST", Path: one, Limit: route.Change, Handler: p.PutThing},
		{Method: "POST", Path: one + "/verbergen", Limit: route.Change, Handler: p.Withdraw},
		{Method: "POST", Path: one + "/weg", Limit: route.Change, Handler: p.Remove},
	}
	for i := range routes {
		routes[i].Access, routes[i].Right, routes[i].Bus = route.Staff, route.SetUp, true
	}
	return route.On(route.StaffSite, routes)
}

// frame is one request on a page of setting up the road.
type frame struct {
	staff.Request
	title  string
	notice *page.Notice
}

// homeView is all that is set up, by kind.
type homeView struct {
	frame
	groups   []groupView
	holidays []string
}

type groupView struct {
	key  string // of the kind, as an address says it
	rows []rowView
}

type rowView struct {
	id, name, what string
	withdrawn      bool
}

// ShowHome answers GET /medewerker/beheer/wijk.
func (p *Pages) ShowHome(c *fiber.Ctx) error {
	v := homeView{frame: frame{Request: staff.From(c)}}
	v.title, v.notice = v.Q.T("config.road"), v.Done("road.done.", "kept", "removed")
	err := p.Ledger.View(func(r ledger.Reader) error {
		all, err := outreach.EverythingOf(r)
		if err != nil {
			return err
		}
		for _, k := range kinds {
			v.groups = append(v.groups, groupView{k.key, k.rows(v.frame, all)})
		}
		spans, err := roster.SchoolHolidays(r)
		for _, s := range spans {
			v.holidays = append(v.holidays, v.Q.T("road.span", "from", v.Q.Words.Date(s.From), "until", v.Q.Words.Date(s.Until)))
		}
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(c, v.Status(), homePage(v))
}
