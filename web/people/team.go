package people

import (
	"crypto/sha256"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
)

// teamView is the list of colleagues, and the form to let one in.
type teamView struct {
	key                              string // makes the form sent twice one
	all                              []account.User
	login, name                      string
	boxes                            []roleBox
	loginFault, roleFault, nameFault string
	chosen                           []account.Role
	limits                           map[account.Role][]string
	defined                          map[account.Role]account.Definition
}

// staying are all accounts but of who was erased.
func staying(r ledger.Reader) ([]account.User, error) {
	all, err := account.All(r)
	return slices.DeleteFunc(all, func(u account.User) bool { return u.State == account.Erased }), err
}

// ShowTeam answers GET /medewerker/collegas.
func (p *Pages) ShowTeam(c *fiber.Ctx) error {
	return p.showTeam(c, fiber.StatusOK, teamView{})
}

func (p *Pages) showTeam(c *fiber.Ctx, status int, v teamView) error {
	s, _ := account.Current(c)
	v.key = route.NewKey()
	err := p.Ledger.View(func(r ledger.Reader) (err error) {
		if v.all, err = staying(r); err != nil {
			return err
		}
		if v.defined, err = account.DefinitionsByID(r); err != nil {
			return err
		}
		v.boxes, err = boxesOf(r, s, v.chosen, v.limits)
		return err
	})
	if err != nil {
		return err
	}
	return page.Render(c, status, teamPage(page.From(c), s, v))
}

// Add answers POST /medewerker/collegas: it lets a colleague in and shows the set-up link, this once.
func (p *Pages) Add(c *fiber.Ctx) error {
	s, _ := account.Current(c)
	n := account.NewUser{Login: c.FormValue("login"), Name: c.FormValue("naam")}
	n.Roles, n.Offices = rolesOf(c)
	key := c.FormValue("keer")
	var u account.User
	var code string
	err := p.Accounts.Change(c, func(tx *ledger.Tx) (err error) {
		if u, err = addOnce(tx, s, key, n); err == nil {
			code, err = account.Invite(tx, s.Authority(), u.ID)
		}
		return err
	})
	q := page.From(c)
	v := teamView{login: n.Login, name: n.Name, chosen: n.Roles, limits: n.Offices}
	switch {
	case route.IsOneOf(err, account.ErrLogin, account.ErrLoginTaken):
		v.loginFault = refusalText(q, err)
	case route.IsOneOf(err, account.ErrName):
		v.nameFault = refusalText(q, err)
	case route.IsOneOf(err, account.ErrRoles, account.ErrOffices, account.ErrApart):
		v.roleFault = refusalText(q, err)
	case err != nil:
		return err
	default:
		p.Accounts.Log(c, account.UserAdded, u.ID, strings.Join(u.Granted(), ","))
		return p.showColleague(c, u.ID, fiber.StatusOK, colleagueView{code: code})
	}
	return p.showTeam(c, route.Status(err), v)
}

// addOnce adds an account for a form, once: sent again, it is the same account, with a new link.
func addOnce(tx *ledger.Tx, s account.Session, key string, n account.NewUser) (account.User, error) {
	if key == "" {
		return account.AddUser(tx, s.Authority(), n)
	}
	digest := sha256.Sum256([]byte(n.Login + "\x00" + n.Name + "\x00" + strings.Join(account.User{Roles: n.Roles, Offices: n.Offices}.Granted(), ",")))
	id, err := ledger.Once(tx, "colleague "+string(s.User)+" "+key, digest[:], func() (account.UserID, error) {
		u, err := account.AddUser(tx, s.Authority(), n)
		return u.ID, err
	})
	if err != nil {
		return account.User{}, err
	}
	return account.ByID(tx, id)
}
