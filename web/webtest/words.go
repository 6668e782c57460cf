package webtest

import (
	"balie/web/lang"
	"regexp"
	"strings"
	"testing"
)

var (
	AskingMark = regexp.MustCompile(`name="vraag" value="([^"]+)"`)
	AccessMark = regexp.MustCompile(`name="toegang" value="([^"]+)"`)
	TimeValue  = regexp.MustCompile(`name="tijd" value="([^"]+)"`)
	VisitKey   = regexp.MustCompile(`name="v" value="([^"]+)"`)
)

// Field is the value of a form's field on a page.
func Field(t *testing.T, of *regexp.Regexp, body string) string {
	t.Helper()
	found := of.FindStringSubmatch(body)
	if found == nil {
		t.Fatalf("no %s on the page:\n%s", of, Tags.ReplaceAllString(body, " "))
	}
	return found[1]
}

// Wants fails unless these words stand on a page.
func Wants(t *testing.T, what, body string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(body, w) {
			t.Errorf("%s: %q is not on the page:\n%s", what, w, strings.Join(strings.Fields(markup.ReplaceAllString(body, " ")), " "))
		}
	}
}

var markup = regexp.MustCompile(`<[^>]*>`)

// Lacks fails if one of these words stands on a page.
func Lacks(t *testing.T, what, body string, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(body, w) {
			t.Errorf("%s: %q is on the page", what, w)
		}
	}
}

// Tags are markup, and what a page holds ready without showing it.
var Tags = regexp.MustCompile(`(?s)<template.*?</template>|<[^>]*>`)

// Said is what a page says, in one line.
func Said(body string) string {
	return strings.Join(strings.Fields(Tags.ReplaceAllString(body, " ")), " ")
}

// Dutch are the words of a visitor who chose nothing.
var Dutch = lang.In("nl")
