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

// KeysOf is the key file that belongs to a copy of a ledger: "x.db" and "x.keys", "x.db.age" and
// "x.keys.age".
func KeysOf(path string) string {
	if plain, sealed := strings.CutSuffix(path, sealedSuffix); sealed {
		return KeysOf(plain) + sealedSuffix
	}
	return strings.TrimSuffix(path, ".db") + ".keys"
}

// copied is one backup: where its files lie and what was found in them.
type copied struct {
	ledger, keys    string
	records, opened int
}

func (c copied) String() string {
	return fmt.Sprintf("%s: %d records and %d contacts, verified; its keys are in %s", c.ledger, c.records, c.opened, c.keys)
}

// backup makes a copy at a place, "" for a new name where backups go.
func (h *Server) backup(ctx context.Context, to string) Report {
	if to == "" {
		to = filepath.Join(h.Backups.folder(h.Data), ledger.BackupName(h.Clock()))
	}
	c, err := h.makeBackup(ctx, to, func(string) error { return nil })
	if err != nil {
		return refused(fmt.Errorf("backup: %w", err))
	}
	return Report{Lines: []string{c.String()}}
}

// makeBackup copies ledger and keys, verifies the copy and has it tried. Where the server has public keys
// the plain copy lies beside the ledger until then, and what arrives is sealed and was read back.
func (h *Server) makeBackup(ctx context.Context, to string, try func(path string) error) (c copied, err error) {
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return c, err
	}
	if !h.Backups.sealed() {
		if c, err = h.copyBoth(ctx, to); err == nil {
			err = try(to)
		}
		return c, err
	}
	plain, err := os.MkdirTemp(h.Data, plainCopies)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(plain)) }()
	err = h.Ledger.Update(ctx, "system", func(tx *ledger.Tx) error { _, err := ledger.NewBackupProof(tx); return err })
	if err != nil {
		return c, err
	}
	if c, err = h.copyBoth(ctx, filepath.Join(plain, filepath.Base(to))); err != nil {
		return c, err
	}
	if err := try(c.ledger); err != nil {
		return c, err
	}
	return h.sealBoth(c, strings.TrimSuffix(to, sealedSuffix))
}

// plainCopies begins the names of folders in which a copy lies in the clear until it is sealed.
const plainCopies = "sealing-"

// sealBoth seals a copy: the ledger at its place, the keys beside it or in the folder for keys.
func (h *Server) sealBoth(c copied, to string) (copied, error) {
	sealed := c
	sealed.ledger = to + sealedSuffix
	sealed.keys = KeysOf(sealed.ledger)
	if h.Backups.KeysTo != "" {
		sealed.keys = filepath.Join(h.Backups.KeysTo, filepath.Base(sealed.keys))
	}
	if err := seal(c.ledger, sealed.ledger, h.Backups.Recipients); err != nil {
		return sealed, err
	}
	if err := seal(c.keys, sealed.keys, h.Backups.keyHolders()); err != nil {
		return sealed, errors.Join(err, os.Remove(sealed.ledger))
	}
	return sealed, nil
}

// copyBoth writes the ledger first and the keys after it: so the copy has the key of every contact in it.
func (h *Server) copyBoth(ctx context.Context, to string) (c copied, err error) {
	c = copied{ledger: to, keys: KeysOf(to)}
	err = writeNew(c.ledger, func(w io.Writer) error {
		_, err := h.Ledger.Backup(ctx, w)
		return err
	})
	if err == nil {
		err = writeNew(c.keys, h.Vault.Copy)
	}
	if err != nil {
		return c, err
	}
	if c.records, c.opened, err = VerifyBackup(c.ledger, c.keys); err != nil {
		return c, fmt.Errorf("the backup was written but is no good: %w", err)
	}
	return c, nil
}

// VerifyBackup reads every record of a plain backup and opens every contact in it with a key file,
// without changing either, also where the disk cannot be written. It returns how many there are, or what
// is wrong.
func VerifyBackup(path, keys string) (records, opened int, err error) {
	if records, err = ledger.Verify(path); err != nil {
		return records, 0, errors.New(ledger.Said(err))
	}
	v, err := contact.ReadVault(keys)
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
		err = fmt.Errorf("%d of its contacts cannot be opened with %s: %s", len(problems), keys, problems[0])
	}
	return records, opened, errors.Join(err, v.Close())
}

// keysFor is the key file that opens a backup: its own, or else the oldest newer one in the same folder.
// Copies of keys expire before those of ledgers, and whom we promised to forget since is forgotten in it.
func keysFor(path string) (string, error) {
	own := KeysOf(path)
	if _, err := os.Stat(own); err == nil {
		return own, nil
	}
	sort, ok := strings.CutPrefix(filepath.Base(own), "balie-")
	if ok && len(sort) >= len(stampLayout) {
		suffix := ".keys"
		if strings.HasSuffix(own, sealedSuffix) {
			suffix += sealedSuffix
		}
		others, _ := filepath.Glob(filepath.Join(filepath.Dir(own), "balie-*"+suffix)) // in order of their names
		for _, other := range others {
			if filepath.Base(other)[len("balie-"):] > sort {
				return other, nil
			}
		}
	}
	return "", fmt.Errorf("its key file %s is missing, and so is every newer one", own)
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
