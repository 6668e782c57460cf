package account

import (
	"slices"

	"balie/booking/ledger"
)

// What a change of somebody's account is refused for.
var (
	ErrOwn         = ledger.Refuse(ledger.Forbidden, "account.own")
	ErrLastManager = ledger.Refuse(ledger.Conflict, "account.last")
)

// theirs returns an account that an authority may change: not its own, and none with a role that
// it could not have given.
func theirs(tx *ledger.Tx, by Authority, id UserID) (User, error) {
	u, err := ByID(tx, id)
	switch {
	case err != nil:
		return u, err
	case u.ID == by.User:
		return u, ErrOwn
	case !by.rules(u.Roles):
		return u, ErrNotYours
	}
	return u, nil
}

// SetRoles gives an account other roles, from its next request on. It refuses with ErrUnknown,
// ErrOwn, ErrNotYours, ErrRoles, and with ErrLastManager where nobody would be left who may let
// managers in.
func SetRoles(tx *ledger.Tx, by Authority, id UserID, roles []Role) (User, error) {
	u, err := theirs(tx, by, id)
	if err != nil {
		return u, err
	}
	roles, ok := tidy(roles)
	if !ok {
		return u, ErrRoles
	}
	if !by.rules(roles) {
		return u, ErrNotYours
	}
	before := u.Roles
	u.Roles = roles
	if err := u.write(tx); err != nil {
		return u, err
	}
	return u, managed(tx, slices.Contains(before, Manager))
}

// Block ends an account's right to sign in, and every session it has. It refuses with ErrUnknown,
// ErrOwn, ErrNotYours, ErrMove and ErrLastManager.
func Block(tx *ledger.Tx, by Authority, id UserID) (User, error) {
	u, err := theirs(tx, by, id)
	if err == nil {
		err = u.move(Blocked)
	}
	if err != nil {
		return u, err
	}
	if err := u.write(tx); err != nil {
		return u, err
	}
	if err := endSessions(tx, id, ""); err != nil {
		return u, err
	}
	if err := withdrawInvitation(tx, id); err != nil {
		return u, err
	}
	return u, managed(tx, slices.Contains(u.Roles, Manager))
}

// Unblock lets a blocked account sign in again as it did before. It refuses as Block does.
func Unblock(tx *ledger.Tx, by Authority, id UserID) (User, error) {
	u, err := theirs(tx, by, id)
	if err != nil {
		return u, err
	}
	c, err := credentialOf(tx, id)
	if err != nil {
		return u, err
	}
	back := Invited
	if c.Hash != "" || u.Subject != "" {
		back = Active
	}
	if err := u.move(back); err != nil {
		return u, err
	}
	return u, u.write(tx)
}

// managed refuses a change after which no manager is left, where there was one.
func managed(tx *ledger.Tx, was bool) error {
	if !was {
		return nil
	}
	all, err := All(tx)
	if err == nil && !slices.ContainsFunc(all, func(u User) bool { return u.State != Blocked && slices.Contains(u.Roles, Manager) }) {
		err = ErrLastManager
	}
	return err
}
