package account_test

import (
	"net/url"
	"regexp"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"balie/web/account"
	"balie/web/webtest"
)

var offered = regexp.MustCompile(`name="(geheim|merk)" value="([^"]+)"`)

// TestWhatOpensAnAccountIsChangedWithWhatOpensItNow takes a session that was just begun, and tries to change
// passphrase and second step without knowing either.
func TestWhatOpensAnAccountIsChangedWithWhatOpensItNow(t *testing.T) {
	o := webtest.NewOptions(t)
	now := webtest.Morning
	o.Clock = func() time.Time { return now }
	a := webtest.Moved(t, o, &now)
	p := webtest.SignedIn(t, a, "anna", account.Counter)
	step := func(more ...string) (int, string) {
		_, body := p.Send("GET", "/medewerker/ik/tweede-stap", "")
		form := url.Values{}
		for _, f := range offered.FindAllStringSubmatch(body, 2) {
			form.Set(f[1], f[2])
		}
		code, err := totp.GenerateCode(form.Get("geheim"), now)
		if err != nil {
			t.Fatal(err)
		}
		form.Set("code", code)
		for i := 0; i < len(more); i += 2 {
			form.Set(more[i], more[i+1])
		}
		answer, body := p.Post("/medewerker/ik/tweede-stap", form)
		return answer.StatusCode, form.Get("geheim") + body
	}
	other := url.Values{"wachtzin": {"een heel andere wachtzin hier"}, "nogmaals": {"een heel andere wachtzin hier"}}
	for _, current := range []string{"", "niet de goede wachtzin"} {
		other.Set("huidig", current)
		if answer, _ := p.Post("/medewerker/ik/wachtzin", other); answer.StatusCode != 422 {
			t.Errorf("a passphrase with %q is answered %d", current, answer.StatusCode)
		}
		if status, _ := step("huidig", current); status != 422 {
			t.Errorf("a second step with %q is answered %d", current, status)
		}
	}
	status, said := step("huidig", webtest.Passphrase)
	if status != 200 {
		t.Fatal("a second step with the passphrase is answered", status)
	}
	secret := said[:32]
	now = now.Add(time.Minute)
	for _, code := range []string{"", "000000"} {
		if status, _ := step("nu", code, "huidig", webtest.Passphrase); status != 422 {
			t.Errorf("another second step with %q is answered %d", code, status)
		}
		for _, path := range []string{"/medewerker/ik/reservecodes", "/medewerker/ik/tweede-stap/weg"} {
			if answer, _ := p.Post(path, url.Values{"nu": {code}}); answer.StatusCode != 422 {
				t.Errorf("%s with %q is answered %d", path, code, answer.StatusCode)
			}
		}
	}
	code, err := totp.GenerateCode(secret, now)
	if err != nil {
		t.Fatal(err)
	}
	if answer, _ := p.Post("/medewerker/ik/tweede-stap/weg", url.Values{"nu": {code}}); answer.StatusCode != 303 {
		t.Errorf("with a code of now it is answered %d", answer.StatusCode)
	}
}
