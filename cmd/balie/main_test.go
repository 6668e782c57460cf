package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"balie/cmd/internal/servertest"
)

func TestMain(m *testing.M) {
	if !servertest.Everything() {
		servertest.AtEnd(func() { sayWhatWasLeftOut("/dev/tty") })
	}
	servertest.RunTests(m)
}

// sayWhatWasLeftOut writes a line to the terminal, if there is one: go test keeps what a package that passes says
// to itself, and this package is the last to end.
func sayWhatWasLeftOut(terminal string) {
	if tty, err := os.OpenFile(terminal, os.O_WRONLY, 0); err == nil {
		_, _ = fmt.Fprint(tty, leftOut)
		_ = tty.Close()
	}
}

const leftOut = "skipped: stories but one for each audience, and proofs at full length; BALIE_STORIES=all go test ./... tells and plays them all\n"

func TestAPlainRunSaysWhatItLeavesOut(t *testing.T) {
	terminal := filepath.Join(t.TempDir(), "tty")
	if err := os.WriteFile(terminal, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	sayWhatWasLeftOut(terminal)
	if text, err := os.ReadFile(terminal); err != nil || string(text) != leftOut {
		t.Errorf("the terminal shows %q, %v", text, err)
	}
	sayWhatWasLeftOut(filepath.Join(t.TempDir(), "none")) // and without one nothing happens
}
