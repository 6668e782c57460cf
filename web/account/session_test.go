package account_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/pquerna/otp/totp"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/route"
	"balie/web/webtest"
)

// TestASessionIDThatWeDidNotIssueIsNeverAdopted plants an id before somebody signs in.
func TestASessionIDThatWeDidNotIssueIsNeverAdopted(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t))
	webtest.LetIn(t, a, "anna", account.Counter)
	p := a.Somebody(t)
	planted := strings.Repeat("A", 43)
	p.Cookies[webtest.SessionCookie] = planted
	if p.SignIn("anna", webtest.Passphrase) != 303 {
		t.Fatal("anna cannot sign in")
	}
	if p.Cookies[webtest.SessionCookie] == planted || len(p.Cookies[webtest.SessionCookie]) != 43 {
		t.Errorf("the session's id is %q", p.Cookies[webtest.SessionCookie])
	}
	attacker := a.Somebody(t)
	attacker.Cookies[webtest.SessionCookie] = planted
	if attacker.Reaches() {
		t.Error("a planted id opens somebody's session")
	}
}

// TestTheIDChangesAtSignInAndProof keeps the id of before and finds that it opens nothing.
func TestTheIDChangesAtSignInAndProof(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t))
	p := webtest.SignedIn(t, a, "anna", account.Counter)
	first := p.Cookies[webtest.SessionCookie]
	if p.SignIn("anna", webtest.Passphrase) != 303 {
		t.Fatal("anna cannot sign in")
	}
	second := p.Cookies[webtest.SessionCookie]
	answer, _ := p.Post("/medewerker/bevestigen", url.Values{"wachtzin": {webtest.Passphrase}})
	third := p.Cookies[webtest.SessionCookie]
	if answer.StatusCode != 303 || first == second || second == third {
		t.Errorf("proving again answers %d; ids %q %q %q", answer.StatusCode, first, second, third)
	}
	for _, old := range []string{first, second} {
		q := a.Somebody(t)
		q.Cookies[webtest.SessionCookie] = old
		if q.Reaches() {
			t.Error("an id of before still opens the session")
		}
	}
	if !p.Reaches() {
		t.Error("the last id opens nothing")
	}
}

func TestSigningOutEndsTheSessionEverywhere(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t))
	p := webtest.SignedIn(t, a, "anna", account.Counter)
	copied := a.Somebody(t)
	copied.Cookies[webtest.SessionCookie] = p.Cookies[webtest.SessionCookie]
	answer, _ := p.Post("/medewerker/uitloggen", url.Values{})
	if answer.StatusCode != 303 || p.Cookies[webtest.SessionCookie] != "" {
		t.Errorf("signing out answers %d and leaves %q", answer.StatusCode, p.Cookies[webtest.SessionCookie])
	}
	if copied.Reaches() {
		t.Error("a copy of the id still opens the session")
	}
}

func TestASessionEndsByItself(t *testing.T) {
	o := webtest.NewOptions(t)
	now := webtest.Morning
	o.Clock = func() time.Time { return now }
	a := webtest.Moved(t, o, &now)
	p := webtest.SignedIn(t, a, "anna", account.Counter)
	for range 23 { // a request every half hour but a second, until twelve hours are over
		now = now.Add(30*time.Minute - time.Second)
		if !p.Reaches() {
			t.Fatalf("a session that is used ends after %v", now.Sub(webtest.Morning))
		}
		if err := a.Accounts().Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	now = now.Add(30*time.Minute - time.Second)
	now = now.Add(time.Minute)
	if p.Reaches() {
		t.Errorf("a session lives %v", now.Sub(webtest.Morning))
	}
	q := a.Somebody(t)
	if q.SignIn("anna", webtest.Passphrase) != 303 {
		t.Fatal("anna cannot sign in again")
	}
	now = now.Add(30 * time.Minute)
	if q.Reaches() {
		t.Error("a session that nobody used for half an hour goes on")
	}
	if err := a.Accounts().Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Options.Ledger.Check(func(problem string) { t.Error(problem) }); err != nil {
		t.Fatal(err)
	}
}

// TestChangesOfRightsHoldFromTheNextRequest takes a role away and blocks while somebody is signed in.
func TestChangesOfRightsHoldFromTheNextRequest(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t))
	lead := webtest.SignedIn(t, a, "leider", account.TeamLead)
	boss := webtest.SignedIn(t, a, "baas", account.Manager)
	id := webtest.UserID(t, a, "leider")
	if answer, _ := lead.Send("GET", "/medewerker/collegas", ""); answer.StatusCode != 200 {
		t.Fatalf("a team lead is answered %d", answer.StatusCode)
	}
	watch := watching(t, a, lead, route.LeadDay)
	if !watch() {
		t.Error("a stream of a team lead is not allowed")
	}
	boss.Post("/medewerker/collegas/"+id, url.Values{"doe": {"rollen"}, "rol-counter": {"ja"}})
	if answer, _ := lead.Send("GET", "/medewerker/collegas", ""); answer.StatusCode != 403 {
		t.Errorf("after the role was taken away: %d", answer.StatusCode)
	}
	if watch() {
		t.Error("a stream goes on after the role was taken away")
	}
	if !lead.Reaches() {
		t.Error("who lost a role lost the session too")
	}
	boss.Post("/medewerker/collegas/"+id, url.Values{"doe": {"blokkeren"}})
	if lead.Reaches() {
		t.Error("a blocked account goes on")
	}
	if status := lead.SignIn("leider", webtest.Passphrase); status != 422 {
		t.Errorf("a blocked account signs in: %d", status)
	}
	boss.Post("/medewerker/collegas/"+id, url.Values{"doe": {"toelaten"}})
	if status := lead.SignIn("leider", webtest.Passphrase); status != 303 {
		t.Errorf("an account that was let in again: %d", status)
	}
}

// watching is what a stream of this person asks every other second.
func watching(t *testing.T, a *webtest.App, p *webtest.Person, right route.Right) (watch func() bool) {
	t.Helper()
	a.With(route.Route{Method: "GET", Path: "/kijk", Site: route.StaffSite, Access: route.Staff, Right: right, At: route.AtField, Limit: route.Look, Handler: func(c *fiber.Ctx) error {
		watch = a.Accounts().Watch(c, account.Need{Right: right, At: route.AtField})
		return nil
	}})
	p.Send("GET", "/kijk", "")
	return watch
}

// TestSessionsAreListedAndRevoked signs in twice and ends the other one.
func TestSessionsAreListedAndRevoked(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t))
	webtest.LetIn(t, a, "anna", account.Counter)
	here := a.Somebody(t, "User-Agent", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
	there := a.Somebody(t, "User-Agent", "Mozilla/5.0 (iPhone) Safari/604")
	stranger := webtest.SignedIn(t, a, "bram", account.Counter)
	here.SignIn("anna", webtest.Passphrase)
	there.SignIn("anna", webtest.Passphrase)
	_, body := here.Send("GET", "/medewerker/ik", "")
	if !strings.Contains(body, "Firefox, Windows") || !strings.Contains(body, "Safari, iPhone") {
		t.Error("the sessions are not told apart")
	}
	_, after, _ := strings.Cut(body, `name="welke" value="`)
	id, _, _ := strings.Cut(after, `"`)
	stranger.Post("/medewerker/ik/sessie", url.Values{"welke": {id}})
	if !there.Reaches() {
		t.Error("somebody else ended a session of anna's")
	}
	for range 2 { // sent twice it is answered the same
		if answer, _ := here.Post("/medewerker/ik/sessie", url.Values{"welke": {id}}); answer.StatusCode != 303 {
			t.Errorf("ending another session answers %d", answer.StatusCode)
		}
	}
	if there.Reaches() || !here.Reaches() {
		t.Errorf("the other session goes on: %t, this one: %t", there.Reaches(), here.Reaches())
	}
}

// TestWhatMattersMostAsksAgain waits until a proof is old.
func TestWhatMattersMostAsksAgain(t *testing.T) {
	o := webtest.NewOptions(t)
	now := webtest.Morning
	o.Clock = func() time.Time { return now }
	a := webtest.Moved(t, o, &now)
	boss := webtest.SignedIn(t, a, "baas", account.Manager)
	webtest.LetIn(t, a, "anna", account.Counter)
	now = now.Add(16 * time.Minute)
	path := "/medewerker/collegas/" + webtest.UserID(t, a, "anna")
	if answer, body := boss.Post(path, url.Values{"doe": {"blokkeren"}}); answer.StatusCode != 403 || !strings.Contains(body, "/medewerker/bevestigen") {
		t.Errorf("an old proof suffices: %d", answer.StatusCode)
	}
	answer, _ := boss.Send("GET", "/medewerker/ik/wachtzin", "")
	if at := answer.Header.Get("Location"); answer.StatusCode != 303 || !strings.HasPrefix(at, "/medewerker/bevestigen?naar=") {
		t.Errorf("a page that asks again leads to %q", at)
	}
	boss.Post("/medewerker/bevestigen", url.Values{"wachtzin": {webtest.Passphrase}})
	if answer, _ := boss.Post(path, url.Values{"doe": {"blokkeren"}}); answer.StatusCode != 200 {
		t.Errorf("a fresh proof does not suffice: %d", answer.StatusCode)
	}
}

// TestCookiesAreOursAlone looks at what a browser is told, over TLS.
func TestCookiesAreOursAlone(t *testing.T) {
	o := webtest.NewOptions(t)
	o.HTTPS = true
	a := webtest.Start(o)
	webtest.LetIn(t, a, "anna", account.Counter)
	answer, _ := a.Somebody(t).Send("POST", "/medewerker/inloggen", url.Values{"login": {"anna"}, "wachtzin": {webtest.Passphrase}}.Encode())
	found := false
	for _, c := range answer.Cookies() {
		if !c.HttpOnly || !c.Secure || c.Path != "/" || c.SameSite != http.SameSiteLaxMode || c.Domain != "" {
			t.Errorf("cookie %+v", c)
		}
		found = found || c.Name == "__Host-balie" && c.Value != "" && c.MaxAge == 0
	}
	if !found {
		t.Errorf("no session: %v", answer.Cookies())
	}
}

// TestNobodyIsLedElsewhere signs in with a way on that leaves the house.
func TestNobodyIsLedElsewhere(t *testing.T) {
	a := webtest.Start(webtest.NewOptions(t))
	webtest.LetIn(t, a, "anna", account.Counter)
	for _, next := range []string{"https://elders.example/", "//elders.example", `/\elders.example`, "javascript:alert(1)", "\t//elders.example", "/%2f%2felders.example/.."} {
		answer, _ := a.Somebody(t).Send("POST", "/medewerker/inloggen", url.Values{"login": {"anna"}, "wachtzin": {webtest.Passphrase}, "naar": {next}}.Encode())
		if at := answer.Header.Get("Location"); strings.Contains(at, "elders") && !strings.HasPrefix(at, "/%2f") || strings.HasPrefix(at, "//") || strings.Contains(at, "javascript") {
			t.Errorf("%q leads to %q", next, at)
		}
	}
	answer, _ := a.Somebody(t).Send("POST", "/medewerker/inloggen", url.Values{"login": {"anna"}, "wachtzin": {webtest.Passphrase}, "naar": {"/medewerker/ik?x=1"}}.Encode())
	if at := answer.Header.Get("Location"); at != "/medewerker/ik?x=1" {
		t.Errorf("a way of ours leads to %q", at)
	}
}

// TestSigningInTwiceWithOneFormIsSigningInOnce sends the very same form many times at once, with a code
// that opens once, and finds one session that every answer hands out.
func TestSigningInTwiceWithOneFormIsSigningInOnce(t *testing.T) {
	o := webtest.NewOptions(t)
	now := webtest.Morning
	o.Clock = func() time.Time { return now }
	a := webtest.Moved(t, o, &now)
	u := webtest.LetIn(t, a, "anna", account.Counter)
	var codes []string
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		code, err := totp.GenerateCode("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", now)
		if err == nil {
			codes, err = account.SetSecond(tx, tx.Now(), a.Options.Vault, u.ID, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", code, "")
		}
		return err
	})
	p := a.Somebody(t)
	if p.SignIn("anna", webtest.Passphrase) != 303 || p.Cookies["balie_stap"] == "" || p.Cookies[webtest.SessionCookie] != "" {
		t.Fatalf("the passphrase alone gives %v", p.Cookies)
	}
	half := "balie_stap=" + p.Cookies["balie_stap"]
	ids := make([]string, 8)
	var all sync.WaitGroup
	for n := range ids {
		all.Go(func() {
			answer, _ := webtest.Ask(t, a, "POST", "/medewerker/code", url.Values{"code": {codes[0]}}.Encode(), "Cookie", half)
			for _, c := range answer.Cookies() {
				if c.Name == webtest.SessionCookie {
					ids[n] = c.Value
				}
			}
		})
	}
	all.Wait()
	if slices.Sort(ids); ids[0] == "" || ids[0] != ids[7] {
		t.Errorf("sessions %q, want one", ids)
	}
	p.Cookies[webtest.SessionCookie] = ids[0]
	if !p.Reaches() {
		t.Error("the session opens nothing")
	}
	p.Post("/medewerker/uitloggen", url.Values{})
	if answer, _ := webtest.Ask(t, a, "POST", "/medewerker/code", url.Values{"code": {codes[0]}}.Encode(), "Cookie", half); len(answer.Cookies()) > 0 || answer.Header.Get("Location") != "/medewerker" {
		t.Errorf("after signing out the same code is answered %d with %v", answer.StatusCode, answer.Cookies())
	}
	now = now.Add(6 * time.Minute)
	if answer, _ := webtest.Ask(t, a, "POST", "/medewerker/code", url.Values{"code": {codes[1]}}.Encode(), "Cookie", half); answer.StatusCode != 303 || !strings.HasSuffix(answer.Header.Get("Location"), "/medewerker") {
		t.Errorf("an old half of signing in is answered %d to %q", answer.StatusCode, answer.Header.Get("Location"))
	}
}
