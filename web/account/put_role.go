package account

import (
	"slices"
	"strings"

	"balie/booking/ledger"
	"balie/web/route"
)

// What a change of a role is refused for.
var (
	ErrUnknownRole = ledger.Refuse(ledger.NotFound, "role.unknown")
	ErrRights      = ledger.Refuse(ledger.Invalid, "role.rights")     // no right, or one that no role can have
	ErrRoleName    = ledger.Refuse(ledger.Invalid, "role.name")       // an own role needs one, of its own
	ErrNotHeld     = ledger.Refuse(ledger.Forbidden, "role.notheld")  // nobody gives themselves what they do not have
	ErrApart       = ledger.Refuse(ledger.Conflict, "role.apart")     // who reads the audit neither rules nor sets up
	ErrRoleUsed    = ledger.Refuse(ledger.Conflict, "role.used")      // args: n colleagues have it
	ErrRoleMoved   = ledger.Refuse(ledger.Conflict, "role.otherwise") // somebody changed it meanwhile
)

// mostRoles bounds how many roles a municipality makes.
const mostRoles = 40

// PutRole makes a role, where its ID is "", or changes one, from the next request of everybody who has it on. seen
// is what the role could when whoever changes it looked. It refuses with ErrNotYours, ErrUnknownRole, ErrRights,
// ErrRoleName, ErrNotHeld, ErrApart, ErrRoleMoved and ErrLastManager.
func PutRole(tx *ledger.Tx, by Authority, d Definition, seen []route.Right) (Definition, error) {
	before, err := d.before(tx)
	if err != nil {
		return d, err
	}
	if d.ID != "" && !slices.Equal(before.Rights, ordered(seen)) {
		return d, ErrRoleMoved
	}
	return putRole(tx, by, before, d)
}

// putRole makes or changes a role that was so before.
func putRole(tx *ledger.Tx, by Authority, before, d Definition) (_ Definition, err error) {
	if d, err = d.tidied(tx, before.ID == ""); err != nil {
		return d, err
	}
	if d.ID == "" {
		d.ID = Role(tx.NewID())
	}
	if err := mayPut(tx, by, before, d); err != nil {
		return d, err
	}
	was, err := managers(tx)
	if err != nil {
		return d, err
	}
	if err := kept.Put(tx, ledger.K().Str(string(d.ID)), d); err != nil {
		return d, err
	}
	if err := managed(tx, was); err != nil {
		return d, err
	}
	what := "role.changed"
	if before.ID == "" {
		what = "role.made"
	}
	return d, tx.Audit(ledger.Audited{What: what, IDs: []string{string(d.ID)}, Details: difference(before.Rights, d.Rights), Found: true})
}

// before is a role as it is now, empty for one that is made.
func (d Definition) before(r ledger.Reader) (Definition, error) {
	if d.ID == "" {
		return Definition{}, nil
	}
	return RoleByID(r, d.ID)
}

// tidied checks what a role may and what it is called; made says that it is not there yet.
func (d Definition) tidied(r ledger.Reader, made bool) (Definition, error) {
	all, err := Definitions(r)
	if err != nil {
		return d, err
	}
	possible := route.Grantable()
	if len(d.Rights) == 0 || slices.ContainsFunc(d.Rights, func(right route.Right) bool { return !slices.Contains(possible, right) }) {
		return d, ErrRights
	}
	d.Rights = ordered(d.Rights)
	if d.Delivered() {
		d.Name = ""
		return d, nil
	}
	name, err := tidyName(d.Name)
	taken := slices.ContainsFunc(all, func(o Definition) bool { return o.ID != d.ID && strings.EqualFold(o.Name, name) })
	if err != nil || taken || len(all) >= mostRoles && made {
		return d, ErrRoleName
	}
	d.Name = name
	return d, nil
}

// mayPut holds a change of a role against who makes it, and against everybody who has it.
func mayPut(tx *ledger.Tx, by Authority, before, d Definition) error {
	mine, err := by.holds(tx)
	if err != nil {
		return err
	}
	if !mine.everywhere(route.ManageRoles) {
		return ErrNotYours
	}
	all, err := All(tx)
	for _, u := range all {
		if u.State == Erased || !slices.Contains(u.Roles, d.ID) {
			continue
		}
		if u.ID == by.User && slices.ContainsFunc(d.Rights, func(right route.Right) bool { return !before.Has(right) && !mine.everywhere(right) }) {
			return ErrNotHeld
		}
		u.State = Active // a blocked one may be let in again
		g, err := grantsWith(tx, u, &d)
		if err != nil {
			return err
		}
		if g.mixes() {
			return ErrApart
		}
	}
	if (grants{}).with(d.Rights).mixes() {
		return ErrApart
	}
	return err
}

// with are grants with rights more, everywhere.
func (g grants) with(rights []route.Right) grants {
	for _, right := range rights {
		g.add(right, nil)
	}
	return g
}

// DeleteRole removes a role that the municipality made and nobody has. It refuses with ErrNotYours, ErrUnknownRole
// also for one that came with Balie, and ErrRoleUsed.
func DeleteRole(tx *ledger.Tx, by Authority, id Role) error {
	d, err := RoleByID(tx, id)
	if err == nil && d.Delivered() {
		err = ErrUnknownRole
	}
	if err != nil {
		return err
	}
	mine, err := by.holds(tx)
	if err != nil {
		return err
	}
	if !mine.everywhere(route.ManageRoles) {
		return ErrNotYours
	}
	n, err := holders(tx, id)
	if err != nil {
		return err
	}
	if len(n) > 0 {
		return ErrRoleUsed.With("n", len(n))
	}
	kept.Delete(tx, ledger.K().Str(string(id)))
	return tx.Audit(ledger.Audited{What: "role.deleted", IDs: []string{string(id)}, Found: true})
}

// holders are the accounts that have a role.
func holders(r ledger.Reader, id Role) (having []User, err error) {
	all, err := All(r)
	for _, u := range all {
		if u.State != Erased && slices.Contains(u.Roles, id) {
			having = append(having, u)
		}
	}
	return having, err
}

// difference names what came and what went: "+desk.serve", "-roster.plan".
func difference(before, after []route.Right) (all []string) {
	for _, right := range route.Rights {
		switch was, is := slices.Contains(before, right), slices.Contains(after, right); {
		case is && !was:
			all = append(all, "+"+string(right))
		case was && !is:
			all = append(all, "-"+string(right))
		}
	}
	return all
}
