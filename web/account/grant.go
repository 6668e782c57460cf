package account

import (
	"slices"

	"balie/booking/ledger"
	"balie/web/route"
)

// reach is where somebody has a right: everywhere, or at some offices.
type reach struct {
	all     bool
	offices []string
}

// grants are what somebody may, and where. What is not in them is denied.
type grants map[route.Right]reach

func (g grants) everywhere(right route.Right) bool { return g[right].all }

func (g grants) may(right route.Right) bool { return g[right].all || len(g[right].offices) > 0 }

func (g grants) mayAt(right route.Right, office string) bool {
	return g[right].all || slices.Contains(g[right].offices, office)
}

func (g grants) add(right route.Right, offices []string) {
	have := g[right]
	switch {
	case len(offices) == 0:
		have.all = true
	case right.OfOffice():
		have.offices = append(have.offices, offices...)
	default: // a right of the whole house is not given at one office
		return
	}
	g[right] = have
}

// apart are the rights that nobody has who reads the audit: who looks after others' looking neither gives rights
// nor changes what is looked at.
var apart = []route.Right{route.ManagePeople, route.ManageRoles, route.ManageKeys, route.SetUp}

// mixes reports whether somebody would read the audit of what they rule.
func (g grants) mixes() bool {
	return g.may(route.ReadAudit) && slices.ContainsFunc(apart, g.may)
}

// grantsOf are what an account may, by its roles as they are now. An account of before the two were kept apart
// that both rules and reads the audit reads it no more.
func grantsOf(r ledger.Reader, u User) (grants, error) {
	g, err := grantsWith(r, u, nil)
	if g.mixes() {
		delete(g, route.ReadAudit)
	}
	return g, err
}

// grantsWith are grantsOf if a role were as given, and with nothing left out.
func grantsWith(r ledger.Reader, u User, changed *Definition) (grants, error) {
	g := grants{}
	if u.State != Active {
		return g, nil
	}
	defined, err := DefinitionsByID(r)
	if changed != nil {
		defined[changed.ID] = *changed
	}
	for _, right := range everybody {
		g.add(right, nil)
	}
	for _, role := range u.Roles {
		for _, right := range defined[role].Rights {
			g.add(right, u.Offices[role])
		}
	}
	return g, err
}
