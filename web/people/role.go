package people

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// roleView is one role: what it may, and, once somebody chose, what that changes for whom.
type roleView struct {
	frame
	id      string
	d       account.Definition // as chosen
	seen    []route.Right      // as it stands, or stood when somebody looked
	having  int
	effects []effectView
	asked   bool // the effect is shown, and the button does it
}

// effectView is what changes for a colleague.
type effectView struct{ name, more, less string }

// ShowRole answers GET /medewerker/beheer/rol/:id: a role as it is, or an empty one under "nieuw".
func (p *Pages) ShowRole(c *fiber.Ctx) error {
	v := roleView{frame: frame{Request: staff.From(c)}, id: c.Params("id")}
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		if v.id != newRole {
			if v.d, err = account.RoleByID(r, account.Role(v.id)); err != nil {
				return err
			}
		}
		v.seen = v.d.Rights
		return v.read(r)
	})
	if err != nil {
		return err
	}
	return p.showRole(v)
}

func (p *Pages) showRole(v roleView) error {
	v.here, v.title = "roles", v.titleOf(v.d)
	return page.Render(v.C, v.Status(), rolePage(v))
}

func (v *roleView) read(r ledger.Reader) error {
	n, err := account.Holders(r)
	v.having = n[v.d.ID]
	return err
}

// PutRole answers POST /medewerker/beheer/rol/:id. What changes something for a colleague is shown first; the press
// after that carries what was seen, so that a role that somebody else changed meanwhile is shown anew.
func (p *Pages) PutRole(c *fiber.Ctx) error {
	v := roleView{frame: frame{Request: staff.From(c)}, id: c.Params("id")}
	v.d = account.Definition{Name: c.FormValue("naam"), Rights: v.ticked("recht")}
	if v.id != newRole {
		v.d.ID = account.Role(v.id)
	}
	if c.FormValue("doe") == "terug" {
		v.d.Rights = account.AsDelivered(v.d.ID)
	}
	v.seen = parseRights(c.FormValue("stand"))
	var affected []account.Effect
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		affected, err = account.Effects(r, v.d)
		if err == nil {
			err = v.read(r)
		}
		return err
	})
	if err != nil {
		return err
	}
	if len(affected) > 0 && c.FormValue("doe") != "bewaren" {
		return p.foresee(v, affected)
	}
	err = v.Change(p.Ledger, func(tx *ledger.Tx) error {
		_, err := account.PutRole(tx, v.S.Authority(), v.d, v.seen)
		return err
	})
	if err == nil {
		return v.Redirect(rolesPath + "?gedaan=kept")
	}
	return p.refusedRole(v, err)
}

// refusedRole shows the form again with what was refused; of a role that somebody else changed, as it is now.
func (p *Pages) refusedRole(v roleView, refusal error) error {
	if err := v.refuse(refusal, map[error]string{account.ErrRoleName: "naam", account.ErrRights: "recht"}); err != nil {
		return err
	}
	if route.IsOneOf(refusal, account.ErrRoleMoved) {
		err := p.Ledger.View(func(r ledger.Reader) (err error) { v.d, err = account.RoleByID(r, v.d.ID); return err })
		if err != nil {
			return err
		}
		v.seen = v.d.Rights
	}
	return p.showRole(v)
}

// foresee shows what a change of a role would change, and does nothing: also not what would be refused.
func (p *Pages) foresee(v roleView, affected []account.Effect) error {
	v.asked = true
	for _, e := range affected {
		v.effects = append(v.effects, effectView{e.User.Name, v.rights(e.More), v.rights(e.Less)})
	}
	return p.showRole(v)
}

// DeleteRole answers POST /medewerker/beheer/rol/:id/weg.
func (p *Pages) DeleteRole(c *fiber.Ctx) error {
	v := roleView{frame: frame{Request: staff.From(c)}, id: c.Params("id")}
	err := v.Change(p.Ledger, func(tx *ledger.Tx) error {
		return account.DeleteRole(tx, v.S.Authority(), account.Role(v.id))
	})
	if err == nil {
		return v.Redirect(rolesPath + "?gedaan=deleted")
	}
	if !route.IsOneOf(err, account.ErrRoleUsed) {
		return err
	}
	failed := p.Ledger.View(func(r ledger.Reader) (err error) {
		if v.d, err = account.RoleByID(r, account.Role(v.id)); err != nil {
			return err
		}
		v.seen = v.d.Rights
		return v.read(r)
	})
	if failed != nil {
		return failed
	}
	return p.refusedRole(v, err)
}

// has reports whether a right is ticked.
func (v roleView) has(right route.Right) bool { return slices.Contains(v.d.Rights, right) }

// stand is what the role could when it was looked at, for the form to carry.
func (v roleView) stand() string { return joinRights(v.seen) }

// deletable reports whether a role may be deleted.
func (v roleView) deletable() bool { return v.d.ID != "" && !v.d.Delivered() && !v.asked }

// marks are what else a right is, in words; "" for nothing.
func (v roleView) marks(right route.Right) string {
	var all []string
	if right.ShowsPersons() {
		all = append(all, v.Q.T("people.mark.persons"))
	}
	if right.OfOffice() {
		all = append(all, v.Q.T("people.mark.office"))
	}
	return strings.Join(all, " · ")
}

func joinRights(all []route.Right) string {
	var words []string
	for _, right := range all {
		words = append(words, string(right))
	}
	return strings.Join(words, ",")
}

func parseRights(text string) (all []route.Right) {
	for _, word := range strings.Split(text, ",") {
		if word != "" {
			all = append(all, route.Right(word))
		}
	}
	return all
}
