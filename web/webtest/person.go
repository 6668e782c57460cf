package webtest

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking/ledger"
	"balie/booking/ledger/ledgertest"
	"balie/web"
	"balie/web/account"
)

// Passphrase is everybody's.
const Passphrase = "vier losse woorden samen"

// Person is somebody with a browser, or a program like one: it keeps cookies.
type Person struct {
	T       *testing.T
	A       *App
	Cookies map[string]string
	Headers []string // sent with every request
}

// Somebody is a person with a browser of their own, who sends these headers with every request.
func (a *App) Somebody(t *testing.T, headers ...string) *Person {
	return &Person{T: t, A: a, Cookies: map[string]string{}, Headers: headers}
}

// Send asks for something as a browser does and keeps the cookies that it is given.
func (p *Person) Send(method, path, form string, headers ...string) (*http.Response, string) {
	p.T.Helper()
	var all []string
	for name, value := range p.Cookies {
		all = append(all, name+"="+value)
	}
	headers = append(append([]string{"Cookie", strings.Join(all, "; "), "Accept", "text/html"}, p.Headers...), headers...)
	answer, body := Ask(p.T, p.A, method, path, form, headers...)
	for _, c := range answer.Cookies() {
		if c.MaxAge < 0 {
			delete(p.Cookies, c.Name)
			continue
		}
		p.Cookies[c.Name] = c.Value
	}
	return answer, body
}

// SignIn signs in with the passphrase, and returns the status.
func (p *Person) SignIn(login, with string) int {
	p.T.Helper()
	answer, _ := p.Send("POST", "/medewerker/inloggen", url.Values{"login": {login}, "wachtzin": {with}}.Encode())
	return answer.StatusCode
}

var hiddenToken = regexp.MustCompile(`name="sessie" value="([0-9a-f]+)"`)

// Token is what the forms of this person's session carry.
func (p *Person) Token() string {
	p.T.Helper()
	_, body := p.Send("GET", "/medewerker/ik", "")
	found := hiddenToken.FindStringSubmatch(body)
	if found == nil {
		p.T.Fatal("no form with a token on the page of one's own account")
	}
	return found[1]
}

// Post sends a form of this person's session.
func (p *Person) Post(path string, form url.Values) (*http.Response, string) {
	p.T.Helper()
	form.Set(account.TokenField, p.Token())
	return p.Send("POST", path, form.Encode())
}

// LetIn makes an account that can sign in.
func LetIn(t *testing.T, a *App, login string, roles ...account.Role) (u account.User) {
	t.Helper()
	hash, err := a.Options.Account.Hasher.Hash(t.Context(), Passphrase)
	if err != nil {
		t.Fatal(err)
	}
	Write(t, a, func(tx *ledger.Tx) error {
		if u, err = account.AddUser(tx, account.Operator, account.NewUser{Login: login, Name: "Iemand " + login, Roles: roles}); err != nil {
			return err
		}
		code, err := account.Invite(tx, account.Operator, u.ID)
		if err != nil {
			return err
		}
		u, err = account.SetUp(tx, code, hash)
		return err
	})
	return u
}

// AllButAuditor are every role as delivered but the auditor's, who has no other.
var AllButAuditor = slices.DeleteFunc(slices.Clone(account.Roles), func(r account.Role) bool { return r == account.Auditor })

// SignedIn is a colleague with these roles who is signed in.
func SignedIn(t *testing.T, a *App, login string, roles ...account.Role) *Person {
	t.Helper()
	LetIn(t, a, login, roles...)
	p := a.Somebody(t)
	if status := p.SignIn(login, Passphrase); status != 303 {
		t.Fatalf("signing in as %s answers %d", login, status)
	}
	return p
}

// SessionCookie is the cookie of a session where there is no TLS.
const SessionCookie = "balie_sessie"

// Reaches reports whether a colleague gets their own page.
func (p *Person) Reaches() bool {
	p.T.Helper()
	answer, _ := p.Send("GET", "/medewerker/ik", "")
	return answer.StatusCode == 200
}

// Moved makes an App whose clock and accounts' ledger follow now.
func Moved(t *testing.T, o web.Options, now *time.Time) *App {
	t.Helper()
	o.Ledger = ledgertest.Open(t, func() time.Time { return *now }, account.Schema)
	return Start(o)
}

// UserID is the id of an account.
func UserID(t *testing.T, a *App, login string) (id string) {
	t.Helper()
	err := a.Options.Ledger.View(func(r ledger.Reader) error {
		u, err := account.ByLogin(r, login)
		id = string(u.ID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// SessionCookie is the cookie of their session, as it is sent over TLS.
func (p *Person) SessionCookie() string {
	return "__Host-balie=" + p.Cookies["__Host-balie"]
}

// SendFile sends a form with a file.
func (p *Person) SendFile(path, field, name string, content []byte, fields ...string) (*http.Response, string) {
	p.T.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	fields = append(fields, "sessie", p.Token())
	for i := 0; i < len(fields); i += 2 {
		_ = w.WriteField(fields[i], fields[i+1])
	}
	if part, err := w.CreateFormFile(field, name); err == nil {
		_, _ = part.Write(content)
	}
	_ = w.Close()
	return p.Send("POST", path, b.String(), "Content-Type", w.FormDataContentType())
}
