package main

import (
	"errors"
	"fmt"
	"os"

	"balie/cmd/internal/server"
)

type restore struct {
	server.Location
	sealedBackup
	From string `arg:"" help:"Backup to put in place, plain or sealed." type:"existingfile"`
}

// Run verifies the backup, keeps the ledger and key file that it replaces, and puts the backup in
// their place. It refuses while a server runs.
func (c *restore) Run(proc *server.Process) (err error) {
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	o, err := server.OpenBackup(c.From, c.Keys, c.Identity)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	records, opened, err := server.VerifyBackup(o.Ledger, o.Keys)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(settings.Data, 0o700); err != nil {
		return err
	}
	if err := server.Unused(settings.Data); err != nil {
		return err
	}
	kept, err := server.SetAside(settings.Data, proc.Clock())
	if err != nil {
		return err
	}
	for from, to := range map[string]string{o.Ledger: server.LedgerPath(settings.Data), o.Keys: server.KeysPath(settings.Data)} {
		if err := server.CopyFile(from, to); err != nil {
			return fmt.Errorf("%w; what was there is kept as %v", err, kept)
		}
	}
	proc.Printf("%s is in place: %d records and %d contacts, verified\n", c.From, records, opened)
	for _, name := range kept {
		proc.Printf("what was there is kept among the backups as %s\n", name)
	}
	return nil
}
