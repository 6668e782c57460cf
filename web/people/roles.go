package people

import (
	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/staff"
)

// rolesView is every role, in words.
type rolesView struct {
	frame
	all []roleRow
}

type roleRow struct {
	d                   account.Definition
	title, what, having string
	state               string // how it came to be what it is; "" as delivered
}

// ShowRoles answers GET /medewerker/beheer/rollen.
func (p *Pages) ShowRoles(c *fiber.Ctx) error {
	v := rolesView{frame: frame{Request: staff.From(c), here: "roles"}}
	v.title, v.notice = v.Q.T("config.roles"), v.Done("people.done.", "kept", "deleted")
	err := p.Ledger.View(func(r ledger.Reader) error {
		all, err := account.Definitions(r)
		if err != nil {
			return err
		}
		n, err := account.Holders(r)
		for _, d := range all {
			if !v.S.Shows(d) && n[d.ID] == 0 {
				continue
			}
			v.all = append(v.all, v.row(d, n[d.ID]))
		}
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(c, v.Status(), rolesPage(v))
}

func (v rolesView) row(d account.Definition, holders int) roleRow {
	row := roleRow{d: d, title: v.titleOf(d), having: v.Q.Words.N("people.role.having", holders)}
	switch {
	case !d.Delivered():
		row.state = v.Q.T("people.role.own")
		row.what = v.rights(d.Rights)
	case d.Adapted():
		row.state, row.what = v.Q.T("people.role.adapted"), v.Q.T("role."+string(d.ID)+".what")
	default:
		row.what = v.Q.T("role." + string(d.ID) + ".what")
	}
	return row
}
