package server

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

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

// SetAside renames what is there and returns the new names.
func SetAside(data, stamp string) (kept []string, err error) {
	for _, path := range []string{LedgerPath(data), KeysPath(data)} {
		if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
			continue
		}
		aside := path + ".replaced-" + stamp
		if err := os.Rename(path, aside); err != nil {
			return kept, err
		}
		kept = append(kept, aside)
	}
	return kept, syncFolder(data)
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
