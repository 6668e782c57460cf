package correspondence_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

// pressedTime is a time to choose, which is asked once more before it is taken.
var pressedTime = regexp.MustCompile(`name="kies" value="([^"]+)"`)

func form(pairs ...string) url.Values {
	f := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		f.Add(pairs[i], pairs[i+1])
	}
	return f
}

func invitesOf(t *testing.T, a *webtest.App) (all []booking.Invite) {
	t.Helper()
	if err := a.Options.Ledger.View(func(r ledger.Reader) (err error) { all, err = booking.Invites(r); return err }); err != nil {
		t.Fatal(err)
	}
	return all
}

var formKey = regexp.MustCompile(`name="v" value="([^"]+)"`)

// TestAnotherFormUnderAKeyIsNoInvitation sends a form with the key of another.
func TestAnotherFormUnderAKeyIsNoInvitation(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p := webtest.SignedIn(t, a, "ilse", account.Counter)
	sent := form("product", "schuld", "locatie", "hal", "voor", "2026-12-10", "dagen", "7", "naam", "Riet Wissink", "kanaal", "phone", "telefoon", "0315 292292", "taal", "nl", "sleutel", "een")
	if answer, body := p.Post("/medewerker/uitnodigingen", sent); answer.StatusCode != 303 {
		t.Fatal(answer.StatusCode, webtest.Said(body))
	}
	sent.Set("naam", "Jan Smit")
	if answer, _ := p.Post("/medewerker/uitnodigingen", sent); answer.StatusCode != 409 || len(invitesOf(t, a)) != 1 {
		t.Errorf("another form under a key that was used is answered %d", answer.StatusCode)
	}
	sent.Set("sleutel", "")
	if answer, _ := p.Post("/medewerker/uitnodigingen", sent); answer.StatusCode != 422 || len(invitesOf(t, a)) != 1 {
		t.Errorf("a form without a key is answered %d", answer.StatusCode)
	}
}

// TestAnInvitationGoesFromAColleagueToAnAppointment sends one letter, uses its code without script, and
// finds the appointment under the name that the colleague typed.
func TestAnInvitationGoesFromAColleagueToAnAppointment(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p := webtest.SignedIn(t, a, "ilse", account.Counter)
	good := form("product", "schuld", "locatie", "hal", "voor", "2026-12-10", "dagen", "7", "naam", "Riet Wissink", "kanaal", "letter", "straat", "Dorpsstraat 1", "postcode", "7081bn", "plaats", "Gendringen", "taal", "nl", "sleutel", "een")
	for what, field := range map[string]string{"no name": "naam", "no day": "voor", "no number of days": "dagen", "no street": "straat"} {
		bad := url.Values{}
		for k, v := range good {
			bad[k] = v
		}
		bad.Set(field, "")
		if answer, body := p.Post("/medewerker/uitnodigingen", bad); answer.StatusCode != 422 || !strings.Contains(body, `role="alert"`) {
			t.Errorf("%s is answered %d", what, answer.StatusCode)
		}
	}
	for range 2 { // sent twice
		if answer, body := p.Post("/medewerker/uitnodigingen", good); answer.StatusCode != 303 {
			t.Fatalf("inviting is answered %d %s", answer.StatusCode, webtest.Said(body))
		}
	}
	all := invitesOf(t, a)
	if len(all) != 1 {
		t.Fatalf("%d invitations", len(all))
	}
	_, body := p.Send("GET", "/medewerker/uitnodigingen", "")
	webtest.Wants(t, "the page", body, "Nog geen tijd gekozen", "10 december")
	webtest.Lacks(t, "the page", body, "Riet", "Dorpsstraat")
	answer, _ := webtest.Ask(t, a, "POST", "/u", "code="+url.QueryEscape(booking.InviteCode(a.Options.Vault, all[0])))
	at := answer.Header.Get("Location")
	if answer.StatusCode != 303 || at != "/u/"+string(all[0].ID) {
		t.Fatalf("the code is answered %d %s", answer.StatusCode, at)
	}
	pass := cookiesOf(answer)
	pathOpensNothing(t, a, at, booking.InviteSecret(a.Options.Vault, all[0].ID))
	_, body = webtest.Ask(t, a, "GET", at, "", "Cookie", pass)
	webtest.Wants(t, "the invitation", body, "Afspraak met de gemeente", "10 december 2026")
	webtest.Lacks(t, "the invitation", body, "Riet", "Schuldhulp", "@bus", "locatie=bus")
	time := askedOnceMore(t, a, at, pass, webtest.Field(t, pressedTime, body))
	for i, form := range []string{formKey.FindStringSubmatch(body)[1], string(booking.NewVisitKey())} { // the second only has the link
		answer, body = webtest.Ask(t, a, "POST", at, "locatie=hal&v="+form+"&tijd="+url.QueryEscape(time), "Cookie", pass)
		if opens := len(answer.Cookies()) > 0; opens != (i == 0) {
			t.Errorf("form %d opens the appointment: %v", i, opens)
		}
		if answer.StatusCode != 303 || !strings.HasPrefix(answer.Header.Get("Location"), "/a/") {
			t.Fatalf("choosing is answered %d %s", answer.StatusCode, webtest.Said(body))
		}
	}
	if i := invitesOf(t, a)[0]; i.State != booking.InviteUsed || answer.Header.Get("Location") != "/a/"+string(i.Appointment)+"?gemaakt=1" {
		t.Errorf("%+v led to %s", i, answer.Header.Get("Location"))
	}
	_, body = webtest.Ask(t, a, "GET", at, "", "Cookie", pass)
	webtest.Wants(t, "a used invitation", body, "U hebt al een tijd gekozen")
	if answer, _ := webtest.Ask(t, a, "POST", "/u", "code=00000000"); answer.StatusCode != 422 {
		t.Errorf("another code is answered %d", answer.StatusCode)
	}
	if answer, _ := p.Post("/medewerker/uitnodigingen/intrekken", form("welk", string(all[0].ID))); answer.StatusCode != 410 {
		t.Errorf("withdrawing what was used is answered %d", answer.StatusCode)
	}
}

// cookiesOf are the cookies of an answer, as a browser sends them.
func cookiesOf(answer *http.Response) (all string) {
	for _, c := range answer.Cookies() {
		all += c.Name + "=" + c.Value + "; "
	}
	return all
}

// pathOpensNothing comes to an invitation by its path alone, by another secret, and by that of its link.
func pathOpensNothing(t *testing.T, a *webtest.App, at, secret string) {
	t.Helper()
	if answer, body := webtest.Ask(t, a, "GET", "/u/0123456789ABCDEFGHJKMNPQRS", ""); answer.StatusCode != 200 || !strings.Contains(body, `name="code"`) {
		t.Errorf("a link of nothing is answered %d", answer.StatusCode)
	}
	_, body := webtest.Ask(t, a, "GET", at, "")
	if strings.Contains(body, "10 december 2026") || !strings.Contains(body, `name="code"`) {
		t.Error("the path alone opens an invitation")
	}
	if answer, _ := webtest.Ask(t, a, "POST", at, "locatie=hal&tijd=2026-12-02T10:00"); answer.StatusCode != 200 {
		t.Errorf("the path alone chooses a time: %d", answer.StatusCode)
	}
	if answer, _ := webtest.Ask(t, a, "POST", at+"/openen", "geheim=nee"); answer.StatusCode != 200 || len(answer.Cookies()) > 0 {
		t.Errorf("another secret is answered %d", answer.StatusCode)
	}
	if answer, _ := webtest.Ask(t, a, "POST", at+"/openen", "geheim="+secret); answer.StatusCode != 303 || len(answer.Cookies()) == 0 {
		t.Errorf("the secret of the link is answered %d", answer.StatusCode)
	}
}

// TestAnUnusedInvitationIsCalled finds it on the call list, where nobody is named until somebody calls.
func TestAnUnusedInvitationIsCalled(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p := webtest.SignedIn(t, a, "ilse", account.Counter)
	p.Post("/medewerker/uitnodigingen", form("product", "pas", "voor", "2026-12-20", "dagen", "3", "naam", "Riet Wissink", "kanaal", "phone", "telefoon", "0315 292292", "taal", "nl", "sleutel", "een"))
	if _, err := booking.InvitesDue(t.Context(), a.Options.Ledger, a.Options.Vault); err != nil {
		t.Fatal(err)
	}
	_, body := p.Send("GET", "/medewerker/bellijst", "")
	webtest.Wants(t, "the list", body, "1 uitnodiging is niet gebruikt", "Paspoort")
	webtest.Lacks(t, "the list", body, "Riet", "292292")
	id := string(invitesOf(t, a)[0].ID)
	answer, _ := p.Post("/medewerker/bellijst/uitnodiging", form("welk", id))
	body = p.Next(answer)
	webtest.Wants(t, "whom to call", body, "Riet Wissink", "0315 292 292", "/u/"+id)
	mark := webtest.Field(t, webtest.AccessMark, body)
	answer, _ = p.Post("/medewerker/bellijst/genodigde", form("toegang", mark, "sleutel", "twee", "uitkomst", "niet-bereikt"))
	webtest.Wants(t, "after a try", p.Next(answer), "1 keer geprobeerd")
	answer, _ = p.Post("/medewerker/bellijst/genodigde", form("toegang", mark, "uitkomst", "intrekken"))
	webtest.Lacks(t, "after withdrawing", p.Next(answer), "niet gebruikt")
	if answer, _ := p.Post("/medewerker/bellijst/uitnodiging", form("welk", id)); answer.StatusCode != 410 {
		t.Errorf("calling about what was withdrawn is answered %d", answer.StatusCode)
	}
}

var partnerKey = regexp.MustCompile(`balie-partner__key">([^<]+)<`)

// TestAPartnerBooksWithItsKey adds a partner, books for somebody twice over, and is refused when blocked.
func TestAPartnerBooksWithItsKey(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	lead := webtest.SignedIn(t, a, "lead", account.TeamLead)
	add := form("naam", "Uitvaart De Kanarie", "product", "pas", "lijst", "kantoor@voorbeeld.nl", "sleutel", "een")
	_, body := lead.Post("/medewerker/partners", add)
	key := webtest.Field(t, partnerKey, body)
	_, body = lead.Post("/medewerker/partners", add)
	webtest.Wants(t, "sent twice", body, "Deze sleutel is al getoond")
	if answer, _ := lead.Post("/medewerker/partners", form("naam", "", "product", "pas", "sleutel", "twee")); answer.StatusCode != 422 {
		t.Errorf("a partner without a name is answered %d", answer.StatusCode)
	}
	if answer, _ := webtest.Ask(t, a, "POST", "/partner", "sleutel=fout"); answer.StatusCode != 422 {
		t.Errorf("a wrong key is answered %d", answer.StatusCode)
	}
	if answer, _ := webtest.Ask(t, a, "GET", "/partner/afspraak", ""); answer.StatusCode != 303 {
		t.Errorf("without a key it is answered %d", answer.StatusCode)
	}
	answer, _ := webtest.Ask(t, a, "POST", "/partner", "sleutel="+url.QueryEscape(strings.ToLower(key)))
	cookie := cookieOf(t, answer)
	_, body = webtest.Ask(t, a, "GET", "/partner/afspraak", "", "Cookie", cookie)
	webtest.Wants(t, "the partner's page", body, "Uitvaart De Kanarie", "Paspoort")
	webtest.Lacks(t, "the partner's page", body, "Terugbellen", "Schuldhulp")
	fields := form("v", webtest.Field(t, webtest.VisitKey, body), "product", "pas", "locatie", "hal", "tijd", webtest.Field(t, webtest.TimeValue, body), "naam", "Jan Smit", "kanaal", "none")
	if answer, _ := webtest.Ask(t, a, "POST", "/partner/afspraak", form("v", fields.Get("v"), "product", "pas").Encode(), "Cookie", cookie); answer.StatusCode != 422 {
		t.Errorf("an empty form is answered %d", answer.StatusCode)
	}
	var made string
	for range 2 {
		answer, body = webtest.Ask(t, a, "POST", "/partner/afspraak", fields.Encode(), "Cookie", cookie)
		if at := answer.Header.Get("Location"); answer.StatusCode != 303 || made != "" && at != made {
			t.Fatalf("booking is answered %d %s %s", answer.StatusCode, at, webtest.Said(body))
		}
		made = answer.Header.Get("Location")
	}
	_, body = webtest.Ask(t, a, "GET", made, "", "Cookie", cookie)
	webtest.Wants(t, "what was made", body, "Uw afspraak is gemaakt", "Geef deze code door")
	id := regexp.MustCompile(`name="welk" value="([^"]+)"`)
	_, body = lead.Send("GET", "/medewerker/partners", "")
	lead.Post("/medewerker/partners/stand", form("welk", webtest.Field(t, id, body), "stand", "dicht"))
	if answer, _ := webtest.Ask(t, a, "POST", "/partner/afspraak", fields.Encode(), "Cookie", cookie); answer.StatusCode != 303 || answer.Header.Get("Location") != "/partner" {
		t.Errorf("a blocked partner is answered %d", answer.StatusCode)
	}
	partner := webtest.Field(t, id, body)
	lead.Post("/medewerker/partners/stand", form("welk", partner, "stand", "weer"))
	if answer, _ := webtest.Ask(t, a, "GET", "/partner/afspraak", "", "Cookie", cookie); answer.StatusCode != 200 {
		t.Errorf("a partner that may again is answered %d", answer.StatusCode)
	}
	answer, body = lead.Post("/medewerker/partners/sleutel", form("welk", partner, "sleutel", "drie"))
	if old, _ := webtest.Ask(t, a, "GET", "/partner/afspraak", "", "Cookie", cookie); old.StatusCode != 303 {
		t.Errorf("what the renewed key opened is answered %d", old.StatusCode)
	}
	if answer.StatusCode != 200 || webtest.Field(t, partnerKey, body) == key {
		t.Errorf("a new key is answered %d", answer.StatusCode)
	}
}

func cookieOf(t *testing.T, answer *http.Response) string {
	t.Helper()
	cookies := answer.Cookies()
	if len(cookies) == 0 {
		t.Fatalf("no cookie: %d", answer.StatusCode)
	}
	if !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteStrictMode {
		t.Errorf("the cookie is %+v", cookies[0])
	}
	return cookies[0].Name + "=" + cookies[0].Value
}

// askedOnceMore presses a time of an invitation, and returns the one that the page then asks about.
func askedOnceMore(t *testing.T, a *webtest.App, at, pass, pressed string) string {
	t.Helper()
	answer, body := webtest.Ask(t, a, "POST", at, "locatie=hal&kies="+url.QueryEscape(pressed), "Cookie", pass)
	time := webtest.Field(t, webtest.TimeValue, body)
	if answer.StatusCode != 200 || time != pressed {
		t.Errorf("a time that is pressed is asked once more: %d, %q", answer.StatusCode, time)
	}
	return time
}
