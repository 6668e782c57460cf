package main

import (
	"context"
	"path/filepath"

	"balie/cmd/internal/server"
)

type backup struct {
	server.Location
	To string `arg:"" optional:"" help:"File to write; its key file comes beside it. By default a new name in DIR/backups."`
}

// Run makes a backup, through the server if one serves the ledger, and verifies it.
func (c *backup) Run(ctx context.Context, proc *server.Process) error {
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	to := c.To
	if to != "" { // the server may run in another folder
		if to, err = filepath.Abs(to); err != nil {
			return err
		}
	}
	_, err = proc.Send(ctx, settings.Data, server.RemoteCommand{Do: "backup", To: to}, false)
	return err
}
