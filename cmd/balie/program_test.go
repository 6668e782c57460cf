package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// asProgram in the environment makes the test binary be the program, so that tests can have a
// real second process without building one.
const asProgram = "TEST_IS_BALIE=1"

func TestMain(m *testing.M) {
	if os.Getenv("TEST_IS_BALIE") != "" {
		main()
	}
	os.Exit(m.Run())
}

// program is the program as a process of its own, not yet started. It sees no settings of ours.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self, args...)
	c.Env = []string{asProgram, "PATH=" + os.Getenv("PATH"), "TMPDIR=" + t.TempDir()}
	return c
}

// outcome is what a finished run printed and how it ended.
type outcome struct {
	code     int
	out, err string
}

// inProcess runs a command here, at noon of a Monday; one that serves is closed as soon as it listens.
func inProcess(t *testing.T, args ...string) outcome {
	t.Helper()
	var out, errs bytes.Buffer
	m := &Main{Out: &out, Err: &errs, Clock: noon}
	err := m.ParseFlags(args)
	if err == nil {
		err = m.Run(t.Context())
	}
	code := m.conclude(err)
	return outcome{code, out.String(), errs.String()}
}

// noon is a Monday in Gendringen.
func noon() time.Time { return time.Date(2026, 11, 30, 11, 0, 0, 0, time.UTC) }

// startServe starts a server in a folder on a port of its own and stops it when the test ends.
func startServe(t *testing.T, data string, extra ...string) (m *Main, said func() string) {
	t.Helper()
	var out, errs bytes.Buffer
	m = &Main{Out: &out, Err: &errs, Clock: noon}
	args := append([]string{"serve", "--data", data, "--listen", "127.0.0.1:0", "--trusted-proxies", "127.0.0.1"}, extra...)
	if err := m.ParseFlags(args); err != nil {
		t.Fatal(err)
	}
	if err := m.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	})
	return m, out.String
}

// wantRefused fails unless a run ended with code 1 and one line that says all of want.
func wantRefused(t *testing.T, o outcome, want ...string) {
	t.Helper()
	if o.code != 1 {
		t.Errorf("ended with %d, want 1; said %q", o.code, o.err)
	}
	for _, w := range want {
		if !strings.Contains(o.err, w) {
			t.Errorf("said %q, want %q in it", o.err, w)
		}
	}
}

func wantDone(t *testing.T, o outcome) outcome {
	t.Helper()
	if o.code != 0 {
		t.Fatalf("ended with %d: %s", o.code, o.err)
	}
	return o
}
