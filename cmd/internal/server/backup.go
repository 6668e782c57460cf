package server

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

// KeysOf is the key file that belongs to a copy of a ledger: "x.db" and "x.keys".
func KeysOf(path string) string { return strings.TrimSuffix(path, ".db") + ".keys" }

// backup writes the ledger first and the keys after it: so the copy has the key of every contact in it.
func (h *Server) backup(ctx context.Context, to string) Report {
	if to == "" {
		to = filepath.Join(ledger.BackupFolder(LedgerPath(h.Data)), ledger.BackupName(h.Clock()))
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return refused(err)
	}
	err := writeNew(to, func(w io.Writer) error {
		_, err := h.Ledger.Backup(ctx, w)
		return err
	})
	if err == nil {
		err = writeNew(KeysOf(to), h.Vault.Copy)
	}
	if err != nil {
		return refused(fmt.Errorf("backup: %w", err))
	}
	records, err := VerifyBackup(to)
	if err != nil {
		return refused(fmt.Errorf("the backup was written but is no good: %w", err))
	}
	return Report{Lines: []string{fmt.Sprintf("%s: %d records, verified; its keys are in %s", to, records, KeysOf(to))}}
}

// VerifyBackup reads every record of a backup and the head of its key file.
func VerifyBackup(path string) (records int, err error) {
	if records, err = ledger.Verify(path); err != nil {
		return records, errors.New(ledger.Said(err))
	}
	if _, err := os.Stat(KeysOf(path)); err != nil {
		return records, fmt.Errorf("its key file %s is missing", KeysOf(path))
	}
	v, err := contact.OpenVault(KeysOf(path))
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
