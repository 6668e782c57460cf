package main

import (
	"encoding/json"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// dependencyLine is a module in the table of DEPENDENCIES.md with its state and last release.
var dependencyLine = regexp.MustCompile("(?m)^\\| `([^`]+)` \\| [^|]+ \\| (kept|frozen) \\| (\\d{4}-\\d{2}) \\|$")

// frozenIn are the rooms that may import a module that nobody releases any more.
var frozenIn = map[string]string{
	"github.com/google/licensecheck": "cmd/balie", "github.com/jung-kurt/gofpdf": "web/paper", "github.com/rickar/cal/v2": "booking/calendar",
	"github.com/robfig/cron/v3": "cmd/internal/server", "github.com/skip2/go-qrcode": "web/paper",
}

// TestDependenciesAreAccountedFor holds the note on dependencies against go.mod, both ways, and each frozen module
// against the one room that may import it.
func TestDependenciesAreAccountedFor(t *testing.T) {
	state := map[string]string{}
	for _, m := range dependencyLine.FindAllStringSubmatch(readFile(t, ".github/DEPENDENCIES.md"), -1) {
		if state[m[1]] = m[2]; m[2] == "kept" && m[3] < "2024-11" {
			t.Errorf("%s is said to be kept, and was last released in %s", m[1], m[3])
		}
	}
	out, err := exec.Command("go", "mod", "edit", "-json").Output()
	if err != nil {
		t.Fatal(err)
	}
	var mod struct {
		Require []struct {
			Path     string
			Indirect bool
		}
	}
	if err := json.Unmarshal(out, &mod); err != nil {
		t.Fatal(err)
	}
	for _, r := range mod.Require {
		if !r.Indirect && state[r.Path] == "" {
			t.Errorf("%s is in go.mod, and DEPENDENCIES.md says nothing of it", r.Path)
		}
		if !r.Indirect {
			delete(state, r.Path)
		}
		if frozenIn[r.Path] != "" {
			importedIn(t, r.Path, frozenIn[r.Path])
		}
	}
	for left := range state {
		t.Errorf("%s is no longer in go.mod", left)
	}
}

// importedIn fails unless a module is imported in one room and its tests alone.
func importedIn(t *testing.T, module, room string) {
	t.Helper()
	seen := false
	for _, s := range sources(t) {
		imports := slices.ContainsFunc(s.imports(), func(p string) bool { return p == module || strings.HasPrefix(p, module+"/") })
		if imports && s.room != room {
			t.Errorf("%s imports %s, which is frozen and belongs to %s", s.path, module, room)
		}
		seen = seen || imports
	}
	if !seen {
		t.Errorf("nobody imports %s", module)
	}
}
