package server

import (
	"context"
	"errors"
	"fmt"
	"time"

	"balie/booking/ledger"
)

// BackupCode is the code in a plain backup, which shows that somebody opened it; "" where it was never
// to be sealed.
func BackupCode(path string) (code string, err error) {
	err = ledger.ReadFile(path, time.Now, func(r ledger.Reader) error {
		p, err := ledger.ReadBackupProof(r)
		code = p.Code()
		return err
	})
	return code, err
}

// proveBackup notes that somebody opened a sealed backup, by the code that stands in it.
func (h *Server) proveBackup(ctx context.Context, code string) Report {
	var of time.Time
	err := h.Ledger.Update(ctx, "system", func(tx *ledger.Tx) (err error) {
		of, err = ledger.ProveBackup(tx, code)
		return err
	})
	switch {
	case errors.Is(err, ledger.ErrNoProof):
		return refused(fmt.Errorf("no backup of this ledger carries the code %q", code))
	case err != nil:
		return refused(err)
	}
	return Report{Lines: []string{fmt.Sprintf("noted: the backup of %s can be opened; this is asked again in half a year", of.Format(time.RFC3339))}}
}
