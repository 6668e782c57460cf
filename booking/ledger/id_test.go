package ledger

import (
	"strings"
	"testing"
)

func TestIDsCanBeReadSaidAndScanned(t *testing.T) {
	l, _ := newLedger(t)
	seen := map[string]bool{}
	count := map[rune]int{}
	update(t, l, func(tx *Tx) error {
		for range 2000 {
			id := tx.NewID()
			if seen[id] || len(id) != IDLength {
				t.Errorf("%q is not a fresh id", id)
			}
			seen[id] = true
			for _, r := range id {
				count[r]++
			}
		}
		return nil
	})
	for r, n := range count {
		if strings.ContainsRune("ILOUYZ", r) || !strings.ContainsRune(IDAlphabet, r) {
			t.Errorf("%q is misread, or swapped by a scanner on a German keyboard", r)
		}
		if n < 1400 || n > 2070 { // 52,000 draws of 30: 1,733 expected, 41 the deviation
			t.Errorf("%q is drawn %d times", r, n)
		}
	}
	if len(count) != len(IDAlphabet) {
		t.Errorf("%d characters are drawn, the alphabet has %d", len(count), len(IDAlphabet))
	}
}
