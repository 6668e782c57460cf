package start_test

import (
	"net/url"
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/upl"
	"balie/web"
	"balie/web/account"
	"balie/web/lang"
	"balie/web/start"
	"balie/web/webtest"
)

// newcomer is a manager of a house with nothing in it.
func newcomer(t *testing.T) *webtest.Person {
	t.Helper()
	o := webtest.NewOptions(t)
	o.Municipality = ""
	a := webtest.Start(o)
	if err := o.Vault.Fill(0); err != nil {
		t.Fatal(err)
	}
	webtest.Write(t, a, func(tx *ledger.Tx) error { _, err := catalogue.EndTown(tx, catalogue.BusRef); return err }) // nobody said anything of one
	return webtest.SignedIn(t, a, "karin", account.Manager)
}

// want asks for a page and says what it does not say.
func want(t *testing.T, p *webtest.Person, path string, said ...string) (body string) {
	t.Helper()
	answer, body := p.Send("GET", path, "")
	if answer.StatusCode != 200 {
		t.Errorf("%s answers %d", path, answer.StatusCode)
	}
	for _, text := range said {
		if !strings.Contains(body, text) {
			t.Errorf("%s does not say %q", path, text)
		}
	}
	return body
}

// took sends a step and wants to be led to the next one.
func took(t *testing.T, p *webtest.Person, step string, form url.Values) {
	t.Helper()
	answer, body := p.Post(start.Path+"/"+step, form)
	if answer.StatusCode != 303 {
		t.Fatalf("%s answers %d: %s", step, answer.StatusCode, body)
	}
}

var (
	municipality = url.Values{"naam": {"Nieuwstad"}, "kleur": {"#1a4d8f"}, "taal": {"en"}}
	office       = url.Values{"plek": {"Stadskantoor"}, "soort": {"townhall"}, "straat": {"Plein 1"}, "postcode": {"1234ab"}, "plaats": {"Nieuwstad"}, "telefoon": {"(010) 123 45 67"}}
	desk         = url.Values{"balie": {"Balie 1"}, "dag": {"1", "2", "3", "4", "5"}, "van": {"9"}, "tot": {"17.00"}, "kan": {"reisdocumenten", "algemeen"}}
	products     = url.Values{"product": {"paspoort", "ophalen"}}
)

// TestFiveStepsOpenAMunicipality: each step is kept, the next one opens, residents see it grow, and at the end they
// can book.
func TestFiveStepsOpenAMunicipality(t *testing.T) {
	p := newcomer(t)
	if answer, _ := p.Send("GET", "/medewerker/beheer", ""); answer.Header.Get("Location") != start.Path {
		t.Fatalf("the home of an empty house leads to %q", answer.Header.Get("Location"))
	}
	want(t, p, "/medewerker/beheer?later=1", "Nog 5 stappen.")
	want(t, p, start.Path, "Stap 1 van 5", "Vijf stappen", "Deze kleur is goed te lezen")
	took(t, p, "gemeente", municipality)
	body := want(t, p, start.Path, "Stap 2 van 5", "Nieuwstad", "NL EN", "Nog 4 stappen.")
	if strings.Contains(body, "NL EN DE") || !strings.Contains(body, "/assets/theme.") {
		t.Error("the preview has another language, or no colour")
	}
	took(t, p, "locatie", office)
	want(t, p, start.Path, "Stap 3 van 5", "1234 AB", "Stadskantoor, Plein 1, Nieuwstad")
	took(t, p, "balies", desk)
	want(t, p, start.Path, "Stap 4 van 5", "Maandag tot en met vrijdag 9.00 tot 17.00 uur.", "landelijke naam: paspoort")
	took(t, p, "producten", products)
	want(t, p, start.Path, "Stap 5 van 5", "Paspoort aanvragen")
	took(t, p, "collegas", url.Values{})
	want(t, p, start.Path, "Inwoners kunnen nu afspreken", "Proef een afspraak")
	if body := want(t, p, "/medewerker/beheer"); strings.Contains(body, "stap") {
		t.Error("the home still asks for steps")
	}
	want(t, p, "/", "Nieuwstad", "Paspoort aanvragen", "Stadskantoor", "Maandag tot en met vrijdag 9.00 tot 17.00 uur.")
	want(t, p, "/en/afspraak/tijd?p=paspoort.1", "Stadskantoor")
}

// TestAStepIsRefusedAtItsField: with the words there, and what was typed.
func TestAStepIsRefusedAtItsField(t *testing.T) {
	p := newcomer(t)
	for _, c := range []struct {
		step string
		form url.Values
		said []string
	}{
		{"gemeente", url.Values{"naam": {""}, "kleur": {"#0b5d3b"}}, []string{"Vul de naam van de gemeente in."}},
		{"gemeente", url.Values{"naam": {"Nieuwstad"}, "kleur": {"#ffd43b"}}, []string{"Deze kleur is niet goed te lezen", "die is te lezen", "Nieuwstad"}},
		{"gemeente", url.Values{"naam": {"Nieuwstad"}, "kleur": {"geel"}}, []string{"Vul een kleur in"}},
		{"locatie", url.Values{"plek": {"Hal"}, "soort": {"stop"}}, []string{"Vul de straat", "Vul de postcode in.", "Vul de plaats in."}},
		{"balies", desk, []string{"Vul eerst een locatie in"}},
		{"producten", url.Values{}, []string{"Kies een product."}},
		{"collegas", url.Values{"doe": {"nog"}, "collega": {"Anna"}, "login": {"A B"}, "rol": {"counter"}}, []string{"Anna", "aria-invalid"}},
		{"collegas", url.Values{"doe": {"nog"}, "collega": {"Anna"}, "login": {"anna"}, "rol": {"auditor"}}, []string{"Anna"}},
	} {
		answer, body := p.Post(start.Path+"/"+c.step, c.form)
		if answer.StatusCode != 422 {
			t.Errorf("%s %v answers %d", c.step, c.form, answer.StatusCode)
		}
		for _, text := range c.said {
			if !strings.Contains(body, text) {
				t.Errorf("%s %v does not say %q", c.step, c.form, text)
			}
		}
	}
	took(t, p, "locatie", office)
	bad := url.Values{"balie": {""}, "van": {"half"}, "tot": {"8"}}
	_, body := p.Post(start.Path+"/balies", bad)
	for _, text := range []string{"Vul de naam van de balie in.", "Kies een dag.", "Vul een tijd in", "Kies wat er aan deze balie kan."} {
		if !strings.Contains(body, text) {
			t.Errorf("the desk does not say %q", text)
		}
	}
	better := url.Values{"naam": {"Nieuwstad"}, "kleur": {"#ffd43b", "#806a1d"}} // the line, and the button after it
	took(t, p, "gemeente", better)
}

// TestAStepCanBeLeft: what was typed is kept where it can be, and an untouched form is left without a word.
func TestAStepCanBeLeft(t *testing.T) {
	p := newcomer(t)
	leave := func(step string, form url.Values, to string, status int) {
		t.Helper()
		form.Set("later", "1")
		answer, _ := p.Post(start.Path+"/"+step, form)
		if answer.StatusCode != status || answer.Header.Get("Location") != to {
			t.Errorf("%s is left with %d to %q", step, answer.StatusCode, answer.Header.Get("Location"))
		}
	}
	home := "/medewerker/beheer?later=1"
	leave("gemeente", url.Values{"naam": {""}, "kleur": {"#0b5d3b"}, "taal": {"nl", "en", "de"}}, home, 303)
	leave("locatie", url.Values{"plek": {"Halve naam"}}, "", 422)
	leave("gemeente", url.Values{"naam": {"Nieuwstad"}, "kleur": {"#1a4d8f"}}, home, 303)
	want(t, p, home, "Nog 4 stappen.", "Nieuwstad")
	want(t, p, start.Path+"?stap=1", "#1a4d8f", "Stap 1 van 5")
}

// TestMoreDesksAndColleagues: one after another, and a colleague's link is shown this once.
func TestMoreDesksAndColleagues(t *testing.T) {
	p := newcomer(t)
	took(t, p, "gemeente", municipality)
	took(t, p, "locatie", office)
	for _, name := range []string{"Balie 1", "Balie 2"} {
		form := url.Values{"doe": {"nog"}, "balie": {name}, "dag": {"1"}, "van": {"8.30"}, "tot": {"12"}, "kan": {"akten"}}
		if answer, _ := p.Post(start.Path+"/balies", form); answer.Header.Get("Location") != start.Path+"?stap=3" {
			t.Errorf("after a desk comes %q", answer.Header.Get("Location"))
		}
	}
	want(t, p, start.Path+"?stap=3", "Balie 1", "Balie 2", "Maandag 8.30 tot 12.00 uur.")
	took(t, p, "balies", url.Values{"balie": {""}})
	took(t, p, "producten", url.Values{"product": {"paspoort"}})
	answer, body := p.Post(start.Path+"/collegas", url.Values{"doe": {"nog"}, "collega": {"Anna"}, "login": {"anna"}, "rol": {"counter", "reception"}})
	if answer.StatusCode != 200 || !strings.Contains(body, "/medewerker/instellen#") {
		t.Errorf("a colleague is let in with %d", answer.StatusCode)
	}
	want(t, p, start.Path, "Inwoners kunnen nu afspreken", "Aan geen enkele balie kan nu: Paspoort.")
}

// TestASearchKeepsWhatWasTicked.
func TestASearchKeepsWhatWasTicked(t *testing.T) {
	p := newcomer(t)
	answer, body := p.Post(start.Path+"/producten", url.Values{"doe": {"zoek"}, "zoek": {"trouwen"}, "product": {"paspoort"}})
	if answer.StatusCode != 200 || !strings.Contains(body, "Gevonden en gekozen") {
		t.Fatalf("a search answers %d", answer.StatusCode)
	}
	first, _, _ := strings.Cut(body, "<details class=\"balie-astable\"")
	for _, id := range []string{`value="huwelijk"`, `value="paspoort" checked`} {
		if !strings.Contains(first, id) {
			t.Errorf("the first list has no %s", id)
		}
	}
}

// TestEverySkillHasWords in each language.
func TestEverySkillHasWords(t *testing.T) {
	for _, skill := range upl.Skills() {
		for _, tag := range lang.Tags {
			if !lang.In(tag).Has("start.skill." + skill) {
				t.Errorf("%s has no words in %s", skill, tag)
			}
		}
	}
}

// TestAHouseThatWasSetUpByFilesHasNoSteps: a step is done when what it sets up is there.
func TestAHouseThatWasSetUpByFilesHasNoSteps(t *testing.T) {
	a := webtest.Town(t, func(o *web.Options) { o.Municipality = "Proefstad" })
	webtest.LetIn(t, a, "anna", account.Counter)
	p := webtest.SignedIn(t, a, "karin", account.Manager)
	if body := want(t, p, "/medewerker/beheer"); strings.Contains(body, start.Path) {
		t.Error("the home asks for steps")
	}
	err := a.Options.Ledger.View(func(r ledger.Reader) error {
		m, err := catalogue.MunicipalityOf(r)
		if m.Named.Name != "" {
			t.Errorf("looking wrote %+v", m.Named)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
