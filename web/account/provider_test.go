package account_test

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

// provider is a real OpenID provider in a process of its own.
type provider struct {
	t      *testing.T
	issuer string
	groups string // file
	end    func()
}

const providerUsers = `{"u1": {"ID": "u1", "Username": "ilse", "Password": "van de gemeente", "FirstName": "Ilse", "LastName": "Wisselink", "PreferredLanguage": "nl"}}`

// buildProvider makes the program of testdata/provider. Where its modules cannot be had the test is
// skipped, or fails when BALIE_TOOLS=required.
func buildProvider(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "provider")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = filepath.Join("testdata", "provider")
	if said, err := build.CombinedOutput(); err != nil {
		if os.Getenv("BALIE_TOOLS") == "required" {
			t.Fatalf("the provider is not built: %v\n%s", err, said)
		}
		t.Skipf("the provider is not built: %v", err)
	}
	return program
}

// startProvider starts it for a callback.
func startProvider(t *testing.T, callback string) *provider {
	t.Helper()
	p := &provider{t: t, groups: filepath.Join(t.TempDir(), "groups.json")}
	users := filepath.Join(t.TempDir(), "users.json")
	if err := os.WriteFile(users, []byte(providerUsers), 0o600); err != nil {
		t.Fatal(err)
	}
	p.setGroups("balie")
	run := exec.Command(buildProvider(t), "127.0.0.1:0", users, p.groups, callback)
	out, err := run.StdoutPipe()
	if err == nil {
		err = run.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	p.end = func() {
		_ = run.Process.Kill()
		_ = run.Wait()
	}
	t.Cleanup(p.end)
	line, err := bufio.NewReader(out).ReadString('\n')
	if p.issuer = strings.TrimSpace(line); err != nil || p.issuer == "" {
		t.Fatalf("the provider says %q: %v", line, err)
	}
	return p
}

func (p *provider) setGroups(groups ...string) {
	p.t.Helper()
	text, err := json.Marshal(map[string][]string{"u1": groups})
	if err == nil {
		err = os.WriteFile(p.groups, text, 0o600)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// surfer is a browser that follows where it is sent.
type surfer struct {
	t    *testing.T
	jar  http.CookieJar
	last string // the address of the last answer
}

func newSurfer(t *testing.T) *surfer {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &surfer{t: t, jar: jar}
}

func (s *surfer) send(method, at string, form url.Values) (status int, body string) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, at, strings.NewReader(form.Encode()))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	if method == "POST" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer, err := (&http.Client{Jar: s.jar}).Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	s.last = answer.Request.URL.String()
	return answer.StatusCode, string(text)
}

var requestID = regexp.MustCompile(`name="id" value="([^"]+)"`)

// signIn goes to the provider, signs in there and is sent back.
func (s *surfer) signIn(at string, p *provider) (status int, body string) {
	s.t.Helper()
	status, body = s.send("GET", at+"/medewerker/oidc?naar="+url.QueryEscape("/medewerker/ik"), nil)
	id := requestID.FindStringSubmatch(body)
	if status != 200 || id == nil {
		s.t.Fatalf("the provider does not ask who one is: %d at %s\n%.400s", status, s.last, body)
	}
	return s.send("POST", p.issuer+"/login/username", url.Values{"id": {id[1]}, "username": {"ilse"}, "password": {"van de gemeente"}})
}

// withProvider is a house whose colleagues are signed in by a provider, at an address.
func withProvider(t *testing.T) (a *webtest.App, at string, p *provider) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at = "http://" + listener.Addr().String()
	p = startProvider(t, at+"/medewerker/oidc/terug")
	o := webtest.NewOptions(t)
	roles, err := account.ParseGroups("balie=counter+reception, leiding=teamlead")
	if err != nil {
		t.Fatal(err)
	}
	o.Account.RequireSecond = true // the provider's to ask for
	o.Account.Provider = &account.Provider{Name: "de gemeente", Issuer: p.issuer, ClientID: "balie", ClientSecret: "een geheim van de proef",
		Callback: at + "/medewerker/oidc/terug", Groups: "groups", Roles: roles}
	a = webtest.Start(o)
	served := make(chan error, 1)
	go func() { served <- a.Serve(listener) }()
	t.Cleanup(func() {
		_ = a.Shutdown(t.Context())
		<-served
	})
	return a, at, p
}

// TestAProviderSignsColleaguesIn lets a real provider, in a process of its own, say who somebody is.
func TestAProviderSignsColleaguesIn(t *testing.T) {
	a, at, p := withProvider(t)
	s := newSurfer(t)
	if _, body := s.send("GET", at+"/medewerker", nil); !strings.Contains(body, "Inloggen met de gemeente") && !strings.Contains(body, "Sign in with de gemeente") {
		t.Error("the page to sign in does not name the provider")
	}
	status, body := s.signIn(at, p)
	if status != 200 || s.last != at+"/medewerker/ik" || !strings.Contains(body, "Ilse Wisselink") {
		t.Fatalf("signed in: %d at %s\n%.600s", status, s.last, body)
	}
	first := onlyUser(t, a)
	if joinRoles(first) != "reception counter" || first.Subject == "" || first.State != account.Active {
		t.Errorf("the account is %+v", first)
	}

	p.setGroups("leiding", "iets anders")
	if status, _ := newSurfer(t).signIn(at, p); status != 200 {
		t.Errorf("signing in again answers %d", status)
	}
	if again := onlyUser(t, a); again.ID != first.ID || joinRoles(again) != "teamlead" {
		t.Errorf("after a change of groups the account is %+v", again)
	}
	if status := a.Somebody(t).SignIn("ilse", "van de gemeente"); status != 422 {
		t.Errorf("a passphrase opens a provider's account: %d", status)
	}

	p.setGroups()
	if status, body := newSurfer(t).signIn(at, p); status != 403 || !strings.Contains(body, "toegang tot Balie") && !strings.Contains(body, "access to Balie") {
		t.Errorf("without groups: %d", status)
	}
	if s.send("GET", at+"/medewerker/ik", nil); s.last == at+"/medewerker/ik" {
		t.Error("who lost every group is still signed in elsewhere")
	}
}

func onlyUser(t *testing.T, a *webtest.App) (u account.User) {
	t.Helper()
	err := a.Options.Ledger.View(func(r ledger.Reader) error {
		all, err := account.All(r)
		if len(all) != 1 {
			t.Fatalf("%d accounts, want 1", len(all))
		}
		u = all[0]
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func joinRoles(u account.User) string {
	var all []string
	for _, r := range u.Roles {
		all = append(all, string(r))
	}
	return strings.Join(all, " ")
}

// TestWhatComesBackMustHaveBeenAskedFor takes an answer to another browser, sends it twice, and
// tampers with what was asked.
func TestWhatComesBackMustHaveBeenAskedFor(t *testing.T) {
	a, at, p := withProvider(t)
	for _, query := range []string{"", "?code=x&state=y", "?error=access_denied&state="} {
		if status, _ := newSurfer(t).send("GET", at+"/medewerker/oidc/terug"+query, nil); status != 403 {
			t.Errorf("coming back with %q answers %d", query, status)
		}
	}
	for what, tamper := range map[string]func(asked map[string]string){
		"another state": func(asked map[string]string) { asked["State"] = "ANDERS" },
		"another nonce": func(asked map[string]string) { asked["Nonce"] = "ANDERS" },
		"another proof": func(asked map[string]string) { asked["Verifier"] = strings.Repeat("A", 43) },
	} {
		s := newSurfer(t)
		_, body := s.send("GET", at+"/medewerker/oidc", nil)
		s.tamper(at, tamper)
		status, _ := s.send("POST", p.issuer+"/login/username", url.Values{"id": {requestID.FindStringSubmatch(body)[1]}, "username": {"ilse"}, "password": {"van de gemeente"}})
		if status != 403 {
			t.Errorf("%s: %d", what, status)
		}
	}
	if all := countUsers(t, a); all != 0 {
		t.Errorf("%d accounts were made", all)
	}
	p.end()
	if status, _ := newSurfer(t).send("GET", at+"/medewerker/oidc/terug?state=x", nil); status != 403 {
		t.Errorf("a provider that is away: %d", status)
	}
}

// tamper changes what this browser carries of its question.
func (s *surfer) tamper(at string, change func(map[string]string)) {
	s.t.Helper()
	u, _ := url.Parse(at)
	for _, c := range s.jar.Cookies(u) {
		if c.Name != "balie_vraag" {
			continue
		}
		content, err := base64.RawURLEncoding.DecodeString(c.Value)
		asked := map[string]string{}
		if err != nil || json.Unmarshal(content, &asked) != nil {
			s.t.Fatalf("%q", content)
		}
		change(asked)
		text, _ := json.Marshal(asked)
		s.jar.SetCookies(u, []*http.Cookie{{Name: c.Name, Value: base64.RawURLEncoding.EncodeToString(text), Path: "/"}})
		return
	}
	s.t.Fatal("the browser carries no question")
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

// TestAHouseStartsWithoutItsProvider asks for a provider that is not there.
func TestAHouseStartsWithoutItsProvider(t *testing.T) {
	o := webtest.NewOptions(t)
	o.Account.Provider = &account.Provider{Issuer: "http://127.0.0.1:1", ClientID: "balie", Groups: "groups"}
	a := webtest.Start(o)
	webtest.LetIn(t, a, "anna", account.Counter)
	if answer, _ := a.Somebody(t).Send("GET", "/medewerker/oidc", ""); answer.StatusCode != 503 {
		t.Errorf("a provider that is away answers %d", answer.StatusCode)
	}
	if status := a.Somebody(t).SignIn("anna", webtest.Passphrase); status != 303 {
		t.Errorf("a passphrase then answers %d", status)
	}
}
