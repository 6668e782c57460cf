package manage

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
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

// beginPath is where the five steps of the first run are.
const beginPath = homePath + "/begin"

// homeView is where a functional manager begins: what needs attention, what can be set up, what was changed last.
type homeView struct {
	frame
	attend []attend
	rest   string // closes the rest of today at the first office that is open; "" where none is
	last   []rowView
	left   int // steps of the first run
}

// lastShown is how many of the last changes stand on the home page.
const lastShown = 4

// ShowHome is where a functional manager begins.
func (p *Pages) ShowHome(c *fiber.Ctx) error {
	v := homeView{frame: frame{Request: staff.From(c), here: "home"}}
	v.title = v.Q.T("config.title")
	empty := false
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		if v.attend, err = v.attention(r); err != nil {
			return err
		}
		if v.rest, err = restOfToday(r); err != nil {
			return err
		}
		if v.last, err = v.lastChanges(r, lastShown); err != nil {
			return err
		}
		v.left, empty, err = p.Left(r)
		return err
	})
	if err != nil {
		return err
	}
	if empty && c.Query("later") == "" {
		return v.Redirect(beginPath)
	}
	return page.Render(c, v.Status(), homePage(v))
}

// restOfToday is the form that closes an office from now on; "" where nothing is open any more today.
func restOfToday(r ledger.Reader) (path string, err error) {
	all, err := catalogue.Offices(r)
	for _, o := range all {
		date, now := calendar.CellIn(r.Now(), o.Location())
		for _, w := range o.Rules().Day(date) {
			if o.Kind != catalogue.Stop && !w.Cells.Without(0, now+1).Empty() {
				return closeAt(o.ID, date, now+1), err
			}
		}
	}
	return "", err
}

// placeGroup are the pages that stand together in the side list.
type placeGroup struct {
	key    string
	places []place
}

// groups are the pages that the colleague may open, in the groups of the side list.
func (f frame) groups() (all []placeGroup) {
	for _, one := range places {
		if !f.S.May(one.right) || one.path == roadPath && f.Q.House.NoOutings {
			continue
		}
		i := slices.IndexFunc(all, func(g placeGroup) bool { return g.key == one.group })
		if i < 0 {
			i, all = len(all), append(all, placeGroup{key: one.group})
		}
		all[i].places = append(all[i].places, one)
	}
	return all
}
