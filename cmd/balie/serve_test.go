package main

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"balie/booking/contact"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

func TestServeOnAnEmptyFolderSaysWhatToDoNext(t *testing.T) {
	data := filepath.Join(t.TempDir(), "new", "data")
	m, said := servertest.Start(t, data)
	for _, want := range []string{"balie.db", "balie.keys", "keep copies of both", "balie import", "serving on " + m.URL} {
		if !strings.Contains(said(), want) {
			t.Errorf("said %q, want %q in it", said(), want)
		}
	}
	for _, name := range []string{"balie.db", "balie.keys", "balie.sock"} {
		info, err := os.Stat(filepath.Join(data, name))
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode != 0o600 {
			t.Errorf("%s is %v, want 0600", name, mode)
		}
	}
	answer, err := http.Get(m.URL + "/readyz")
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != 200 {
		t.Errorf("readyz answers %d", answer.StatusCode)
	}
	servertest.WantRefused(t, inProcess(t, "serve", "--data", data, "--listen", "127.0.0.1:0", "--trusted-proxies", "::1"), "in use by another Balie")
}

func TestServeRefusesWhatWouldBeRisky(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	servertest.WantRefused(t, inProcess(t, "serve", "--data", data), "trusted-proxies")
	servertest.WantRefused(t, inProcess(t, "serve", "--data", data, "--listen", "0.0.0.0:0"), "without TLS")
	servertest.WantRefused(t, inProcess(t, "serve", "--data", data, "--colour"), "--colour")
	servertest.WantRefused(t, inProcess(t, "fly"), "fly")
	if _, err := os.Stat(data); err == nil {
		t.Error("a refused start left a folder behind")
	}
}

func TestALedgerWithoutItsKeysIsRefused(t *testing.T) {
	for lost, want := range map[string]string{"balie.keys": "cannot be read without it", "balie.db": "balie restore"} {
		data := t.TempDir()
		servertest.WantDone(t, inProcess(t, "serve", "--data", data, "--listen", "127.0.0.1:0", "--trusted-proxies", "::1"))
		if err := os.Remove(filepath.Join(data, lost)); err != nil {
			t.Fatal(err)
		}
		servertest.WantRefused(t, inProcess(t, "serve", "--data", data, "--listen", "127.0.0.1:0", "--trusted-proxies", "::1"), lost, want)
	}
}

func TestAnAddressInUseIsSaidByName(t *testing.T) {
	m, _ := servertest.Start(t, t.TempDir())
	address := strings.TrimPrefix(m.URL, "http://")
	servertest.WantRefused(t, inProcess(t, "serve", "--data", t.TempDir(), "--listen", address, "--trusted-proxies", "::1"), "listen = ", address)
}

func TestATerminatedServerEndsWell(t *testing.T) {
	data := t.TempDir()
	for _, signal := range []os.Signal{syscall.SIGTERM, syscall.SIGINT} {
		c := servertest.Program(t, "serve", "--data", data, "--listen", "127.0.0.1:0", "--trusted-proxies", "127.0.0.1")
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for lines.Scan() && !strings.HasPrefix(lines.Text(), "serving on ") {
		}
		if err := c.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() {
		}
		if err := c.Wait(); err != nil {
			t.Errorf("after %v: %v", signal, err)
		}
		if _, err := os.Stat(server.SocketPath(data)); err == nil {
			t.Errorf("after %v the socket is still there", signal)
		}
		servertest.WantDone(t, inProcess(t, "check", "--data", data))
	}
}

// TestASecondProcessIsServed runs each errand in a real second process, while a server holds the lock.
func TestASecondProcessIsServed(t *testing.T) {
	data, copies := t.TempDir(), t.TempDir()
	m, _ := servertest.Start(t, data)
	run := func(args ...string) string {
		t.Helper()
		out, err := servertest.Program(t, append(args, "--data", data)...).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	if out := run("import", "../internal/demo/town/travel.json", "../internal/demo/town/offices.json"); !strings.Contains(out, "imported 9 products and 1 offices") {
		t.Errorf("import said %q", out)
	}
	if out := run("check"); !strings.Contains(out, "everything holds") {
		t.Errorf("check said %q", out)
	}
	if out := run("export"); !strings.Contains(out, `"id": "paspoort"`) {
		t.Errorf("export said %.200q", out)
	}
	if out := run("backup", filepath.Join(copies, "x.db")); !strings.Contains(out, "verified") {
		t.Errorf("backup said %q", out)
	}
	out, err := servertest.Program(t, "restore", filepath.Join(copies, "x.db"), "--data", data).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "a server runs") {
		t.Errorf("restore under a server: %v, said %q", err, out)
	}
	answer, err := http.Get(fmt.Sprint(m.URL, "/readyz"))
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
}

func TestAFirstStartThatWasCutShortIsStartedAgain(t *testing.T) {
	data := t.TempDir()
	v, err := contact.OpenVault(server.KeysPath(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil { // as after a kill between the key file and the ledger
		t.Fatal(err)
	}
	servertest.Start(t, data)
}
