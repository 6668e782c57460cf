package contact

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"balie/booking/ledger"
)

// oldFormat rewrites the key file at path as format 1 had it, with the same keys.
func oldFormat(t *testing.T, path string) {
	t.Helper()
	v, err := ReadVault(path)
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	head := make([]byte, headLength)
	copy(head, magic1)
	copy(head[len(magic1):], v.head.master)
	sum := sha256.Sum256(head[:oldSumAt])
	copy(head[oldSumAt:], sum[:])
	for slot := range v.filled.Load() {
		key, err := v.key(slot)
		if err != nil {
			key = make([]byte, keyLength) // forgotten
		}
		head = append(head, key...)
	}
	if err := os.WriteFile(path, head, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAKeyFileOfFormatOneIsConvertedAndLeavesNoPlainCopy(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "balie.keys")
	l, v := mustOpen(t, folder)
	for i := range 5 {
		if err := keep(t, l, v, fmt.Sprint("A", i), riet); err != nil {
			t.Fatal(err)
		}
	}
	if err := Forget(t.Context(), l, v, nil, Appointment("A3")); err != nil {
		t.Fatal(err)
	}
	_, _ = l.Close(), v.Close()
	oldFormat(t, path)
	if err := os.Link(path, filepath.Join(folder, "old")); err != nil { // the same bytes under another name
		t.Fatal(err)
	}
	l, v = mustOpen(t, folder)
	if v.head.format != 2 {
		t.Fatalf("the key file has format %d", v.head.format)
	}
	for i := range 5 {
		_, err := read(l, v, fmt.Sprint("A", i))
		if forgotten := errors.Is(err, ErrForgotten); forgotten != (i == 3) || !forgotten && err != nil {
			t.Errorf("A%d: %v", i, err)
		}
	}
	old, err := os.ReadFile(filepath.Join(folder, "old"))
	if err != nil || !isZero(old) {
		t.Errorf("the old key file still holds bytes (%v)", err)
	}
}

func TestAVaultServesOneLedger(t *testing.T) {
	folder := t.TempDir()
	_, v := mustOpen(t, folder)
	if err := v.Bind("A"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := v.Bind("A"); err != nil {
			t.Fatal(err)
		}
		if err := v.Bind("B"); !errors.Is(err, ErrOtherLedger) {
			t.Fatalf("bound to another ledger: %v", err)
		}
		_ = v.Close()
		var err error
		if v, err = OpenVault(v.path); err != nil {
			t.Fatal(err)
		}
	}
	_ = v.Close()
}

// TestATornHeadLeavesTheOther spoils each half of the head in turn, as a power cut can.
func TestATornHeadLeavesTheOther(t *testing.T) {
	for half, bound := range map[int64]string{0: "", headHalf: "A"} {
		path := filepath.Join(t.TempDir(), "balie.keys")
		v, err := OpenVault(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := v.Bind("A"); err != nil {
			t.Fatal(err)
		}
		if _, err := v.file.WriteAt(make([]byte, headHalf/2), half); err != nil {
			t.Fatal(err)
		}
		_ = v.Close()
		again, err := OpenVault(path)
		if err != nil {
			t.Fatalf("half %d: %v", half, err)
		}
		if again.head.ledger != bound || !bytes.Equal(again.head.master, v.head.master) {
			t.Errorf("half %d torn: bound to %q, want %q", half, again.head.ledger, bound)
		}
		_ = again.Close()
	}
}

// TestEveryDamageToSlotsInUseIsNamed overwrites a part of the key file with noise and with zeroes, and a
// slot with its neighbour: whatever cannot be opened any more is named, and nothing else is.
func TestEveryDamageToSlotsInUseIsNamed(t *testing.T) {
	const kept = 300
	for name, spoil := range map[string]func(block []byte){
		"noise":     func(block []byte) { _, _ = rand.Read(block) },
		"zeroes":    func(block []byte) { clear(block) },
		"one bit":   func(block []byte) { block[7] ^= 1 },
		"exchanged": func(block []byte) { copy(block[:slotLength], block[slotLength:2*slotLength]) },
	} {
		t.Run(name, func(t *testing.T) {
			l, v := mustOpen(t, t.TempDir())
			for i := range kept {
				if err := keep(t, l, v, fmt.Sprintf("A%03d", i), riet); err != nil {
					t.Fatal(err)
				}
			}
			if err := Forget(t.Context(), l, v, nil, Appointment("A100")); err != nil {
				t.Fatal(err)
			}
			block := make([]byte, 50*slotLength)
			if _, err := v.file.ReadAt(block, v.slotAt(80)); err != nil {
				t.Fatal(err)
			}
			spoil(block)
			if _, err := v.file.WriteAt(block, v.slotAt(80)); err != nil {
				t.Fatal(err)
			}
			wrong := 0
			for i := range kept {
				if _, err := read(l, v, fmt.Sprintf("A%03d", i)); errors.Is(err, ErrUnreadable) {
					wrong++
				}
			}
			var named []string
			opened, err := Verify(context.Background(), l.View, v, nil, func(p string) { named = append(named, p) })
			if err != nil || wrong == 0 || len(named) != wrong || opened != kept-1-wrong {
				t.Fatalf("%d cannot be opened; %d named, %d opened of %d (%v)", wrong, len(named), opened, kept-1, err)
			}
		})
	}
}

func TestNewIsNotOverWhatIsThere(t *testing.T) {
	l, v := mustOpen(t, t.TempDir())
	other := Details{Name: "Somebody Else", Channel: None}
	if err := keep(t, l, v, "A1", riet); err != nil {
		t.Fatal(err)
	}
	if err := keep(t, l, v, "A1", other); !errors.Is(err, ErrKept) {
		t.Errorf("kept over what was there: %v", err)
	}
	if err := correct(l, v, "A2", other); !errors.Is(err, ErrForgotten) {
		t.Errorf("corrected what is not there: %v", err)
	}
	delivery := ledger.Subject{Kind: KindDelivery, ID: "A1"}
	err := l.Update(t.Context(), "test", func(tx *ledger.Tx) error { return Keep(tx, v, delivery, other) })
	if err != nil {
		t.Fatal(err)
	}
	if got, err := read(l, v, "A1"); err != nil || !got.Same(riet) {
		t.Errorf("an appointment's contact is %+v after a delivery of the same id, %v", got, err)
	}
	if err := Forget(t.Context(), l, v, nil, delivery); err != nil {
		t.Fatal(err)
	}
	if _, err := read(l, v, "A1"); err != nil {
		t.Errorf("forgetting a delivery forgot the appointment of the same id: %v", err)
	}
	check(t, l)
}

// TestWhatWasKeptWithoutAKindIsAdopted moves a box from before there were kinds, with its marks.
func TestWhatWasKeptWithoutAKindIsAdopted(t *testing.T) {
	l, v := mustOpen(t, t.TempDir())
	if err := keep(t, l, v, "A1", riet); err != nil {
		t.Fatal(err)
	}
	delivery := ledger.Subject{Kind: KindDelivery, ID: "A1"}
	for range 2 {
		if err := l.Update(t.Context(), "test", func(tx *ledger.Tx) error { return Adopt(tx, delivery) }); err != nil {
			t.Fatal(err)
		}
	}
	var got Details
	err := l.View(func(r ledger.Reader) (err error) { got, err = Read(r, v, delivery); return err })
	if err != nil || !got.Same(riet) {
		t.Errorf("adopted: %+v, %v", got, err)
	}
	if _, err := read(l, v, "A1"); !errors.Is(err, ErrForgotten) {
		t.Errorf("the bare id still opens it: %v", err)
	}
	check(t, l)
	if err := Forget(t.Context(), l, v, nil, delivery); err != nil {
		t.Fatal(err)
	}
	check(t, l)
}
