package files_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/setup"
	"balie/web/webtest"
)

const filesPage = "/medewerker/beheer/bestanden"

var hiddenField = regexp.MustCompile(`name="(inhoud|gezien|alles)" value="([^"]*)"`)

// confirm sends what a page of an effect would send.
func confirm(p *webtest.Person, body string) (*http.Response, string) {
	p.T.Helper()
	_, body, _ = strings.Cut(body, `action="`+filesPage+"/doen")
	form, _, _ := strings.Cut(body, "</form>")
	var fields []string
	for _, m := range hiddenField.FindAllStringSubmatch(form, -1) {
		fields = append(fields, m[1], html.UnescapeString(m[2]))
	}
	if len(fields) < 4 {
		p.T.Fatal("there is nothing to confirm")
	}
	return p.SendFile(filesPage+"/doen", "leeg", "leeg", nil, fields...)
}

func fetched(t *testing.T, p *webtest.Person) []byte {
	t.Helper()
	answer, body := p.Send("GET", filesPage+"/gemeente.zip", "")
	if answer.StatusCode != 200 || answer.Header.Get("Content-Type") != "application/zip" {
		t.Fatalf("fetching answers %d %s", answer.StatusCode, answer.Header.Get("Content-Type"))
	}
	return []byte(body)
}

// edited is a zip with a text of one of its files changed.
func edited(t *testing.T, content []byte, name, old, other string) []byte {
	t.Helper()
	files, err := setup.Unzip("x", content)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range files {
		if f.Name == name {
			files[i].Content = []byte(strings.Replace(string(f.Content), old, other, 1))
		}
	}
	content, err = setup.Zip(files)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// TestSettingsAreFetchedChangedLookedAtAndBroughtIn as files on screen: looking changes nothing, and what was shown is done.
func TestSettingsAreFetchedChangedLookedAtAndBroughtIn(t *testing.T) {
	a, p := townManager(t)
	p.Send("POST", textPage+"home.title", textForm(p, "tekst-nl", "Welkom"))
	content := edited(t, fetched(t, p), "texts/home.title.json", "Welkom", "Goedendag")
	before := webtest.Sequence(t, a)
	answer, body := p.SendFile(filesPage+"/bekijken", "bestand", "gemeente.zip", content)
	if answer.StatusCode != 200 || !strings.Contains(body, "Er verandert 1 ding") || !strings.Contains(body, "teksten, Nederlands: Welkom → Goedendag") || !strings.Contains(body, "Er verandert nog niets") {
		t.Fatalf("looking answers %d:\n%s", answer.StatusCode, webtest.Said(body))
	}
	if webtest.Sequence(t, a) != before {
		t.Error("looking wrote something")
	}
	if answer, _ := confirm(p, body); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("confirming answers %d", answer.StatusCode)
	}
	if got := municipality(t, a).Text("home.title", "nl"); got != "Goedendag" {
		t.Errorf("brought in: %q", got)
	}
	if answer, body := confirm(p, body); answer.StatusCode != http.StatusConflict || strings.Contains(body, `action="`+filesPage+"/doen") {
		t.Errorf("confirmed twice: %d", answer.StatusCode)
	}
}

// TestWhatWasChangedOnScreenSinceIsSaid, and where it changes between looking and confirming it is shown anew.
func TestWhatWasChangedOnScreenSinceIsSaid(t *testing.T) {
	a, p := townManager(t)
	p.Send("POST", textPage+"home.title", textForm(p, "tekst-nl", "Welkom"))
	content := fetched(t, p)
	p.Send("POST", textPage+"home.title", textForm(p, "tekst-nl", "Hallo"))
	_, body := p.SendFile(filesPage+"/bekijken", "bestand", "gemeente.zip", content)
	if !strings.Contains(body, "1 ding is op het scherm veranderd") || !strings.Contains(body, "(dit verandert u nu terug)") {
		t.Errorf("it does not say so:\n%s", webtest.Said(body))
	}
	p.Send("POST", textPage+"home.lead", textForm(p, "tekst-nl", "Kom maar."))
	answer, again := confirm(p, body)
	if answer.StatusCode != http.StatusConflict || !strings.Contains(again, "2 dingen zijn op het scherm veranderd") {
		t.Errorf("changed between looking and confirming: %d", answer.StatusCode)
	}
	confirm(p, again)
	if m := municipality(t, a); m.Text("home.title", "nl") != "Welkom" || m.Text("home.lead", "nl") != "Kom maar." {
		t.Errorf("brought in: %+v", m.Texts)
	}
	_, body = p.SendFile(filesPage+"/bekijken", "bestand", "gemeente.zip", content, "alles", "ja")
	confirm(p, body)
	if m := municipality(t, a); m.Text("home.lead", "nl") != "" {
		t.Errorf("as the whole: %+v", m.Texts)
	}
}

// TestAnImportOnScreenSaysWhomItTouches closes the office by a file: who has an appointment there is counted, not named.
func TestAnImportOnScreenSaysWhomItTouches(t *testing.T) {
	a, p := townManager(t)
	webtest.Booked(t, a, "Kanarie", 120)
	content := edited(t, fetched(t, p), "offices/hal.json", `"start": "09:00"`, `"start": "14:00"`)
	_, body := p.SendFile(filesPage+"/bekijken", "bestand", "gemeente.zip", content)
	if !strings.Contains(body, "Deze afspraken blijven staan") || strings.Contains(body, "Kanarie") {
		t.Errorf("whom it touches is not said:\n%s", webtest.Said(body))
	}
}

// TestAFileWithAFaultIsRefusedWithItsPlaceAndChangesNothing sends what is no import.
func TestAFileWithAFaultIsRefusedWithItsPlaceAndChangesNothing(t *testing.T) {
	a, p := townManager(t)
	before := webtest.Sequence(t, a)
	for content, want := range map[string]string{
		"": "hoogstens 1 MB", "geen bestand": "regel 1: het bestand is niet heel", `{"own_texts":[{"key":"mail.code","texts":{"nl":"Code"}}]}`: "hier moet {code} in staan", "PK\x03\x04stuk": "niet uitpakken",
		`{"style":{"colour":"#ffd43b"}}`: "niet goed te lezen", strings.Repeat(" ", 1<<20+1): "hoogstens 1 MB",
	} {
		answer, body := p.SendFile(filesPage+"/bekijken", "bestand", "x.json", []byte(content))
		if answer.StatusCode != 422 || !strings.Contains(html.UnescapeString(body), want) || strings.Contains(body, `action="`+filesPage+"/doen") {
			t.Errorf("%.40q answers %d without %q: %s", content, answer.StatusCode, want, webtest.Said(body))
		}
	}
	if answer, _ := p.SendFile(filesPage+"/doen", "leeg", "leeg", nil, "inhoud", "geen tekst van ons", "gezien", "x"); answer.StatusCode != 422 {
		t.Errorf("something else to confirm answers %d", answer.StatusCode)
	}
	if after := webtest.Sequence(t, a); after != before || municipality(t, a).Style != nil {
		t.Errorf("something was kept: %d, %d", before, after)
	}
}

// TestAnExportOfAnOfficeWithoutDesksIsBroughtInAgain: between two steps of the first run there are none yet.
func TestAnExportOfAnOfficeWithoutDesksIsBroughtInAgain(t *testing.T) {
	a, p := townManager(t)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		return catalogue.PutPlace(tx, catalogue.Configuration, catalogue.Office{ID: "nieuw-huis", Kind: catalogue.TownHall, Name: "Nieuw huis", Zone: "Europe/Amsterdam"})
	})
	content := edited(t, fetched(t, p), "offices/nieuw-huis.json", "Nieuw huis", "Nieuwste huis")
	answer, body := p.SendFile(filesPage+"/bekijken", "bestand", "gemeente.zip", content)
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("looking answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	webtest.Wants(t, "what changes", body, "locatie nieuw-huis", "Nieuw huis → Nieuwste huis")
	if answer, _ := confirm(p, body); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("confirming answers %d", answer.StatusCode)
	}
	if o := officeNow(t, a, "nieuw-huis"); o.Name != "Nieuwste huis" || len(o.Desks) > 0 {
		t.Errorf("brought in %+v", o)
	}
}

func townManager(t *testing.T) (*webtest.App, *webtest.Person) {
	t.Helper()
	a := webtest.Town(t)
	return a, webtest.SignedIn(t, a, "beheer", account.Manager)
}

const textPage = "/medewerker/beheer/tekst/"

// textForm is what is typed for a text; a language that is not named is left empty.
func textForm(p *webtest.Person, said ...string) string {
	form := url.Values{"sessie": {p.Token()}}
	for i := 0; i+1 < len(said); i += 2 {
		form.Set(said[i], said[i+1])
	}
	return form.Encode()
}

func municipality(t *testing.T, a *webtest.App) (m *catalogue.Municipality) {
	t.Helper()
	webtest.View(t, a, func(r ledger.Reader) (err error) { m, err = catalogue.MunicipalityOf(r); return err })
	return m
}

func officeNow(t *testing.T, a *webtest.App, id string) (o catalogue.Office) {
	t.Helper()
	webtest.View(t, a, func(r ledger.Reader) (err error) {
		o, err = catalogue.OfficeByID(r, catalogue.OfficeID(id))
		return err
	})
	return o
}
