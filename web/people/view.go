package people

import (
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/page"
)

// faults is what is wrong with the form to let a colleague in.
func (v teamView) faults() (all []page.Fault) {
	for _, f := range []page.Fault{{Field: "naam", Text: v.nameFault}, {Field: "login", Text: v.loginFault}, {Field: "rollen", Text: v.roleFault}} {
		if f.Text != "" {
			all = append(all, f)
		}
	}
	return all
}

// stateIcon is what a state shows beside its word.
func stateIcon(s account.State) string {
	switch s {
	case account.Active:
		return "circle-check"
	case account.Blocked:
		return "lock"
	}
	return "clock"
}

func secondKey(u account.User) string {
	switch {
	case u.Subject != "":
		return "team.second.provider"
	case u.Second:
		return "team.second.on"
	}
	return "team.second.off"
}

// roleNames are an account's roles in words, and where they hold.
func roleNames(q page.Request, u account.User, defined map[account.Role]account.Definition) string {
	var names []string
	for _, role := range u.Roles {
		name := defined[role].Title(q)
		if n := len(u.Offices[role]); n > 0 {
			name = q.T("team.role.at", "role", name, "where", q.Words.N("team.role.offices", n))
		}
		names = append(names, name)
	}
	return q.Words.List(names)
}

// refusalText is what a refusal says at a field.
func refusalText(q page.Request, err error) string {
	what, do := q.Words.Refusal(ledger.KeyOf(err), ledger.ArgsOf(err))
	return what + " " + do
}
