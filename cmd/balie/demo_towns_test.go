package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balie/cmd/internal/servertest"
)

// TestATownIsImportedAsItStands: the folders of the demo are the example of what a municipality brings in.
func TestATownIsImportedAsItStands(t *testing.T) {
	for folder, wants := range map[string]string{"town": "43 products and 1 offices", "small": "11 products and 3 offices"} {
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

// TestADemosFolderIsNotServed: its key file is public, also in a copy of it.
func TestADemosFolderIsNotServed(t *testing.T) {
	for _, town := range []string{"oude-ijsselstreek", "small"} {
		data := filepath.Join(t.TempDir(), "copy")
		servertest.WantDone(t, inProcess(t, "demo", "--data", data, "--town", town, "--at", "2027-03-09T09:40", "--listen", "127.0.0.1:0"))
		servertest.WantRefused(t, inProcess(t, "serve", "--data", data, "--listen", "127.0.0.1:0"), "is the folder of a demo")
	}
}

// TestADemoPlaysInNoRealTown: people who do not exist would come to a hall that does.
func TestADemoPlaysInNoRealTown(t *testing.T) {
	data := t.TempDir()
	town := filepath.Join(data, "town.json")
	text, err := os.ReadFile(filepath.Join("..", "internal", "demo", "small", "offices.json"))
	if err == nil {
		err = os.WriteFile(town, []byte(strings.ReplaceAll(string(text), `"demo": true`, `"demo": false`)), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	servertest.WantDone(t, inProcess(t, "import", "--data", data, town, filepath.Join("..", "internal", "demo", "small", "products.json")))
	servertest.WantRefused(t, inProcess(t, "demo", "--data", data, "--listen", "127.0.0.1:0"), "no demo's folder")
}
