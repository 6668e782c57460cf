package web_test

import (
	"strings"
	"testing"

	"balie/web/page"
	"balie/web/webtest"
)

// TestRobotsStayAwayFromWhatBelongsToOnePerson: no address of one person, no step that holds a time and no page of
// colleagues is visited, in any language; where to begin is. Both files answered 404 before.
func TestRobotsStayAwayFromWhatBelongsToOnePerson(t *testing.T) {
	a := webtest.Town(t)
	answer, body := webtest.Ask(t, a, "GET", "/robots.txt", "")
	if answer.StatusCode != 200 || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/plain") || !strings.HasPrefix(body, "User-agent: *\n") {
		t.Fatalf("robots.txt answers %d, %q:\n%s", answer.StatusCode, answer.Header.Get("Content-Type"), body)
	}
	barred := func(path string) bool {
		for line := range strings.Lines(body) {
			rule := strings.TrimSpace(strings.TrimPrefix(line, "Disallow:"))
			if inner, any := strings.CutPrefix(rule, "/*"); any && strings.Contains(path, inner) || strings.HasPrefix(path, rule) && rule != "" {
				return true
			}
		}
		return false
	}
	for path, want := range map[string]bool{
		"/": false, "/nl/": false, "/afspraak?p=pas.1": false, "/de/afspraak?p=pas.1": false, "/praotbus": false, "/privacy": false, "/toegankelijkheid": false,
		"/a/0123": true, "/en/a/0123": true, "/afspraak/tijd?p=pas.1": true, "/de/afspraak/gegevens": true, "/medewerker": true, "/nl/medewerker/balie": true, "/zuil": true, "/Q/01": true, "/t/01": true,
	} {
		if barred(path) != want {
			t.Errorf("a search engine is kept from %s: %v", path, !want)
		}
	}
	answer, _ = webtest.Ask(t, a, "GET", "/favicon.ico", "")
	if answer.StatusCode != 302 || answer.Header.Get("Location") != page.Asset("mark.svg") {
		t.Errorf("favicon.ico answers %d, %q", answer.StatusCode, answer.Header.Get("Location"))
	}
}
