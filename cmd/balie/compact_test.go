package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// TestCompactKeepsEveryRecord compacts a ledger by the command, without a server.
func TestCompactKeepsEveryRecord(t *testing.T) {
	data := imported(t)
	before := servertest.WantDone(t, inProcess(t, "export", "--data", data)).Out
	if said := servertest.WantDone(t, inProcess(t, "compact", "--data", data)).Err; !strings.Contains(said, "every record was compared") {
		t.Errorf("said %q", said)
	}
	if after := servertest.WantDone(t, inProcess(t, "export", "--data", data)).Out; before != after {
		t.Error("what is compacted is not what was there")
	}
	servertest.WantDone(t, inProcess(t, "check", "--data", data))
	if left, _ := filepath.Glob(server.LedgerPath(data) + ".*"); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
	if info, err := os.Stat(server.LedgerPath(data)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v, want 0600", info, err)
	}
}
