package server

import (
	"crypto/rand"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"balie/booking/contact"
	"balie/booking/ledger"
)

// sealMany keeps contacts of n appointments that are nowhere else.
func sealMany(t *testing.T, h *Server, n int) {
	t.Helper()
	for i := range n {
		err := h.Ledger.Update(t.Context(), "test", func(tx *ledger.Tx) error {
			id := tx.NewID()
			return contact.Keep(tx, h.Vault, contact.Appointment(id), contact.Details{Name: "Riet Wissink", Channel: contact.None})
		})
		if err != nil {
			t.Fatalf("contact %d: %v", i, err)
		}
	}
}

// spoil overwrites a part of a file with noise.
func spoil(t *testing.T, path string, from, length int64) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	noise := make([]byte, length)
	_, _ = rand.Read(noise)
	if _, err := file.WriteAt(noise, from); err != nil {
		t.Fatal(err)
	}
}

// TestASpoiltKeyFileIsFoundByEveryCheck writes noise over the key slots: check, backup and the rehearsal of the
// night say so, and a backup from before verifies, also on a disk that cannot be written.
func TestASpoiltKeyFileIsFoundByEveryCheck(t *testing.T) {
	data, clock := t.TempDir(), newDial()
	h := openWith(t, data, clock.now)
	sealMany(t, h, 400)
	if r := h.Check(t.Context()); r.Failure() != nil {
		t.Fatalf("a whole key file: %v", r.Failure())
	}
	good := filepath.Join(t.TempDir(), "good.db")
	if r := h.backup(t.Context(), good); r.Failure() != nil {
		t.Fatal(r.Failure())
	}
	spoil(t, KeysPath(data), 4096, 60<<10)
	if r := h.Check(t.Context()); len(r.Problems) != 400 || !strings.Contains(r.Problems[0], "cannot be opened with this key file") {
		t.Errorf("check finds %d problems: %.200v", len(r.Problems), r.Problems)
	}
	bad := filepath.Join(t.TempDir(), "bad.db")
	if r := h.backup(t.Context(), bad); r.Refusal == "" || !strings.Contains(r.Refusal, "400 of its contacts cannot be opened") {
		t.Errorf("a backup of a spoilt key file: %+v", r)
	}
	if err := h.rehearse(bad); err == nil {
		t.Error("the rehearsal restored it")
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{good, onReadOnlyDisk(t, good)} {
		if records, opened, err := VerifyBackup(path, KeysOf(path)); err != nil || records == 0 || opened != 400 {
			t.Errorf("%s: %d records, %d contacts, %v", path, records, opened, err)
		}
	}
}

// onReadOnlyDisk is a copy of a backup where nothing can be written.
func onReadOnlyDisk(t *testing.T, backup string) string {
	t.Helper()
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=60m"); err != nil {
		t.Logf("no read-only file system: mounting a tmpfs needs root (%v)", err)
		return backup
	}
	t.Cleanup(func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) })
	to := filepath.Join(disk, "copy.db")
	if err := errors.Join(CopyFile(backup, to), CopyFile(KeysOf(backup), KeysOf(to))); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	return to
}

// TestTheKeyFileOfAnotherLedgerServesNobody puts the key file of one folder into another.
func TestTheKeyFileOfAnotherLedgerServesNobody(t *testing.T) {
	one, other, clock := t.TempDir(), t.TempDir(), newDial()
	for _, data := range []string{one, other} {
		h := openWith(t, data, clock.now)
		sealMany(t, h, 3)
		if err := h.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := CopyFile(KeysPath(one), KeysPath(other)); err != nil {
		t.Fatal(err)
	}
	_, err := Open(other, clock.now, slog.New(slog.DiscardHandler))
	if !errors.Is(err, contact.ErrOtherLedger) || !strings.Contains(err.Error(), KeysPath(other)) {
		t.Errorf("another ledger's key file: %v", err)
	}
	mixed := filepath.Join(t.TempDir(), "mixed.db")
	if err := errors.Join(CopyFile(LedgerPath(one), mixed), CopyFile(KeysPath(other), KeysOf(mixed))); err != nil {
		t.Fatal(err)
	}
	if _, _, err := VerifyBackup(mixed, KeysOf(mixed)); err != nil {
		t.Errorf("a ledger beside its own key file: %v", err)
	}
	if err := errors.Join(os.Remove(mixed), CopyFile(LedgerPath(other), mixed)); err != nil {
		t.Fatal(err)
	}
	if _, _, err := VerifyBackup(mixed, KeysOf(mixed)); err == nil {
		t.Error("a backup beside another's key file verifies")
	}
}
