package main

import (
	"slices"
	"testing"
	"time"

	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// TestWhoServesPromisesTheNight looks at the outbox of a server, of one that wants no backups, and of
// a demo.
func TestWhoServesPromisesTheNight(t *testing.T) {
	promised := func(m *server.Running) bool {
		return slices.ContainsFunc(servertest.Waiting(t, m.Server), func(o ledger.Outgoing) bool {
			return o.Key == "backup" && o.Due.Equal(time.Date(2026, 12, 1, 1, 0, 0, 0, time.UTC))
		})
	}
	for keep, want := range map[string]bool{"7+4": true, "1": true, "0": false} {
		m, _ := servertest.Start(t, imported(t), "--backup-keep", keep)
		if promised(m) != want {
			t.Errorf("backup-keep %s: promised is %t", keep, !want)
		}
	}
	if promised(servertest.NewDemo(t)) {
		t.Error("a demo backs itself up")
	}
	servertest.WantRefused(t, inProcess(t, "serve", "--data", t.TempDir(), "--backup-keep", "many"), "backup-keep", "7+4")
}
