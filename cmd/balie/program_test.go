package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

var building struct {
	once   sync.Once
	folder string
	err    error
}

// runTests runs the tests of a package that starts the program, and removes the program after them.
func runTests(m *testing.M) {
	code := m.Run()
	if building.folder != "" {
		_ = os.RemoveAll(building.folder)
	}
	os.Exit(code)
}

// program is the program as a process of its own, not yet started. It sees no settings of ours. It is built
// once for all tests of a package.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	building.once.Do(func() {
		if building.folder, building.err = os.MkdirTemp("", "balie-test-"); building.err != nil {
			return
		}
		build := exec.Command("go", "build", "-o", filepath.Join(building.folder, "balie"), "balie/cmd/balie")
		if said, err := build.CombinedOutput(); err != nil {
			building.err = fmt.Errorf("%w: %s", err, said)
		}
	})
	if building.err != nil {
		t.Fatal(building.err)
	}
	c := exec.Command(filepath.Join(building.folder, "balie"), args...)
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "TMPDIR=" + t.TempDir()}
	return c
}

// fileOf writes a file for one test.
func fileOf(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
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

// run runs the program as a process of its own, to its end.
func run(t *testing.T, args ...string) outcome {
	t.Helper()
	var out, errs bytes.Buffer
	c := program(t, args...)
	c.Stdout, c.Stderr = &out, &errs
	err := c.Run()
	if c.ProcessState == nil {
		t.Fatal(err)
	}
	return outcome{c.ProcessState.ExitCode(), out.String(), errs.String()}
}
