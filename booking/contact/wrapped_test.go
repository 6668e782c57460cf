package contact

import (
	"bytes"
	"testing"
)

// TestWrappedDataIsForOnePurposeAndOwner opens it with each of them wrong, and with every byte changed.
func TestWrappedDataIsForOnePurposeAndOwner(t *testing.T) {
	_, v := mustOpen(t, t.TempDir())
	text, err := v.Wrap("typed", "mine", []byte("Kanarievogel"))
	if err != nil || bytes.Contains([]byte(text), []byte("Kanarie")) {
		t.Fatal(text, err)
	}
	if data, ok := v.Unwrap("typed", "mine", text); !ok || string(data) != "Kanarievogel" {
		t.Errorf("%q, %v", data, ok)
	}
	for _, wrong := range [][3]string{{"other", "mine", text}, {"typed", "yours", text}, {"typed", "mine", ""}, {"typed", "mine", "#"}, {"typed", "mine", text[:8]}} {
		if _, ok := v.Unwrap(wrong[0], wrong[1], wrong[2]); ok {
			t.Errorf("%v is opened", wrong)
		}
	}
	for i := range len(text) - 1 {
		changed := []byte(text)
		if changed[i] ^= 1; changed[i] == text[i] {
			continue
		}
		if _, ok := v.Unwrap("typed", "mine", string(changed)); ok {
			t.Errorf("byte %d may be changed", i)
		}
	}
}
