package resident_test

import (
	"strings"
	"testing"

	"balie/web/webtest"
)

// TestAClearedScreenEndsItsPassesAlsoWhereTheBrowserKeepsThem sends a pass again after the screen was cleared.
func TestAClearedScreenEndsItsPassesAlsoWhereTheBrowserKeepsThem(t *testing.T) {
	a := webtest.Town(t)
	mine := webtest.Booked(t, a, "Kanarievogel", 108)
	path := "/a/" + string(mine.ID)
	pass := webtest.PassFor(t, a, mine)
	opens := func() bool {
		_, body := webtest.Ask(t, a, "GET", path, "", "Cookie", pass)
		return !strings.Contains(body, `action="`+path+`/openen"`)
	}
	if !opens() {
		t.Fatal("its own pass opens nothing")
	}
	screen, _, _ := strings.Cut(pass, ";") // the browser sends no pass to /wissen
	webtest.Ask(t, a, "POST", "/wissen", "", "Cookie", screen)
	if opens() {
		t.Error("a pass of a cleared screen still opens")
	}
	if a = webtest.Start(a.Options); opens() {
		t.Error("after a restart a pass of a cleared screen opens again")
	}
	pass = webtest.PassFor(t, a, mine)
	if !opens() {
		t.Error("nobody can open it afterwards")
	}
}

// TestCookiesAreOfThisHostAloneOverTLS looks at every cookie of some answers, over TLS and on plain loopback.
func TestCookiesAreOfThisHostAloneOverTLS(t *testing.T) {
	for _, https := range []bool{true, false} {
		o := webtest.NewOptions(t)
		o.HTTPS, o.PublicURL = https, "https://afspraak.example"
		a := webtest.Start(o)
		webtest.LetIn(t, a, "anna", "counter")
		p := a.Somebody(t)
		answer, _ := p.Send("POST", "/medewerker/inloggen", "login=anna&wachtzin="+strings.ReplaceAll(webtest.Passphrase, " ", "+"))
		if len(answer.Cookies()) == 0 {
			t.Fatalf("https %v: no cookie: %d", https, answer.StatusCode)
		}
		for _, c := range answer.Cookies() {
			if c.Secure != https || strings.HasPrefix(c.Name, "__Host-") != https || c.Path != "/" || c.Domain != "" || !c.HttpOnly {
				t.Errorf("https %v: %s", https, c)
			}
		}
	}
}
