package servertest

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
)

// Noon is a Monday in Gendringen.
func Noon() time.Time { return time.Date(2026, 11, 30, 11, 0, 0, 0, time.UTC) }

// configOf reads flags as a command that serves does.
func configOf(t testing.TB, flags ...string) server.Config {
	t.Helper()
	given := map[string]*string{}
	for i := 0; i+1 < len(flags); i += 2 {
		given[strings.TrimPrefix(flags[i], "--")] = &flags[i+1]
	}
	c, err := server.LoadConfig("", nil, given)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Start starts a server in a folder on a port of its own and stops it when the test ends.
func Start(t *testing.T, data string, extra ...string) (s *server.Running, said func() string) {
	t.Helper()
	var out bytes.Buffer
	return StartAs(t, &server.Process{Out: &out, Err: io.Discard, Clock: Noon}, data, extra...), out.String
}

// StartAs is Start with a clock and a log of the test's own.
func StartAs(t *testing.T, proc *server.Process, data string, extra ...string) *server.Running {
	t.Helper()
	s, err := server.Serve(t.Context(), proc, configOf(t, append([]string{"--data", data, "--listen", "127.0.0.1:0", "--trusted-proxies", "127.0.0.1"}, extra...)...))
	return closing(t, s, err)
}

// Demo serves a demo; in a folder, or in passing where data is "".
func Demo(t *testing.T, proc *server.Process, data string) *server.Running {
	return DemoAt(t, proc, data, "127.0.0.1:0")
}

// DemoAt is Demo at an address.
func DemoAt(t *testing.T, proc *server.Process, data, listen string) *server.Running {
	t.Helper()
	c := configOf(t, "--listen", listen)
	c.Data = data
	s, err := demo.Serve(t.Context(), proc, c)
	return closing(t, s, err)
}

// closing closes a server when the test ends, at the latest.
func closing(t *testing.T, s *server.Running, err error) *server.Running {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Quiet is a process that says nothing.
func Quiet(clock func() time.Time) *server.Process {
	return &server.Process{Out: io.Discard, Err: io.Discard, Clock: clock}
}

// Soon waits until something holds.
func Soon(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for range 2000 {
		if holds() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("not in ten seconds: %s", what)
}

func NewDemo(t *testing.T) *server.Running {
	t.Helper()
	return Demo(t, Quiet(Noon), "")
}
