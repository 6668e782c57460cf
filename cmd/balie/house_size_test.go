package main

import (
	"go/ast"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A room is small enough to be read in one sitting.
const (
	longestFile     = 400
	longestFunction = 60
)

func TestFilesAndFunctionsAreShort(t *testing.T) {
	for _, s := range sources(t) {
		if s.generated() {
			continue
		}
		if n := strings.Count(readFile(t, s.path), "\n"); n > longestFile {
			t.Errorf("%s has %d lines, more than %d", s.path, n, longestFile)
		}
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && s.lines(f) > longestFunction {
				t.Errorf("%s: %s has %d lines, more than %d", s.path, f.Name.Name, s.lines(f), longestFunction)
			}
		}
	}
	eachFile(t, func(path string) {
		if n := strings.Count(readFile(t, path), "\n"); n > longestFile && !strings.Contains(path, "/assets/") {
			t.Errorf("%s has %d lines, more than %d", path, n, longestFile)
		}
	}, ".templ")
}

// TestTimeIsAnArgument keeps the clock in cmd, so that every test can move it. web/live reads it
// for socket deadlines.
func TestTimeIsAnArgument(t *testing.T) {
	for _, s := range sources(t) {
		if s.test() || within(s.room, []string{"cmd"}) || s.room == "web/live" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			from, ok := selector.X.(*ast.Ident)
			if ok && from.Name == "time" && slices.Contains([]string{"Now", "Since", "Until"}, selector.Sel.Name) {
				t.Errorf("%s reads the clock: time.%s", s.set.Position(n.Pos()), selector.Sel.Name)
			}
			return true
		})
	}
}

// forbiddenMarkup is what the content security policy would block, or what would hide code in markup.
var forbiddenMarkup = []struct {
	what    string
	pattern *regexp.Regexp
}{
	{"a style attribute", regexp.MustCompile(`\sstyle\s*=`)},
	{"a style element", regexp.MustCompile(`<style[\s>]`)},
	{"an inline script", regexp.MustCompile(`<script(\s+(type|nonce|id)="[^"]*")*\s*>`)},
	{"an event attribute", regexp.MustCompile(`\son[a-z]+\s*=\s*["{]`)},
	{"a templ css block", regexp.MustCompile(`(?m)^css\s+\w+\(`)},
	{"a templ script block", regexp.MustCompile(`(?m)^script\s+\w+\(`)},
	{"an unescaped string", regexp.MustCompile(`templ\.Raw\(`)},
}

func TestMarkupHoldsUnderThePolicy(t *testing.T) {
	eachFile(t, func(path string) {
		text := readFile(t, path)
		for _, f := range forbiddenMarkup {
			if at := f.pattern.FindStringIndex(text); at != nil {
				t.Errorf("%s:%d has %s", path, 1+strings.Count(text[:at[0]], "\n"), f.what)
			}
		}
	}, ".templ", ".html")
}

// TestForbiddenMarkupIsFound is the control: each pattern finds what it is for, and passes what is right.
func TestForbiddenMarkupIsFound(t *testing.T) {
	bad := []string{`<p style="x">`, `<style>`, `<script>`, `<a onclick="x">`, "css red() {", "script go() {", `@templ.Raw(x)`}
	for i, text := range bad {
		if !forbiddenMarkup[i].pattern.MatchString(text) {
			t.Errorf("%s is not found in %s", forbiddenMarkup[i].what, text)
		}
	}
	for _, text := range []string{`<script type="module" src={ x }></script>`, `<p class="x" data-on="y">`} {
		for _, f := range forbiddenMarkup {
			if f.pattern.MatchString(text) {
				t.Errorf("%s is found in %s", f.what, text)
			}
		}
	}
}

// TestTopOfTheHouse keeps the front hall tidy: what lies at the top is named here.
func TestTopOfTheHouse(t *testing.T) {
	rooms := strings.Fields(".ci .git .git-blame-ignore-revs .github .gitignore CHANGELOG.md DECISIONS.md LICENSE README.md booking cmd docs go.mod go.sum kiosk outreach publiccode.yml queue web")
	ignored := strings.Fields("balie data coverage.out")
	entries, err := os.ReadDir(moduleRoot)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(rooms, e.Name()) && !slices.Contains(ignored, e.Name()) {
			t.Errorf("%s lies at the top of the house; give it a room or name it here", e.Name())
		}
	}
}
