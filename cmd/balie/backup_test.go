package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// imported is a folder with a closed ledger in which there are products.
func imported(t *testing.T) (data string) {
	t.Helper()
	data = t.TempDir()
	servertest.WantDone(t, inProcess(t, "import", "--data", data, "../internal/demo/town/travel.json", "../internal/demo/town/offices.json"))
	return data
}

func TestABackupRestores(t *testing.T) {
	data := imported(t)
	before := servertest.WantDone(t, inProcess(t, "export", "--data", data)).Out
	servertest.WantDone(t, inProcess(t, "backup", "--data", data))
	copied, found := ledger.NewestGoodBackup(server.LedgerPath(data))
	if !found {
		t.Fatal("no backup is found where it should be")
	}
	for _, path := range []string{copied, server.KeysOf(copied)} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v, want 0600", path, info, err)
		}
	}
	servertest.WantDone(t, inProcess(t, "import", "--data", data, "../internal/demo/town/papers.json"))
	o := servertest.WantDone(t, inProcess(t, "restore", "--data", data, copied))
	if after := servertest.WantDone(t, inProcess(t, "export", "--data", data)).Out; before != after {
		t.Error("what is restored is not what was backed up")
	}
	kept, _ := filepath.Glob(filepath.Join(data, "backups", "*-replaced.*"))
	if len(kept) != 2 || !strings.Contains(o.Out, kept[0]) {
		t.Errorf("what was replaced is kept as %v, said %q", kept, o.Out)
	}
	servertest.WantDone(t, inProcess(t, "backup", "verify", kept[0])) // like any other
	if left, _ := filepath.Glob(filepath.Join(data, "*replaced*")); len(left) > 0 {
		t.Errorf("%v is left beside the ledger", left)
	}
}

func TestABackupReplacesNothing(t *testing.T) {
	data, there := imported(t), servertest.FileOf(t, "there.db", "precious")
	servertest.WantRefused(t, inProcess(t, "backup", "--data", data, there), "there.db", "exists")
	if content, _ := os.ReadFile(there); string(content) != "precious" {
		t.Error("a file was overwritten")
	}
}

func TestABadBackupIsNotRestored(t *testing.T) {
	data := imported(t)
	good := filepath.Join(t.TempDir(), "good.db")
	servertest.WantDone(t, inProcess(t, "backup", "--data", data, good))
	content, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := os.ReadFile(server.KeysOf(good))
	if err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		ledger, keys []byte
		want         string
	}{
		"empty":           {nil, keys, "is empty"},
		"truncated":       {content[:len(content)/2], keys, "truncated"},
		"foreign":         {[]byte(strings.Repeat("no ledger ", 1000)), keys, "not a Balie ledger"},
		"without keys":    {content, nil, "is missing"},
		"with other keys": {content, []byte("no keys"), "key file"},
	} {
		bad := filepath.Join(t.TempDir(), "bad.db")
		if err := os.WriteFile(bad, c.ledger, 0o600); err != nil {
			t.Fatal(err)
		}
		if c.keys != nil {
			if err := os.WriteFile(server.KeysOf(bad), c.keys, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		servertest.WantRefused(t, inProcess(t, "restore", "--data", data, bad), c.want)
		if kept, _ := filepath.Glob(filepath.Join(data, "backups", "*-replaced.*")); len(kept) > 0 {
			t.Errorf("%s: the ledger was set aside before the backup was verified", what)
		}
	}
	servertest.WantDone(t, inProcess(t, "check", "--data", data))
}

func TestADamagedLedgerNamesItsNewestGoodBackup(t *testing.T) {
	data := imported(t)
	servertest.WantDone(t, inProcess(t, "backup", "--data", data))
	copied, _ := ledger.NewestGoodBackup(server.LedgerPath(data))
	if err := os.Truncate(server.LedgerPath(data), 0); err != nil {
		t.Fatal(err)
	}
	servertest.WantRefused(t, inProcess(t, "check", "--data", data), "is empty", copied)
	servertest.WantDone(t, inProcess(t, "restore", "--data", data, copied))
	servertest.WantDone(t, inProcess(t, "check", "--data", data))
}

// TestASealedBackupRestoresWithItsIdentity lets a server seal one to a public key, and restores it.
func TestASealedBackupRestoresWithItsIdentity(t *testing.T) {
	data, folder := imported(t), t.TempDir()
	identity := filepath.Join(folder, "identity.txt")
	recipient := strings.TrimSpace(servertest.WantDone(t, inProcess(t, "backup", "identity", identity)).Out)
	m, _ := servertest.Start(t, data, "--backup-to", folder, "--backup-recipients", recipient)
	servertest.WantDone(t, inProcess(t, "backup", "--data", data))
	sealed, _ := filepath.Glob(filepath.Join(folder, "balie-*.db.age"))
	if len(sealed) != 1 {
		t.Fatalf("sealed are %v", sealed)
	}
	servertest.WantRefused(t, inProcess(t, "backup", "verify", sealed[0]), "--identity")
	said := servertest.WantDone(t, inProcess(t, "backup", "verify", "--identity", identity, sealed[0])).Out
	_, code, found := strings.Cut(said, "its code is ")
	if !found {
		t.Fatalf("said %q", said)
	}
	servertest.WantRefused(t, inProcess(t, "backup", "prove", "--data", data, "AAAA-AAAA"), "no backup")
	servertest.WantDone(t, inProcess(t, "backup", "prove", "--data", data, code[:9]))
	before := servertest.WantDone(t, inProcess(t, "export", "--data", data)).Out
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	elsewhere := t.TempDir()
	servertest.WantDone(t, inProcess(t, "restore", "--data", elsewhere, "--identity", identity, sealed[0]))
	if after := servertest.WantDone(t, inProcess(t, "export", "--data", elsewhere)).Out; before != after {
		t.Error("what is restored is not what was sealed")
	}
	servertest.WantDone(t, inProcess(t, "check", "--data", elsewhere))
}
