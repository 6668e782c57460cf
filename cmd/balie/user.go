package main

import (
	"context"

	"balie/cmd/internal/server"
)

type user struct {
	Add  userAdd  `cmd:"" help:"Let a colleague in: prints a link with which they choose a passphrase."`
	Link userLink `cmd:"" help:"Print a new link for a colleague, also for one who lost everything."`
}

type userAdd struct {
	server.Location
	Login string   `arg:"" help:"What they sign in with: small letters, digits, . - _ @"`
	Name  string   `help:"Name as colleagues see it (the login)." placeholder:"NAME"`
	Role  []string `help:"reception, counter, teamlead, field, manager, auditor; may be given more than once." required:"" placeholder:"ROLE"`
}

type userLink struct {
	server.Location
	Login string `arg:"" help:"What they sign in with."`
}

// Run adds a colleague, also while serving, and prints the set-up link to standard output.
func (c *userAdd) Run(ctx context.Context, proc *server.Process) error {
	if c.Name == "" {
		c.Name = c.Login
	}
	return sendUser(ctx, proc, c.Location, server.RemoteCommand{Do: "user-add", User: &server.UserCommand{Login: c.Login, Name: c.Name, Roles: c.Role}})
}

// Run prints a new set-up link; the one before opens no more.
func (c *userLink) Run(ctx context.Context, proc *server.Process) error {
	return sendUser(ctx, proc, c.Location, server.RemoteCommand{Do: "user-link", User: &server.UserCommand{Login: c.Login}})
}

func sendUser(ctx context.Context, proc *server.Process, w server.Location, e server.RemoteCommand) error {
	settings, err := w.Settings(proc)
	if err != nil {
		return err
	}
	r, err := proc.Send(ctx, settings.Data, e, true)
	if err != nil {
		return err
	}
	base := r.Base
	if base == "" {
		base = settings.Base()
	}
	proc.Printf("%s\n", server.SetUpLink(base, r.Code))
	return nil
}
