package people

import (
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
)

// colleagueView is one account of another.
type colleagueView struct {
	u         account.User
	defined   map[account.Role]account.Definition
	mine      bool // may be changed by whoever looks
	own       bool
	boxes     []roleBox
	offices   []catalogue.Office // where somebody can belong
	open      []account.OpenSession
	code      string // of a set-up link that was made just now
	link      string
	erasing   bool // asks once more before somebody is erased
	notice    *page.Notice
	roleFault string
	teamFault string
}

// ShowColleague answers GET /medewerker/collegas/:id.
func (p *Pages) ShowColleague(c *fiber.Ctx) error {
	return p.showColleague(c, account.UserID(c.Params("id")), fiber.StatusOK, colleagueView{erasing: c.Query("wissen") != ""})
}

func (p *Pages) showColleague(c *fiber.Ctx, id account.UserID, status int, v colleagueView) error {
	s, _ := account.Current(c)
	err := p.Ledger.View(func(r ledger.Reader) error { return p.readColleague(c, r, id, s, &v) })
	if err != nil {
		return err
	}
	if v.code != "" {
		v.link = p.Accounts.Link(c, v.code)
	}
	return page.Render(c, status, colleaguePage(page.From(c), s, v))
}

func (p *Pages) readColleague(c *fiber.Ctx, r ledger.Reader, id account.UserID, s account.Session, v *colleagueView) (err error) {
	if v.u, err = account.ByID(r, id); err != nil {
		return err
	}
	if v.u.State == account.Erased {
		return account.ErrUnknown
	}
	v.own = id == s.User
	ruled, err := s.Authority().Rules(r, v.u.Roles)
	if err != nil {
		return err
	}
	v.mine = !v.own && ruled
	if v.defined, err = account.DefinitionsByID(r); err != nil {
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
		v.open, err = p.Accounts.OpenSessions(c, r, id, s)
	}
	return err
}

// ChangeColleague answers POST /medewerker/collegas/:id: what the button says.
func (p *Pages) ChangeColleague(c *fiber.Ctx) error {
	s, _ := account.Current(c)
	id, do := account.UserID(c.Params("id")), c.FormValue("doe")
	i := slices.IndexFunc(changes, func(ch change) bool { return ch.do == do })
	if i < 0 {
		return account.ErrUnknown
	}
	var v colleagueView
	err := p.Accounts.Change(c, func(tx *ledger.Tx) (err error) {
		v.code, err = changes[i].run(tx, s.Authority(), id, c)
		return err
	})
	q := page.From(c)
	switch {
	case route.IsOneOf(err, account.ErrMove, account.ErrNoSecond, account.ErrNoSession) && p.already(id, changes[i]): // sent twice, it is answered the same
		v.notice = page.NewNotice(page.Good, q.T("team.done"), "")
		return p.showColleague(c, id, fiber.StatusOK, v)
	case route.IsOneOf(err, account.ErrMove, account.ErrNoSecond, account.ErrLastManager):
		v.notice = page.NoticeOf(q.Words, err)
	case route.IsOneOf(err, account.ErrRoles, account.ErrOffices, account.ErrApart):
		v.roleFault = refusalText(q, err)
	case errors.Is(err, account.ErrTeam):
		v.teamFault = refusalText(q, err)
	case err != nil:
		return err
	default:
		return p.changed(c, id, changes[i], v)
	}
	return p.showColleague(c, id, route.Status(err), v)
}

// changed says that something was done to an account.
func (p *Pages) changed(c *fiber.Ctx, id account.UserID, ch change, v colleagueView) error {
	detail := ""
	if ch.event == account.RolesChanged {
		roles, offices := rolesOf(c)
		detail = strings.Join(account.User{Roles: roles, Offices: offices}.Granted(), ",")
	}
	p.Accounts.Log(c, ch.event, id, detail)
	q := page.From(c)
	if ch.event == account.UserErased {
		return c.Redirect(string(q.Href(teamPath)), fiber.StatusSeeOther)
	}
	v.notice = page.NewNotice(page.Good, q.T("team.done"), "")
	return p.showColleague(c, id, fiber.StatusOK, v)
}

// change is one thing that a team lead or manager does to an account.
type change struct {
	do, event string
	run       func(*ledger.Tx, account.Authority, account.UserID, *fiber.Ctx) (code string, err error)
	done      func(account.User) bool // whether an account stands as this leaves it
}

// already reports whether an account stands as a change leaves it.
func (p *Pages) already(id account.UserID, ch change) bool {
	var u account.User
	err := p.Ledger.View(func(r ledger.Reader) (err error) { u, err = account.ByID(r, id); return err })
	return err == nil && ch.done(u)
}

var changes = []change{
	{"rollen", account.RolesChanged, func(tx *ledger.Tx, by account.Authority, id account.UserID, c *fiber.Ctx) (string, error) {
		roles, offices := rolesOf(c)
		_, err := account.SetRoles(tx, by, id, roles, offices)
		return "", err
	}, never},
	{"plaats", account.UserPlaced, func(tx *ledger.Tx, by account.Authority, id account.UserID, c *fiber.Ctx) (string, error) {
		return "", account.Place(tx, by, id, c.FormValue("hoort-bij"), c.FormValue("team"))
	}, never},
	{"sessie", account.SessionRevoked, func(tx *ledger.Tx, by account.Authority, id account.UserID, c *fiber.Ctx) (string, error) {
		which := c.FormValue("welke")
		if which == "alle" {
			which = ""
		} else if which == "" {
			return "", account.ErrNoSession
		}
		return "", account.EndSessionOf(tx, by, id, which)
	}, func(account.User) bool { return true }},
	{"blokkeren", account.UserBlocked, func(tx *ledger.Tx, by account.Authority, id account.UserID, _ *fiber.Ctx) (string, error) {
		_, err := account.Block(tx, by, id)
		return "", err
	}, func(u account.User) bool { return u.State == account.Blocked }},
	{"toelaten", account.UserUnblocked, func(tx *ledger.Tx, by account.Authority, id account.UserID, _ *fiber.Ctx) (string, error) {
		_, err := account.Unblock(tx, by, id)
		return "", err
	}, func(u account.User) bool { return u.State != account.Blocked }},
	{"wissen", account.UserErased, func(tx *ledger.Tx, by account.Authority, id account.UserID, _ *fiber.Ctx) (string, error) {
		return "", account.Erase(tx, by, id)
	}, never},
	{"link", account.UserInvited, func(tx *ledger.Tx, by account.Authority, id account.UserID, _ *fiber.Ctx) (string, error) {
		return account.Invite(tx, by, id)
	}, never},
	{"tweede-stap", account.SecondDropped, func(tx *ledger.Tx, by account.Authority, id account.UserID, _ *fiber.Ctx) (string, error) {
		return "", account.DropSecond(tx, by, id)
	}, func(u account.User) bool { return !u.Second }},
}

func never(account.User) bool { return false }
