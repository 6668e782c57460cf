package contact

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"balie/booking/ledger"
)

var noon = time.Date(2026, 11, 30, 11, 0, 0, 0, time.UTC)

var riet = Details{Name: "Riet Wissink-Kanarie", Email: "riet+kanarie@voorbeeld.nl", Channel: ByEmail}

func mustOpen(t testing.TB, folder string) (*ledger.Ledger, *Vault) {
	t.Helper()
	l, err := ledger.Open(filepath.Join(folder, "balie.db"), func() time.Time { return noon }, []ledger.Schema{Schema})
	if err != nil {
		t.Fatal(err)
	}
	v, err := OpenVault(filepath.Join(folder, "balie.keys"))
	if err != nil {
		t.Fatal(err)
	}
	var slot uint64
	if err := l.View(func(r ledger.Reader) (err error) { slot, err = NextSlot(r); return err }); err != nil {
		t.Fatal(err)
	}
	if err := v.Fill(slot); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close(); _ = v.Close() })
	return l, v
}

func keep(t testing.TB, l *ledger.Ledger, v *Vault, id string, d Details) error {
	t.Helper()
	return l.Update(context.Background(), "test", func(tx *ledger.Tx) error { return Keep(tx, v, Appointment(id), d) })
}

func correct(l *ledger.Ledger, v *Vault, id string, d Details) error {
	return l.Update(context.Background(), "test", func(tx *ledger.Tx) error { return Correct(tx, v, Appointment(id), d) })
}

func read(l *ledger.Ledger, v *Vault, id string) (d Details, err error) {
	err = l.View(func(r ledger.Reader) error { d, err = Read(r, v, Appointment(id)); return err })
	return d, err
}

func TestKeptDetailsAreReadBackAfterReopening(t *testing.T) {
	folder := t.TempDir()
	l, v := mustOpen(t, folder)
	if err := keep(t, l, v, "A1", riet); err != nil {
		t.Fatal(err)
	}
	_, _ = l.Close(), v.Close()
	l, v = mustOpen(t, folder)
	if got, err := read(l, v, "A1"); err != nil || !got.Same(riet) {
		t.Fatalf("read back %+v, %v", got, err)
	}
}

func TestNothingOfAPersonIsInTheFiles(t *testing.T) {
	folder := t.TempDir()
	l, v := mustOpen(t, folder)
	if err := keep(t, l, v, "A1", riet); err != nil {
		t.Fatal(err)
	}
	_, _ = l.Close(), v.Close()
	for _, name := range []string{"balie.db", "balie.keys"} {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"Wissink", "Kanarie", "kanarie@", "voorbeeld"} {
			if bytes.Contains(content, []byte(secret)) {
				t.Errorf("%s holds %q in clear", name, secret)
			}
		}
	}
}

func TestForgottenCannotBeReadNotEvenFromABackup(t *testing.T) {
	folder := t.TempDir()
	l, v := mustOpen(t, folder)
	for i := range 3 {
		if err := keep(t, l, v, fmt.Sprint("A", i), riet); err != nil {
			t.Fatal(err)
		}
	}
	backup := filepath.Join(folder, "copy.db")
	file, err := os.Create(backup)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Backup(context.Background(), file); err != nil {
		t.Fatal(err)
	}
	_ = file.Close()
	if err := Forget(context.Background(), l, v, nil, Appointment("A1")); err != nil {
		t.Fatal(err)
	}
	if err := Forget(context.Background(), l, v, nil, Appointment("A1")); err != nil {
		t.Fatalf("forgetting twice: %v", err)
	}
	if _, err := read(l, v, "A1"); !errors.Is(err, ErrForgotten) {
		t.Fatalf("after forgetting: %v", err)
	}
	old, err := ledger.Open(backup, func() time.Time { return noon }, []ledger.Schema{Schema})
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	if _, err := read(old, v, "A1"); !errors.Is(err, ErrForgotten) {
		t.Fatalf("from the backup: %v", err)
	}
	if got, err := read(old, v, "A2"); err != nil || !got.Same(riet) {
		t.Fatalf("a neighbour was forgotten too: %v", err)
	}
}

func TestKeysAreNeverUsedTwice(t *testing.T) {
	l, v := mustOpen(t, t.TempDir())
	slots := map[uint64]bool{}
	for i := range 50 {
		id, write := fmt.Sprint("A", i%10), correct
		if i < 10 {
			write = func(l *ledger.Ledger, v *Vault, id string, d Details) error { return keep(t, l, v, id, d) }
		}
		if err := write(l, v, id, riet); err != nil {
			t.Fatal(err)
		}
		_ = l.View(func(r ledger.Reader) error {
			box, err := boxes.Get(r, ledger.K().Str(id))
			if slots[box.Slot] {
				t.Errorf("slot %d was used twice", box.Slot)
			}
			slots[box.Slot] = true
			return err
		})
	}
}

func TestSealedDetailsBelongToTheirAppointment(t *testing.T) {
	l, v := mustOpen(t, t.TempDir())
	if err := keep(t, l, v, "A1", riet); err != nil {
		t.Fatal(err)
	}
	err := l.Update(context.Background(), "test", func(tx *ledger.Tx) error {
		box, err := boxes.Get(tx, ledger.K().Str("A1"))
		if err != nil {
			return err
		}
		return boxes.Put(tx, ledger.K().Str("A2"), box)
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := read(l, v, "A2"); !errors.Is(err, ErrUnreadable) {
		t.Fatalf("details moved to another appointment: %v", err)
	}
}

func TestBookingsFasterThanKeysAreBusyNotLost(t *testing.T) {
	folder := t.TempDir()
	l, v := mustOpen(t, folder)
	v.filled.Store(2)
	for i := range 3 {
		err := keep(t, l, v, fmt.Sprint("A", i), riet)
		if want := i == 2; errors.Is(err, ErrKeysBusy) != want {
			t.Fatalf("booking %d: %v", i, err)
		}
	}
	if err := v.Fill(2); err != nil {
		t.Fatal(err)
	}
	if err := keep(t, l, v, "A2", riet); err != nil {
		t.Fatal(err)
	}
	if _, err := read(l, v, "A1"); err != nil {
		t.Fatalf("filling ahead harmed a key in use: %v", err)
	}
}

func TestSlotsThatACrashLeftEmptyAreFilled(t *testing.T) {
	folder := t.TempDir()
	l, v := mustOpen(t, folder)
	if err := keep(t, l, v, "A0", riet); err != nil {
		t.Fatal(err)
	}
	if err := v.destroy(1, 2, 3); err != nil { // as a torn write leaves them
		t.Fatal(err)
	}
	_, _ = l.Close(), v.Close()
	l, v = mustOpen(t, folder)
	if err := keep(t, l, v, "A1", riet); err != nil {
		t.Fatal(err)
	}
	if got, err := read(l, v, "A0"); err != nil || !got.Same(riet) {
		t.Fatalf("%+v %v", got, err)
	}
}

// TestSlotsThatAnOlderLedgerDoesNotKnowAreFilled puts a newer key file beside a ledger that was restored:
// what was booked and forgotten since left slots behind that the ledger takes for free.
func TestSlotsThatAnOlderLedgerDoesNotKnowAreFilled(t *testing.T) {
	v, err := OpenVault(filepath.Join(t.TempDir(), "balie.keys"))
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	far := uint64(2*ahead + 100)
	for next := uint64(0); next <= far; next += ahead / 2 {
		if err := v.Fill(next); err != nil {
			t.Fatal(err)
		}
	}
	if err := v.destroy(5, ahead+7, far); err != nil {
		t.Fatal(err)
	}
	v.looked = false // as after a start
	if err := v.Fill(3); err != nil {
		t.Fatal(err)
	}
	for slot := range far + 1 {
		if _, err := v.key(slot); err != nil {
			t.Fatalf("slot %d: %v", slot, err)
		}
	}
}

func TestUnusableKeyFilesAreRefused(t *testing.T) {
	cases := map[string]struct {
		spoil func(path string) error
		says  string
	}{
		"open to others": {func(p string) error { return os.Chmod(p, 0o644) }, "0600"},
		"foreign":        {func(p string) error { return os.WriteFile(p, make([]byte, 9000), 0o600) }, "not a Balie key file"},
		"truncated":      {func(p string) error { return os.Truncate(p, 100) }, "not a whole key file"},
		"flipped": {func(p string) error {
			content, err := os.ReadFile(p)
			content[20] ^= 1
			content[headHalf+20] ^= 1
			return errors.Join(err, os.WriteFile(p, content, 0o600))
		}, "is damaged"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "balie.keys")
			v, err := OpenVault(path)
			if err != nil {
				t.Fatal(err)
			}
			_ = v.Close()
			if err := c.spoil(path); err != nil {
				t.Fatal(err)
			}
			if _, err := OpenVault(path); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("got %v, want %q", err, c.says)
			}
		})
	}
}

func TestSignaturesAreForOnePurpose(t *testing.T) {
	_, v := mustOpen(t, t.TempDir())
	mark := v.Sign("cookie", "A1")
	if !v.Signed("cookie", "A1", mark) || v.Signed("cookie", "A2", mark) || v.Signed("link", "A1", mark) || v.Signed("cookie", "A1", "") {
		t.Fatal("a signature is good for more than what was signed")
	}
}
