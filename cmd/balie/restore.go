package main

import (
	"fmt"
	"os"

	"balie/cmd/internal/server"
)

type restore struct {
	server.Location
	From string `arg:"" help:"Backup to put in place; its key file lies beside it." type:"existingfile"`
}

// Run verifies the backup, keeps the ledger and key file that it replaces, and puts the backup in
// their place. It refuses while a server runs.
func (c *restore) Run(proc *server.Process) error {
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	records, opened, err := server.VerifyBackup(c.From)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(settings.Data, 0o700); err != nil {
		return err
	}
	if err := server.Unused(settings.Data); err != nil {
		return err
	}
	kept, err := server.SetAside(settings.Data, proc.Clock().UTC().Format("20060102T150405Z"))
	if err != nil {
		return err
	}
	for from, to := range map[string]string{c.From: server.LedgerPath(settings.Data), server.KeysOf(c.From): server.KeysPath(settings.Data)} {
		if err := server.CopyFile(from, to); err != nil {
			return fmt.Errorf("%w; what was there is kept as %v", err, kept)
		}
	}
	proc.Printf("%s is in place: %d records and %d contacts, verified\n", c.From, records, opened)
	for _, name := range kept {
		proc.Printf("what was there is kept as %s\n", name)
	}
	return nil
}
