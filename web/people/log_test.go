package people_test

import (
	"strings"
	"testing"

	"balie/web/account"
	"balie/web/webtest"
)

// TestTheLogLeadsAManagerToWhoMayReadIt: a manager reads no log, and finds by its name in the list the one role that does;
// that role reads it, and may not set up or rule.
func TestTheLogLeadsAManagerToWhoMayReadIt(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t))
	boss := webtest.SignedIn(t, a, "baas", account.Manager)
	const role = "/medewerker/beheer/rol/auditor"
	if _, body := boss.Send("GET", "/medewerker/beheer/rollen", ""); !strings.Contains(body, `href="`+role+`"`) {
		t.Errorf("the list does not lead there: %s", webtest.Said(body))
	}
	answer, body := boss.Send("GET", role, "")
	if answer.StatusCode != 200 || !strings.Contains(webtest.Said(body), "logboek") {
		t.Errorf("the role answers %d: %s", answer.StatusCode, webtest.Said(body))
	}
	if answer, _ := boss.Send("GET", "/medewerker/controle", ""); answer.StatusCode != 403 {
		t.Errorf("a manager reads the log: %d", answer.StatusCode)
	}
	auditor := webtest.SignedIn(t, a, "controle", account.Auditor)
	for path, want := range map[string]int{"/medewerker/controle": 200, "/medewerker/beheer": 403, role: 403} {
		if answer, _ := auditor.Send("GET", path, ""); answer.StatusCode != want {
			t.Errorf("an auditor at %s: %d", path, answer.StatusCode)
		}
	}
}
