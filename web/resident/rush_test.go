package resident_test

import (
	"net/url"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web"
	"balie/web/webtest"
)

// TestInARushACodeIsAsked books with the code that was mailed; who has no e-mail is told to call, and nothing
// typed is lost on the way.
func TestInARushACodeIsAsked(t *testing.T) {
	a := webtest.Town(t, func(o *web.Options) { o.Mail = true })
	webtest.Write(t, a, func(tx *ledger.Tx) error { return booking.SetRush(tx, "hal", true) })
	key := booking.NewVisitKey()
	webtest.Ask(t, a, "POST", "/afspraak/tijd", timeForm(key, "09:30"))
	form := url.Values{"v": {string(key)}, "naam": {"Riet Wissink"}, "kanaal": {"email"}, "email": {"riet@example.org"}}
	send := func(change ...string) (int, string) {
		sent := url.Values{}
		for name, value := range form {
			sent[name] = value
		}
		for i := 0; i < len(change); i += 2 {
			sent.Set(change[i], change[i+1])
		}
		answer, body := webtest.Ask(t, a, "POST", "/afspraak/maken", sent.Encode())
		return answer.StatusCode, body
	}
	status, body := send("kanaal", "none")
	webtest.Wants(t, "who has no e-mail", body, "Bel ons", "Riet Wissink")
	if status != 409 {
		t.Errorf("who has no e-mail is answered %d", status)
	}
	if status, body = send("kanaal", "sms", "telefoon", "06 12345678"); status != 409 || !strings.Contains(body, "Bel ons") {
		t.Errorf("without a gateway a text is answered %d", status)
	}
	status, body = send()
	webtest.Wants(t, "a first request", body, `name="bewijs"`, `autocomplete="one-time-code"`, "riet@example.org", "zes cijfers")
	if status != 200 {
		t.Errorf("a first request is answered %d", status)
	}
	status, body = send("bewijs", "000")
	webtest.Wants(t, "a wrong code", body, "Deze code klopt niet", `name="bewijs"`, `value="riet@example.org"`)
	if status != 422 {
		t.Errorf("a wrong code is answered %d", status)
	}
	code := booking.ProofCode(a.Options.Vault, key, contact.Details{Channel: contact.ByEmail, Email: "riet@example.org"})
	if status, _ = send("bewijs", code[:3]+" "+code[3:]); status != 303 {
		t.Errorf("the code is answered %d", status)
	}
}
