package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

const officePage = "/medewerker/beheer/locatie/"

// officeForm is the form of an office as a browser would send it again.
func officeForm(t *testing.T, body string) url.Values {
	t.Helper()
	_, body, _ = strings.Cut(body, `id="locatie"`)
	body, _, _ = strings.Cut(body, "</form>")
	form := url.Values{}
	for _, m := range inputs.FindAllStringSubmatch(body, -1) {
		of := map[string]string{}
		for _, a := range attribute.FindAllStringSubmatch(m[1], -1) {
			of[a[1]] = unescape(a[2])
		}
		if of["name"] != "" && (of["type"] != "checkbox" || strings.Contains(m[1], " checked")) {
			form.Set(of["name"], of["value"])
		}
	}
	for _, m := range selects.FindAllStringSubmatch(body, -1) {
		if is := chosen.FindStringSubmatch(m[2]); is != nil {
			form.Set(m[1], unescape(is[1]))
		}
	}
	return form
}

func officeManager(t *testing.T) (*webtest.App, *webtest.Person, url.Values) {
	t.Helper()
	a := webtest.Town(t)
	p := webtest.SignedIn(t, a, "beheer", account.Manager)
	_, body := p.Send("GET", officePage+"hal", "")
	return a, p, officeForm(t, body)
}

func officeNow(t *testing.T, a *webtest.App, id string) (o catalogue.Office) {
	t.Helper()
	if err := a.Options.Ledger.View(func(r ledger.Reader) (err error) {
		o, err = catalogue.OfficeByID(r, catalogue.OfficeID(id))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return o
}

func with(form url.Values, pairs ...string) url.Values {
	typed := url.Values{}
	for name := range form {
		typed.Set(name, form.Get(name))
	}
	for i := 0; i < len(pairs); i += 2 {
		typed.Set(pairs[i], pairs[i+1])
	}
	return typed
}

// TestEveryFieldOfAnOfficeIsCheckedAndNothingTypedIsLost at its field, and nothing is kept of it.
func TestEveryFieldOfAnOfficeIsCheckedAndNothingTypedIsLost(t *testing.T) {
	a, p, form := officeManager(t)
	long := strings.Repeat("x", 121)
	bad := map[string][]string{
		"naam": {"", long}, "straat": {long}, "plaats": {long}, "telefoon": {long}, "nacht": {long}, "soort": {"kasteel"},
		"postcode": {"7081", "0123 AB", "7081 bn", "7081 B1"}, "positie": {"hier", "51", "91, 6", "51, 181", "51.8, 0"}, "zone": {"", "Nederland", "Local"},
		"balie-0": {"", long}, "balie-0-kan": {"", " , "},
	}
	before := webtest.Sequence(t, a)
	for field, values := range bad {
		for _, value := range values {
			typed := with(form, "uren-nl", "Maandag <open>", field, value)
			answer, body := p.Post(officePage+"hal", typed)
			if answer.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, `id="`+field+`-fout"`) {
				t.Errorf("%s = %.20q answers %d without the fault at its field", field, value, answer.StatusCode)
				continue
			}
			shown := officeForm(t, body)
			for name := range typed {
				if name != account.TokenField && name != "soort" && shown.Get(name) != typed.Get(name) {
					t.Errorf("%s is bad: %s shows %q and %q was typed", field, name, shown.Get(name), typed.Get(name))
				}
			}
		}
	}
	if after := webtest.Sequence(t, a); after != before {
		t.Errorf("refused forms were kept: %d, then %d", before, after)
	}
}

// TestAnOfficeIsChangedUndoneAndCopied, and saved as it is it is not changed.
func TestAnOfficeIsChangedUndoneAndCopied(t *testing.T) {
	a, p, form := officeManager(t)
	if answer, _ := p.Post(officePage+"hal", form); answer.Header.Get("Location") != officePage+"hal?gemaakt=" {
		t.Errorf("saved as it is: %d %s", answer.StatusCode, answer.Header.Get("Location"))
	}
	answer, body := p.Post(officePage+"hal", with(form, "naam", "Stadhuis", "balie-1", "Balie 2", "balie-1-kan", "pas, rijbewijs"))
	if answer.StatusCode != 303 {
		t.Fatalf("saving answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	if o := officeNow(t, a, "hal"); o.Name != "Stadhuis" || len(o.Desks) != 2 || o.Desks[1].ID != "hal-1-2" || len(o.Openings) != 1 {
		t.Errorf("saved as %+v", o)
	}
	_, body = p.Send("GET", answer.Header.Get("Location"), "")
	made := unescape(webtest.Field(t, regexp.MustCompile(`name="gemaakt" value="([^"]+)"`), body))
	if answer, body := p.Post(officePage+"hal/ongedaan", url.Values{"gemaakt": {made}}); answer.StatusCode != 303 {
		t.Fatalf("undoing answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	if o := officeNow(t, a, "hal"); o.Name != "Raadhuis" || len(o.Desks) != 1 {
		t.Errorf("undone it is %s with %d desks", o.Name, len(o.Desks))
	}
	_, body = p.Send("GET", officePage+"nieuw?kopie=hal", "")
	answer, body = p.Post(officePage+"nieuw", with(officeForm(t, body), "naam", "Bibliotheek"))
	if answer.StatusCode != 303 {
		t.Fatalf("copying answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	o := officeNow(t, a, "bibliotheek")
	if len(o.Desks) != 1 || o.Desks[0].ID != "bibliotheek-1" || len(o.Openings) != 1 || o.Openings[0].Desk != "bibliotheek-1" || !o.Desks[0].Can([]string{"pas"}) {
		t.Errorf("the copy is %+v", o)
	}
	_, list := p.Send("GET", "/medewerker/beheer/locaties", "")
	webtest.Wants(t, "the list", list, "Bibliotheek", "Raadhuis")
}

// TestWithdrawingAnOfficeShowsItsEffectFirst, and so does taking away a desk that somebody comes to.
func TestWithdrawingAnOfficeShowsItsEffectFirst(t *testing.T) {
	a, p, form := officeManager(t)
	webtest.Booked(t, a, "Jansen", 108)
	for _, typed := range []url.Values{with(form, "balie-0", "", "balie-0-kan", "", "balie-1", "Balie 9", "balie-1-kan", "iets"), {"doe": {"intrekken"}}} {
		answer, body := p.Post(officePage+"hal", with(typed))
		webtest.Wants(t, "what if", body, webtest.Dutch.T("config.product.withdraw.nothing"), webtest.Dutch.N("config.product.withdraw.touches", 1))
		webtest.Lacks(t, "what if", body, "Jansen")
		if o := officeNow(t, a, "hal"); answer.StatusCode != 200 || o.Withdrawn() || len(o.Desks) != 1 || o.Desks[0].Name != "Balie 1" {
			t.Fatalf("looking answers %d and changed it: %+v", answer.StatusCode, o.Desks)
		}
		if answer, _ := p.Post(officePage+"hal", with(typed, "gezien", "iets anders")); answer.StatusCode != http.StatusConflict {
			t.Errorf("confirming what was not shown answers %d", answer.StatusCode)
		}
		confirm := officeForm(t, body)
		answer, body = p.Post(officePage+"hal", confirm)
		if answer.StatusCode != 303 {
			t.Fatalf("confirming answers %d %s", answer.StatusCode, webtest.Said(body))
		}
		_, id, some := strings.Cut(answer.Header.Get("Location"), "wijziging=")
		if !some {
			break
		}
		_, body = p.Send("GET", answer.Header.Get("Location"), "")
		webtest.Wants(t, "saved", body, webtest.Dutch.T("config.product.takeback"))
		if answer, body := p.Post(officePage+"hal/terugdraaien", url.Values{"wijziging": {id}}); answer.StatusCode != 303 || officeNow(t, a, "hal").Desks[0].Name != "Balie 1" {
			t.Errorf("taking it back answers %d %s", answer.StatusCode, webtest.Said(body))
		}
	}
	if !officeNow(t, a, "hal").Withdrawn() {
		t.Error("it is not withdrawn")
	}
}
