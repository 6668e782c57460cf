package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"balie/booking/ledger"
	"balie/web/account"
)

type user struct {
	Add  userAdd  `cmd:"" help:"Let a colleague in: prints a link with which they choose a passphrase."`
	Link userLink `cmd:"" help:"Print a new link for a colleague, also for one who lost everything."`
}

type userAdd struct {
	where
	Login string   `arg:"" help:"What they sign in with: small letters, digits, . - _ @"`
	Name  string   `help:"Name as colleagues see it (the login)." placeholder:"NAME"`
	Role  []string `help:"reception, counter, teamlead, field, manager, auditor; may be given more than once." required:"" placeholder:"ROLE"`
}

type userLink struct {
	where
	Login string `arg:"" help:"What they sign in with."`
}

// userErrand is a colleague to be let in.
type userErrand struct {
	Login string   `json:"login"`
	Name  string   `json:"name,omitempty"`
	Roles []string `json:"roles,omitempty"`
}

// Run adds a colleague, also while serving, and prints the set-up link to standard output.
func (c *userAdd) Run(ctx context.Context, proc *process) error {
	if c.Name == "" {
		c.Name = c.Login
	}
	return sendUser(ctx, proc, c.where, errand{Do: "user-add", User: &userErrand{c.Login, c.Name, c.Role}})
}

// Run prints a new set-up link; the one before opens no more.
func (c *userLink) Run(ctx context.Context, proc *process) error {
	return sendUser(ctx, proc, c.where, errand{Do: "user-link", User: &userErrand{Login: c.Login}})
}

func sendUser(ctx context.Context, proc *process, w where, e errand) error {
	settings, err := w.settings(proc)
	if err != nil {
		return err
	}
	r, err := proc.send(ctx, settings.Data, e, true)
	if err != nil {
		return err
	}
	base := r.Base
	if base == "" {
		base = settings.base()
	}
	proc.printf("%s\n", setUpLink(base, r.Code))
	return nil
}

// base is where colleagues find us as far as the settings say.
func (c Config) base() string {
	if at := c.staffURL(); at != "" {
		return at
	}
	if c.Staff.Listen != "" {
		return "http://" + c.Staff.Listen
	}
	return "http://" + c.Listen
}

// setUpLink is a set-up code as a link; what stands behind the "#" reaches no server's log.
func setUpLink(base, code string) string { return base + "/medewerker/instellen#" + code }

// addUser lets a colleague in, on behalf of whoever runs this machine.
func (h *house) addUser(ctx context.Context, e userErrand) report {
	var roles []account.Role
	for _, role := range e.Roles {
		roles = append(roles, account.Role(strings.TrimSpace(role)))
	}
	return h.inviting(ctx, func(tx *ledger.Tx) (account.User, error) {
		return account.AddUser(tx, account.Operator, account.NewUser{Login: e.Login, Name: e.Name, Roles: roles})
	})
}

// linkUser makes a new set-up link for a colleague.
func (h *house) linkUser(ctx context.Context, e userErrand) report {
	return h.inviting(ctx, func(tx *ledger.Tx) (account.User, error) { return account.ByLogin(tx, e.Login) })
}

// inviting makes a set-up link for the account that fn returns.
func (h *house) inviting(ctx context.Context, fn func(*ledger.Tx) (account.User, error)) report {
	r := report{Base: h.base}
	err := h.ledger.Update(ctx, "cli", func(tx *ledger.Tx) error {
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
func (h *house) inviteFirst(ctx context.Context) (code string, err error) {
	anybody := false
	err = h.ledger.View(func(r ledger.Reader) error {
		all, err := account.All(r)
		for _, u := range all {
			anybody = anybody || u.State == account.Active
		}
		return err
	})
	if err != nil || anybody {
		return "", err
	}
	err = h.ledger.Update(ctx, "cli", func(tx *ledger.Tx) error {
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
