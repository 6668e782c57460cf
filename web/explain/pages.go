package explain

import (
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// Pages explains the places in the bar of colleagues.
type Pages struct {
	Ledger *ledger.Ledger
	Nav    []account.NavItem
}

// Routes are for every colleague.
func (p *Pages) Routes() []route.Route {
	return route.On(route.StaffSite, []route.Route{
		{Method: "GET", Path: "/medewerker/uitleg", Access: route.Staff, Right: route.UseOwnAccount, Limit: route.Look, Handler: p.Show},
		{Method: "POST", Path: "/medewerker/uitleg/gelezen", Access: route.Staff, Right: route.UseOwnAccount, Limit: route.Change, Handler: p.Read},
		{Method: "GET", Path: "/medewerker/uitleg/:rol", Access: route.Staff, Right: route.UseOwnAccount, Limit: route.Look, Handler: p.ShowRole},
	})
}

// view is an explanation: of all that the reader may open, or of one role on a sheet of paper.
type view struct {
	staff.Request
	role   *account.Definition // nil for the reader's own places
	places []pageView
}

// Show answers GET /medewerker/uitleg: every page that the colleague may open, and what is new.
func (p *Pages) Show(c *fiber.Ctx) error {
	r := staff.From(c)
	v := view{Request: r, places: p.places(func(n account.NavItem) bool { return r.S.May(n.Right) })}
	return page.Render(c, fiber.StatusOK, explainPage(v))
}

// ErrRole: there is no such role to be explained.
var ErrRole = ledger.Refuse(ledger.NotFound, "explain.role")

// ShowRole answers GET /medewerker/uitleg/:rol: one sheet for a role. It refuses with ErrRole.
func (p *Pages) ShowRole(c *fiber.Ctx) error {
	var d account.Definition
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		d, err = account.RoleByID(r, account.Role(c.Params("rol")))
		return err
	})
	if errors.Is(err, account.ErrUnknownRole) {
		return ErrRole
	}
	if err != nil {
		return err
	}
	v := view{Request: staff.From(c), role: &d, places: p.places(func(n account.NavItem) bool { return d.Has(n.Right) })}
	return page.Render(c, fiber.StatusOK, explainPage(v))
}

// Read answers POST /medewerker/uitleg/gelezen: the colleague read what is new, and is not told again.
func (p *Pages) Read(c *fiber.Ctx) error {
	r := staff.From(c)
	if err := r.Change(p.Ledger, func(tx *ledger.Tx) error { return account.ReadNews(tx, r.S.User) }); err != nil {
		return err
	}
	return r.Redirect("/medewerker/uitleg")
}

// words are those of all pages that are shown, once each.
func (v view) words() (all []string) {
	for _, p := range v.places {
		for _, w := range p.Words {
			if !slices.Contains(all, w) {
				all = append(all, w)
			}
		}
	}
	return all
}

// keys are those of a page, in the reader's language.
func (v view) press(k Key) string {
	if k.Press == "space" {
		return v.Q.T("counter.space")
	}
	return k.Press
}
