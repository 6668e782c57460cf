package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAnExportImportsToItself(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	files, err := filepath.Glob("town/*.json")
	if err != nil {
		t.Fatal(err)
	}
	wantDone(t, inProcess(t, append([]string{"import", "--data", first}, files...)...))
	exported := wantDone(t, inProcess(t, "export", "--data", first)).out
	file := fileOf(t, "export.json", exported)
	wantDone(t, inProcess(t, "import", "--data", second, file))
	again := wantDone(t, inProcess(t, "export", "--data", second)).out
	if exported != again {
		t.Error("an export of an import of an export is another")
	}
	wantDone(t, inProcess(t, "import", "--data", second, file)) // the same again replaces
	if again := wantDone(t, inProcess(t, "export", "--data", second)).out; exported != again {
		t.Error("importing the same twice changes what is there")
	}
}

func TestARefusedImportLeavesNothing(t *testing.T) {
	good := `{"products":[{"id":"goed","minutes":10,"extra_minutes":0,"max_persons":1,"skill":"x","horizon_days":30,"texts":{"nl":{"name":"Goed","short":"Goed"}}}]}`
	for what, c := range map[string]struct{ document, want string }{
		"an unknown field":   {`{"products":[{"id":"x","minuts":10}]}`, "minuts"},
		"no JSON":            {`products`, "invalid character"},
		"two documents":      {`{} {}`, "after the end"},
		"a useless product":  {`{"products":[{"id":"x"}]}`, `product "x"`},
		"a useless office":   {`{"offices":[{"id":"x"}]}`, `office "x"`},
		"an impossible rule": {`{"offices":[{"id":"x","kind":"stop","name":"X","zone":"Europe/Amsterdam","desks":[{"id":"x-1","skills":["x"]}],"openings":[{"id":"o","desk":"x-2","weekdays":["mon"],"start":"10:00","end":"09:00","use":"both","share":"public"}]}]}`, `opening "o"`},
	} {
		data := t.TempDir()
		wantDone(t, inProcess(t, "import", "--data", data, fileOf(t, "empty.json", "{}")))
		wantRefused(t, inProcess(t, "import", "--data", data, fileOf(t, "good.json", good), fileOf(t, "bad.json", c.document)), c.want)
		if left := wantDone(t, inProcess(t, "export", "--data", data)).out; strings.Contains(left, "goed") {
			t.Errorf("%s: half of the import stayed", what)
		}
	}
	wantRefused(t, inProcess(t, "import", "--data", t.TempDir(), "/no/such/file.json"), "/no/such/file.json")
}

func TestWithoutALedgerThereIsNothingToRead(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	for _, command := range []string{"check", "export", "backup"} {
		wantRefused(t, inProcess(t, command, "--data", data), "there is no ledger in "+data)
	}
	if _, err := os.Stat(data); err == nil {
		t.Error("looking made a folder")
	}
}
