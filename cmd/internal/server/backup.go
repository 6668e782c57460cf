package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

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
	records, opened, err := VerifyBackup(to)
	if err != nil {
		return refused(fmt.Errorf("the backup was written but is no good: %w", err))
	}
	return Report{Lines: []string{fmt.Sprintf("%s: %d records and %d contacts, verified; its keys are in %s", to, records, opened, KeysOf(to))}}
}

// VerifyBackup reads every record of a backup and opens every contact in it with the key file beside it,
// without changing either, also where the disk cannot be written. It returns how many there are, or what
// is wrong.
func VerifyBackup(path string) (records, opened int, err error) {
	if records, err = ledger.Verify(path); err != nil {
		return records, 0, errors.New(ledger.Said(err))
	}
	if _, err := os.Stat(KeysOf(path)); err != nil {
		return records, 0, fmt.Errorf("its key file %s is missing", KeysOf(path))
	}
	v, err := contact.ReadVault(KeysOf(path))
	if err != nil {
		return records, 0, err
	}
	var problems []string
	err = ledger.ReadFile(path, time.Now, func(r ledger.Reader) (err error) {
		view := func(fn func(ledger.Reader) error) error { return fn(r) }
		opened, err = contact.Verify(context.Background(), view, v, nil, func(p string) { problems = append(problems, p) })
		return err
	})
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("%d of its contacts cannot be opened with %s: %s", len(problems), KeysOf(path), problems[0])
	}
	return records, opened, errors.Join(err, v.Close())
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
