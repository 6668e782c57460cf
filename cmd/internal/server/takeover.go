package server

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"

	"balie/cmd/internal/takeover"
)

// importAppointments takes appointments over, or rehearses it in a copy of the house that is thrown away: the very
// same steps, so that what is said is what would be done.
func (h *Server) importAppointments(ctx context.Context, text []byte) Report {
	var p takeover.Batch
	if err := json.Unmarshal(text, &p); err != nil {
		return Report{Refusal: "there are no appointments to import"}
	}
	if err := h.Ledger.View(p.Unknown); err != nil {
		return refused(err)
	}
	if p.Accept {
		lines, err := takeover.Import(ctx, h.takeoverTarget(), p)
		if err != nil {
			return refused(err)
		}
		return Report{Lines: lines}
	}
	var lines []string
	err := h.copied(ctx, func(copied *Server) (err error) {
		lines, err = takeover.Import(ctx, copied.takeoverTarget(), p)
		return err
	})
	if err != nil {
		return refused(err)
	}
	return Report{Lines: append(lines, "nothing was changed; --accept does it")}
}

// takeoverTarget is the ledger that appointments of another system are imported into.
func (h *Server) takeoverTarget() takeover.Target {
	return takeover.Target{Ledger: h.Ledger, Vault: h.Vault, FillKeys: func() error { _, err := h.FillKeys(); return err }}
}

// copied runs fn on a copy of ledger and keys.
func (h *Server) copied(ctx context.Context, fn func(*Server) error) (err error) {
	folder, err := os.MkdirTemp("", "balie-rehearsal-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	backup := func(w io.Writer) error { _, err := h.Ledger.Backup(ctx, w); return err }
	if err := errors.Join(writeNew(LedgerPath(folder), backup), writeNew(KeysPath(folder), h.Vault.Copy)); err != nil {
		return err
	}
	copied, err := Open(folder, h.Clock, h.log)
	if err != nil {
		return err
	}
	return errors.Join(fn(copied), copied.Close())
}
