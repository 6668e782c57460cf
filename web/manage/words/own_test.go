package words_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/lang"
	"balie/web/webtest"
	"balie/web/wording"
)

const (
	textsPage = "/medewerker/beheer/teksten"
	textPage  = "/medewerker/beheer/tekst/"
)

func townManager(t *testing.T) (*webtest.App, *webtest.Person) {
	t.Helper()
	a := webtest.Town(t)
	return a, webtest.SignedIn(t, a, "beheer", account.Manager)
}

func municipality(t *testing.T, a *webtest.App) (m *catalogue.Municipality) {
	t.Helper()
	if err := a.Options.Ledger.View(func(r ledger.Reader) (err error) { m, err = catalogue.MunicipalityOf(r); return err }); err != nil {
		t.Fatal(err)
	}
	return m
}

// textForm is what is typed for a text; a language that is not named is left empty.
func textForm(p *webtest.Person, said ...string) string {
	form := url.Values{"sessie": {p.Token()}}
	for i := 0; i+1 < len(said); i += 2 {
		form.Set(said[i], said[i+1])
	}
	return form.Encode()
}

var undoNumber = regexp.MustCompile(`name="versie" value="([0-9]+)"`)

// TestATextIsSaidInOwnWordsAndTakenBack follows one from the list to the page of residents, and back.
func TestATextIsSaidInOwnWordsAndTakenBack(t *testing.T) {
	a, p := townManager(t)
	answer, _ := p.Send("POST", textPage+"home.title", textForm(p, "tekst-nl", "Wat komt u  doen? <b>&", "tekst-de", "Was möchten Sie?"))
	at := answer.Header.Get("Location")
	if answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("saving answers %d", answer.StatusCode)
	}
	_, body := p.Send("GET", at, "")
	made := undoNumber.FindStringSubmatch(body)
	if made == nil || !strings.Contains(body, "Wat komt u doen? &lt;b&gt;&amp;") {
		t.Fatalf("after saving:\n%s", body)
	}
	for path, want := range map[string]string{"/nl/": "Wat komt u doen? &lt;b&gt;&amp;", "/de/": "Was möchten Sie?", "/en/": lang.In("en").T("home.title")} {
		if _, body := webtest.Ask(t, a, "GET", path, ""); !strings.Contains(body, want) || strings.Contains(body, "doen? <b>") {
			t.Errorf("%s does not say %q", path, want)
		}
	}
	if _, body := p.Send("GET", textsPage+"?deel=page", ""); !strings.Contains(body, "eigen: Nederlands en Duits") {
		t.Error("the list does not say which languages are their own")
	}
	p.Send("POST", textPage+"home.title/terug", textForm(p, "versie", made[1]))
	if _, body := webtest.Ask(t, a, "GET", "/nl/", ""); !strings.Contains(body, lang.In("nl").T("home.title")) {
		t.Error("taken back, it is not the model's again")
	}
	if answer, _ := p.Send("POST", textPage+"home.title/terug", textForm(p, "versie", made[1])); answer.StatusCode != http.StatusConflict {
		t.Errorf("taken back twice: %d", answer.StatusCode)
	}
	p.Send("POST", textPage+"home.title/terugzetten", textForm(p, "versie", made[1]))
	if got := municipality(t, a).Text("home.title", "de"); got != "Was möchten Sie?" {
		t.Errorf("put back from its history: %q", got)
	}
	p.Send("POST", textPage+"home.title/terugzetten", textForm(p, "versie", "0"))
	if m := municipality(t, a); len(m.Texts) != 0 {
		t.Errorf("back at the model: %+v", m.Texts)
	}
}

// TestEveryTextCanBeOpenedAndRefusesWhatDoesNotFitAtItsField walks every text of the table: its page opens, what does
// not fit is refused at the field with what was typed in it, and nothing is kept.
func TestEveryTextCanBeOpenedAndRefusesWhatDoesNotFitAtItsField(t *testing.T) {
	a, p := townManager(t)
	before := webtest.Sequence(t, a)
	for _, group := range wording.Groups {
		_, list := p.Send("GET", textsPage+"?deel="+string(group), "")
		for _, text := range wording.Texts(group) {
			if !strings.Contains(list, textPage+text.Key+`"`) {
				t.Errorf("%s is not in the list of %s", text.Key, group)
			}
			if answer, body := p.Send("GET", textPage+text.Key, ""); answer.StatusCode != 200 || strings.Contains(body, "config.own.") {
				t.Errorf("%s opens with %d, or has a word without words", text.Key, answer.StatusCode)
			}
			answer, body := p.Send("POST", textPage+text.Key, textForm(p, "tekst-de", "Mit {nichts} und {"))
			if answer.StatusCode != 422 || !strings.Contains(body, `id="tekst-de-fout"`) || !strings.Contains(body, "Mit {nichts} und {</textarea>") || !strings.Contains(body, "{nichts} kan niet") {
				t.Errorf("%s takes what does not fit: %d", text.Key, answer.StatusCode)
			}
		}
	}
	if answer, _ := p.Send("GET", textPage+"refusal.internal", ""); answer.StatusCode != 404 {
		t.Errorf("a text that is not to be changed opens: %d", answer.StatusCode)
	}
	if after := webtest.Sequence(t, a); after != before {
		t.Errorf("something was kept: %d, %d", before, after)
	}
}

// TestLookingKeepsNothingAndShowsWhatWasTyped in the language that is looked at.
func TestLookingKeepsNothingAndShowsWhatWasTyped(t *testing.T) {
	a, p := townManager(t)
	answer, body := p.Send("POST", textPage+"mail.code?taal=de", textForm(p, "tekst-de", "Ihr Kode {code} für {office}", "doe", "kijken"))
	if answer.StatusCode != 200 || !strings.Contains(body, "Ihr Kode 7K4M P2XQ für Rathaus") || !strings.Contains(body, "Ihr Kode {code} für {office}</textarea>") {
		t.Errorf("looking answers %d:\n%s", answer.StatusCode, body)
	}
	if m := municipality(t, a); len(m.Texts) > 0 {
		t.Errorf("looking kept %+v", m.Texts)
	}
}

// TestTheWordsOfTheRegionAreTheMunicipalitys calls the bus otherwise, and takes it back.
func TestTheWordsOfTheRegionAreTheMunicipalitys(t *testing.T) {
	a, p := townManager(t)
	answer, body := p.Send("POST", textsPage+"/bus", textForm(p, "bus", "ja", "naam", strings.Repeat("x", 31), "groet", "Goedemorgen"))
	if answer.StatusCode != 422 || !strings.Contains(body, `id="naam-fout"`) || !strings.Contains(body, `id="groet-fout"`) || !strings.Contains(body, `value="Goedemorgen"`) {
		t.Errorf("words that are too long: %d", answer.StatusCode)
	}
	answer, _ = p.Send("POST", textsPage+"/bus", textForm(p, "bus", "ja", "naam", "Wijkbus", "groet", "Hoi"))
	_, body = p.Send("GET", strings.TrimSuffix(answer.Header.Get("Location"), "#bus"), "")
	made := undoNumber.FindStringSubmatch(body)
	if m := municipality(t, a); m.Bus == nil || m.Bus.Name != "Wijkbus" || made == nil {
		t.Fatalf("kept %+v", m.Bus)
	}
	p.Send("POST", textsPage+"/bus/terug", textForm(p, "versie", made[1]))
	if m := municipality(t, a); m.Bus.Name != "" {
		t.Errorf("taken back: %+v", m.Bus)
	}
}
