package main

import (
	"testing"

	"balie/cmd/internal/servertest"
)

// TestRoutesArePrintedForTheAuditor: the table needs no ledger, and is the one that web's tests keep.
func TestRoutesArePrintedForTheAuditor(t *testing.T) {
	o := servertest.WantDone(t, inProcess(t, "routes"))
	if want := readFile(t, "web/testdata/routes.golden"); o.Out != want {
		t.Errorf("balie routes prints\n%s", o.Out)
	}
}
