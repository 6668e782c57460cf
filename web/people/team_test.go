package people_test

import (
	"net/url"
	"strings"
	"testing"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

// linkIn is the set-up link's code on a page.
func linkIn(t *testing.T, body string) string {
	t.Helper()
	_, after, found := strings.Cut(body, "/medewerker/instellen#")
	if !found || len(after) < ledger.IDLength {
		t.Fatal("no set-up link on the page")
	}
	return after[:ledger.IDLength]
}

// TestFormsOfColleaguesMayBeSentTwice sends each form of the pages of colleagues again, as a slow
// connection makes people do: it is answered as the first was, and nothing is done twice.
func TestFormsOfColleaguesMayBeSentTwice(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t))
	boss := webtest.SignedIn(t, a, "baas", account.Manager)
	add := url.Values{"keer": {"K1"}, "login": {"nieuw"}, "naam": {"Nieuwe Collega"}, "rol-counter": {"ja"}}
	_, first := boss.Post("/medewerker/collegas", add)
	answer, second := boss.Post("/medewerker/collegas", add)
	if answer.StatusCode != 200 || countUsers(t, a) != 2 {
		t.Fatalf("letting in twice: %d, %d accounts", answer.StatusCode, countUsers(t, a))
	}
	add.Set("login", "anders")
	if answer, _ := boss.Post("/medewerker/collegas", add); answer.StatusCode != 409 || countUsers(t, a) != 2 {
		t.Errorf("another form under the same key: %d, %d accounts", answer.StatusCode, countUsers(t, a))
	}
	setUp := func(code string) (int, string) {
		p := a.Somebody(t)
		answer, _ := p.Send("POST", "/medewerker/instellen", url.Values{"code": {code}, "wachtzin": {webtest.Passphrase}, "nogmaals": {webtest.Passphrase}}.Encode())
		return answer.StatusCode, p.Cookies[webtest.SessionCookie]
	}
	if status, _ := setUp(linkIn(t, first)); status != 410 {
		t.Errorf("the link of the first answer: %d", status)
	}
	status, session := setUp(linkIn(t, second))
	again, same := setUp(linkIn(t, second))
	if status != 303 || again != 303 || session == "" || session != same {
		t.Errorf("choosing a passphrase twice: %d %q, %d %q", status, session, again, same)
	}
	path := "/medewerker/collegas/" + webtest.UserID(t, a, "nieuw")
	for _, do := range []string{"blokkeren", "toelaten", "tweede-stap", "link"} {
		for n := range 2 {
			if answer, _ := boss.Post(path, url.Values{"doe": {do}}); answer.StatusCode != 200 {
				t.Errorf("%s, time %d: %d", do, n+1, answer.StatusCode)
			}
		}
	}
	if answer, _ := boss.Post(path, url.Values{"doe": {"opheffen"}}); answer.StatusCode != 404 {
		t.Errorf("what no button says: %d", answer.StatusCode)
	}
}

// TestOnlyWhatTheFormAsksIsChanged sends fields that no form of ours has.
func TestOnlyWhatTheFormAsksIsChanged(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t))
	lead := webtest.SignedIn(t, a, "leider", account.TeamLead)
	u := webtest.LetIn(t, a, "anna", account.Counter)
	lead.Post("/medewerker/collegas/"+string(u.ID), url.Values{"doe": {"rollen"}, "rol-field": {"ja"}, "roles": {"manager"}, "state": {"blocked"}, "id": {"X"}, "login": {"baas"}, "hash": {"x"}})
	err := a.Options.Ledger.View(func(r ledger.Reader) error {
		now, err := account.ByID(r, u.ID)
		if now.Login != "anna" || now.State != account.Active || len(now.Roles) != 1 || now.Roles[0] != account.Field {
			t.Errorf("the account became %+v", now)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if answer, _ := lead.Post("/medewerker/collegas", url.Values{"login": {"x-y"}, "naam": {"Een Ander"}, "rol-manager": {"ja"}}); answer.StatusCode != 403 || countUsers(t, a) != 2 {
		t.Errorf("a team lead makes a manager: %d", answer.StatusCode)
	}
}

func countUsers(t *testing.T, a *webtest.App) (n int) {
	t.Helper()
	_ = a.Options.Ledger.View(func(r ledger.Reader) error {
		all, err := account.All(r)
		n = len(all)
		return err
	})
	return n
}
