package main

import (
	"bytes"
	"encoding/json"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// damage changes one letter inside a record of a closed ledger, wherever the file has it.
func damage(t *testing.T, data string) {
	t.Helper()
	content, err := os.ReadFile(server.LedgerPath(data))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(content, []byte("Paspoort aanvragen")) {
		t.Fatal("the record to damage is not there")
	}
	content = bytes.ReplaceAll(content, []byte("Paspoort aanvragen"), []byte("Paspoort aanvragem"))
	if err := os.WriteFile(server.LedgerPath(data), content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestCheckNamesWhatIsWrongAndFails(t *testing.T) {
	data := imported(t)
	damage(t, data)
	servertest.WantRefused(t, inProcess(t, "check", "--data", data), "problems", "paspoort")
}

func TestABackupOfADamagedLedgerIsCalledNoGood(t *testing.T) {
	data := imported(t)
	good := filepath.Join(data, "backups", "balie-20200101T000000Z.db")
	servertest.WantDone(t, inProcess(t, "backup", "--data", data, good))
	damage(t, data)
	servertest.WantRefused(t, inProcess(t, "backup", "--data", data), "no good")
	if err := os.Truncate(server.LedgerPath(data), 100); err != nil {
		t.Fatal(err)
	}
	servertest.WantRefused(t, inProcess(t, "check", "--data", data), good) // and not the newer one
}

func TestTheSocketAnswersNonsenseAndGoesOn(t *testing.T) {
	data := t.TempDir()
	servertest.Start(t, data)
	for sent, want := range map[string]string{
		"hello\n":          "not an errand",
		`{"do":"dance"}`:   `no errand "dance"`,
		`{"do":"import"}`:  "no file to import",
		`{"do":12}` + "\n": "not an errand",
	} {
		conn, err := net.Dial("unix", server.SocketPath(data))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Write([]byte(sent)); err != nil {
			t.Fatal(err)
		}
		var r server.Report
		if err := json.NewDecoder(conn).Decode(&r); err != nil || !strings.Contains(r.Refusal, want) {
			t.Errorf("%q is answered %+v, %v; want %q", sent, r, err, want)
		}
		_ = conn.Close()
	}
	servertest.WantDone(t, inProcess(t, "check", "--data", data))
}

func TestASocketLeftBehindIsNoServer(t *testing.T) {
	data := imported(t)
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: server.SocketPath(data), Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	listener.SetUnlinkOnClose(false)
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	servertest.WantDone(t, inProcess(t, "check", "--data", data))
	servertest.Start(t, data)
}
