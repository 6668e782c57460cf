package account

import (
	"slices"

	"balie/booking/ledger"
	"balie/web/route"
)

// Role names what a colleague does in the house: one of Roles, or one that the municipality made. A colleague
// may have several.
type Role string

// The roles as delivered.
const (
	Reception  Role = "reception"  // receives whoever comes in
	Counter    Role = "counter"    // helps at a desk, also by telephone
	TeamLead   Role = "teamlead"   // leads the day and lets colleagues in
	Planner    Role = "planner"    // makes the roster and the plan of the bus
	Field      Role = "field"      // goes out by bus or bicycle
	Functional Role = "functional" // sets up products, offices and screens, and sees no resident
	Manager    Role = "manager"    // sets up the house and says who may do what
	Auditor    Role = "auditor"    // reads the audit, with a reason
)

// Roles are all roles as delivered, in the order in which pages show them.
var Roles = []Role{Reception, Counter, TeamLead, Planner, Field, Functional, Manager, Auditor}

// Authority is on whose behalf colleagues are let in, changed or blocked. What somebody may comes from their
// account as it stands in the transaction, and not from what they had when they signed in.
type Authority struct {
	User  UserID // "" for who has no account, such as the operator of the machine
	Roles []Role // of who has no account
}

// Operator is whoever runs commands on the machine itself.
var Operator = Authority{Roles: []Role{Manager}}

// holds is what an authority may do.
func (a Authority) holds(r ledger.Reader) (grants, error) {
	u := User{Roles: a.Roles, State: Active}
	if a.User != "" {
		var err error
		if u, err = ByID(r, a.User); err != nil {
			return nil, err
		}
	}
	return grantsOf(r, u)
}

// entrusted are the rights over others: a role with one of them is given by who may say what roles are, and by
// nobody else, however much they hold themselves.
var entrusted = []route.Right{route.ManagePeople, route.ManageRoles, route.ManageKeys, route.ReadAudit, route.SetUp}

// Rules reports whether an authority may give and take away each of these roles: who may say what roles are
// gives any, others those of which they hold every right everywhere.
func (a Authority) Rules(r ledger.Reader, roles []Role) (bool, error) {
	mine, err := a.holds(r)
	if err != nil || mine.everywhere(route.ManageRoles) || !mine.everywhere(route.ManagePeople) {
		return err == nil && mine.everywhere(route.ManageRoles) && mine.everywhere(route.ManagePeople), err
	}
	defined, err := DefinitionsByID(r)
	if err != nil {
		return false, err
	}
	for _, role := range roles {
		for _, right := range defined[role].Rights {
			if !mine.everywhere(right) || slices.Contains(entrusted, right) {
				return false, nil
			}
		}
	}
	return true, nil
}

// Grantable are the roles that an authority may give, in the order of a page.
func (a Authority) Grantable(r ledger.Reader) (roles []Definition, err error) {
	all, err := Definitions(r)
	for _, d := range all {
		ok, failed := a.Rules(r, []Role{d.ID})
		if failed != nil {
			return nil, failed
		}
		if ok {
			roles = append(roles, d)
		}
	}
	return roles, err
}

// tidy returns known roles once each, in the order of a page; ok is false where there is none, or one that
// does not exist.
func tidy(r ledger.Reader, roles []Role) (tidied []Role, ok bool, err error) {
	all, err := Definitions(r)
	if err != nil {
		return nil, false, err
	}
	for _, d := range all {
		if slices.Contains(roles, d.ID) {
			tidied = append(tidied, d.ID)
		}
	}
	for _, role := range roles {
		if !slices.Contains(tidied, role) {
			return nil, false, nil
		}
	}
	return tidied, len(tidied) > 0, nil
}
