package account

import (
	"errors"
	"slices"
	"strings"

	"balie/booking/ledger"
)

// IsRoleID reports whether an id is that of a role of ours, or could be one of a municipality's.
func IsRoleID(id Role) bool {
	return slices.Contains(Roles, id) || len(id) == ledger.IDLength && strings.Trim(string(id), ledger.IDAlphabet) == ""
}

// ImportRole is PutRole for a role of a file: one that is not there is made under the id that the file has. What is so
// already needs no right. It refuses as PutRole does: an import gives nobody what they could not give on screen.
func ImportRole(tx *ledger.Tx, by Authority, d Definition) error {
	if !IsRoleID(d.ID) {
		return ErrUnknownRole
	}
	before, err := RoleByID(tx, d.ID)
	switch {
	case errors.Is(err, ErrUnknownRole):
		before = Definition{}
	case err != nil:
		return err
	case before.Name == d.Name && slices.Equal(before.Rights, ordered(d.Rights)):
		return nil
	}
	_, err = putRole(tx, by, before, d)
	return err
}
