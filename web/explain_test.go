package web_test

import (
	"strings"
	"testing"

	"balie/web"
	"balie/web/account"
	"balie/web/explain"
	"balie/web/lang"
	"balie/web/webtest"
)

// TestEveryPlaceIsExplained: whoever adds a place to the bar of colleagues says what it is for, and what
// often goes wrong there.
func TestEveryPlaceIsExplained(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t))
	p := webtest.SignedIn(t, a, "alles", webtest.AllButAuditor...)
	answer, body := p.Send("GET", "/nl/medewerker/uitleg", "")
	_, more := webtest.SignedIn(t, a, "controleur", account.Auditor).Send("GET", "/nl/medewerker/uitleg", "")
	body += more
	if answer.StatusCode != 200 {
		t.Fatalf("the explanation answers %d", answer.StatusCode)
	}
	for _, key := range web.Places() {
		if _, ok := explain.Entries[key]; !ok {
			t.Errorf("%s has no entry", key)
		}
		if !strings.Contains(body, `id="`+key+`"`) {
			t.Errorf("%s is not explained", key)
		}
		for _, part := range []string{"what", "a", "b", "c"} {
			if !lang.In("nl").Has("explain.page." + key + "." + part) {
				t.Errorf("%s does not say %s", key, part)
			}
		}
	}
	for key, e := range explain.Entries {
		for _, w := range e.Words {
			if !lang.In("nl").Has("explain.word."+w) || !lang.In("nl").Has("explain.word."+w+".is") {
				t.Errorf("%s: the word %s is not explained", key, w)
			}
		}
		for _, k := range e.Keys {
			if !lang.In("nl").Has("explain.key." + k.Does) {
				t.Errorf("%s: the key %s is not explained", key, k.Press)
			}
		}
	}
}
