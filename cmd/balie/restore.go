package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"balie/booking/ledger"
)

type restore struct {
	where
	From string `arg:"" help:"Backup to put in place; its key file lies beside it." type:"existingfile"`
}

// Run verifies the backup, keeps the ledger and key file that it replaces, and puts the backup in
// their place. It refuses while a server runs.
func (c *restore) Run(proc *process) error {
	settings, err := c.settings(proc)
	if err != nil {
		return err
	}
	records, err := verifyBackup(c.From)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(settings.Data, 0o700); err != nil {
		return err
	}
	if err := unused(settings.Data); err != nil {
		return err
	}
	kept, err := setAside(settings.Data, proc.Clock().UTC().Format("20060102T150405Z"))
	if err != nil {
		return err
	}
	for from, to := range map[string]string{c.From: ledgerPath(settings.Data), keysOf(c.From): keysPath(settings.Data)} {
		if err := copyFile(from, to); err != nil {
			return fmt.Errorf("%w; what was there is kept as %v", err, kept)
		}
	}
	proc.printf("%s is in place: %d records, verified\n", c.From, records)
	for _, name := range kept {
		proc.printf("what was there is kept as %s\n", name)
	}
	return nil
}

// unused refuses a folder whose ledger another process holds. A ledger that cannot be opened for
// another reason is the reason to restore.
func unused(data string) error {
	if _, served, _ := ask(socketPath(data), errand{}); served {
		return fmt.Errorf("a server runs in %s: stop it before you restore", data)
	}
	_, err := ledger.Verify(ledgerPath(data))
	if errors.Is(err, ledger.ErrInUse) {
		return errors.New(ledger.Said(err) + ": stop it before you restore")
	}
	return nil
}

// setAside renames what is there and returns the new names.
func setAside(data, stamp string) (kept []string, err error) {
	for _, path := range []string{ledgerPath(data), keysPath(data)} {
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

// copyFile copies into a new file beside its place and moves it there when it is on the disk.
func copyFile(from, to string) error {
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
