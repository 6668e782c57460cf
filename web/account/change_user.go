package account

import (
	"balie/booking/ledger"
	"balie/web/route"
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
	case u.State == Erased:
		return u, ErrUnknown
	}
	return u, by.mustRule(tx, u.Roles)
}

// SetRoles gives an account other roles, each at some offices or everywhere, from its next request on. It
// refuses with ErrUnknown, ErrOwn, ErrNotYours, ErrRoles, ErrOffices, ErrApart, and with ErrLastManager where
// nobody would be left who may let managers in.
func SetRoles(tx *ledger.Tx, by Authority, id UserID, roles []Role, offices map[Role][]string) (User, error) {
	u, err := theirs(tx, by, id)
	if err != nil {
		return u, err
	}
	if err := u.assign(tx, roles, offices); err != nil {
		return u, err
	}
	if err := by.mustRule(tx, u.Roles); err != nil {
		return u, err
	}
	return u, u.change(tx, "account.roles", u.Granted()...)
}

// change writes an account and the audit, as long as somebody is left who lets managers in.
func (u User) change(tx *ledger.Tx, what string, details ...string) error {
	was, err := managers(tx)
	if err != nil {
		return err
	}
	if err := u.write(tx); err != nil {
		return err
	}
	if err := managed(tx, was); err != nil {
		return err
	}
	return u.note(tx, what, details...)
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
	if err := u.change(tx, "account.blocked"); err != nil {
		return u, err
	}
	if err := endSessions(tx, id, ""); err != nil {
		return u, err
	}
	return u, withdrawInvitation(tx, id)
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
	return u, u.change(tx, "account.unblocked")
}

// managers counts who may let managers in: everywhere, and signing in.
func managers(r ledger.Reader) (n int, err error) {
	all, err := All(r)
	for _, u := range all {
		g, err := grantsOf(r, u)
		if err != nil {
			return n, err
		}
		if g.everywhere(route.ManagePeople) && g.everywhere(route.ManageRoles) {
			n++
		}
	}
	return n, err
}

// managed refuses a change after which no manager is left, where there was one.
func managed(tx *ledger.Tx, was int) error {
	is, err := managers(tx)
	if err == nil && is == 0 && was > 0 {
		err = ErrLastManager
	}
	return err
}
