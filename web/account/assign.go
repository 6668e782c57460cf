package account

import (
	"slices"
	"strings"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// ErrOffices: a role is limited to an office that is not there, or one that holds for the whole house.
var ErrOffices = ledger.Refuse(ledger.Invalid, "account.offices")

// assign gives an account roles, each at some offices or everywhere. It refuses with ErrRoles, ErrOffices and
// ErrApart.
func (u *User) assign(r ledger.Reader, roles []Role, offices map[Role][]string) error {
	roles, ok, err := tidy(r, roles)
	if err != nil {
		return err
	}
	if !ok {
		return ErrRoles
	}
	limits, err := tidyLimits(r, roles, offices)
	if err != nil {
		return err
	}
	u.Roles, u.Offices = roles, limits
	as := *u
	as.State = Active
	g, err := grantsWith(r, as, nil)
	if err == nil && g.mixes() {
		err = ErrApart
	}
	return err
}

// tidyLimits are the offices of each role, once each and known.
func tidyLimits(r ledger.Reader, roles []Role, offices map[Role][]string) (map[Role][]string, error) {
	var limits map[Role][]string
	for _, role := range roles {
		if len(offices[role]) == 0 {
			continue
		}
		d, err := RoleByID(r, role)
		if err != nil {
			return nil, err
		}
		for _, id := range offices[role] {
			if !d.OfOffice() || !isOffice(r, id) {
				return nil, ErrOffices
			}
		}
		if limits == nil {
			limits = map[Role][]string{}
		}
		limits[role] = slices.Compact(slices.Sorted(slices.Values(offices[role])))
	}
	return limits, nil
}

func isOffice(r ledger.Reader, id string) bool {
	_, err := catalogue.OfficeByID(r, catalogue.OfficeID(id))
	return err == nil
}

// mustRule refuses with ErrNotYours where an authority may not give these roles.
func (a Authority) mustRule(r ledger.Reader, roles []Role) error {
	ok, err := a.Rules(r, roles)
	if err == nil && !ok {
		err = ErrNotYours
	}
	return err
}

// Granted says for the audit which roles an account has, and where: "counter", "counter@hal".
func (u User) Granted() (all []string) {
	for _, role := range u.Roles {
		text := string(role)
		if limits := u.Offices[role]; len(limits) > 0 {
			text += "@" + strings.Join(limits, "+")
		}
		all = append(all, text)
	}
	return all
}

// note writes in the audit what happened to an account.
func (u User) note(tx *ledger.Tx, what string, details ...string) error {
	return tx.Audit(ledger.Audited{What: what, IDs: []string{string(u.ID)}, Details: details, Found: true})
}
