package explain_test

import (
	"strings"
	"testing"

	"balie/web/account"
	"balie/web/lang"
	"balie/web/webtest"
)

// TestWhatIsNewIsReadOnce: until a colleague says so.
func TestWhatIsNewIsReadOnce(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t))
	for _, role := range account.Roles {
		p := webtest.SignedIn(t, a, "rol-"+string(role), role)
		if !lang.In("nl").Has("explain.news." + string(role)) {
			t.Errorf("nothing is new for %s", role)
		}
		if _, body := p.Send("GET", "/nl/medewerker/uitleg", ""); !strings.Contains(body, "Dit is nieuw") {
			t.Errorf("%s is not told what is new", role)
		}
		if answer, _ := p.Send("POST", "/medewerker/uitleg/gelezen", "sessie="+p.Token()); answer.StatusCode != 303 {
			t.Errorf("%s cannot say that it was read: %d", role, answer.StatusCode)
		}
		if _, body := p.Send("GET", "/nl/medewerker/uitleg", ""); strings.Contains(body, "Dit is nieuw") {
			t.Errorf("%s is told again", role)
		}
		if answer, _ := p.Send("GET", "/nl/medewerker/uitleg/"+string(role), ""); answer.StatusCode != 200 {
			t.Errorf("the sheet of %s answers %d", role, answer.StatusCode)
		}
	}
	p := webtest.SignedIn(t, a, "nog-een", account.Counter)
	if answer, _ := p.Send("GET", "/medewerker/uitleg/koning", ""); answer.StatusCode != 404 {
		t.Errorf("a role that is not there answers %d", answer.StatusCode)
	}
}
