package people

import (
	"slices"
	"strings"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
	"balie/web/route"
	"balie/web/staff"
)

// Pages answers who says what others may.
type Pages struct {
	Ledger   *ledger.Ledger
	Accounts *account.Accounts
}

// Paths of these pages.
const (
	teamPath  = "/medewerker/collegas"
	rolesPath = "/medewerker/beheer/rollen"
	rolePath  = "/medewerker/beheer/rol/"
	keysPath  = "/medewerker/beheer/sleutels"
	keyPath   = "/medewerker/beheer/sleutel/"
	newRole   = "nieuw"
)

// Routes are for who says what others may, and for a key to see what it is.
func (p *Pages) Routes() []route.Route {
	return slices.Concat(
		route.On(route.StaffSite, []route.Route{
			{Method: "GET", Path: teamPath, Access: route.Staff, Right: route.ManagePeople, Limit: route.Look, Handler: p.ShowTeam},
			{Method: "POST", Path: teamPath, Access: route.Staff, Right: route.ManagePeople, Fresh: true, Limit: route.Change, Handler: p.Add},
			{Method: "GET", Path: teamPath + "/:id", Access: route.Staff, Right: route.ManagePeople, Limit: route.Look, Handler: p.ShowColleague},
			{Method: "POST", Path: teamPath + "/:id", Access: route.Staff, Right: route.ManagePeople, Fresh: true, Limit: route.Change, Handler: p.ChangeColleague},
			{Method: "GET", Path: rolesPath, Access: route.Staff, Right: route.ManageRoles, Limit: route.Look, Handler: p.ShowRoles},
			{Method: "GET", Path: rolePath + ":id", Access: route.Staff, Right: route.ManageRoles, Limit: route.Look, Handler: p.ShowRole},
			{Method: "POST", Path: rolePath + ":id", Access: route.Staff, Right: route.ManageRoles, Fresh: true, Limit: route.Change, Handler: p.PutRole},
			{Method: "POST", Path: rolePath + ":id/weg", Access: route.Staff, Right: route.ManageRoles, Fresh: true, Limit: route.Change, Handler: p.DeleteRole},
			{Method: "GET", Path: keysPath, Access: route.Staff, Right: route.ManageKeys, Limit: route.Look, Handler: p.ShowKeys},
			{Method: "POST", Path: keysPath, Access: route.Staff, Right: route.ManageKeys, Fresh: true, Limit: route.Change, Handler: p.AddKey},
			{Method: "POST", Path: keyPath + ":id/intrekken", Access: route.Staff, Right: route.ManageKeys, Fresh: true, Limit: route.Change, Handler: p.RevokeKey},
		}),
		route.On(route.PublicSite, []route.Route{
			{Kind: route.Machine, Method: "GET", Path: "/api/key", Access: route.Key, Right: route.UseKey, Limit: route.Look, Handler: p.TellKey},
		}),
	)
}

// frame is one request on a page of setting up.
type frame struct {
	staff.Request
	title, here string
	notice      *page.Notice
	faults      []page.Fault
}

// refuse puts a refusal at the field where it belongs, else on top of the page. What nobody can mend stays an error.
func (f *frame) refuse(err error, fields map[error]string) error {
	n, failed := f.Refused(err)
	if failed != nil {
		return failed
	}
	for refusal, field := range fields {
		if route.IsOneOf(err, refusal) {
			f.faults = append(f.faults, page.Fault{Field: field, Text: n.What + " " + n.Do})
			return nil
		}
	}
	f.notice = n
	return nil
}

// fault is what is wrong with a field, "" for nothing.
func (f frame) fault(field string) string {
	for _, one := range f.faults {
		if one.Field == field {
			return one.Text
		}
	}
	return ""
}

// rights are rights in words.
func (f frame) rights(all []route.Right) string {
	var words []string
	for _, right := range all {
		if !f.S.InHouse(right) {
			continue
		}
		words = append(words, f.Q.T("right."+string(right)))
	}
	return f.Q.Words.List(words)
}

// ticked are the rights that a form ticks.
func (f frame) ticked(name string) (all []route.Right) {
	for _, value := range route.FormAll(f.C, name) {
		all = append(all, route.Right(value))
	}
	return all
}

// titleOf is a role in words, of one that is made a word for that.
func (f frame) titleOf(d account.Definition) string {
	if d.ID == "" {
		return f.Q.T("people.role.new")
	}
	title := []rune(d.Title(f.Q))
	return strings.ToUpper(string(title[:1])) + string(title[1:])
}
