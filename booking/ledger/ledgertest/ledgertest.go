// Package ledgertest opens ledgers for tests: one in a temporary folder, which is checked and closed when the
// test ends. It is for tests only.
package ledgertest

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"balie/booking/ledger"
)

// Open opens an empty ledger with these schemas. When the test ends it must check clean, and is closed.
func Open(tb testing.TB, clock ledger.Clock, schemas ...ledger.Schema) *ledger.Ledger {
	tb.Helper()
	l := OpenAt(tb, filepath.Join(tb.TempDir(), "balie.db"), clock, schemas...)
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

// opsVariable sets how many writes a batch of the engine takes in this run: with BALIE_ENGINE_OPS=120 the
// tests of a domain show that none of its transactions is larger than a store on several machines takes.
const opsVariable = "BALIE_ENGINE_OPS"

// OpenAt opens the ledger at a path, or makes it, and leaves checking and closing to the test.
func OpenAt(tb testing.TB, path string, clock ledger.Clock, schemas ...ledger.Schema) *ledger.Ledger {
	tb.Helper()
	var options []ledger.Option
	if ops, err := strconv.Atoi(os.Getenv(opsVariable)); err == nil {
		options = append(options, ledger.WithLimits(ops, 1<<20))
	}
	l, err := ledger.Open(path, clock, schemas, options...)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}
