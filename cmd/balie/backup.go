package main

import (
	"context"
	"errors"
	"path/filepath"

	"balie/cmd/internal/server"
)

type backup struct {
	Make     backupMake     `cmd:"" default:"withargs" help:"Copy ledger and key file, also while serving, and verify the copy."`
	Verify   backupVerify   `cmd:"" help:"Read every record of a backup and open every contact in it; nothing is changed."`
	Prove    backupProve    `cmd:"" help:"Tell Balie the code that verify found in a sealed backup: somebody can open it."`
	Identity backupIdentity `cmd:"" help:"Make a private key for sealed backups, and print the public key that goes with it."`
}

type backupMake struct {
	server.Location
	To string `arg:"" optional:"" help:"File to write; its key file comes beside it. By default a new name where backups go."`
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

// sealedBackup names a backup and what opens it.
type sealedBackup struct {
	Keys     string `help:"Copy of the key file, where it is not beside the ledger's." placeholder:"FILE" type:"existingfile"`
	Identity string `help:"File with the private key, for a sealed backup." placeholder:"FILE" type:"existingfile"`
}

type backupVerify struct {
	sealedBackup
	Path string `arg:"" help:"Backup of a ledger, plain or sealed." type:"existingfile"`
}

// Run verifies a backup where it lies, also on a disk that cannot be written.
func (c *backupVerify) Run(proc *server.Process) (err error) {
	o, err := server.OpenBackup(c.Path, c.Keys, c.Identity)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.Close()) }()
	records, opened, err := server.VerifyBackup(o.Ledger, o.Keys)
	if err != nil {
		return err
	}
	proc.Printf("%s: %d records and %d contacts, verified\n", c.Path, records, opened)
	if code, err := server.BackupCode(o.Ledger); err == nil && code != "" && c.Identity != "" {
		proc.Printf("its code is %s: `balie backup prove %s` notes that this backup can be opened\n", code, code)
	}
	return nil
}

type backupProve struct {
	server.Location
	Code string `arg:"" help:"Code in the backup, as verify prints it."`
}

// Run notes that a backup was opened, through the server if one serves the ledger.
func (c *backupProve) Run(ctx context.Context, proc *server.Process) error {
	settings, err := c.Settings(proc)
	if err != nil {
		return err
	}
	_, err = proc.Send(ctx, settings.Data, server.RemoteCommand{Do: "prove-backup", Key: c.Code}, false)
	return err
}

type backupIdentity struct {
	Path string `arg:"" help:"File to write the private key to."`
}

// Run makes a pair of keys. It never writes over a file.
func (c *backupIdentity) Run(proc *server.Process) error {
	recipient, err := server.MakeIdentity(c.Path)
	if err != nil {
		return err
	}
	proc.Printf("%s\n", recipient)
	return nil
}
