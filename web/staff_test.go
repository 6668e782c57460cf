package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"balie/booking/ledger"
	"balie/web/account"
)

const passphrase = "vier losse woorden samen"

// person is somebody with a browser, or a program like one: it keeps cookies.
type person struct {
	t       *testing.T
	a       *App
	cookies map[string]string
	headers []string // sent with every request
}

func (a *App) somebody(t *testing.T, headers ...string) *person {
	return &person{t: t, a: a, cookies: map[string]string{}, headers: headers}
}

// send asks for something as a browser does and keeps the cookies that it is given.
func (p *person) send(method, path, form string, headers ...string) (*http.Response, string) {
	p.t.Helper()
	var all []string
	for name, value := range p.cookies {
		all = append(all, name+"="+value)
	}
	headers = append(append([]string{"Cookie", strings.Join(all, "; "), "Accept", "text/html"}, p.headers...), headers...)
	answer, body := ask(p.t, p.a, method, path, form, headers...)
	for _, c := range answer.Cookies() {
		if c.MaxAge < 0 {
			delete(p.cookies, c.Name)
			continue
		}
		p.cookies[c.Name] = c.Value
	}
	return answer, body
}

// signIn signs in with the passphrase, and returns the status.
func (p *person) signIn(login, with string) int {
	p.t.Helper()
	answer, _ := p.send("POST", "/medewerker/inloggen", url.Values{"login": {login}, "wachtzin": {with}}.Encode())
	return answer.StatusCode
}

var hiddenToken = regexp.MustCompile(`name="sessie" value="([0-9a-f]+)"`)

// token is what the forms of this person's session carry.
func (p *person) token() string {
	p.t.Helper()
	_, body := p.send("GET", "/medewerker/ik", "")
	found := hiddenToken.FindStringSubmatch(body)
	if found == nil {
		p.t.Fatal("no form with a token on the page of one's own account")
	}
	return found[1]
}

// post sends a form of this person's session.
func (p *person) post(path string, form url.Values) (*http.Response, string) {
	p.t.Helper()
	form.Set(account.TokenField, p.token())
	return p.send("POST", path, form.Encode())
}

// letIn makes an account that can sign in.
func letIn(t *testing.T, a *App, login string, roles ...account.Role) (u account.User) {
	t.Helper()
	hash, err := a.options.Account.Hasher.Hash(t.Context(), passphrase)
	if err != nil {
		t.Fatal(err)
	}
	write(t, a, func(tx *ledger.Tx) error {
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

// signedIn is a colleague with these roles who is signed in.
func signedIn(t *testing.T, a *App, login string, roles ...account.Role) *person {
	t.Helper()
	letIn(t, a, login, roles...)
	p := a.somebody(t)
	if status := p.signIn(login, passphrase); status != 303 {
		t.Fatalf("signing in as %s answers %d", login, status)
	}
	return p
}
