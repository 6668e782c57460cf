package account

import (
	"crypto/sha256"
	"errors"
	"slices"

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
	roles, grantable                 []Role
	loginFault, roleFault, nameFault string
}

// ShowTeam answers GET /medewerker/collegas.
func (a *Accounts) ShowTeam(c *fiber.Ctx) error {
	return a.showTeam(c, fiber.StatusOK, teamView{})
}

func (a *Accounts) showTeam(c *fiber.Ctx, status int, v teamView) error {
	s, _ := Current(c)
	v.grantable, v.key = s.Authority().Grantable(), route.NewKey()
	err := a.o.Ledger.View(func(r ledger.Reader) (err error) { v.all, err = All(r); return err })
	if err != nil {
		return err
	}
	return page.Render(c, status, teamPage(page.From(c), s, v))
}

// Add answers POST /medewerker/collegas: it lets a colleague in and shows the set-up link, this once.
func (a *Accounts) Add(c *fiber.Ctx) error {
	s, _ := Current(c)
	n := NewUser{Login: c.FormValue("login"), Name: c.FormValue("naam"), Roles: rolesOf(c)}
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
	v := teamView{login: n.Login, name: n.Name, roles: n.Roles}
	switch {
	case isOneOf(err, ErrLogin, ErrLoginTaken):
		v.loginFault = fault(q, err)
	case errors.Is(err, ErrName):
		v.nameFault = fault(q, err)
	case errors.Is(err, ErrRoles):
		v.roleFault = fault(q, err)
	case err != nil:
		return err
	default:
		a.log(c, UserAdded, u.ID, joined(u.Roles))
		return a.showColleague(c, u.ID, fiber.StatusOK, colleagueView{code: code})
	}
	return a.showTeam(c, route.Status(err), v)
}

// addOnce adds an account for a form, once: sent again, it is the same account, with a new link.
func addOnce(tx *ledger.Tx, s Session, key string, n NewUser) (User, error) {
	if key == "" {
		return AddUser(tx, s.Authority(), n)
	}
	digest := sha256.Sum256([]byte(n.Login + "\x00" + n.Name + "\x00" + joined(n.Roles)))
	id, err := ledger.Once(tx, "colleague "+string(s.User)+" "+key, digest[:], func() (UserID, error) {
		u, err := AddUser(tx, s.Authority(), n)
		return u.ID, err
	})
	if err != nil {
		return User{}, err
	}
	return ByID(tx, id)
}

// rolesOf are the roles that a form ticks: a field of its own for each.
func rolesOf(c *fiber.Ctx) (roles []Role) {
	for _, role := range Roles {
		if c.FormValue("rol-"+string(role)) != "" {
			roles = append(roles, role)
		}
	}
	return roles
}

// joined are roles as the log of security names them.
func joined(roles []Role) (text string) {
	for i, role := range roles {
		if i > 0 {
			text += ","
		}
		text += string(role)
	}
	return text
}

// colleagueView is one account of another.
type colleagueView struct {
	u         User
	mine      bool // may be changed by whoever looks
	own       bool
	grantable []Role
	code      string // of a set-up link that was made just now
	link      string
	notice    *page.Notice
	roleFault string
}

// ShowColleague answers GET /medewerker/collegas/:id.
func (a *Accounts) ShowColleague(c *fiber.Ctx) error {
	return a.showColleague(c, UserID(c.Params("id")), fiber.StatusOK, colleagueView{})
}

func (a *Accounts) showColleague(c *fiber.Ctx, id UserID, status int, v colleagueView) error {
	s, _ := Current(c)
	err := a.o.Ledger.View(func(r ledger.Reader) (err error) { v.u, err = ByID(r, id); return err })
	if err != nil {
		return err
	}
	v.own, v.grantable = id == s.User, s.Authority().Grantable()
	v.mine = !v.own && s.Authority().rules(v.u.Roles)
	if v.code != "" {
		v.link = a.link(c, v.code)
	}
	return page.Render(c, status, colleaguePage(page.From(c), s, v))
}

// link is a set-up link as a colleague opens it.
func (a *Accounts) link(c *fiber.Ctx, code string) string {
	return route.Origin{Public: a.o.StaffURL, HTTPS: a.o.Secure}.Of(c) + setUpPath + "#" + code
}

// ChangeColleague answers POST /medewerker/collegas/:id: what the button says.
func (a *Accounts) ChangeColleague(c *fiber.Ctx) error {
	s, _ := Current(c)
	id, do := UserID(c.Params("id")), c.FormValue("doe")
	i := slices.IndexFunc(changes, func(ch change) bool { return ch.do == do })
	if i < 0 {
		return ErrUnknown
	}
	var v colleagueView
	roles := rolesOf(c)
	err := a.change(c, func(tx *ledger.Tx) (err error) {
		v.code, err = changes[i].run(tx, s.Authority(), id, roles)
		return err
	})
	q := page.From(c)
	switch {
	case isOneOf(err, ErrMove, ErrNoSecond) && a.already(id, changes[i]): // sent twice, it is answered the same
		v.notice = page.NewNotice(page.Good, q.T("team.done"), "")
		return a.showColleague(c, id, fiber.StatusOK, v)
	case isOneOf(err, ErrMove, ErrNoSecond, ErrLastManager):
		v.notice = page.NoticeOf(q.Words, err)
	case errors.Is(err, ErrRoles):
		v.roleFault = fault(q, err)
	case err != nil:
		return err
	default:
		a.log(c, changes[i].event, id, detailOf(do, roles))
		v.notice = page.NewNotice(page.Good, q.T("team.done"), "")
		return a.showColleague(c, id, fiber.StatusOK, v)
	}
	return a.showColleague(c, id, route.Status(err), v)
}

// detailOf is what the log of security says beside what was done.
func detailOf(do string, roles []Role) string {
	if do == "rollen" {
		return joined(roles)
	}
	return ""
}

// change is one thing that a team lead or manager does to an account.
type change struct {
	do, event string
	run       func(*ledger.Tx, Authority, UserID, []Role) (code string, err error)
	done      func(User) bool // whether an account stands as this leaves it
}

// already reports whether an account stands as a change leaves it.
func (a *Accounts) already(id UserID, ch change) bool {
	var u User
	err := a.o.Ledger.View(func(r ledger.Reader) (err error) { u, err = ByID(r, id); return err })
	return err == nil && ch.done(u)
}

var changes = []change{
	{"rollen", RolesChanged, func(tx *ledger.Tx, by Authority, id UserID, roles []Role) (string, error) {
		_, err := SetRoles(tx, by, id, roles)
		return "", err
	}, never},
	{"blokkeren", UserBlocked, func(tx *ledger.Tx, by Authority, id UserID, _ []Role) (string, error) {
		_, err := Block(tx, by, id)
		return "", err
	}, func(u User) bool { return u.State == Blocked }},
	{"toelaten", UserUnblocked, func(tx *ledger.Tx, by Authority, id UserID, _ []Role) (string, error) {
		_, err := Unblock(tx, by, id)
		return "", err
	}, func(u User) bool { return u.State != Blocked }},
	{"link", UserInvited, func(tx *ledger.Tx, by Authority, id UserID, _ []Role) (string, error) {
		return Invite(tx, by, id)
	}, never},
	{"tweede-stap", SecondDropped, func(tx *ledger.Tx, by Authority, id UserID, _ []Role) (string, error) {
		return "", DropSecond(tx, by, id)
	}, func(u User) bool { return !u.Second }},
}

func never(User) bool { return false }
