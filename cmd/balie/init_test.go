package main

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// TestAnExampleIsWrittenImportedAndServed: from nothing to a page of residents, by files.
func TestAnExampleIsWrittenImportedAndServed(t *testing.T) {
	for _, name := range server.Examples {
		folder, data := filepath.Join(t.TempDir(), name), t.TempDir()
		if o := servertest.WantDone(t, inProcess(t, "init", folder, "--example", name)); !strings.Contains(o.Out, "balie import "+folder) {
			t.Errorf("said %q", o.Out)
		}
		servertest.WantDone(t, inProcess(t, "import", "--data", data, folder))
		servertest.WantDone(t, inProcess(t, "check", "--data", data))
		m, _ := servertest.Start(t, data)
		answer, err := http.Get(m.URL + "/afspraak/tijd?p=paspoort.1")
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != 200 {
			t.Errorf("%s: times answer %d", name, answer.StatusCode)
		}
		servertest.WantRefused(t, inProcess(t, "init", folder), "is there already")
	}
	list := filepath.Join(t.TempDir(), "UPL-actueel.csv")
	if err := os.WriteFile(list, []byte("UniformeProductnaam,URI,Gemeente\npaspoort,http://standaarden.overheid.nl/owms/terms/paspoort,X\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if o := servertest.WantDone(t, inProcess(t, "import", "names", "--data", t.TempDir(), list)); !strings.Contains(o.Out+o.Err, "imported 1 names") {
		t.Errorf("said %q", o.Out+o.Err)
	}
	servertest.WantRefused(t, inProcess(t, "import", "names", "--data", t.TempDir(), "init_test.go"), "init_test.go: ")
	servertest.WantRefused(t, inProcess(t, "init", t.TempDir(), "--example", "castle"), "there is no example")
	servertest.WantRefused(t, inProcess(t, "import", "--data", t.TempDir(), t.TempDir()), "no file to import")
	if _, err := os.Stat("balie.db"); err == nil {
		t.Error("a test left a ledger behind")
	}
}
