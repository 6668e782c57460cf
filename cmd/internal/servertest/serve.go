package servertest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"balie/booking/ledger"
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
	s, err := demo.Serve(t.Context(), proc, c, demo.Options{Machine: true})
	return closing(t, s, err)
}

// DemoWith serves a demo with a clock of its own.
func DemoWith(t *testing.T, proc *server.Process, data string, o demo.Options) *server.Running {
	t.Helper()
	c := configOf(t, "--listen", "127.0.0.1:0")
	c.Data = data
	s, err := demo.Serve(t.Context(), proc, c, o)
	return closing(t, s, err)
}

// closing closes a server when the test ends, at the latest. What it keeps must check clean then.
func closing(t *testing.T, s *server.Running, err error) *server.Running {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := s.Server.Ledger.Check(func(problem string) { t.Error("check: ", problem) }); err != nil && !errors.Is(err, ledger.ErrClosed) {
			t.Error(err)
		}
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

// Patience is how long something is waited for that comes at once on a quiet machine.
const Patience = time.Minute * Slower

// Soon waits until something holds.
func Soon(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for begin := time.Now(); time.Since(begin) < Patience; time.Sleep(5 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("not in %v: %s", Patience, what)
}

// Size is how much of something a test does: little in a plain go test, all of it where every story is told.
func Size(plain, all int) int {
	if Everything() {
		return all
	}
	return plain
}

// Everything reports whether this run tells every story and plays every proof at full length, as the checks of
// a change do.
func Everything() bool { return os.Getenv("BALIE_STORIES") == "all" }

// furnished is a demo's ledger and key file at noon: it is made once for all tests of a package.
var furnished struct {
	once         sync.Once
	ledger, keys []byte
	err          error
}

// NewDemo serves a demo that was furnished at noon.
func NewDemo(t *testing.T) *server.Running {
	t.Helper()
	return Demo(t, Quiet(Noon), FurnishedDemo(t))
}

// FurnishedDemo is a folder with the ledger of a demo that begins at noon.
func FurnishedDemo(t testing.TB) (data string) {
	t.Helper()
	f := &furnished
	f.once.Do(func() { f.ledger, f.keys, f.err = furnishDemo(t.TempDir()) })
	data = t.TempDir()
	if err := errors.Join(f.err, os.WriteFile(server.LedgerPath(data), f.ledger, 0o600), os.WriteFile(server.KeysPath(data), f.keys, 0o600)); err != nil {
		t.Fatal(err)
	}
	return data
}

func furnishDemo(data string) (ledger, keys []byte, err error) {
	s, err := server.Open(data, Noon, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, nil, err
	}
	_, err = demo.FurnishAll(context.Background(), s)
	if err = errors.Join(err, s.Close()); err != nil {
		return nil, nil, err
	}
	ledger, err = os.ReadFile(server.LedgerPath(data))
	if err == nil {
		keys, err = os.ReadFile(server.KeysPath(data))
	}
	return ledger, keys, err
}
