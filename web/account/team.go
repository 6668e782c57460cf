package account

import (
	"crypto/sha256"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// teamView is the list of colleagues, and the form to let one in.
type teamView struct {
	key                              string // makes the form sent twice one
	all                              []User
	login, name                      string
	boxes                            []roleBox
	loginFault, roleFault, nameFault string
	chosen                           []Role
	limits                           map[Role][]string
	defined                          map[Role]Definition
}

// staying are all accounts but of who was erased.
func staying(r ledger.Reader) ([]User, error) {
	all, err := All(r)
	return slices.DeleteFunc(all, func(u User) bool { return u.State == Erased }), err
}

// ShowTeam answers GET /medewerker/collegas.
func (a *Accounts) ShowTeam(c *fiber.Ctx) error {
	return a.showTeam(c, fiber.StatusOK, teamView{})
}

func (a *Accounts) showTeam(c *fiber.Ctx, status int, v teamView) error {
	s, _ := Current(c)
	v.key = route.NewKey()
	err := a.o.Ledger.View(func(r ledger.Reader) (err error) {
		if v.all, err = staying(r); err != nil {
			return err
		}
		if v.defined, err = definitions(r); err != nil {
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
func (a *Accounts) Add(c *fiber.Ctx) error {
	s, _ := Current(c)
	n := NewUser{Login: c.FormValue("login"), Name: c.FormValue("naam")}
	n.Roles, n.Offices = rolesOf(c)
	key := c.FormValue("keer")
	var u User
	var code string
	err := a.change(c, func(tx *ledger.Tx) (err error) {
		if u, err = addOnce(tx, s, key, n); err == nil {
			code, err = Invite(tx, s.Authority(), u.ID)
		}
		return err
	})
	q := page.From(c)
	v := teamView{login: n.Login, name: n.Name, chosen: n.Roles, limits: n.Offices}
	switch {
	case isOneOf(err, ErrLogin, ErrLoginTaken):
		v.loginFault = fault(q, err)
	case isOneOf(err, ErrName):
		v.nameFault = fault(q, err)
	case isOneOf(err, ErrRoles, ErrOffices, ErrApart):
		v.roleFault = fault(q, err)
	case err != nil:
		return err
	default:
		a.log(c, UserAdded, u.ID, strings.Join(u.granted(), ","))
		return a.showColleague(c, u.ID, fiber.StatusOK, colleagueView{code: code})
	}
	return a.showTeam(c, route.Status(err), v)
}

// addOnce adds an account for a form, once: sent again, it is the same account, with a new link.
func addOnce(tx *ledger.Tx, s Session, key string, n NewUser) (User, error) {
	if key == "" {
		return AddUser(tx, s.Authority(), n)
	}
	digest := sha256.Sum256([]byte(n.Login + "\x00" + n.Name + "\x00" + strings.Join(User{Roles: n.Roles, Offices: n.Offices}.granted(), ",")))
	id, err := ledger.Once(tx, "colleague "+string(s.User)+" "+key, digest[:], func() (UserID, error) {
		u, err := AddUser(tx, s.Authority(), n)
		return u.ID, err
	})
	if err != nil {
		return User{}, err
	}
	return ByID(tx, id)
}
