package main

import (
	"bytes"
	"strings"
	"testing"

	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
	"balie/kiosk"
)

// TestAScreenIsPairedFromTheCommandLine pairs, lists and unpairs beside a server.
func TestAScreenIsPairedFromTheCommandLine(t *testing.T) {
	h := servertest.NewHall(t, 1)
	var waits kiosk.Pairing
	var secret string
	h.Do(func(tx *ledger.Tx) (err error) { waits, secret, err = kiosk.AskToPair(tx); return err })
	run := func(args ...string) (int, string) {
		t.Helper()
		var said bytes.Buffer
		m := &Main{Process: server.Process{Out: &said, Err: &said, Clock: h.Clock}}
		code := m.Execute(t.Context(), append(args, "--data", h.Data))
		return code, said.String()
	}
	for _, wrong := range [][]string{
		{"device", "pair", "AAAAAA", "--role", "board", "--office", "hal"}, {"device", "pair", waits.Code, "--role", "camera", "--office", "hal"},
		{"device", "pair", waits.Code, "--role", "board", "--office", "nergens"}, {"device", "pair", waits.Code, "--role", "board", "--name", "x", "--office", "hal"},
		{"device", "unpair", "nobody"},
	} {
		if code, said := run(wrong...); code == 0 || strings.Contains(said, "device.") {
			t.Errorf("%v: %d %s", wrong, code, said)
		}
	}
	code, said := run("device", "pair", waits.Code, "--role", "board", "--name", "Bord in de hal", "--office", "hal")
	if code != 0 || !strings.Contains(said, "Bord in de hal") {
		t.Fatalf("pairing: %d %s", code, said)
	}
	var d kiosk.Device
	if err := h.House.Ledger.View(func(r ledger.Reader) (err error) { d, err = kiosk.DeviceBySecret(r, secret); return err }); err != nil {
		t.Fatal(err)
	}
	if code, said := run("device"); code != 0 || !strings.Contains(said, string(d.ID)) || !strings.Contains(said, "not seen yet") {
		t.Errorf("the list: %d %s", code, said)
	}
	if code, said := run("device", "unpair", string(d.ID)); code != 0 {
		t.Errorf("unpairing: %d %s", code, said)
	}
	if code, said := run("device", "list"); code != 0 || strings.Contains(said, string(d.ID)) {
		t.Errorf("the list after it: %d %s", code, said)
	}
}
