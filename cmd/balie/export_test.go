package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balie/cmd/internal/servertest"
)

// TestAMunicipalityIsKeptAsFiles exports a town as a folder, changes a file, imports the folder, and exports again: only
// that file is another.
func TestAMunicipalityIsKeptAsFiles(t *testing.T) {
	data, folder := t.TempDir(), filepath.Join(t.TempDir(), "gemeente")
	seeds, _ := filepath.Glob("../internal/demo/town/*.json")
	servertest.WantDone(t, inProcess(t, append([]string{"import", "--data", data}, seeds...)...))
	servertest.WantDone(t, inProcess(t, "import", "--data", data, servertest.FileOf(t, "own.json", `{"own_texts":[{"key":"home.title","texts":{"nl":"Welkom"}}],"notices":[{"id":"oud","places":["home"],"texts":{"nl":"Vanavond"}}]}`)))
	servertest.WantDone(t, inProcess(t, "export", "--data", data, "--to", folder))
	before := filesIn(t, folder)
	if len(before) < 20 || !strings.Contains(before["texts/home.title.json"], "Welkom") {
		t.Fatalf("the export has %d files", len(before))
	}
	servertest.WantRefused(t, inProcess(t, "export", "--data", data, "--to", data), "is not empty")
	change := func(name, old, other string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, name), []byte(strings.Replace(before[name], old, other, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	change("texts/home.title.json", "Welkom", "Goedendag")
	if err := os.Remove(filepath.Join(folder, "notices", "oud.json")); err != nil {
		t.Fatal(err)
	}
	looked := servertest.WantDone(t, inProcess(t, "import", "--data", data, "--dry-run", "--whole", folder)).Err
	for _, want := range []string{"2 records would change", `texts.nl: "Welkom" → "Goedendag"`, "notice oud: ends", "nothing was changed"} {
		if !strings.Contains(looked, want) {
			t.Errorf("no %q in\n%s", want, looked)
		}
	}
	servertest.WantDone(t, inProcess(t, "import", "--data", data, "--whole", folder))
	servertest.WantDone(t, inProcess(t, "export", "--data", data, "--to", folder))
	after := filesIn(t, folder)
	for name := range before {
		if same := before[name] == after[name]; same == (name == "texts/home.title.json" || name == "notices/oud.json" || name == "exported.json") {
			t.Errorf("%s is the same: %t", name, same)
		}
	}
	change("texts/home.title.json", "Welkom", "Uit een oud bestand")
	change("exported.json", "", "")
	servertest.WantRefused(t, inProcess(t, "import", "--data", data, folder), "text home.title, and these files change it")
	servertest.WantDone(t, inProcess(t, "import", "--data", data, "--accept", folder))
}

func filesIn(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	found, _ := filepath.Glob(filepath.Join(folder, "*.json"))
	more, _ := filepath.Glob(filepath.Join(folder, "*", "*.json"))
	for _, file := range append(found, more...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name, _ := filepath.Rel(folder, file)
		all[filepath.ToSlash(name)] = string(text)
	}
	return all
}
