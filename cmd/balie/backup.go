package main

import (
	"context"
	"path/filepath"

	"balie/cmd/internal/server"
)

type backup struct {
	Make   backupMake   `cmd:"" default:"withargs" help:"Copy ledger and key file, also while serving, and verify the copy."`
	Verify backupVerify `cmd:"" help:"Read every record of a backup and open every contact in it; nothing is changed."`
}

type backupMake struct {
	server.Location
	To string `arg:"" optional:"" help:"File to write; its key file comes beside it. By default a new name in DIR/backups."`
}

// Run makes a backup, through the server if one serves the ledger, and verifies it.
func (c *backupMake) Run(ctx context.Context, proc *server.Process) error {
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

type backupVerify struct {
	Path string `arg:"" help:"Backup of a ledger; its key file lies beside it." type:"existingfile"`
}

// Run verifies a backup where it lies, also on a disk that cannot be written.
func (c *backupVerify) Run(proc *server.Process) error {
	records, opened, err := server.VerifyBackup(c.Path)
	if err != nil {
		return err
	}
	proc.Printf("%s: %d records and %d contacts, verified\n", c.Path, records, opened)
	return nil
}
