package server

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"balie/booking/ledger"
	"balie/web/account"
)

// UserCommand is a colleague to be let in.
type UserCommand struct {
	Login string   `json:"login"`
	Name  string   `json:"name,omitempty"`
	Roles []string `json:"roles,omitempty"`
}

// Base is where colleagues find us as far as the settings say.
func (c Config) Base() string {
	if at := c.staffURL(); at != "" {
		return at
	}
	if c.Staff.Listen != "" {
		return "http://" + c.Staff.Listen
	}
	return "http://" + c.Listen
}

// SetUpLink is a set-up code as a link; what stands behind the "#" reaches no server's log.
func SetUpLink(base, code string) string { return base + "/medewerker/instellen#" + code }

// addUser lets a colleague in, on behalf of whoever runs this machine.
func (h *Server) addUser(ctx context.Context, e UserCommand) Report {
	var roles []account.Role
	for _, role := range e.Roles {
		roles = append(roles, account.Role(strings.TrimSpace(role)))
	}
	return h.inviting(ctx, func(tx *ledger.Tx) (account.User, error) {
		return account.AddUser(tx, account.Operator, account.NewUser{Login: e.Login, Name: e.Name, Roles: roles})
	})
}

// linkUser makes a new set-up link for a colleague.
func (h *Server) linkUser(ctx context.Context, e UserCommand) Report {
	return h.inviting(ctx, func(tx *ledger.Tx) (account.User, error) { return account.ByLogin(tx, e.Login) })
}

// inviting makes a set-up link for the account that fn returns.
func (h *Server) inviting(ctx context.Context, fn func(*ledger.Tx) (account.User, error)) Report {
	r := Report{Base: h.StaffURL}
	err := h.Ledger.Update(ctx, "cli", func(tx *ledger.Tx) error {
		u, err := fn(tx)
		if err == nil {
			r.Code, err = account.Invite(tx, account.Operator, u.ID)
		}
		return err
	})
	if err != nil {
		return refused(explained(err))
	}
	return r
}

// explanations are refusals in the words of whoever sits at the machine.
var explanations = map[string]string{
	account.ErrLogin.Key:      "a login is 2 to 64 small letters, digits, full stops, hyphens, underscores or at signs",
	account.ErrLoginTaken.Key: "somebody else has this login; balie user link makes a new link for an account that exists",
	account.ErrName.Key:       "a name is 2 to 60 characters",
	account.ErrRoles.Key:      "a role is one of reception, counter, teamlead, field, manager, auditor",
	account.ErrUnknown.Key:    "there is no such account",
	account.ErrMove.Key:       "this account is blocked, or the municipality's provider signs it in",
}

func explained(err error) error {
	if text, ok := explanations[ledger.KeyOf(err)]; ok {
		return errors.New(text)
	}
	return err
}

// The account with which a house begins.
const (
	firstLogin = "beheerder"
	firstName  = "Beheerder"
)

// inviteFirst makes a manager's set-up link while nobody can sign in yet; "" when somebody can.
func (h *Server) inviteFirst(ctx context.Context) (code string, err error) {
	anybody := false
	err = h.Ledger.View(func(r ledger.Reader) error {
		all, err := account.All(r)
		for _, u := range all {
			anybody = anybody || u.State == account.Active
		}
		return err
	})
	if err != nil || anybody {
		return "", err
	}
	err = h.Ledger.Update(ctx, "cli", func(tx *ledger.Tx) error {
		u, err := account.ByLogin(tx, firstLogin)
		if errors.Is(err, account.ErrUnknown) {
			u, err = account.AddUser(tx, account.Operator, account.NewUser{Login: firstLogin, Name: firstName, Roles: []account.Role{account.Manager}})
		}
		if err == nil {
			code, err = account.Invite(tx, account.Operator, u.ID)
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("no first account: %w", err)
	}
	return code, nil
}
