package main

import (
	"path/filepath"
	"strings"
	"testing"

	"balie/cmd/internal/servertest"
)

// TestATownIsImportedAsItStands: the folders of the demo are the example of what a municipality brings in.
func TestATownIsImportedAsItStands(t *testing.T) {
	for folder, wants := range map[string]string{"town": "43 products and 3 offices", "small": "11 products and 3 offices"} {
		files, err := filepath.Glob(filepath.Join("..", "internal", "demo", folder, "*"))
		if err != nil || len(files) == 0 {
			t.Fatal(folder, err)
		}
		data := t.TempDir()
		o := servertest.WantDone(t, inProcess(t, append([]string{"import", "--data", data}, files...)...))
		if !strings.Contains(o.Out+o.Err, wants) {
			t.Errorf("%s: said %q, want %q", folder, o.Out+o.Err, wants)
		}
		servertest.WantDone(t, inProcess(t, "check", "--data", data))
	}
}

func TestADemoRefusesWhatItCannotShow(t *testing.T) {
	for want, args := range map[string][]string{
		"there is no town":     {"--town", "atlantis"},
		"is no moment":         {"--at", "soon"},
		"--speed is from 1 to": {"--speed", "0"},
	} {
		servertest.WantRefused(t, inProcess(t, append([]string{"demo", "--listen", "127.0.0.1:0"}, args...)...), want)
	}
}
