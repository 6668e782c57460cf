package account

import (
	"errors"

	"balie/booking/ledger"
)

// NewUser is a colleague to be let in.
type NewUser struct {
	Login, Name string
	Roles       []Role
}

// ErrNotYours: this authority may not give or take these roles, or change who has them.
var ErrNotYours = ledger.Refuse(ledger.Forbidden, "account.notyours")

// AddUser makes an account that cannot sign in before its owner has set it up: see Invite. It
// refuses with ErrLogin, ErrName, ErrRoles, ErrLoginTaken and ErrNotYours.
func AddUser(tx *ledger.Tx, by Authority, n NewUser) (User, error) {
	u := User{ID: UserID(tx.NewID()), Login: tidyLogin(n.Login), State: Invited, Made: tx.Now()}
	var ok bool
	var err error
	if u.Name, err = tidyName(n.Name); err != nil {
		return User{}, err
	}
	if u.Roles, ok = tidy(n.Roles); !ok {
		return User{}, ErrRoles
	}
	if !loginShape.MatchString(u.Login) {
		return User{}, ErrLogin
	}
	if !by.rules(u.Roles) {
		return User{}, ErrNotYours
	}
	key := ledger.K().Str(u.Login)
	if _, taken, err := logins.Find(tx, key); err != nil || taken {
		return User{}, errors.Join(err, when(taken, ErrLoginTaken))
	}
	if err := logins.Put(tx, key, u.ID); err != nil {
		return u, err
	}
	return u, u.write(tx)
}

// when is an error that holds, or none.
func when(holds bool, err error) error {
	if holds {
		return err
	}
	return nil
}
