package setup

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/route"
)

// readRoles are the roles that the municipality made, and those of ours that it adapted. Who has them is no setup.
func readRoles(r ledger.Reader) (roles []account.Definition, err error) {
	all, err := account.Definitions(r)
	for _, d := range all {
		if !d.Delivered() || d.Adapted() {
			roles = append(roles, d)
		}
	}
	return roles, err
}

// roles checks what a file says of roles: each by its id once, with rights that there are.
func (c *checking) roles(f readFile) {
	for i, d := range f.document.Roles {
		at := fmt.Sprintf("roles[%d]", i)
		var found []error
		if !account.IsRoleID(d.ID) {
			found = append(found, errors.New("id is neither a role of ours nor an id as an export writes it"))
		}
		for _, right := range d.Rights {
			if !slices.Contains(route.Grantable(), right) {
				found = append(found, fmt.Errorf("rights name %q, which no role can have", right))
			}
		}
		c.record(f, at, "role "+string(d.ID), found)
	}
}

// roleChanges holds roles against what stands.
func roleChanges(r ledger.Reader, roles []account.Definition) (changes []busChange, err error) {
	all, err := account.Definitions(r)
	if err != nil {
		return nil, err
	}
	for _, d := range roles {
		var before []byte
		if i := slices.IndexFunc(all, func(o account.Definition) bool { return o.ID == d.ID }); i >= 0 {
			before, err = json.Marshal(all[i])
		}
		now, failed := json.Marshal(d)
		if err = errors.Join(err, failed); err != nil {
			return nil, err
		}
		if string(before) != string(now) {
			changes = append(changes, busChange{"role " + string(d.ID), before, now})
		}
	}
	return changes, nil
}

// putRoles makes roles as whoever imports may. It refuses as account.ImportRole does, and then nothing of the import holds.
func putRoles(tx *ledger.Tx, roles []account.Definition) error {
	for _, d := range roles {
		if err := account.ImportRole(tx, importer(tx.Actor()), d); err != nil {
			return err
		}
	}
	return nil
}

// importer is by whose authority somebody imports: an account's, or that of who runs commands on the machine itself.
func importer(by ledger.Actor) account.Authority {
	if id, is := strings.CutPrefix(string(by), string(ledger.Staff(""))); is {
		return account.Authority{User: account.UserID(id)}
	}
	if by == "cli" {
		return account.Operator
	}
	return account.Authority{}
}
