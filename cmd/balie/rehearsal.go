package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
)

// bring takes appointments over, or rehearses it in a copy of the house that is thrown away: the very
// same steps, so that what is said is what would be done.
func (h *house) bring(ctx context.Context, text []byte) report {
	var p pledges
	if err := json.Unmarshal(text, &p); err != nil {
		return refused(err)
	}
	if p.Accept {
		lines, err := takeOver(ctx, h.target(), p)
		if err != nil {
			return refused(err)
		}
		return report{Lines: lines}
	}
	var lines []string
	err := h.copied(ctx, func(copied *house) (err error) { lines, err = takeOver(ctx, copied.target(), p); return err })
	if err != nil {
		return refused(err)
	}
	return report{Lines: append(lines, "nothing was changed; --accept does it")}
}

// target is the ledger that appointments of another system are imported into.
func (h *house) target() target {
	return target{Ledger: h.ledger, Vault: h.vault, FillKeys: func() error { _, err := h.fillKeys(); return err }}
}

// copied runs fn on a copy of ledger and keys.
func (h *house) copied(ctx context.Context, fn func(*house) error) (err error) {
	folder, err := os.MkdirTemp("", "balie-rehearsal-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	backup := func(w io.Writer) error { _, err := h.ledger.Backup(ctx, w); return err }
	if err := errors.Join(writeNew(ledgerPath(folder), backup), writeNew(keysPath(folder), h.vault.Copy)); err != nil {
		return err
	}
	copied, err := openHouse(folder, h.clock, h.log)
	if err != nil {
		return err
	}
	return errors.Join(fn(copied), copied.close())
}
