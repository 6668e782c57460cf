package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	cdx "github.com/CycloneDX/cyclonedx-go"
	"github.com/google/licensecheck"
)

// built are the modules in the program, as go list knows them, with the folder of each.
func built(t *testing.T) map[string]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", "-json=Module", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for decoder := json.NewDecoder(bytes.NewReader(out)); decoder.More(); {
		var p struct{ Module *struct{ Path, Dir string } }
		if err := decoder.Decode(&p); err != nil {
			t.Fatal(err)
		}
		if p.Module != nil && p.Module.Path != "balie" {
			found[p.Module.Path] = p.Module.Dir
		}
	}
	return found
}

// mayBe are the licences under which others' work may stand in a program under EUPL-1.2.
var mayBe = []string{"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "MPL-2.0", "Unlicense", "CC0-1.0", "BSD-2-Clause-FreeBSD"}

// TestEveryModuleMayBeHere reads the licence of every module that is built in.
func TestEveryModuleMayBeHere(t *testing.T) {
	for path, folder := range built(t) {
		names, kinds := licencesIn(t, folder), []string{}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range licensecheck.Scan(text).Match {
				kinds = append(kinds, m.ID)
			}
		}
		if !slices.ContainsFunc(kinds, func(k string) bool { return slices.Contains(mayBe, k) }) {
			t.Errorf("%s is under %v (%d files), which is not among those that may be here", path, kinds, len(names))
		}
		for _, k := range kinds {
			if strings.HasPrefix(k, "GPL") || strings.HasPrefix(k, "AGPL") || strings.Contains(k, "NC") {
				t.Errorf("%s is under %s", path, k)
			}
		}
	}
}

func licencesIn(t *testing.T, folder string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		upper := strings.ToUpper(e.Name())
		if !e.IsDir() && (strings.HasPrefix(upper, "LICEN") || strings.HasPrefix(upper, "COPYING")) {
			names = append(names, filepath.Join(folder, e.Name()))
		}
	}
	return names
}

// TestThePartsAreTold builds the program and holds its bill of materials against what go list says
// is built in.
func TestThePartsAreTold(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "balie")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	out, err := exec.Command(binary, "version", "--sbom").Output()
	if err != nil {
		t.Fatal(err)
	}
	var bom cdx.BOM
	if err := cdx.NewBOMDecoder(bytes.NewReader(out), cdx.BOMFileFormatJSON).Decode(&bom); err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	for _, c := range *bom.Components {
		told[c.Name] = true
		if c.Version == "" || !strings.HasPrefix(c.PackageURL, "pkg:golang/") {
			t.Errorf("%s is told without version or address: %+v", c.Name, c)
		}
	}
	want := built(t)
	for path := range want {
		if !told[path] {
			t.Errorf("%s is built in and not told", path)
		}
	}
	if len(told) != len(want)+1 {
		t.Errorf("%d parts are told, %d modules and Go itself are built in", len(told), len(want))
	}
}
