package account_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/netip"
	"regexp"
	"strings"
	"testing"
	"time"

	"balie/web/account"
	"balie/web/webtest"
)

// behindProxies is a house whose visitors are told apart by X-Forwarded-For, with a clock to move and
// the log of security.
func behindProxies(t *testing.T) (a *webtest.App, clock *time.Time, log *bytes.Buffer) {
	t.Helper()
	o := webtest.NewOptions(t)
	now := webtest.Morning
	o.Clock = func() time.Time { return now }
	o.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("0.0.0.0/32")} // of requests without a network
	log = &bytes.Buffer{}
	o.Account.Security = &account.Security{Out: log}
	return webtest.Start(o), &now, log
}

func from(address string) []string { return []string{"X-Forwarded-For", address} }

// TestAGuesserLocksOutNobodyElse guesses at one account until it is refused unheard. Its owner, who
// has used this browser before, still comes in from that very address; so do colleagues there, and
// the owner from another browser elsewhere; and after a while the guesser is heard again.
func TestAGuesserLocksOutNobodyElse(t *testing.T) {
	a, clock, _ := behindProxies(t)
	webtest.LetIn(t, a, "slachtoffer", account.Counter)
	webtest.LetIn(t, a, "collega", account.Counter)
	owner := a.Somebody(t, from("192.0.2.1")...)
	if status := owner.SignIn("slachtoffer", webtest.Passphrase); status != 303 {
		t.Fatalf("the owner is answered %d", status)
	}
	owner.Cookies = map[string]string{deviceCookieOf(owner): owner.Cookies[deviceCookieOf(owner)]} // the session is over, the mark stays
	guesser := a.Somebody(t, from("192.0.2.1")...)
	heard := 0
	for n := range 40 {
		switch status := guesser.SignIn("slachtoffer", fmt.Sprintf("gok nummer %d van velen", n)); status {
		case 422:
			heard++
		case 429:
		default:
			t.Fatalf("guess %d is answered %d", n, status)
		}
	}
	if heard == 0 || heard > 10 {
		t.Errorf("%d of 40 guesses were heard, want a few", heard)
	}
	if status := guesser.SignIn("slachtoffer", webtest.Passphrase); status != 429 {
		t.Errorf("locked out, even the right passphrase is answered 429, not %d", status)
	}
	for who, p := range map[string]*webtest.Person{"the owner in their own browser": owner, "the owner elsewhere": a.Somebody(t, from("198.51.100.7")...)} {
		if status := p.SignIn("slachtoffer", webtest.Passphrase); status != 303 {
			t.Errorf("%s is answered %d", who, status)
		}
	}
	if status := a.Somebody(t, from("192.0.2.1")...).SignIn("collega", webtest.Passphrase); status != 303 {
		t.Errorf("a colleague at the guesser's address is answered %d", status)
	}
	*clock = clock.Add(20 * time.Minute)
	if status := guesser.SignIn("slachtoffer", webtest.Passphrase); status != 303 {
		t.Errorf("after twenty minutes the address is answered %d", status)
	}
}

func deviceCookieOf(p *webtest.Person) string {
	for name := range p.Cookies {
		if strings.HasPrefix(name, "balie_toestel_") {
			return name
		}
	}
	p.T.Fatal("signing in marks no browser")
	return ""
}

// TestGuessingFromEverywhereIsBounded guesses at one account from as many addresses as one likes.
func TestGuessingFromEverywhereIsBounded(t *testing.T) {
	a, _, _ := behindProxies(t)
	webtest.LetIn(t, a, "slachtoffer", account.Counter)
	heard := 0
	for n := range 300 {
		p := a.Somebody(t, from(fmt.Sprintf("203.0.%d.%d", n/200, 1+n%200))...)
		if p.SignIn("slachtoffer", "steeds een ander adres") == 422 {
			heard++
		}
	}
	if heard > 80 {
		t.Errorf("%d of 300 guesses from 300 addresses were heard", heard)
	}
}

// formKey differs on every page.
var formKey = regexp.MustCompile(`name="keer" value="[^"]*"`)

// TestAnUnknownLoginIsAnsweredAlike compares what is said of a login that exists with one that does
// not, and of a blocked account, refusals by lock-out included.
func TestAnUnknownLoginIsAnsweredAlike(t *testing.T) {
	a, _, _ := behindProxies(t)
	webtest.LetIn(t, a, "bestaat", account.Counter)
	known, unknown := a.Somebody(t), a.Somebody(t)
	for n := range 10 {
		one, first := known.Send("POST", "/medewerker/inloggen", "login=bestaat&wachtzin=niet+de+goede")
		two, second := unknown.Send("POST", "/medewerker/inloggen", "login=bestond&wachtzin=niet+de+goede")
		first, second = formKey.ReplaceAllString(first, ""), formKey.ReplaceAllString(second, "")
		if one.StatusCode != two.StatusCode || strings.ReplaceAll(first, "bestaat", "bestond") != second {
			t.Fatalf("try %d: %d and %d, pages alike: %t", n, one.StatusCode, two.StatusCode, first == second)
		}
	}
}

// TestTheLogOfSecurityNamesNobody signs in and guesses, and reads what was written.
func TestTheLogOfSecurityNamesNobody(t *testing.T) {
	a, _, log := behindProxies(t)
	u := webtest.LetIn(t, a, "kanarievogel", account.Manager)
	p := a.Somebody(t, from("192.0.2.99")...)
	p.SignIn("kanarievogel", "helemaal niet de goede")
	p.SignIn("kanarievogel", webtest.Passphrase)
	p.Post("/medewerker/collegas", map[string][]string{"login": {"huismus"}, "naam": {"Huismus"}, "rol-counter": {"ja"}})
	p.Post("/medewerker/uitloggen", map[string][]string{})
	var events []string
	for line := range strings.Lines(log.String()) {
		var e account.Entry
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if e.Address == "" || !e.At.Equal(webtest.Morning) || e.Account == "" {
			t.Errorf("a line without address, instant or account: %q", line)
		}
		events = append(events, e.Event)
	}
	if got := strings.Join(events, " "); got != "refused signed-in account-added signed-out" {
		t.Errorf("the log tells %q", got)
	}
	if !strings.Contains(log.String(), string(u.ID)) {
		t.Error("the log does not say which account")
	}
	for _, name := range []string{"kanarievogel", "Kanarie", "huismus", "Huismus", "192.0.2.99", webtest.Passphrase, "helemaal"} {
		if strings.Contains(log.String(), name) {
			t.Errorf("the log holds %q:\n%s", name, log)
		}
	}
}
