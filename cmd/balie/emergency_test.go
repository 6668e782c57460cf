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
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
	"balie/kiosk"
	"balie/queue"
)

const emergencyPIN = "19483726"

// TestTodaysListIsCopied writes nothing before its time and nothing without a PIN, then one list, and
// removes it the day after; what else lies in the folder stays.
func TestTodaysListIsCopied(t *testing.T) {
	for form, begins := range map[server.CopyForm]string{server.CopySealed: "<!doctype html>", server.CopyPDF: "%PDF-"} {
		h := servertest.NewHall(t, 1)
		folder := t.TempDir()
		c := server.Config{Municipality: "Proefstad", Copy: server.Copy{Folder: folder, At: 12 * time.Hour, Form: form}}
		enter(t, h)
		if err := os.WriteFile(filepath.Join(folder, "mine.txt"), []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		lies := func() []string {
			t.Helper()
			if err := h.House.CopyLists(t.Context(), c); err != nil {
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
		h.Pass(3 * time.Hour)
		if got := lies(); form == server.CopySealed && len(got) > 0 {
			t.Errorf("without a PIN there is %v", got)
		}
		pin, err := kiosk.StretchPIN(emergencyPIN)
		if err != nil {
			t.Fatal(err)
		}
		if err := h.House.Ledger.Update(t.Context(), "test", func(tx *ledger.Tx) error { return kiosk.SetPIN(tx, h.House.Vault, "hal", pin) }); err != nil {
			t.Fatal(err)
		}
		got := lies()
		if len(got) != 1 || !strings.HasPrefix(got[0], "balie-list-hal-2026-") {
			t.Fatalf("%s: there is %v", form, got)
		}
		content, err := os.ReadFile(filepath.Join(folder, got[0]))
		if err != nil || !bytes.HasPrefix(bytes.ToLower(content), bytes.ToLower([]byte(begins))) || bytes.Contains(content, []byte(emergencyPIN)) {
			t.Errorf("%s: the list is %.80s: %v", form, content, err)
		}
		h.Pass(14 * time.Hour)
		if got := lies(); len(got) > 0 {
			t.Errorf("%s: the day after there is %v", form, got)
		}
		if _, err := os.Stat(filepath.Join(folder, "mine.txt")); err != nil {
			t.Error("what was not ours is gone")
		}
	}
}

func enter(t *testing.T, h *servertest.Hall) {
	t.Helper()
	err := h.House.Ledger.Update(t.Context(), "test", func(tx *ledger.Tx) error {
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
		servertest.WantRefused(t, inProcess(t, append([]string{"serve", "--data", data}, wrong...)...), strings.TrimPrefix(wrong[0], "--"), "must be")
	}
}
