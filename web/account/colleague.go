package account

import (
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/page"
	"balie/web/route"
)

// colleagueView is one account of another.
type colleagueView struct {
	u         User
	defined   map[Role]Definition
	mine      bool // may be changed by whoever looks
	own       bool
	boxes     []roleBox
	offices   []catalogue.Office // where somebody can belong
	open      []openSession
	code      string // of a set-up link that was made just now
	link      string
	erasing   bool // asks once more before somebody is erased
	notice    *page.Notice
	roleFault string
	teamFault string
}

// ShowColleague answers GET /medewerker/collegas/:id.
func (a *Accounts) ShowColleague(c *fiber.Ctx) error {
	return a.showColleague(c, UserID(c.Params("id")), fiber.StatusOK, colleagueView{erasing: c.Query("wissen") != ""})
}

func (a *Accounts) showColleague(c *fiber.Ctx, id UserID, status int, v colleagueView) error {
	s, _ := Current(c)
	err := a.o.Ledger.View(func(r ledger.Reader) error { return a.readColleague(c, r, id, s, &v) })
	if err != nil {
		return err
	}
	if v.code != "" {
		v.link = a.link(c, v.code)
	}
	return page.Render(c, status, colleaguePage(page.From(c), s, v))
}

func (a *Accounts) readColleague(c *fiber.Ctx, r ledger.Reader, id UserID, s Session, v *colleagueView) (err error) {
	if v.u, err = ByID(r, id); err != nil {
		return err
	}
	if v.u.State == Erased {
		return ErrUnknown
	}
	v.own = id == s.User
	ruled, err := s.Authority().rules(r, v.u.Roles)
	if err != nil {
		return err
	}
	v.mine = !v.own && ruled
	if v.defined, err = definitions(r); err != nil {
		return err
	}
	if v.boxes, err = boxesOf(r, s, v.u.Roles, v.u.Offices); err != nil {
		return err
	}
	if v.u.Subject != "" { // the provider says which
		v.boxes = slices.DeleteFunc(v.boxes, func(b roleBox) bool { return !b.ticked || len(b.offices) == 0 })
	}
	if v.offices, err = catalogue.Offices(r); err != nil {
		return err
	}
	v.offices = slices.DeleteFunc(v.offices, func(o catalogue.Office) bool { return o.Kind == catalogue.Stop })
	if v.mine {
		v.open, err = a.openOf(c, r, id, s)
	}
	return err
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
	err := a.change(c, func(tx *ledger.Tx) (err error) {
		v.code, err = changes[i].run(tx, s.Authority(), id, c)
		return err
	})
	q := page.From(c)
	switch {
	case isOneOf(err, ErrMove, ErrNoSecond, ErrNoSession) && a.already(id, changes[i]): // sent twice, it is answered the same
		v.notice = page.NewNotice(page.Good, q.T("team.done"), "")
		return a.showColleague(c, id, fiber.StatusOK, v)
	case isOneOf(err, ErrMove, ErrNoSecond, ErrLastManager):
		v.notice = page.NoticeOf(q.Words, err)
	case isOneOf(err, ErrRoles, ErrOffices, ErrApart):
		v.roleFault = fault(q, err)
	case errors.Is(err, ErrTeam):
		v.teamFault = fault(q, err)
	case err != nil:
		return err
	default:
		return a.changed(c, id, changes[i], v)
	}
	return a.showColleague(c, id, route.Status(err), v)
}

// changed says that something was done to an account.
func (a *Accounts) changed(c *fiber.Ctx, id UserID, ch change, v colleagueView) error {
	detail := ""
	if ch.event == RolesChanged {
		roles, offices := rolesOf(c)
		detail = strings.Join(User{Roles: roles, Offices: offices}.granted(), ",")
	}
	a.log(c, ch.event, id, detail)
	q := page.From(c)
	if ch.event == UserErased {
		return c.Redirect(string(q.Href(teamPath)), fiber.StatusSeeOther)
	}
	v.notice = page.NewNotice(page.Good, q.T("team.done"), "")
	return a.showColleague(c, id, fiber.StatusOK, v)
}

// change is one thing that a team lead or manager does to an account.
type change struct {
	do, event string
	run       func(*ledger.Tx, Authority, UserID, *fiber.Ctx) (code string, err error)
	done      func(User) bool // whether an account stands as this leaves it
}

// already reports whether an account stands as a change leaves it.
func (a *Accounts) already(id UserID, ch change) bool {
	var u User
	err := a.o.Ledger.View(func(r ledger.Reader) (err error) { u, err = ByID(r, id); return err })
	return err == nil && ch.done(u)
}

var changes = []change{
	{"rollen", RolesChanged, func(tx *ledger.Tx, by Authority, id UserID, c *fiber.Ctx) (string, error) {
		roles, offices := rolesOf(c)
		_, err := SetRoles(tx, by, id, roles, offices)
		return "", err
	}, never},
	{"plaats", UserPlaced, func(tx *ledger.Tx, by Authority, id UserID, c *fiber.Ctx) (string, error) {
		return "", Place(tx, by, id, c.FormValue("hoort-bij"), c.FormValue("team"))
	}, never},
	{"sessie", SessionRevoked, func(tx *ledger.Tx, by Authority, id UserID, c *fiber.Ctx) (string, error) {
		which := c.FormValue("welke")
		if which == "alle" {
			which = ""
		} else if which == "" {
			return "", ErrNoSession
		}
		return "", EndSessionOf(tx, by, id, which)
	}, func(User) bool { return true }},
	{"blokkeren", UserBlocked, func(tx *ledger.Tx, by Authority, id UserID, _ *fiber.Ctx) (string, error) {
		_, err := Block(tx, by, id)
		return "", err
	}, func(u User) bool { return u.State == Blocked }},
	{"toelaten", UserUnblocked, func(tx *ledger.Tx, by Authority, id UserID, _ *fiber.Ctx) (string, error) {
		_, err := Unblock(tx, by, id)
		return "", err
	}, func(u User) bool { return u.State != Blocked }},
	{"wissen", UserErased, func(tx *ledger.Tx, by Authority, id UserID, _ *fiber.Ctx) (string, error) {
		return "", Erase(tx, by, id)
	}, never},
	{"link", UserInvited, func(tx *ledger.Tx, by Authority, id UserID, _ *fiber.Ctx) (string, error) {
		return Invite(tx, by, id)
	}, never},
	{"tweede-stap", SecondDropped, func(tx *ledger.Tx, by Authority, id UserID, _ *fiber.Ctx) (string, error) {
		return "", DropSecond(tx, by, id)
	}, func(u User) bool { return !u.Second }},
}

func never(User) bool { return false }
