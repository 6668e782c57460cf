// Package ledgertest opens ledgers for tests: one in a temporary folder, which is checked and closed when the
// test ends. It is for tests only.
package ledgertest

import (
	"errors"
	"path/filepath"
	"testing"

	"balie/booking/ledger"
)

// Open opens an empty ledger with these schemas. When the test ends it must check clean, and is closed.
func Open(tb testing.TB, clock ledger.Clock, schemas ...ledger.Schema) *ledger.Ledger {
	tb.Helper()
	l, err := ledger.Open(filepath.Join(tb.TempDir(), "balie.db"), clock, schemas)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		_, err := l.Check(func(problem string) { tb.Error("check: ", problem) })
		if errors.Is(err, ledger.ErrClosed) {
			return // the test closed it
		}
		if err != nil {
			tb.Error(err)
		}
		if err := l.Close(); err != nil {
			tb.Error(err)
		}
	})
	return l
}
