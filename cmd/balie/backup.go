package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"balie/booking/contact"
	"balie/booking/ledger"
)

type backup struct {
	where
	To string `arg:"" optional:"" help:"File to write; its key file comes beside it. By default a new name in DIR/backups."`
}

// Run makes a backup, through the server if one serves the ledger, and verifies it.
func (c *backup) Run(ctx context.Context, proc *process) error {
	settings, err := c.settings(proc)
	if err != nil {
		return err
	}
	to := c.To
	if to != "" { // the server may run in another folder
		if to, err = filepath.Abs(to); err != nil {
			return err
		}
	}
	_, err = proc.send(ctx, settings.Data, errand{Do: "backup", To: to}, false)
	return err
}

// keysOf is the key file that belongs to a copy of a ledger: "x.db" and "x.keys".
func keysOf(path string) string { return strings.TrimSuffix(path, ".db") + ".keys" }

// backup writes the ledger first and the keys after it: so the copy has the key of every contact in it.
func (h *house) backup(ctx context.Context, to string) report {
	if to == "" {
		to = filepath.Join(ledger.BackupFolder(ledgerPath(h.data)), ledger.BackupName(h.clock()))
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return refused(err)
	}
	err := writeNew(to, func(w io.Writer) error {
		_, err := h.ledger.Backup(ctx, w)
		return err
	})
	if err == nil {
		err = writeNew(keysOf(to), h.vault.Copy)
	}
	if err != nil {
		return refused(fmt.Errorf("backup: %w", err))
	}
	records, err := verifyBackup(to)
	if err != nil {
		return refused(fmt.Errorf("the backup was written but is no good: %w", err))
	}
	return report{Lines: []string{fmt.Sprintf("%s: %d records, verified; its keys are in %s", to, records, keysOf(to))}}
}

// verifyBackup reads every record of a backup and the head of its key file.
func verifyBackup(path string) (records int, err error) {
	if records, err = ledger.Verify(path); err != nil {
		return records, errors.New(ledger.Said(err))
	}
	if _, err := os.Stat(keysOf(path)); err != nil {
		return records, fmt.Errorf("its key file %s is missing", keysOf(path))
	}
	v, err := contact.OpenVault(keysOf(path))
	if err != nil {
		return records, err
	}
	return records, v.Close()
}

// writeNew writes a file for this user only, durable under its name when it returns nil. It never
// replaces one that exists, and leaves nothing behind when it fails.
func writeNew(path string, write func(io.Writer) error) (err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if err = errors.Join(err, file.Close()); err != nil {
			_ = os.Remove(path)
		}
	}()
	if err := write(file); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}
