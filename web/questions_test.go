package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web"
	"balie/web/account"
	"balie/web/webtest"
)

// TestAQuestionOfAProductIsRefusedWhereItAsksForWhatWeMayNotKeep when it is defined, in each language, with nothing
// lost of what was typed.
func TestAQuestionOfAProductIsRefusedWhereItAsksForWhatWeMayNotKeep(t *testing.T) {
	a, p, form := manager(t)
	for field, values := range map[string][]string{
		"vraag-0-nl": {"Wat is uw burgerservicenummer?", "Uw BSN", "Bent u ziek?", "Welke medicijnen gebruikt u", "Wat is het nummer van uw paspoort?", "Uw IBAN", "Paspoortnummer van het kind",
			strings.Repeat("lang ", 50)},
		"vraag-0-en":        {"What is your passport number?", "Any illness?", "Your citizen service number"},
		"vraag-0-de":        {"Ihre Ausweisnummer?", "Sind Sie krank?", "Ihre Kontonummer"},
		"vraag-0-keuzes-nl": {"Rood", strings.Repeat("x\n", 13)},
		"vraag-0-keuzes-de": {"Rot"},
		"vraag-1-keuzes-nl": {"Ik ben zwanger\nIk ben niet zwanger"},
	} {
		for _, value := range values {
			typed := url.Values{"vraag-0-nl": {"Welke kleur?"}, "vraag-0-keuzes-nl": {"Rood\nGeel"}, "vraag-1-nl": {"Wat ik net <b>typte</b>"}}
			for name := range form {
				if !typed.Has(name) {
					typed.Set(name, form.Get(name))
				}
			}
			typed.Set(field, value)
			at := field
			if field == "vraag-1-keuzes-nl" {
				at = "vraag-1-nl"
			}
			answer, body := p.Post(productPage+"pas", typed)
			if answer.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, `id="`+at+`-fout"`) || !strings.Contains(body, "Wat ik net &lt;b&gt;typte&lt;/b&gt;") {
				t.Errorf("%s = %.30q answers %d without the fault at its field, or lost what was typed", field, value, answer.StatusCode)
			}
		}
	}
	if q := productNow(t, a, "pas").Questions; len(q) > 0 {
		t.Errorf("a refused question stands: %v", q)
	}
	for _, fine := range []string{"In welk ziekenhuis is het kind geboren?", "Hoeveel stoelen hebt u nodig?", "Welke datum had u in gedachten?"} {
		if asks := catalogue.AsksFor(fine); asks != "" {
			t.Errorf("%q is said to ask for %s", fine, asks)
		}
	}
}

// asking is a town whose product asks what colour, which must be said, and why.
func asking(t *testing.T, now *time.Time) (*webtest.App, *webtest.Person) {
	t.Helper()
	a := webtest.Town(t, func(o *web.Options) { *o = webtest.OptionsAt(t, func() time.Time { return *now }) })
	p := webtest.SignedIn(t, a, "beheer", account.Manager)
	_, body := p.Send("GET", productPage+"pas", "")
	form := formOn(t, body)
	form.Set("vraag-0-nl", "Welke kleur krijgt uw tegel?")
	form.Set("vraag-0-de", "Welche Farbe?")
	form.Set("vraag-0-keuzes-nl", "Rood\nGeel")
	form.Set("vraag-0-keuzes-de", "Rot\nGelb")
	form.Set("vraag-0-moet", "ja")
	form.Set("vraag-1-nl", "Waar ligt uw tuin?")
	if answer, body := p.Post(productPage+"pas", form); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("asking is answered %d %.400s", answer.StatusCode, body)
	}
	return a, p
}

// held is the form of the details of a held time.
func heldForm(t *testing.T, a *webtest.App) url.Values {
	t.Helper()
	key := booking.NewVisitKey()
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		_, err := booking.TakeHold(tx, key, catalogue.Wish{{Product: "pas", Persons: 1}}, supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 1), Start: 120})
		return err
	})
	return url.Values{"v": {string(key)}, "naam": {"Riet Wissink"}, "kanaal": {"none"}}
}

// TestAnAnswerGoesWithTheDetails from the resident's form to the appointment's page: it is asked, judged at its field,
// sealed, shown in words as it was asked then, named in no event, log or address, and forgotten with the rest.
func TestAnAnswerGoesWithTheDetails(t *testing.T) {
	now := webtest.Morning
	a, p := asking(t, &now)
	form := heldForm(t, a)
	_, body := webtest.Ask(t, a, "GET", "/afspraak/gegevens?v="+form.Get("v"), "")
	webtest.Wants(t, "the form", body, "Welke kleur krijgt uw tegel?", `name="vraag_1_welke-kleur-k" value="2"`, "Waar ligt uw tuin?", "Vul hier geen burgerservicenummer")
	refusesAnswers(t, a, form)
	form.Set(colour, "2")
	form.Set(garden, "Achter het huis, kanarievogel")
	_, body = webtest.Ask(t, a, "POST", "/afspraak/gegevens", form.Encode())
	webtest.Wants(t, "the check", body, "Geel", "Achter het huis, kanarievogel")
	answer, body := webtest.Ask(t, a, "POST", "/afspraak/maken", form.Encode())
	if answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("booking answers %d %.500s", answer.StatusCode, body)
	}
	id := booking.AppointmentID(strings.TrimSuffix(strings.TrimPrefix(answer.Header.Get("Location"), "/a/"), "?gemaakt=1"))
	_, page := p.Send("GET", productPage+"pas", "")
	change := formOn(t, page)
	change.Set("vraag-0-nl", "Heel iets anders?")
	change.Set("vraag-0-keuzes-nl", "")
	change.Set("vraag-0-keuzes-de", "")
	if answer, body := p.Post(productPage+"pas", change); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("changing the question answers %d %.400s", answer.StatusCode, body)
	}
	var made booking.Appointment
	look := func() (text string) {
		if err := a.Options.Ledger.View(func(r ledger.Reader) (err error) { made, err = booking.AppointmentByID(r, id); return err }); err != nil {
			t.Fatal(err)
		}
		_, text = webtest.Ask(t, a, "GET", "/a/"+string(id), "", "Cookie", webtest.PassFor(t, a, made))
		return text
	}
	webtest.Wants(t, "the appointment", look(), "Welke kleur krijgt uw tegel?", "Geel", "Achter het huis, kanarievogel")
	webtest.Lacks(t, "the appointment", look(), "Heel iets anders?")
	sealedOnly(t, a, "kanarievogel")
	now = now.Add(30 * 24 * time.Hour)
	for range 2 {
		if _, err := booking.ForgetDue(t.Context(), a.Options.Ledger, a.Options.Vault); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Options.Ledger.View(func(r ledger.Reader) error { _, err := contact.Read(r, a.Options.Vault, id.Subject()); return err }); ledger.CodeOf(err) != ledger.Gone {
		t.Errorf("after the term the details are %v", err)
	}
	sealedOnly(t, a, "kanarievogel")
}

// The fields of what asking asks.
const colour, garden = "vraag_1_welke-kleur-k", "vraag_1_waar-ligt-uw"

// refusesAnswers sends what may not be answered to both steps of the form: it is said at its field, and nothing is lost.
func refusesAnswers(t *testing.T, a *webtest.App, form url.Values) {
	t.Helper()
	for field, value := range map[string]string{colour: "", garden: "bij 123456782"} {
		typed := url.Values{colour: {"2"}, garden: {"Achter het huis, kanarievogel"}}
		for name := range form {
			typed.Set(name, form.Get(name))
		}
		typed.Set(field, value)
		for _, path := range []string{"/afspraak/gegevens", "/afspraak/maken"} {
			answer, body := webtest.Ask(t, a, "POST", path, typed.Encode())
			if answer.StatusCode != http.StatusUnprocessableEntity {
				t.Errorf("%s with %s = %q answers %d", path, field, value, answer.StatusCode)
			}
			webtest.Wants(t, "the fault", body, `id="`+field+`-fout"`, `value="Riet Wissink"`)
			if field == colour {
				webtest.Wants(t, "nothing lost", body, "Achter het huis, kanarievogel")
			}
		}
	}
}

// sealedOnly looks for a word in the whole file of a ledger, whoever wrote it there.
func sealedOnly(t *testing.T, a *webtest.App, word string) {
	t.Helper()
	var copied strings.Builder
	if _, err := a.Options.Ledger.Backup(t.Context(), &copied); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.ToLower(copied.String()), word) {
		t.Errorf("%q stands in the ledger unsealed", word)
	}
}

// TestWhoeverBooksOnTheTelephoneAsksToo: the form asks, and nothing is booked without what must be said.
func TestWhoeverBooksOnTheTelephoneAsksToo(t *testing.T) {
	now := webtest.Morning
	a, _ := asking(t, &now)
	p := webtest.SignedIn(t, a, "ilse", account.Counter)
	_, body := p.Send("GET", "/medewerker/telefoon/nieuw?wat1=Pas&personen1=1", "")
	webtest.Wants(t, "the form", body, "Welke kleur krijgt uw tegel?", "Waar ligt uw tuin?")
	form := url.Values{"v": {string(booking.NewVisitKey())}, "p": {"pas.1"}, "tijd": {webtest.Field(t, webtest.TimeValue, body)}, "naam": {"Riet Wissink"}, "kanaal": {"none"}, "taal": {"nl"},
		"vraag_1_waar-ligt-uw": {"Aan de beek"}}
	answer, body := p.Post("/medewerker/telefoon/nieuw", form)
	if answer.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("without an answer it is %d", answer.StatusCode)
	}
	webtest.Wants(t, "the fault", body, `id="vraag_1_welke-kleur-k-fout"`, "Aan de beek")
	form.Set("vraag_1_welke-kleur-k", "1")
	answer, body = p.Post("/medewerker/telefoon/nieuw", form)
	if answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("booking answers %d %.300s", answer.StatusCode, body)
	}
	webtest.Wants(t, "what was booked", p.Next(answer), "Rood", "Aan de beek")
}
