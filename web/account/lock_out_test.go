package account_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

const stepSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

// stepped lets a team lead in who set up a second step a while ago, and returns the code of now.
func stepped(t *testing.T, a *webtest.App) string {
	t.Helper()
	u, before := webtest.LetIn(t, a, "leider", account.TeamLead), webtest.Morning.Add(-time.Hour)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		code, err := totp.GenerateCode(stepSecret, before)
		if err == nil {
			_, err = account.SetSecond(tx, before, a.Options.Vault, u.ID, stepSecret, code, "")
		}
		return err
	})
	code, err := totp.GenerateCode(stepSecret, webtest.Morning)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func tries(p *webtest.Person, login, passphrase, code string) (int, string) {
	answer, body := p.Send("POST", "/medewerker/inloggen", url.Values{"login": {login}, "wachtzin": {passphrase}, "code": {code}}.Encode())
	return answer.StatusCode, body
}

// TestOthersCannotKeepAColleagueOut guesses fifty times at each of several accounts from the guests' network, and
// at one from everywhere. Its owner, in a browser and at an address that were never seen, comes in with passphrase
// and code; nobody does with one of them, and what they are told does not say which was right.
func TestOthersCannotKeepAColleagueOut(t *testing.T) {
	a, _, _ := behindProxies(t)
	code := stepped(t, a)
	for n := range 50 {
		a.Somebody(t, from("192.0.2.1")...).SignIn("leider", "fout")
		for i := range 3 {
			a.Somebody(t, from("192.0.2.1")...).SignIn(fmt.Sprint("collega", i), "fout")
			a.Somebody(t, from(fmt.Sprintf("203.0.%d.%d", i, n))...).SignIn("leider", "fout")
		}
	}
	for _, address := range []string{"192.0.2.1", "198.51.100.9"} {
		p := a.Somebody(t, from(address)...)
		_, wrong := tries(p, "leider", "fout", code)
		status, half := tries(p, "leider", webtest.Passphrase, "000000")
		if status != 429 || formKey.ReplaceAllString(wrong, "") != formKey.ReplaceAllString(half, "") || !strings.Contains(half, `name="code"`) {
			t.Errorf("from %s a wrong code is answered %d; as a wrong passphrase: %t", address, status, wrong == half)
		}
	}
	guest := a.Somebody(t, from("192.0.2.1")...)
	if status, _ := tries(guest, "leider", webtest.Passphrase, ""); status != 429 {
		t.Errorf("the passphrase alone is answered %d", status)
	}
	if status, _ := tries(guest, "leider", webtest.Passphrase, code); status != 303 || !guest.Reaches() {
		t.Errorf("passphrase and code are answered %d", status)
	}
	if status, _ := tries(a.Somebody(t, from("192.0.2.1")...), "leider", webtest.Passphrase, code); status == 303 {
		t.Error("the code opens twice")
	}
}

// TestWhoHasThePassphraseAloneIsHeardFewTimesPastALockOut: a stolen passphrase does not buy a million codes.
func TestWhoHasThePassphraseAloneIsHeardFewTimesPastALockOut(t *testing.T) {
	a, _, _ := behindProxies(t)
	code := stepped(t, a)
	for n := range 100 {
		a.Somebody(t, from(fmt.Sprintf("203.0.113.%d", n))...).SignIn("leider", "fout")
	}
	thief := a.Somebody(t, from("198.51.100.9")...)
	for n := range 20 {
		tries(thief, "leider", webtest.Passphrase, fmt.Sprintf("%06d", n))
	}
	if status, _ := tries(thief, "leider", webtest.Passphrase, code); status != 429 {
		t.Errorf("after twenty wrong codes the right one is answered %d", status)
	}
}

// TestWhoCameBeforeIsNotKeptOutByNeighbours: an account that was opened from this address before is tried there
// in a browser that lost its mark, while others guess at other accounts.
func TestWhoCameBeforeIsNotKeptOutByNeighbours(t *testing.T) {
	a, _, _ := behindProxies(t)
	webtest.LetIn(t, a, "anna", account.Counter)
	webtest.LetIn(t, a, "bram", account.Counter)
	a.Somebody(t, from("192.0.2.1")...).SignIn("anna", webtest.Passphrase)
	for n := range 100 {
		a.Somebody(t, from("192.0.2.1")...).SignIn(fmt.Sprint("niemand", n), "fout")
		a.Somebody(t, from(fmt.Sprintf("203.0.113.%d", n))...).SignIn("anna", "fout")
	}
	if status := a.Somebody(t, from("192.0.2.1")...).SignIn("anna", webtest.Passphrase); status != 303 {
		t.Errorf("who came before is answered %d", status)
	}
	if status := a.Somebody(t, from("192.0.2.1")...).SignIn("bram", webtest.Passphrase); status != 429 {
		t.Errorf("who never came is answered %d", status)
	}
}
