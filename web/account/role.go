package account

import "slices"

// Role is what a colleague does in the house. Roles are data: one colleague may have several, and each is
// a set of rights.
type Role string

// The roles.
const (
	Reception Role = "reception" // receives whoever comes in
	Counter   Role = "counter"   // helps at a desk, also by telephone
	TeamLead  Role = "teamlead"  // leads the day and lets colleagues in
	Field     Role = "field"     // goes out by bus or bicycle
	Manager   Role = "manager"   // sets up the house
	Auditor   Role = "auditor"   // reads the audit, with a reason
)

// Roles are all roles, in the order in which pages show them.
var Roles = []Role{Reception, Counter, TeamLead, Field, Manager, Auditor}

// grants says which roles a colleague may give, take away and let in.
var grants = map[Role][]Role{
	TeamLead: {Reception, Counter, Field},
	Manager:  Roles,
}

// Authority is on whose behalf colleagues are let in, changed or blocked.
type Authority struct {
	User  UserID // "" for the operator of the machine
	Roles []Role
}

// Operator is whoever runs commands on the machine itself.
var Operator = Authority{Roles: []Role{Manager}}

// rules reports whether an authority may give and take away each of these roles.
func (a Authority) rules(roles []Role) bool {
	for _, role := range roles {
		if !slices.ContainsFunc(a.Roles, func(mine Role) bool { return slices.Contains(grants[mine], role) }) {
			return false
		}
	}
	return true
}

// Grantable are the roles that an authority may give, in the order of Roles.
func (a Authority) Grantable() (roles []Role) {
	for _, role := range Roles {
		if a.rules([]Role{role}) {
			roles = append(roles, role)
		}
	}
	return roles
}

// tidy returns known roles once each, in the order of Roles; ok is false where there is none, or
// one that does not exist.
func tidy(roles []Role) (tidied []Role, ok bool) {
	for _, role := range Roles {
		if slices.Contains(roles, role) {
			tidied = append(tidied, role)
		}
	}
	for _, role := range roles {
		if !slices.Contains(Roles, role) {
			return nil, false
		}
	}
	return tidied, len(tidied) > 0
}
