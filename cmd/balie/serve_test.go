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
)

func TestServeOnAnEmptyFolderSaysWhatToDoNext(t *testing.T) {
	data := filepath.Join(t.TempDir(), "new", "data")
	m, said := startServe(t, data)
	for _, want := range []string{"balie.db", "balie.keys", "keep copies of both", "balie import", "serving on " + m.url} {
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
	answer, err := http.Get(m.url + "/readyz")
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != 200 {
		t.Errorf("readyz answers %d", answer.StatusCode)
	}
	wantRefused(t, inProcess(t, "serve", "--data", data, "--listen", "127.0.0.1:0", "--trusted-proxies", "::1"), "in use by another Balie")
}

func TestServeRefusesWhatWouldBeRisky(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	wantRefused(t, inProcess(t, "serve", "--data", data), "trusted-proxies")
	wantRefused(t, inProcess(t, "serve", "--data", data, "--listen", "0.0.0.0:0"), "without TLS")
	wantRefused(t, inProcess(t, "serve", "--data", data, "--colour"), "--colour")
	wantRefused(t, inProcess(t, "fly"), "fly")
	if _, err := os.Stat(data); err == nil {
		t.Error("a refused start left a folder behind")
	}
}

func TestALedgerWithoutItsKeysIsRefused(t *testing.T) {
	for lost, want := range map[string]string{"balie.keys": "cannot be read without it", "balie.db": "balie restore"} {
		data := t.TempDir()
		wantDone(t, inProcess(t, "serve", "--data", data, "--listen", "127.0.0.1:0", "--trusted-proxies", "::1"))
		if err := os.Remove(filepath.Join(data, lost)); err != nil {
			t.Fatal(err)
		}
		wantRefused(t, inProcess(t, "serve", "--data", data, "--listen", "127.0.0.1:0", "--trusted-proxies", "::1"), lost, want)
	}
}

func TestAnAddressInUseIsSaidByName(t *testing.T) {
	m, _ := startServe(t, t.TempDir())
	address := strings.TrimPrefix(m.url, "http://")
	wantRefused(t, inProcess(t, "serve", "--data", t.TempDir(), "--listen", address, "--trusted-proxies", "::1"), "listen = ", address)
}

func TestATerminatedServerEndsWell(t *testing.T) {
	data := t.TempDir()
	for _, signal := range []os.Signal{syscall.SIGTERM, syscall.SIGINT} {
		c := program(t, "serve", "--data", data, "--listen", "127.0.0.1:0", "--trusted-proxies", "127.0.0.1")
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
		if _, err := os.Stat(socketPath(data)); err == nil {
			t.Errorf("after %v the socket is still there", signal)
		}
		wantDone(t, inProcess(t, "check", "--data", data))
	}
}

// TestASecondProcessIsServed runs each errand in a real second process, while a server holds the lock.
func TestASecondProcessIsServed(t *testing.T) {
	data, copies := t.TempDir(), t.TempDir()
	m, _ := startServe(t, data)
	run := func(args ...string) string {
		t.Helper()
		out, err := program(t, append(args, "--data", data)...).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	if out := run("import", "town/travel.json", "town/offices.json"); !strings.Contains(out, "imported 9 products and 3 offices") {
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
	out, err := program(t, "restore", filepath.Join(copies, "x.db"), "--data", data).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "a server runs") {
		t.Errorf("restore under a server: %v, said %q", err, out)
	}
	answer, err := http.Get(fmt.Sprint(m.url, "/readyz"))
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
}

func TestAFirstStartThatWasCutShortIsStartedAgain(t *testing.T) {
	data := t.TempDir()
	v, err := contact.OpenVault(keysPath(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Close(); err != nil { // as after a kill between the key file and the ledger
		t.Fatal(err)
	}
	startServe(t, data)
}
