package page

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

var cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)

// TestEachPartOfAStylesheetIsWhole: no part opens what another closes, none is so long that nobody
// finds a rule in it, and each name begins with its place.
func TestEachPartOfAStylesheetIsWhole(t *testing.T) {
	parts, err := fs.Glob(assetFiles, "assets/styles/*/*.css")
	if err != nil || len(parts) == 0 {
		t.Fatal(len(parts), err)
	}
	placed := regexp.MustCompile(`^assets/styles/[a-z]+/\d\d-[a-z-]+\.css$`)
	for _, part := range parts {
		content, err := assetFiles.ReadFile(part)
		if err != nil {
			t.Fatal(err)
		}
		css := cssComment.ReplaceAllString(string(content), "")
		if strings.Count(css, "{") != strings.Count(css, "}") {
			t.Errorf("%s opens %d blocks and closes %d", part, strings.Count(css, "{"), strings.Count(css, "}"))
		}
		if lines := strings.Count(string(content), "\n"); lines > 240 {
			t.Errorf("%s has %d lines", part, lines)
		}
		if !placed.MatchString(part) {
			t.Errorf("%s does not say its place", part)
		}
	}
}
