package account

import (
	"errors"

	"balie/booking/ledger"
)

// NewUser is a colleague to be let in.
type NewUser struct {
	Login, Name string
	Roles       []Role
	Offices     map[Role][]string // where a role holds; one that is not in it holds everywhere
}

// ErrNotYours: this authority may not give or take these roles, or change who has them.
var ErrNotYours = ledger.Refuse(ledger.Forbidden, "account.notyours")

// AddUser makes an account that cannot sign in before its owner has set it up: see Invite. It
// refuses with ErrLogin, ErrName, ErrRoles, ErrOffices, ErrApart, ErrLoginTaken and ErrNotYours.
func AddUser(tx *ledger.Tx, by Authority, n NewUser) (User, error) {
	u := User{ID: UserID(tx.NewID()), Login: tidyLogin(n.Login), State: Invited, Made: tx.Now()}
	var err error
	if u.Name, err = tidyName(n.Name); err != nil {
		return User{}, err
	}
	if err := u.assign(tx, n.Roles, n.Offices); err != nil {
		return User{}, err
	}
	if !loginShape.MatchString(u.Login) {
		return User{}, ErrLogin
	}
	if err := by.mustRule(tx, u.Roles); err != nil {
		return User{}, err
	}
	key := ledger.K().Str(u.Login)
	if _, taken, err := logins.Find(tx, key); err != nil || taken {
		return User{}, errors.Join(err, when(taken, ErrLoginTaken))
	}
	if err := logins.Put(tx, key, u.ID); err != nil {
		return u, err
	}
	if err := u.write(tx); err != nil {
		return u, err
	}
	return u, u.note(tx, "account.added", u.Granted()...)
}

// when is an error that holds, or none.
func when(holds bool, err error) error {
	if holds {
		return err
	}
	return nil
}
