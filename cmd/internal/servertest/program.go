package servertest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

var building struct {
	once   sync.Once
	folder string
	err    error
}

// RunTests runs the tests of a package that starts the program, and removes the program after them.
func RunTests(m *testing.M) {
	code := m.Run()
	if building.folder != "" {
		_ = os.RemoveAll(building.folder)
	}
	if atEnd != nil {
		atEnd()
	}
	os.Exit(code)
}

var atEnd func()

// AtEnd has RunTests do something after the last test.
func AtEnd(do func()) { atEnd = do }

// Program is the program as a process of its own, not yet started. It sees no settings of ours. It is built
// once for all tests of a package.
func Program(t *testing.T, args ...string) *exec.Cmd {
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

// FileOf writes a file for one test.
func FileOf(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Outcome is what a finished run printed and how it ended.
type Outcome struct {
	Code     int
	Out, Err string
}

// WantRefused fails unless a run ended with code 1 and one line that says all of want.
func WantRefused(t *testing.T, o Outcome, want ...string) {
	t.Helper()
	if o.Code != 1 {
		t.Errorf("ended with %d, want 1; said %q", o.Code, o.Err)
	}
	for _, w := range want {
		if !strings.Contains(o.Err, w) {
			t.Errorf("said %q, want %q in it", o.Err, w)
		}
	}
}

func WantDone(t *testing.T, o Outcome) Outcome {
	t.Helper()
	if o.Code != 0 {
		t.Fatalf("ended with %d: %s", o.Code, o.Err)
	}
	return o
}

// Run runs the program as a process of its own, to its end.
func Run(t *testing.T, args ...string) Outcome {
	t.Helper()
	var out, errs bytes.Buffer
	c := Program(t, args...)
	c.Stdout, c.Stderr = &out, &errs
	err := c.Run()
	if c.ProcessState == nil {
		t.Fatal(err)
	}
	return Outcome{c.ProcessState.ExitCode(), out.String(), errs.String()}
}
