package server

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"balie/booking"
)

// pair makes a private key in a file of its own.
func pair(t *testing.T) (identity, recipient string) {
	t.Helper()
	identity = filepath.Join(t.TempDir(), "identity.txt")
	recipient, err := MakeIdentity(identity)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(identity); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v, want 0600", info, err)
	}
	return identity, recipient
}

// sealing is a server with sealed backups on a disk of their own and keys in yet another folder.
func sealing(t *testing.T, clock *dial) (h *Server, identity string) {
	t.Helper()
	identity, recipient := pair(t)
	h = openWith(t, t.TempDir(), clock.now)
	h.TrustClock()
	c := Config{}
	for _, err := range []error{setRecipients(&c, recipient), folderExists(t.TempDir())} {
		if err != nil {
			t.Fatal(err)
		}
	}
	c.Backups.To, c.Backups.KeysTo = t.TempDir(), t.TempDir()
	h.Backups = c.Backups
	sealMany(t, h, 40)
	return h, identity
}

// TestASealedBackupOpensForWhoHoldsTheKeyAlone makes one at night: nothing plain is left, no other key
// opens it, the right one gives back every contact, and the code in it proves that.
func TestASealedBackupOpensForWhoHoldsTheKeyAlone(t *testing.T) {
	clock := newDial()
	h, identity := sealing(t, clock)
	path, err := h.backUpTonight(t.Context(), Keep{Days: 7})
	if err != nil || !strings.HasSuffix(path, "-night.db.age") {
		t.Fatalf("%s, %v", path, err)
	}
	keys := filepath.Join(h.Backups.KeysTo, filepath.Base(KeysOf(path)))
	for _, file := range []string{path, keys} {
		content, err := os.ReadFile(file)
		if err != nil || !bytes.HasPrefix(content, []byte("age-encryption.org/v1")) || bytes.Contains(content, []byte("balie ledger")) {
			t.Errorf("%s is %.40q, %v", file, content, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(h.Data, plainCopies+"*")); len(left) > 0 {
		t.Errorf("plain copies are left: %v", left)
	}
	other, _ := pair(t)
	if _, err := OpenBackup(path, keys, other); err == nil || !strings.Contains(err.Error(), "cannot be opened") {
		t.Errorf("another key: %v", err)
	}
	if _, err := OpenBackup(path, keys, ""); err == nil || !strings.Contains(err.Error(), "--identity") {
		t.Errorf("no key: %v", err)
	}
	o, err := OpenBackup(path, keys, identity)
	if err != nil {
		t.Fatal(err)
	}
	if _, opened, err := VerifyBackup(o.Ledger, o.Keys); err != nil || opened != 40 {
		t.Errorf("%d contacts, %v", opened, err)
	}
	code, err := BackupCode(o.Ledger)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(o.Keys); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what was opened is left: %v", err)
	}
	if r := h.proveBackup(t.Context(), "AAAA-AAAA"); r.Refusal == "" {
		t.Error("any code proves it")
	}
	if r := h.proveBackup(t.Context(), code); r.Refusal != "" {
		t.Errorf("the code %q: %s", code, r.Refusal)
	}
}

// TestADiskThatChangesASealedBackupIsFound compares what is read back with what was written.
func TestADiskThatChangesASealedBackupIsFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), "copy.age")
	if err := os.WriteFile(path, []byte("what the disk has"), 0o600); err != nil {
		t.Fatal(err)
	}
	written := sha256.New()
	written.Write([]byte("what was written!"))
	if err := sameSum(path, written); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("said %v", err)
	}
}

// TestKeysExpireBeforeLedgers passes weeks of nights, plain: keys older than the term go, and the oldest
// ledger that is left opens with newer keys, in which whom we forgot stays forgotten.
func TestKeysExpireBeforeLedgers(t *testing.T) {
	clock := newDial()
	h := openWith(t, t.TempDir(), clock.now)
	h.TrustClock()
	sealMany(t, h, 5)
	keep := Keep{Days: 3, Weeks: 6}
	for range 40 {
		clock.set(clock.now().Add(24 * time.Hour))
		if _, err := h.backUpTonight(t.Context(), keep); err != nil {
			t.Fatal(err)
		}
	}
	folder := h.Backups.folder(h.Data)
	ledgers, _ := filepath.Glob(filepath.Join(folder, "balie-*.db"))
	keys, _ := filepath.Glob(filepath.Join(folder, "balie-*.keys"))
	if len(ledgers) < 7 || len(keys) >= len(ledgers) {
		t.Fatalf("%d ledgers and %d keys are left", len(ledgers), len(keys))
	}
	oldest := clock.now().Add(-booking.Retention).UTC().Format(stampLayout)
	for _, k := range keys {
		if filepath.Base(k)[len("balie-"):] < oldest {
			t.Errorf("%s is older than what we keep of people", k)
		}
	}
	o, err := OpenBackup(ledgers[0], "", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, opened, err := VerifyBackup(o.Ledger, o.Keys); err != nil || opened != 5 || o.Keys == KeysOf(ledgers[0]) {
		t.Errorf("%d contacts with %s, %v", opened, o.Keys, err)
	}
}

// TestRecipientsAreReadOrRefused gives the settings what people would.
func TestRecipientsAreReadOrRefused(t *testing.T) {
	identity, recipient := pair(t)
	content, err := os.ReadFile(identity)
	if err != nil {
		t.Fatal(err)
	}
	secret := string(content[bytes.Index(content, []byte("AGE-SECRET-KEY-")):])
	if all, err := ParseRecipients(recipient + ", " + recipient); err != nil || len(all) != 2 {
		t.Errorf("%v, %v", all, err)
	}
	for list, says := range map[string]string{"age1nonsense": "no public key", "ssh-ed25519 AAAA": "no public key", strings.TrimSpace(secret): "private key"} {
		if _, err := ParseRecipients(list); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%.12s: %v", list, err)
		}
	}
	if _, err := MakeIdentity(identity); err == nil {
		t.Error("a private key was written over")
	}
}
