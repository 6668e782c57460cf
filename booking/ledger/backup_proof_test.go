package ledger

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// TestABackupIsProvenTwiceAYear lets half a year pass after a first sealed backup, and after a proof.
func TestABackupIsProvenTwiceAYear(t *testing.T) {
	l, clock := newLedger(t)
	due := func() (due bool) {
		t.Helper()
		err := l.View(func(r Reader) error {
			p, err := ReadBackupProof(r)
			due = p.Due(r.Now())
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return due
	}
	if due() {
		t.Error("a proof is asked where nothing was ever sealed")
	}
	var codes []string
	for range proofsKept + 2 {
		update(t, l, func(tx *Tx) error {
			code, err := NewBackupProof(tx)
			codes = append(codes, code)
			return err
		})
	}
	clock.Advance(proofEvery - time.Hour)
	if due() {
		t.Error("asked too early")
	}
	clock.Advance(2 * time.Hour)
	if !due() {
		t.Error("never asked")
	}
	prove := func(code string) error {
		return l.Update(context.Background(), "test", func(tx *Tx) error { _, err := ProveBackup(tx, code); return err })
	}
	for _, wrong := range []string{"", "AAAA-AAAA", codes[0]} {
		if err := prove(wrong); !errors.Is(err, ErrNoProof) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	if err := prove(strings.ToLower(strings.ReplaceAll(codes[5], "-", " "))); err != nil || due() {
		t.Errorf("a right code: %v, still due %v", err, due())
	}
	clock.Advance(proofEvery + time.Hour)
	if !due() {
		t.Error("a proof holds for ever")
	}
}
