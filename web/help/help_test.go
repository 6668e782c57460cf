package help_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"balie/queue/forecast"
	"balie/web/account"
	"balie/web/webtest"
)

// TestAColleagueComesToHelp: the request stands on every page of who said that they can, opens the
// desk, and is gone for everybody else.
func TestAColleagueComesToHelp(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna := d.At("anna", "hal-1")
	helper := webtest.SignedIn(t, d.App, "helper", account.Counter)
	second := webtest.SignedIn(t, d.App, "tweede", account.Counter)
	for _, p := range []*webtest.Person{helper, second} {
		if answer, _ := p.Post("/medewerker/helpen", url.Values{"locatie": {"hal"}, "kan": {"ja"}}); answer.StatusCode != 303 {
			t.Fatalf("offering help answers %d", answer.StatusCode)
		}
	}
	if _, body := helper.Send("GET", "/medewerker/helpen", ""); !strings.Contains(webtest.Said(body), "U krijgt een vraag als het nodig is") || strings.Contains(body, "Kunt u even helpen?") {
		t.Errorf("%s", webtest.Said(body))
	}
	crowd(d, anna)
	if n, err := forecast.Watch(context.Background(), d.Options.Ledger); err != nil || n != 1 {
		t.Fatalf("%d requests: %v", n, err)
	}
	_, body := helper.Send("GET", "/medewerker/ik", "")
	if text := webtest.Said(body); !strings.Contains(text, "Kunt u even helpen?") || !strings.Contains(text, "Balie 2 is vrij") || strings.Contains(text, webtest.Canary) {
		t.Errorf("%s", text)
	}
	_, part := helper.Send("GET", "/medewerker/helpen/nu", "")
	form := url.Values{"locatie": {hiddenValue(part, "locatie")}, "vraag": {hiddenValue(part, "vraag")}}
	if answer, _ := second.Post("/medewerker/helpen/niet", form); answer.StatusCode != 303 {
		t.Errorf("not now answers %d", answer.StatusCode)
	}
	if _, body := second.Send("GET", "/medewerker/helpen/nu", ""); strings.Contains(body, "vraag") {
		t.Errorf("who cannot now still sees it: %s", body)
	}
	lead := webtest.SignedIn(t, d.App, "leider", account.TeamLead)
	if _, body := lead.Send("GET", "/medewerker/vandaag", ""); !strings.Contains(webtest.Said(body), "Laat Balie 2 opengaan. Dan is A") {
		t.Errorf("the team lead sees %s", webtest.Said(body))
	}
	if answer, body := helper.Post("/medewerker/helpen/kom", form); answer.StatusCode != 303 || answer.Header.Get("Location") != "/medewerker/balie" {
		t.Fatalf("coming answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	if answer, body := second.Post("/medewerker/helpen/kom", form); answer.StatusCode != 409 || !strings.Contains(webtest.Said(body), "De hulp is niet meer nodig") {
		t.Errorf("who comes second: %d %s", answer.StatusCode, webtest.Said(body))
	}
	if _, body := helper.Send("GET", "/medewerker/balie", ""); !strings.Contains(webtest.Said(body), "Balie 2") {
		t.Errorf("the workplace says %s", webtest.Said(body))
	}
}

// crowd fills the one desk at work with a long visit, and the hall with an appointments that are due.
func crowd(d *webtest.DeskTown, anna *webtest.Colleague) {
	d.T.Helper()
	long := d.WalkIn("schuld")
	anna.Press("volgende")
	anna.Does("begin", long.ID)
	for range 2 {
		d.Arrives("pas", "nl")
	}
	d.Now = d.Now.Add(6 * time.Minute)
}

// hiddenValue is what a hidden field of a form carries.
func hiddenValue(body, name string) string {
	_, rest, _ := strings.Cut(body, `name="`+name+`" value="`)
	value, _, _ := strings.Cut(rest, `"`)
	return value
}
