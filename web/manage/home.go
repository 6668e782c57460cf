package manage

import (
	"github.com/gofiber/fiber/v2"

	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

const homePath = "/medewerker/beheer"

func (p *Pages) homeRoutes() []route.Route {
	return []route.Route{
		{Method: "GET", Path: homePath, Access: route.Staff, Right: route.SetUp, Limit: route.Look, Handler: p.ShowHome},
	}
}

// ShowHome is where a functional manager begins.
func (p *Pages) ShowHome(c *fiber.Ctx) error {
	f := frame{Request: staff.From(c), here: "home"}
	f.title = f.Q.T("config.title")
	return page.Render(c, f.Status(), homePage(f))
}

// placeGroup are the pages that stand together in the side list.
type placeGroup struct {
	key    string
	places []place
}

// groups are the pages that the colleague may open, in the groups of the side list.
func (f frame) groups() (all []placeGroup) {
	for _, one := range places {
		if !f.S.May(one.right) {
			continue
		}
		if len(all) == 0 || all[len(all)-1].key != one.group {
			all = append(all, placeGroup{key: one.group})
		}
		last := &all[len(all)-1]
		last.places = append(last.places, one)
	}
	return all
}
