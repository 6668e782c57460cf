package web_test

import (
	"net/url"
	"regexp"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

const textsPage = "/medewerker/beheer/teksten"

var undoNumber = regexp.MustCompile(`name="versie" value="([0-9]+)"`)

func townManager(t *testing.T) (*webtest.App, *webtest.Person) {
	t.Helper()
	a := webtest.Town(t)
	return a, webtest.SignedIn(t, a, "beheer", account.Manager)
}

func municipality(t *testing.T, a *webtest.App) (m *catalogue.Municipality) {
	t.Helper()
	webtest.View(t, a, func(r ledger.Reader) (err error) { m, err = catalogue.MunicipalityOf(r); return err })
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
