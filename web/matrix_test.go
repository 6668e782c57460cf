package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"balie/booking"
	"balie/web/account"
	"balie/web/route"
	"balie/web/webtest"
)

// visitors of the matrix: nobody, a resident, and a colleague with each role.
func matrixOf(t *testing.T, a *webtest.App) map[string]*webtest.Person {
	t.Helper()
	resident := a.Somebody(t)
	mine := webtest.Booked(t, a, "Kanarievogel", 108)
	resident.Send("POST", "/a/"+string(mine.ID)+"/openen", "geheim="+booking.Secret(a.Options.Vault, mine.ID))
	all := map[string]*webtest.Person{"nobody": a.Somebody(t), "a resident": resident}
	for _, role := range account.Roles {
		all[string(role)] = webtest.SignedIn(t, a, "m-"+string(role), role)
	}
	return all
}

// TestEveryRoleReachesWhatTheTableSays tries every route of staff as everybody: only whose role stands
// in the table gets an answer, and a form of another session is refused to all.
func TestEveryRoleReachesWhatTheTableSays(t *testing.T) {
	a := webtest.Town(t)
	other := webtest.LetIn(t, a, "iemand-anders", account.Counter)
	tried := 0
	for who, p := range matrixOf(t, a) {
		token := ""
		if p.Cookies["balie_sessie"] != "" {
			token = p.Token()
		}
		for _, r := range a.Routes() {
			if r.Access != route.Staff || strings.HasSuffix(r.Path, "/uitloggen") || strings.HasSuffix(r.Path, "/slot/nu") {
				continue
			}
			tried++
			tryRoute(t, p, who, token, r, string(other.ID))
		}
	}
	if tried < 8*10 {
		t.Errorf("only %d ways were tried", tried)
	}
}

func tryRoute(t *testing.T, p *webtest.Person, who, token string, r route.Route, id string) {
	t.Helper()
	path := strings.ReplaceAll(r.Path, ":id", id)
	may := account.Role(who).May(r.Right)
	form := ""
	if r.Method == "POST" {
		form = url.Values{account.TokenField: {token}}.Encode()
	}
	for _, at := range []string{path, "/de" + path} {
		page, body := p.Send(r.Method, at, form)
		if page.StatusCode < 300 && !may {
			t.Errorf("%s reaches %s %s: %d %.200s", who, r.Method, at, page.StatusCode, body)
		}
		answer, body := p.Send(r.Method, at, form, "Accept", "application/json")
		refused := strings.Contains(body, account.ErrRole.Key) || strings.Contains(body, account.ErrSignedOut.Key)
		if denied := answer.StatusCode == http.StatusForbidden || answer.StatusCode == http.StatusUnauthorized; refused == may || refused && !denied {
			t.Errorf("%s: %s %s answers %d %s, may be used: %t", who, r.Method, at, answer.StatusCode, body, may)
		}
		if answer.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s %s may be kept: %q", r.Method, at, answer.Header.Get("Cache-Control"))
		}
		if r.Method == "POST" && may {
			wrongToken(t, p, who, at)
		}
	}
}

// wrongToken sends a form with no token, and with one of another session.
func wrongToken(t *testing.T, p *webtest.Person, who, path string) {
	t.Helper()
	for _, form := range []string{"", "sessie=", "sessie=00000000000000000000000000000000"} {
		if answer, _ := p.Send("POST", path, form); answer.StatusCode != 403 {
			t.Errorf("%s: %s with %q answers %d, want 403", who, path, form, answer.StatusCode)
		}
	}
}

// TestAFormOfOneSessionIsRefusedInAnother takes a whole form from one colleague to another.
func TestAFormOfOneSessionIsRefusedInAnother(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t))
	anna, bram := webtest.SignedIn(t, a, "anna", account.Manager), webtest.SignedIn(t, a, "bram", account.Manager)
	form := url.Values{"sessie": {anna.Token()}, "login": {"derde"}, "naam": {"Een Derde"}, "rol-counter": {"ja"}}.Encode()
	if answer, _ := bram.Send("POST", "/medewerker/collegas", form); answer.StatusCode != 403 {
		t.Errorf("the form of another session answers %d", answer.StatusCode)
	}
	if answer, _ := anna.Send("POST", "/medewerker/collegas", form); answer.StatusCode != 200 {
		t.Errorf("one's own form answers %d", answer.StatusCode)
	}
}

// TestLookingAsAColleagueChangesNothing opens every page of staff as everybody and finds the ledger where
// it was.
func TestLookingAsAColleagueChangesNothing(t *testing.T) {
	a := webtest.Town(t)
	other := webtest.LetIn(t, a, "iemand-anders", account.Counter)
	all := matrixOf(t, a)
	before := webtest.Sequence(t, a)
	for _, p := range all {
		for _, r := range a.Routes() {
			if r.Method == "GET" && r.Site == route.StaffSite {
				path := strings.ReplaceAll(r.Path, ":id", string(other.ID))
				p.Send("GET", path, "")
				p.Send("HEAD", path, "")
			}
		}
	}
	if after := webtest.Sequence(t, a); after != before {
		t.Errorf("looking moved the ledger from %d to %d", before, after)
	}
}
