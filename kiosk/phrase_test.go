package kiosk

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"balie/booking/ledger"
)

//go:embed VENDORED
var vendored string

func TestTheWordsAreWhatTheySay(t *testing.T) {
	sum := sha256.Sum256([]byte(wordText))
	if !strings.Contains(vendored, hex.EncodeToString(sum[:])) {
		t.Error("words.txt is not the file that VENDORED names")
	}
	if len(words) != 2048 || !slices.IsSorted(words) || len(slices.Compact(slices.Clone(words))) != len(words) {
		t.Errorf("%d words, sorted and each once: %t", len(words), slices.IsSorted(words))
	}
	seen := map[string]bool{}
	for range 100 {
		drawn := DrawPhrase()
		if seen[drawn] || len(strings.Fields(drawn)) != phraseWords {
			t.Errorf("%q is drawn", drawn)
		}
		seen[drawn] = true
	}
}

// TestAFileOnAShareOpensWithItsPhrase and with no PIN any more; before there was a phrase, with the PIN.
func TestAFileOnAShareOpensWithItsPhrase(t *testing.T) {
	d := newDoor(t)
	d.book("paspoort", "hal", tuesday, "11:00")
	d.at("2026-12-01T09:30")
	seal := func() (b Box) {
		err := d.ledger.View(func(r ledger.Reader) error {
			l, err := ListOf(r, d.vault, "hal", "vertrouwelijk")
			if err == nil {
				b, err = SealFile(r, d.vault, "hal", l)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	pin, err := StretchPIN("39482716")
	if err != nil {
		t.Fatal(err)
	}
	d.do(func(tx *ledger.Tx) error { return SetPIN(tx, d.vault, "hal", pin) })
	if _, err := opens(seal(), "39482716"); err != nil {
		t.Error("before there is a phrase the PIN opens it:", err)
	}
	phrase, err := StretchPhrase("  Molens GROEP zeilen\tdraad ")
	if err != nil {
		t.Fatal(err)
	}
	d.do(func(tx *ledger.Tx) error { return SetPhrase(tx, d.vault, "hal", phrase) })
	if _, err := opens(seal(), "39482716"); err == nil {
		t.Error("the PIN opens the file of a share")
	}
	if l, err := opens(seal(), "molens groep zeilen draad"); err != nil || len(l.Coming) != 1 {
		t.Errorf("the phrase opens %+v, %v", l, err)
	}
}

// BenchmarkPIN says how many PINs this machine tries in a second, on one core; of phrases it is three tenths.
func BenchmarkPIN(b *testing.B) {
	for b.Loop() {
		if _, err := StretchPIN("39482716"); err != nil {
			b.Fatal(err)
		}
	}
}
