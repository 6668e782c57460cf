package main

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"balie/booking/ledger"
	"balie/cmd/internal/demo"
	"balie/cmd/internal/servertest"
	"balie/web/account"
)

// setUp opens a set-up link as its owner does and chooses a passphrase; it returns the status, the
// page that follows, and the session.
func setUp(t *testing.T, link, passphrase string) (status int, way, session string) {
	t.Helper()
	base, code, ok := strings.Cut(strings.TrimSpace(link), "/medewerker/instellen#")
	if !ok || len(code) != ledger.IDLength {
		t.Fatalf("not a set-up link: %q", link)
	}
	form := url.Values{"code": {code}, "wachtzin": {passphrase}, "nogmaals": {passphrase}}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.PostForm(base+"/medewerker/instellen", form)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, answer.Body)
	for _, c := range answer.Cookies() {
		if c.Name == "__Host-balie" {
			session = c.Value
		}
	}
	return answer.StatusCode, answer.Header.Get("Location"), session
}

func TestTheFirstStartKeepsALinkThatOpensOnce(t *testing.T) {
	data := t.TempDir()
	m, said := servertest.Start(t, data)
	place := filepath.Join(data, "first-link")
	if !strings.Contains(said(), "nobody can sign in yet: the link in "+place) || strings.Contains(said(), "instellen#") {
		t.Fatalf("said %q", said())
	}
	link := firstLink(t, data)
	status, way, session := setUp(t, link, "vier losse woorden samen")
	if status != 303 || session == "" || !strings.HasPrefix(way, "/medewerker/") {
		t.Errorf("the first link: %d to %q", status, way)
	}
	if status, _, _ := setUp(t, link, "vier andere woorden samen"); status != 410 {
		t.Errorf("the first link again: %d", status)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	m, said = servertest.Start(t, data)
	if strings.Contains(said(), "nobody can sign in") {
		t.Errorf("a house with a manager says %q", said())
	}
	if _, err := os.Stat(place); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a house with a manager keeps the first link: %v", err)
	}
	for path, want := range map[string]int{"/medewerker/ik": 200, "/medewerker/collegas": 303} { // the second step is still to be set up
		if got := statusAs(t, m.URL+path, session); got != want {
			t.Errorf("%s after a restart, with the session of before: %d, want %d", path, got, want)
		}
	}
}

// firstLink is the link that a server keeps while nobody can sign in, for its owner alone.
func firstLink(t *testing.T, data string) string {
	t.Helper()
	place := filepath.Join(data, "first-link")
	info, err := os.Stat(place)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info, err)
	}
	link, err := os.ReadFile(place)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(link))
}

// statusAs asks for a page with a session.
func statusAs(t *testing.T, at, session string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", at, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Cookie", "__Host-balie="+session)
	r.Header.Set("Accept", "text/html")
	answer, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	return answer.StatusCode
}

func TestColleaguesAreLetInBesideAServerAndWithoutOne(t *testing.T) {
	data := t.TempDir()
	alone := servertest.WantDone(t, inProcess(t, "user", "add", "anna", "--role", "counter", "--role", "reception", "--data", data))
	if !strings.HasPrefix(alone.Out, "http://127.0.0.1:8080/medewerker/instellen#") {
		t.Errorf("without a server: %q", alone.Out)
	}
	m, _ := servertest.Start(t, data)
	beside := servertest.WantDone(t, inProcess(t, "user", "add", "bram", "--name", "Bram Bakker", "--role", "field", "--data", data))
	again := servertest.WantDone(t, inProcess(t, "user", "link", "anna", "--data", data))
	for _, o := range []servertest.Outcome{beside, again} {
		if !strings.HasPrefix(o.Out, m.URL+"/medewerker/instellen#") || strings.Contains(o.Err, "instellen") {
			t.Errorf("beside a server: %+v", o)
		}
	}
	if status, _, _ := setUp(t, again.Out, "vier losse woorden samen"); status != 303 {
		t.Errorf("anna's second link: %d", status)
	}
	first, _, _ := strings.Cut(alone.Out, "/medewerker")
	if status, _, _ := setUp(t, strings.Replace(alone.Out, first, m.URL, 1), "vier losse woorden samen"); status != 410 {
		t.Errorf("anna's first link: %d", status)
	}
	servertest.WantRefused(t, inProcess(t, "user", "add", "anna", "--role", "field", "--data", data), "somebody else has this login", "balie user link")
	servertest.WantRefused(t, inProcess(t, "user", "add", "A B", "--role", "field", "--data", data), "a login is")
	servertest.WantRefused(t, inProcess(t, "user", "add", "carla", "--role", "queen", "--data", data), "reception, counter, teamlead")
	servertest.WantRefused(t, inProcess(t, "user", "link", "nobody", "--data", data), "no such account")
	err := m.Server.Ledger.View(func(r ledger.Reader) error {
		u, err := account.ByLogin(r, "bram")
		if u.Name != "Bram Bakker" || len(u.Roles) != 1 || u.Roles[0] != account.Field || u.State != account.Invited {
			t.Errorf("bram is %+v", u)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestStaffHaveAnAddressOfTheirOwnAndALogOfSecurity(t *testing.T) {
	data := t.TempDir()
	log := filepath.Join(t.TempDir(), "security.log")
	m, _ := servertest.Start(t, data, "--listen-staff", "127.0.0.1:0", "--security-log", log)
	staff := m.StaffURL
	if link := firstLink(t, data); staff == m.URL || !strings.HasPrefix(link, staff+"/medewerker/instellen#") {
		t.Errorf("staff at %s, residents at %s; the link is of %q", staff, m.URL, strings.Split(link, "#")[0])
	}
	for at, want := range map[string]int{m.URL + "/": 200, m.URL + "/medewerker": 404, staff + "/medewerker": 200, staff + "/afspraak": 404, staff + "/healthz": 200, staff + "/": 200} {
		answer, err := http.Get(at)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%s answers %d, want %d", at, answer.StatusCode, want)
		}
	}
	answer, err := http.PostForm(staff+"/medewerker/inloggen", url.Values{"login": {"beheerder"}, "wachtzin": {"niet de goede wachtzin"}})
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	text, err := os.ReadFile(log)
	var e account.Entry
	if err != nil || json.Unmarshal(text, &e) != nil || e.Event != account.Refused {
		t.Errorf("the log of security holds %q: %v", text, err)
	}
}

func TestSettingsOfStaffAreChecked(t *testing.T) {
	for want, args := range map[string][]string{
		"must be required or optional": {"--second-step", "sometimes"},
		"oidc-client or oidc-roles":    {"--oidc-issuer", "https://login.example"},
		"neither staff-url nor":        {"--oidc-issuer", "https://login.example", "--oidc-client", "balie", "--oidc-roles", "a=counter"},
		"must be an https address":     {"--oidc-issuer", "http://login.example"},
		"group=role+role":              {"--oidc-roles", "a=queen"},
		"listen-staff = \"0.0.0.0:9\"": {"--listen-staff", "0.0.0.0:9"},
		"listen-lobby = \"nonsense\"":  {"--listen-lobby", "nonsense"},
		"staff-url = \"ftp://a\"":      {"--staff-url", "ftp://a"},
	} {
		args = append([]string{"serve", "--data", t.TempDir(), "--listen", "127.0.0.1:0", "--trusted-proxies", "127.0.0.1"}, args...)
		servertest.WantRefused(t, inProcess(t, args...), want)
	}
}

func TestTheDemoLetsEverybodyInWithItsPassphrase(t *testing.T) {
	m := servertest.NewDemo(t)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	roles := map[account.Role]bool{}
	for _, n := range demo.Staff {
		for _, role := range n.Roles {
			roles[role] = true
		}
		answer, err := client.PostForm(m.URL+"/medewerker/inloggen", url.Values{"login": {n.Login}, "wachtzin": {demo.Passphrase}})
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		if answer.StatusCode != 303 || answer.Header.Get("Location") == "/medewerker/code" {
			t.Errorf("%s is answered %d to %q", n.Login, answer.StatusCode, answer.Header.Get("Location"))
		}
	}
	for _, role := range account.Roles {
		if !roles[role] {
			t.Errorf("nobody in the demo is %s", role)
		}
	}
}
