package server

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"balie/booking/ledger"
)

// Unused refuses a folder whose ledger another process holds. A ledger that cannot be opened for
// another reason is the reason to restore.
func Unused(data string) error {
	if _, served, _ := Ask(SocketPath(data), RemoteCommand{}); served {
		return fmt.Errorf("a server runs in %s: stop it before you restore", data)
	}
	_, err := ledger.Verify(LedgerPath(data))
	if errors.Is(err, ledger.ErrInUse) {
		return errors.New(ledger.Said(err) + ": stop it before you restore")
	}
	return nil
}

// replacedSuffix ends the names of what a restore put away.
const replacedSuffix = "-replaced"

// SetAside moves what is there among the backups, as a pair that can be restored like any other and that
// goes with the copies of keys, and returns the new names.
func SetAside(data string, at time.Time) (kept []string, err error) {
	folder := ledger.BackupFolder(LedgerPath(data))
	name := filepath.Join(folder, strings.TrimSuffix(ledger.BackupName(at), ".db")+replacedSuffix)
	for from, to := range map[string]string{LedgerPath(data): name + ".db", KeysPath(data): name + ".keys"} {
		if _, err := os.Stat(from); errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return kept, err
		}
		if err := os.Rename(from, to); err != nil {
			return kept, err
		}
		kept = append(kept, to)
	}
	if len(kept) > 0 {
		err = syncFolder(folder)
	}
	slices.Sort(kept)
	return kept, errors.Join(err, syncFolder(data))
}

// CopyFile copies into a new file beside its place and moves it there when it is on the disk.
func CopyFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	partial := to + ".partial"
	_ = os.Remove(partial)
	if err := writeNew(partial, func(w io.Writer) error { _, err := io.Copy(w, source); return err }); err != nil {
		return err
	}
	if err := os.Rename(partial, to); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(to))
}
