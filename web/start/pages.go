package start

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// Pages answers who sets up a municipality for the first time.
type Pages struct {
	Ledger       *ledger.Ledger
	Accounts     *account.Accounts
	Municipality string // as the settings of the program name it; "" where they do not
}

// Path is where the five steps are.
const Path = "/medewerker/beheer/begin"

// homePath is where one goes who does not go on now.
const homePath = "/medewerker/beheer?later=1"

// step is one of the five: its name in addresses and words, whether what it sets up is there, and how it is saved.
type step struct {
	name string
	done func(*view) bool
	save func(*Pages, *view) error
}

var steps []step

func init() {
	steps = []step{
		{"gemeente", func(v *view) bool { return v.named }, (*Pages).saveMunicipality},
		{"locatie", func(v *view) bool { return len(v.offices) > 0 }, (*Pages).saveOffice},
		{"balies", func(v *view) bool { return v.desks > 0 }, (*Pages).saveDesks},
		{"producten", func(v *view) bool { return len(v.products) > 0 }, (*Pages).saveProducts},
		{"collegas", func(v *view) bool { return v.own.Ready || len(v.colleagues) > 1 }, (*Pages).saveColleague},
	}
}

// Routes are for who may set up.
func (p *Pages) Routes() []route.Route {
	all := []route.Route{{Method: "GET", Path: Path, Access: route.Staff, Right: route.SetUp, Limit: route.Look, Handler: p.Show}}
	for i := range steps {
		all = append(all, route.Route{Method: "POST", Path: Path + "/" + steps[i].name, Access: route.Staff, Right: route.SetUp, Limit: route.Change,
			Handler: func(c *fiber.Ctx) error { return p.save(c, i) }})
	}
	return route.On(route.StaffSite, all)
}

// Left is how many steps are still to be done, and whether nothing at all was set up yet.
func (p *Pages) Left(r ledger.Reader) (left int, empty bool, err error) {
	v := view{step: -1}
	if err := v.read(r, p.Municipality); err != nil {
		return 0, false, err
	}
	return v.left(), len(v.offices)+len(v.products) == 0, nil
}

// Show answers GET /medewerker/beheer/begin?stap=: the step that is asked for, else the first that is not done.
func (p *Pages) Show(c *fiber.Ctx) error {
	v := &view{Request: staff.From(c), faults: map[string]string{}}
	if err := p.Ledger.View(func(r ledger.Reader) error { return v.read(r, p.Municipality) }); err != nil {
		return err
	}
	n, _ := strconv.Atoi(c.Query("stap"))
	if v.step = n - 1; n < 1 || n > len(steps) {
		v.step = slices.IndexFunc(steps, func(s step) bool { return !s.done(v) })
	}
	v.fill()
	return p.render(v)
}

// save answers POST /medewerker/beheer/begin/ and the name of a step.
func (p *Pages) save(c *fiber.Ctx, at int) error {
	v := &view{Request: staff.From(c), step: at, faults: map[string]string{}}
	if err := p.Ledger.View(func(r ledger.Reader) error { return v.read(r, p.Municipality) }); err != nil {
		return err
	}
	v.typed = typedIn(c)
	if v.later() && v.nothingTyped() {
		return v.Redirect(homePath)
	}
	err := steps[at].save(p, v)
	if err == nil && len(v.faults) == 0 && !v.stay {
		return v.Redirect(cmp.Or(v.to, v.next()))
	}
	if err != nil {
		if v.notice, err = v.Refused(err); err != nil {
			return err
		}
	}
	if len(v.faults) > 0 {
		c.Status(fiber.StatusUnprocessableEntity)
	}
	if err := p.Ledger.View(func(r ledger.Reader) error { return v.read(r, p.Municipality) }); err != nil {
		return err
	}
	return p.render(v)
}

func (p *Pages) render(v *view) error {
	v.title = v.Q.T("start.title")
	if v.step < 0 {
		v.title = v.Q.T("start.ready")
	}
	return page.Render(v.C, v.Status(), startPage(v))
}

// next is where one goes when a step was saved: to the first that is not done, or away for now.
func (v *view) next() string {
	if v.later() {
		return homePath
	}
	return Path
}
