package main

import (
	"bytes"
	"io"
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
	m := &Main{process: process{Out: &out, Err: &errs, Clock: noon}}
	err := m.ParseFlags(args)
	if err == nil {
		err = m.Run(t.Context())
	}
	code := m.conclude(err)
	return outcome{code, out.String(), errs.String()}
}

// noon is a Monday in Gendringen.
func noon() time.Time { return time.Date(2026, 11, 30, 11, 0, 0, 0, time.UTC) }

// configOf reads flags as a command that serves does.
func configOf(t testing.TB, flags ...string) Config {
	t.Helper()
	given := map[string]*string{}
	for i := 0; i+1 < len(flags); i += 2 {
		given[strings.TrimPrefix(flags[i], "--")] = &flags[i+1]
	}
	c, err := LoadConfig("", nil, given)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// startServe starts a server in a folder on a port of its own and stops it when the test ends.
func startServe(t *testing.T, data string, extra ...string) (s *serving, said func() string) {
	t.Helper()
	var out bytes.Buffer
	return serveAs(t, &process{Out: &out, Err: io.Discard, Clock: noon}, data, extra...), out.String
}

// serveAs is startServe with a clock and a log of the test's own.
func serveAs(t *testing.T, proc *process, data string, extra ...string) *serving {
	t.Helper()
	s, err := serveConfig(t.Context(), proc, configOf(t, append([]string{"--data", data, "--listen", "127.0.0.1:0", "--trusted-proxies", "127.0.0.1"}, extra...)...))
	return closing(t, s, err)
}

// demoAs serves a demo; in a folder, or in passing where data is "".
func demoAs(t *testing.T, proc *process, data string) *serving {
	return demoAt(t, proc, data, "127.0.0.1:0")
}

// demoAt is demoAs at an address.
func demoAt(t *testing.T, proc *process, data, listen string) *serving {
	t.Helper()
	c := configOf(t, "--listen", listen)
	c.Data = data
	s, err := serveDemo(t.Context(), proc, c)
	return closing(t, s, err)
}

// closing closes a server when the test ends, at the latest.
func closing(t *testing.T, s *serving, err error) *serving {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// quiet is a process that says nothing.
func quiet(clock func() time.Time) *process {
	return &process{Out: io.Discard, Err: io.Discard, Clock: clock}
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
