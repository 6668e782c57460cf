package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balie/cmd/internal/servertest"
)

func TestAnExportImportsToItself(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	files, err := filepath.Glob("../internal/demo/town/*.json")
	if err != nil {
		t.Fatal(err)
	}
	servertest.WantDone(t, inProcess(t, append([]string{"import", "--data", first}, files...)...))
	exported := servertest.WantDone(t, inProcess(t, "export", "--data", first)).Out
	file := servertest.FileOf(t, "export.json", exported)
	servertest.WantDone(t, inProcess(t, "import", "--data", second, file))
	again := servertest.WantDone(t, inProcess(t, "export", "--data", second)).Out
	if exported != again {
		t.Error("an export of an import of an export is another")
	}
	servertest.WantDone(t, inProcess(t, "import", "--data", second, file)) // the same again replaces
	if again := servertest.WantDone(t, inProcess(t, "export", "--data", second)).Out; exported != again {
		t.Error("importing the same twice changes what is there")
	}
}

func TestARefusedImportLeavesNothing(t *testing.T) {
	good := `{"products":[{"id":"goed","minutes":10,"extra_minutes":0,"max_persons":1,"skill":"x","horizon_days":30,"texts":{"nl":{"name":"Goed","short":"Goed"}}}],"kits":[{"id":"koffer","name":"Koffer","skills":["x"]}]}`
	for what, c := range map[string]struct{ document, want string }{
		"an unknown field":   {`{"products":[{"id":"x","minuts":10}]}`, "minuts"},
		"no JSON":            {`products`, "is no JSON here"},
		"two documents":      {`{} {}`, "after the end"},
		"a useless product":  {`{"products":[{"id":"x"}]}`, `products[0] "x"`},
		"a useless office":   {`{"offices":[{"id":"x"}]}`, `offices[0] "x"`},
		"an impossible rule": {`{"offices":[{"id":"x","kind":"stop","name":"X","zone":"Europe/Amsterdam","desks":[{"id":"x-1","skills":["x"]}],"openings":[{"id":"o","desk":"x-2","weekdays":["mon"],"start":"10:00","end":"09:00","use":"both","share":"public"}]}]}`, `opening "o"`},
	} {
		data := t.TempDir()
		servertest.WantDone(t, inProcess(t, "import", "--data", data, servertest.FileOf(t, "empty.json", "{}")))
		servertest.WantRefused(t, inProcess(t, "import", "--data", data, servertest.FileOf(t, "good.json", good), servertest.FileOf(t, "bad.json", c.document)), c.want)
		if left := servertest.WantDone(t, inProcess(t, "export", "--data", data)).Out; strings.Contains(left, "goed") {
			t.Errorf("%s: half of the import stayed", what)
		}
	}
	servertest.WantRefused(t, inProcess(t, "import", "--data", t.TempDir(), "/no/such/file.json"), "/no/such/file.json")
}

func TestWithoutALedgerThereIsNothingToRead(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	for _, command := range []string{"check", "export", "backup"} {
		servertest.WantRefused(t, inProcess(t, command, "--data", data), "there is no ledger in "+data)
	}
	if _, err := os.Stat(data); err == nil {
		t.Error("looking made a folder")
	}
}
