package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
)

// TestTodaysListIsCopied writes nothing before its time and nothing without a PIN, then one list, and
// removes it the day after; what else lies in the folder stays.
func TestTodaysListIsCopied(t *testing.T) {
	for form, begins := range map[copyForm]string{copySealed: "<!doctype html>", copyPDF: "%PDF-"} {
		h := newHall(t, 1)
		folder := t.TempDir()
		c := Config{Municipality: "Proefstad", Copy: Copy{Folder: folder, At: 12 * time.Hour, Form: form}}
		h.enter(t)
		if err := os.WriteFile(filepath.Join(folder, "mine.txt"), []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		lies := func() []string {
			t.Helper()
			if err := h.house.copyLists(t.Context(), c); err != nil {
				t.Fatal(err)
			}
			all, err := os.ReadDir(folder)
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, e := range all {
				names = append(names, e.Name())
			}
			return slices.DeleteFunc(names, func(name string) bool { return name == "mine.txt" })
		}
		if got := lies(); len(got) > 0 {
			t.Errorf("%s: before its time there is %v", form, got)
		}
		h.pass(3 * time.Hour)
		if got := lies(); form == copySealed && len(got) > 0 {
			t.Errorf("without a PIN there is %v", got)
		}
		pin, err := kiosk.StretchPIN(hallPIN)
		if err != nil {
			t.Fatal(err)
		}
		if err := h.house.ledger.Update(t.Context(), "test", func(tx *ledger.Tx) error { return kiosk.SetPIN(tx, h.house.vault, "hal", pin) }); err != nil {
			t.Fatal(err)
		}
		got := lies()
		if len(got) != 1 || !strings.HasPrefix(got[0], copyPrefix+"hal-2026-") {
			t.Fatalf("%s: there is %v", form, got)
		}
		content, err := os.ReadFile(filepath.Join(folder, got[0]))
		if err != nil || !bytes.HasPrefix(bytes.ToLower(content), bytes.ToLower([]byte(begins))) || bytes.Contains(content, []byte(hallPIN)) {
			t.Errorf("%s: the list is %.80s: %v", form, content, err)
		}
		h.pass(14 * time.Hour)
		if got := lies(); len(got) > 0 {
			t.Errorf("%s: the day after there is %v", form, got)
		}
		if _, err := os.Stat(filepath.Join(folder, "mine.txt")); err != nil {
			t.Error("what was not ours is gone")
		}
	}
}

func (h *hall) enter(t *testing.T) {
	t.Helper()
	err := h.house.ledger.Update(t.Context(), "test", func(tx *ledger.Tx) error {
		products, err := catalogue.Products(tx)
		if err != nil {
			return err
		}
		_, err = queue.Enter(tx, queue.Visitor{Office: "hal", Wish: catalogue.Wish{{Product: products[0].ID, Persons: 1}}, Kind: queue.WalkIn, Lang: "nl"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSettingsOfTheCopy(t *testing.T) {
	data := t.TempDir()
	for _, wrong := range [][]string{{"--emergency-copy", filepath.Join(data, "nowhere")}, {"--emergency-at", "later"}, {"--emergency-form", "word"}} {
		wantRefused(t, inProcess(t, append([]string{"serve", "--data", data}, wrong...)...), strings.TrimPrefix(wrong[0], "--"), "must be")
	}
}
