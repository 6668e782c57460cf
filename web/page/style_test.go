package page

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// longestStyleLine is what a line of a stylesheet may have at most.
const longestStyleLine = 120

// literalRadius is a corner that is no token: a theme could not change it.
var literalRadius = regexp.MustCompile(`border(?:-[a-z-]+)?-radius:[^;v]*[0-9](?:px|rem|em)`)

// TestStylesheetsAreReadable: short lines, and corners from tokens.
func TestStylesheetsAreReadable(t *testing.T) {
	files, err := fs.Glob(assetFiles, "assets/*.css")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d stylesheets, %v", len(files), err)
	}
	for _, name := range files {
		for i, line := range strings.Split(Source(strings.TrimPrefix(name, "assets/")), "\n") {
			if n := len([]rune(line)); n > longestStyleLine {
				t.Errorf("%s:%d has %d characters", name, i+1, n)
			}
			if literalRadius.MatchString(line) && !strings.Contains(line, "--basis-border-radius") {
				t.Errorf("%s:%d: %s", name, i+1, strings.TrimSpace(line))
			}
		}
	}
}
