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
		return takeOver(ctx, h, p)
	}
	var r report
	err := h.copied(ctx, func(copied *house) { r = takeOver(ctx, copied, p) })
	if err != nil {
		return refused(err)
	}
	r.Lines = append(r.Lines, "nothing was changed; --accept does it")
	return r
}

// copied runs fn on a copy of ledger and keys.
func (h *house) copied(ctx context.Context, fn func(*house)) (err error) {
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
	fn(copied)
	return copied.close()
}
