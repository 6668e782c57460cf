package web_test

import (
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web"
	"balie/web/lang"
	"balie/web/webtest"
)

func TestAPageSpeaksTheVisitorsLanguage(t *testing.T) {
	a := webtest.Town(t)
	for _, c := range []struct{ path, accept, want string }{
		{"/", "", "nl"}, {"/", "de-DE,de;q=0.9", "de"}, {"/en/", "de", "en"}, {"/nl", "de", "nl"}, {"/de/a", "", "de"},
		{"/nowhere", "en", "en"}, {"/de/nowhere", "en", "de"},
	} {
		answer, body := webtest.Ask(t, a, "GET", c.path, "", "Accept-Language", c.accept)
		if got := answer.Header.Get("Content-Language"); got != c.want || !strings.Contains(body, `<html lang="`+c.want+`"`) {
			t.Errorf("%s for %q is in %q, want %s: %.60s", c.path, c.accept, got, c.want, body)
		}
	}
}

func TestAChosenLanguageStays(t *testing.T) {
	a := webtest.Town(t)
	_, body := webtest.Ask(t, a, "GET", "/de/", "")
	if !strings.Contains(body, `href="/de/afspraak?`) && !strings.Contains(body, `href="/de/a"`) {
		t.Error("links of a German page lead out of German")
	}
	_, body = webtest.Ask(t, a, "GET", "/", "")
	if strings.Contains(body, `href="/nl/a"`) {
		t.Error("links of a page in the browser's language lead into a chosen one")
	}
}

// TestARefusalSaysWhatHappenedAndWhatToDo goes through every error that a resident can meet.
func TestARefusalSaysWhatHappenedAndWhatToDo(t *testing.T) {
	for _, err := range []error{web.ErrNoPage, web.ErrMethod, web.ErrTooLarge, web.ErrLimit, web.ErrForm, web.ErrForeign, supply.ErrTaken, booking.ErrHoldGone} {
		answer, body := webtest.Ask(t, failing(t, webtest.NewOptions(t), err), "GET", "/fail/x", "", "Accept-Language", "en")
		what, do := lang.In("en").Refusal(ledger.KeyOf(err), nil)
		if !strings.Contains(body, what) || !strings.Contains(body, do) || what == "" || do == "" {
			t.Errorf("%v: %d, a page without %q and %q", err, answer.StatusCode, what, do)
		}
	}
}

func TestALinkToAnotherLanguageNeverLeadsAway(t *testing.T) {
	a := webtest.Town(t)
	for _, path := range []string{"//evil.example/x", "/%2f/evil.example", "/nl//evil.example", "/\\evil.example"} {
		_, body := webtest.Ask(t, a, "GET", path, "")
		for _, bad := range []string{`href="//`, `href="/\`, `href="http`, `href="\`} {
			if strings.Contains(body, bad) {
				t.Errorf("%s: the page links to %s…", path, bad)
			}
		}
	}
}
