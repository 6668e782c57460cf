package web

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
)

const sessionCookie = "balie_sessie"

// reaches reports whether a colleague gets their own page.
func (p *person) reaches() bool {
	p.t.Helper()
	answer, _ := p.send("GET", "/medewerker/ik", "")
	return answer.StatusCode == 200
}

// TestASessionIDThatWeDidNotIssueIsNeverAdopted plants an id before somebody signs in.
func TestASessionIDThatWeDidNotIssueIsNeverAdopted(t *testing.T) {
	a := New(newOptions(t))
	letIn(t, a, "anna", account.Counter)
	p := a.somebody(t)
	planted := strings.Repeat("A", 43)
	p.cookies[sessionCookie] = planted
	if p.signIn("anna", passphrase) != 303 {
		t.Fatal("anna cannot sign in")
	}
	if p.cookies[sessionCookie] == planted || len(p.cookies[sessionCookie]) != 43 {
		t.Errorf("the session's id is %q", p.cookies[sessionCookie])
	}
	attacker := a.somebody(t)
	attacker.cookies[sessionCookie] = planted
	if attacker.reaches() {
		t.Error("a planted id opens somebody's session")
	}
}

// TestTheIDChangesAtSignInAndProof keeps the id of before and finds that it opens nothing.
func TestTheIDChangesAtSignInAndProof(t *testing.T) {
	a := New(newOptions(t))
	p := signedIn(t, a, "anna", account.Counter)
	first := p.cookies[sessionCookie]
	if p.signIn("anna", passphrase) != 303 {
		t.Fatal("anna cannot sign in")
	}
	second := p.cookies[sessionCookie]
	answer, _ := p.post("/medewerker/bevestigen", url.Values{"wachtzin": {passphrase}})
	third := p.cookies[sessionCookie]
	if answer.StatusCode != 303 || first == second || second == third {
		t.Errorf("proving again answers %d; ids %q %q %q", answer.StatusCode, first, second, third)
	}
	for _, old := range []string{first, second} {
		q := a.somebody(t)
		q.cookies[sessionCookie] = old
		if q.reaches() {
			t.Error("an id of before still opens the session")
		}
	}
	if !p.reaches() {
		t.Error("the last id opens nothing")
	}
}

func TestSigningOutEndsTheSessionEverywhere(t *testing.T) {
	a := New(newOptions(t))
	p := signedIn(t, a, "anna", account.Counter)
	copied := a.somebody(t)
	copied.cookies[sessionCookie] = p.cookies[sessionCookie]
	answer, _ := p.post("/medewerker/uitloggen", url.Values{})
	if answer.StatusCode != 303 || p.cookies[sessionCookie] != "" {
		t.Errorf("signing out answers %d and leaves %q", answer.StatusCode, p.cookies[sessionCookie])
	}
	if copied.reaches() {
		t.Error("a copy of the id still opens the session")
	}
}

func TestASessionEndsByItself(t *testing.T) {
	o := newOptions(t)
	now := morning
	o.Clock = func() time.Time { return now }
	a := moved(t, o, &now)
	p := signedIn(t, a, "anna", account.Counter)
	for range 23 { // a request every half hour but a second, until twelve hours are over
		now = now.Add(30*time.Minute - time.Second)
		if !p.reaches() {
			t.Fatalf("a session that is used ends after %v", now.Sub(morning))
		}
		if err := a.accounts.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	now = now.Add(30*time.Minute - time.Second)
	now = now.Add(time.Minute)
	if p.reaches() {
		t.Errorf("a session lives %v", now.Sub(morning))
	}
	q := a.somebody(t)
	if q.signIn("anna", passphrase) != 303 {
		t.Fatal("anna cannot sign in again")
	}
	now = now.Add(30 * time.Minute)
	if q.reaches() {
		t.Error("a session that nobody used for half an hour goes on")
	}
	if err := a.accounts.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := a.options.Ledger.Check(func(problem string) { t.Error(problem) }); err != nil {
		t.Fatal(err)
	}
}

// moved makes an app whose ledger follows the same clock.
func moved(t *testing.T, o Options, now *time.Time) *App {
	t.Helper()
	l, err := ledger.Open(t.TempDir()+"/balie.db", func() time.Time { return *now }, []ledger.Schema{account.Schema})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	o.Ledger = l
	return New(o)
}

// TestChangesOfRightsHoldFromTheNextRequest takes a role away and blocks while somebody is signed in.
func TestChangesOfRightsHoldFromTheNextRequest(t *testing.T) {
	a := New(newOptions(t))
	lead := signedIn(t, a, "leider", account.TeamLead)
	boss := signedIn(t, a, "baas", account.Manager)
	id := idOf(t, a, "leider")
	if answer, _ := lead.send("GET", "/medewerker/collegas", ""); answer.StatusCode != 200 {
		t.Fatalf("a team lead is answered %d", answer.StatusCode)
	}
	watch := watching(t, a, lead, route.LeadDay)
	if !watch() {
		t.Error("a stream of a team lead is not allowed")
	}
	boss.post("/medewerker/collegas/"+id, url.Values{"doe": {"rollen"}, "rol-counter": {"ja"}})
	if answer, _ := lead.send("GET", "/medewerker/collegas", ""); answer.StatusCode != 403 {
		t.Errorf("after the role was taken away: %d", answer.StatusCode)
	}
	if watch() {
		t.Error("a stream goes on after the role was taken away")
	}
	if !lead.reaches() {
		t.Error("who lost a role lost the session too")
	}
	boss.post("/medewerker/collegas/"+id, url.Values{"doe": {"blokkeren"}})
	if lead.reaches() {
		t.Error("a blocked account goes on")
	}
	if status := lead.signIn("leider", passphrase); status != 422 {
		t.Errorf("a blocked account signs in: %d", status)
	}
	boss.post("/medewerker/collegas/"+id, url.Values{"doe": {"toelaten"}})
	if status := lead.signIn("leider", passphrase); status != 303 {
		t.Errorf("an account that was let in again: %d", status)
	}
}

// watching is what a stream of this person asks every other second.
func watching(t *testing.T, a *App, p *person, right route.Right) (watch func() bool) {
	t.Helper()
	a.with(route.Route{Method: "GET", Path: "/kijk", Site: route.StaffSite, Access: route.Staff, Right: right, Limit: route.Look, Handler: func(c *fiber.Ctx) error {
		watch = a.accounts.Watch(c, account.Need{Right: right})
		return nil
	}})
	p.send("GET", "/kijk", "")
	return watch
}

func idOf(t *testing.T, a *App, login string) (id string) {
	t.Helper()
	err := a.options.Ledger.View(func(r ledger.Reader) error {
		u, err := account.ByLogin(r, login)
		id = string(u.ID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// TestSessionsAreListedAndRevoked signs in twice and ends the other one.
func TestSessionsAreListedAndRevoked(t *testing.T) {
	a := New(newOptions(t))
	letIn(t, a, "anna", account.Counter)
	here := a.somebody(t, "User-Agent", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
	there := a.somebody(t, "User-Agent", "Mozilla/5.0 (iPhone) Safari/604")
	stranger := signedIn(t, a, "bram", account.Counter)
	here.signIn("anna", passphrase)
	there.signIn("anna", passphrase)
	_, body := here.send("GET", "/medewerker/ik", "")
	if !strings.Contains(body, "Firefox, Windows") || !strings.Contains(body, "Safari, iPhone") {
		t.Error("the sessions are not told apart")
	}
	_, after, _ := strings.Cut(body, `name="welke" value="`)
	id, _, _ := strings.Cut(after, `"`)
	stranger.post("/medewerker/ik/sessie", url.Values{"welke": {id}})
	if !there.reaches() {
		t.Error("somebody else ended a session of anna's")
	}
	for range 2 { // sent twice it is answered the same
		if answer, _ := here.post("/medewerker/ik/sessie", url.Values{"welke": {id}}); answer.StatusCode != 303 {
			t.Errorf("ending another session answers %d", answer.StatusCode)
		}
	}
	if there.reaches() || !here.reaches() {
		t.Errorf("the other session goes on: %t, this one: %t", there.reaches(), here.reaches())
	}
}

// TestWhatMattersMostAsksAgain waits until a proof is old.
func TestWhatMattersMostAsksAgain(t *testing.T) {
	o := newOptions(t)
	now := morning
	o.Clock = func() time.Time { return now }
	a := moved(t, o, &now)
	boss := signedIn(t, a, "baas", account.Manager)
	letIn(t, a, "anna", account.Counter)
	now = now.Add(16 * time.Minute)
	path := "/medewerker/collegas/" + idOf(t, a, "anna")
	if answer, body := boss.post(path, url.Values{"doe": {"blokkeren"}}); answer.StatusCode != 403 || !strings.Contains(body, "/medewerker/bevestigen") {
		t.Errorf("an old proof suffices: %d", answer.StatusCode)
	}
	answer, _ := boss.send("GET", "/medewerker/ik/wachtzin", "")
	if at := answer.Header.Get("Location"); answer.StatusCode != 303 || !strings.HasPrefix(at, "/medewerker/bevestigen?naar=") {
		t.Errorf("a page that asks again leads to %q", at)
	}
	boss.post("/medewerker/bevestigen", url.Values{"wachtzin": {passphrase}})
	if answer, _ := boss.post(path, url.Values{"doe": {"blokkeren"}}); answer.StatusCode != 200 {
		t.Errorf("a fresh proof does not suffice: %d", answer.StatusCode)
	}
}

// TestCookiesAreOursAlone looks at what a browser is told, over TLS.
func TestCookiesAreOursAlone(t *testing.T) {
	o := newOptions(t)
	o.HTTPS = true
	a := New(o)
	letIn(t, a, "anna", account.Counter)
	answer, _ := a.somebody(t).send("POST", "/medewerker/inloggen", url.Values{"login": {"anna"}, "wachtzin": {passphrase}}.Encode())
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
	a := New(newOptions(t))
	letIn(t, a, "anna", account.Counter)
	for _, next := range []string{"https://elders.example/", "//elders.example", `/\elders.example`, "javascript:alert(1)", "\t//elders.example", "/%2f%2felders.example/.."} {
		answer, _ := a.somebody(t).send("POST", "/medewerker/inloggen", url.Values{"login": {"anna"}, "wachtzin": {passphrase}, "naar": {next}}.Encode())
		if at := answer.Header.Get("Location"); strings.Contains(at, "elders") && !strings.HasPrefix(at, "/%2f") || strings.HasPrefix(at, "//") || strings.Contains(at, "javascript") {
			t.Errorf("%q leads to %q", next, at)
		}
	}
	answer, _ := a.somebody(t).send("POST", "/medewerker/inloggen", url.Values{"login": {"anna"}, "wachtzin": {passphrase}, "naar": {"/medewerker/ik?x=1"}}.Encode())
	if at := answer.Header.Get("Location"); at != "/medewerker/ik?x=1" {
		t.Errorf("a way of ours leads to %q", at)
	}
}

// TestSigningInTwiceWithOneFormIsSigningInOnce sends the very same form many times at once, with a code
// that opens once, and finds one session that every answer hands out.
func TestSigningInTwiceWithOneFormIsSigningInOnce(t *testing.T) {
	o := newOptions(t)
	now := morning
	o.Clock = func() time.Time { return now }
	a := moved(t, o, &now)
	u := letIn(t, a, "anna", account.Counter)
	var codes []string
	write(t, a, func(tx *ledger.Tx) error {
		code, err := totp.GenerateCode("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", now)
		if err == nil {
			codes, err = account.SetSecond(tx, a.options.Vault, u.ID, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", code, "")
		}
		return err
	})
	p := a.somebody(t)
	if p.signIn("anna", passphrase) != 303 || p.cookies["balie_stap"] == "" || p.cookies[sessionCookie] != "" {
		t.Fatalf("the passphrase alone gives %v", p.cookies)
	}
	half := "balie_stap=" + p.cookies["balie_stap"]
	ids := make([]string, 8)
	var all sync.WaitGroup
	for n := range ids {
		all.Go(func() {
			answer, _ := ask(t, a, "POST", "/medewerker/code", url.Values{"code": {codes[0]}}.Encode(), "Cookie", half)
			for _, c := range answer.Cookies() {
				if c.Name == sessionCookie {
					ids[n] = c.Value
				}
			}
		})
	}
	all.Wait()
	if slices.Sort(ids); ids[0] == "" || ids[0] != ids[7] {
		t.Errorf("sessions %q, want one", ids)
	}
	p.cookies[sessionCookie] = ids[0]
	if !p.reaches() {
		t.Error("the session opens nothing")
	}
	p.post("/medewerker/uitloggen", url.Values{})
	if answer, _ := ask(t, a, "POST", "/medewerker/code", url.Values{"code": {codes[0]}}.Encode(), "Cookie", half); len(answer.Cookies()) > 0 || answer.Header.Get("Location") != "/medewerker" {
		t.Errorf("after signing out the same code is answered %d with %v", answer.StatusCode, answer.Cookies())
	}
	now = now.Add(6 * time.Minute)
	if answer, _ := ask(t, a, "POST", "/medewerker/code", url.Values{"code": {codes[1]}}.Encode(), "Cookie", half); answer.StatusCode != 303 || !strings.HasSuffix(answer.Header.Get("Location"), "/medewerker") {
		t.Errorf("an old half of signing in is answered %d to %q", answer.StatusCode, answer.Header.Get("Location"))
	}
}
