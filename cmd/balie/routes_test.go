package main

import "testing"

// TestRoutesArePrintedForTheAuditor: the table needs no ledger, and is the one that web's tests keep.
func TestRoutesArePrintedForTheAuditor(t *testing.T) {
	o := wantDone(t, inProcess(t, "routes"))
	if want := readFile(t, "web/testdata/routes.golden"); o.out != want {
		t.Errorf("balie routes prints\n%s", o.out)
	}
}
