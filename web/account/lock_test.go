package account_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

// rested is a colleague at a desk whose screen rested for half an hour, with the token that their pages carry.
func rested(t *testing.T) (d *webtest.DeskTown, anna *webtest.Colleague) {
	t.Helper()
	d = webtest.NewDeskTown(t)
	anna = d.At("anna", "hal-1")
	if answer, _ := anna.Post("/medewerker/ik/pin", url.Values{"pin": {"7391"}}); answer.StatusCode != 303 {
		t.Fatalf("a PIN is answered %d", answer.StatusCode)
	}
	d.Now = d.Now.Add(30 * time.Minute)
	return d, anna
}

// send sends a form with the token that the page held before it was locked.
func send(c *webtest.Colleague, path string, fields ...string) (int, string) {
	form := url.Values{account.TokenField: {c.Session}}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	answer, body := c.Send("POST", path, form.Encode())
	return answer.StatusCode, answer.Header.Get("Location") + body
}

func TestAScreenThatRestsIsLockedAndOpensWhereItWas(t *testing.T) {
	d, anna := rested(t)
	answer, _ := anna.Send("GET", "/medewerker/balie", "")
	if at := answer.Header.Get("Location"); answer.StatusCode != 303 || at != "/medewerker/slot?naar=%2Fmedewerker%2Fbalie" {
		t.Fatalf("a locked page leads to %q (%d)", at, answer.StatusCode)
	}
	if status, body := send(anna, "/medewerker/balie/volgende"); status != 423 || !strings.Contains(body, "Uw scherm is op slot") {
		t.Errorf("calling behind a lock is answered %d", status)
	}
	if status, _ := send(anna, "/medewerker/alarm", "sleutel", "een"); status != 303 {
		t.Errorf("the alarm behind a lock is answered %d", status)
	}
	_, body := anna.Send("GET", "/medewerker/slot?naar=%2Fmedewerker%2Fbalie", "")
	webtest.Wants(t, "the lock", body, "Uw scherm is op slot", "Iemand anna", "pincode of wachtzin", `id="alarm-form"`)
	webtest.Lacks(t, "the lock", body, "lock.text")
	if status, body := send(anna, "/medewerker/slot", "antwoord", "7392", "naar", "/medewerker/balie"); status != 422 || !strings.Contains(body, "Dit klopt niet") {
		t.Errorf("a wrong PIN is answered %d", status)
	}
	if status, at := send(anna, "/medewerker/slot", "antwoord", "7391", "naar", "/medewerker/balie"); status != 303 || at != "/medewerker/balie" {
		t.Errorf("the PIN is answered %d to %q", status, at)
	}
	if !anna.Reaches() {
		t.Error("the PIN opened nothing")
	}
	d.Now = d.Now.Add(31 * time.Minute)
	if status, _ := send(anna, "/medewerker/slot", "antwoord", webtest.Passphrase); status != 303 || !anna.Reaches() {
		t.Errorf("the passphrase is answered %d", status)
	}
}

func TestWhoIsThereKeepsAwakeAndAPageAloneDoesNot(t *testing.T) {
	d, anna := rested(t)
	d.Now = d.Now.Add(-2 * time.Minute)
	_, body := anna.Send("GET", "/medewerker/wakker", "")
	if body != `{"left":120,"busy":false}` {
		t.Errorf("two minutes before: %s", body)
	}
	if _, body = send(anna, "/medewerker/wakker"); body != `{"left":1800,"busy":false}` {
		t.Errorf("after a sign of life: %s", body)
	}
	d.Now = d.Now.Add(29 * time.Minute)
	anna.Send("GET", "/medewerker/wakker", "")
	d.Now = d.Now.Add(time.Minute)
	if _, body = anna.Send("GET", "/medewerker/wakker", ""); body != `{"left":0,"busy":false}` {
		t.Errorf("a page kept itself awake: %s", body)
	}
	if status, _ := send(anna, "/medewerker/wakker"); status != 423 {
		t.Errorf("a sign of life of a locked screen is answered %d", status)
	}
	d.Now = d.Now.Add(account.StandardTerms.Locked)
	if answer, _ := anna.Send("GET", "/medewerker/slot", ""); answer.StatusCode != 303 || !strings.HasPrefix(answer.Header.Get("Location"), "/medewerker?") {
		t.Errorf("a lock that nobody opened is answered %d", answer.StatusCode)
	}
}

func TestADeskWithAVisitorDoesNotLock(t *testing.T) {
	d, anna := rested(t)
	d.Now = d.Now.Add(-30 * time.Minute)
	d.WalkIn("pas")
	anna.Press("volgende")
	d.Now = d.Now.Add(50 * time.Minute)
	if !anna.Reaches() {
		t.Error("a clerk is locked out in front of a visitor")
	}
}

func TestSomebodyLocksByHandAndFiveWrongAnswersEndTheSession(t *testing.T) {
	_, anna := rested(t)
	send(anna, "/medewerker/slot", "antwoord", "7391")
	if status, at := send(anna, "/medewerker/slot/nu", "naar", "/medewerker/ik"); status != 303 || at != "/medewerker/slot?naar=%2Fmedewerker%2Fik" {
		t.Fatalf("locking by hand is answered %d to %q", status, at)
	}
	if anna.Reaches() {
		t.Error("a screen that was locked is open")
	}
	for range 4 {
		if status, _ := send(anna, "/medewerker/slot", "antwoord", "0471"); status != 422 {
			t.Errorf("a wrong PIN is answered %d", status)
		}
	}
	if status, at := send(anna, "/medewerker/slot", "antwoord", "0471"); status != 303 || !strings.HasPrefix(at, "/medewerker") {
		t.Errorf("the fifth is answered %d", status)
	}
	if status, _ := send(anna, "/medewerker/slot", "antwoord", "7391"); status != 401 {
		t.Errorf("after five the right PIN is answered %d", status)
	}
}

func TestPINsThatEverybodyTriesAreRefused(t *testing.T) {
	for pin, want := range map[string]error{
		"739": account.ErrPIN, "123456789": account.ErrPIN, "12a4": account.ErrPIN, "": account.ErrPIN, "７３９１": account.ErrPIN,
		"1111": account.ErrPINEasy, "1234": account.ErrPINEasy, "9876": account.ErrPINEasy, "7890": account.ErrPINEasy, "1987": account.ErrPINEasy, "2580": account.ErrPINEasy, "121212": account.ErrPINEasy,
		"7391": nil, "04718362": nil,
	} {
		if err := account.CheckPIN(pin); ledger.KeyOf(err) != ledger.KeyOf(want) {
			t.Errorf("%q: %v, want %v", pin, err, want)
		}
	}
	anna := webtest.NewDeskTown(t).At("anna", "hal-1")
	if answer, body := anna.Post("/medewerker/ik/pin", url.Values{"pin": {"1234"}}); answer.StatusCode != 422 || !strings.Contains(body, "snel te raden") || !strings.Contains(body, "pin-fout") {
		t.Errorf("1234 is answered %d", answer.StatusCode)
	}
	if answer, _ := anna.Post("/medewerker/ik/pin", url.Values{"weg": {"1"}}); answer.StatusCode != 303 {
		t.Errorf("no PIN any more is answered %d", answer.StatusCode)
	}
}
