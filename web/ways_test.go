package web_test

import (
	"net/http"
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

// TestResidentsReadTheWaysInTheOrderOfTheMunicipality: the standard way first and said to be it, and never a way that the
// product does not have, whatever the order names.
func TestResidentsReadTheWaysInTheOrderOfTheMunicipality(t *testing.T) {
	a, p, form := manager(t)
	form.Set("onlineadres", "https://voorbeeld.nl/pas")
	form.Set("thuis", "bring")
	form.Set("manier-counter", "1")
	form.Set("manier-online", "3")
	form.Set("manier-stop", "2")
	if answer, body := p.Post(productPage+"pas", form); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("saving answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	_, body := webtest.Ask(t, a, "GET", "/afspraak?product=pas", "")
	said := webtest.Said(body)
	counter, online, home := strings.Index(said, "Aan de balie: Raadhuis Dit gaat meestal het snelst."), strings.Index(said, "Zelf, op internet"), strings.Index(said, "Wij komen bij u thuis")
	if counter < 0 || online < counter || home < online || strings.Contains(said, "bij de halte van") {
		t.Errorf("the ways are said at %d, %d and %d: %s", counter, online, home, said)
	}
	form.Set("onlineadres", "")
	form.Set("thuis", "")
	form.Set("gezien", "2")
	p.Post(productPage+"pas", form)
	if _, body := webtest.Ask(t, a, "GET", "/afspraak?product=pas", ""); strings.Contains(body, "Zo kunt u dit regelen") {
		t.Error("one way alone is a list")
	}
	err := a.Options.Ledger.Update(t.Context(), "system", func(tx *ledger.Tx) error {
		product, err := catalogue.ProductByID(tx, "pas")
		if product.Ways = []catalogue.Way{"online", "fax"}; err == nil {
			err = catalogue.PutProduct(tx, product)
		}
		return err
	})
	if ledger.KeyOf(err) != catalogue.ErrSetup.Key {
		t.Errorf("an unknown way is %v", err)
	}
}

// TestWhyIsAskedFromWhereTimesAreMissing: the product, the empty hours, the year and the telephone lead to it, for who
// may ask.
func TestWhyIsAskedFromWhereTimesAreMissing(t *testing.T) {
	a := webtest.Town(t)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		d := catalogue.NewDraft(tx, catalogue.Configuration)
		if err := d.PutDesk("hal", catalogue.Desk{ID: "hal-2", Name: "Balie 2", Skills: []string{"pas"}}); err != nil {
			return err
		}
		return catalogue.Apply(tx, d.Changes())
	})
	boss, phone := webtest.SignedIn(t, a, "beheer", account.Manager), webtest.SignedIn(t, a, "ilse", account.Counter)
	for path, want := range map[string]string{
		productPage + "pas": "/medewerker/waarom?product=pas", "/medewerker/beheer/uren?locatie=hal": "/medewerker/waarom?dag=", "/medewerker/beheer/jaar?locatie=hal": "/medewerker/waarom?dag=",
	} {
		if _, body := boss.Send("GET", path, ""); !strings.Contains(body, want) {
			t.Errorf("%s leads nowhere", path)
		}
	}
	_, body := phone.Send("GET", "/medewerker/telefoon/nieuw?wat1=Pas&personen1=2&locatie=hal", "")
	webtest.Wants(t, "the telephone", unescape(body), "/medewerker/waarom?locatie=hal&personen=2&product=pas")
	if answer, body := phone.Send("GET", "/medewerker/waarom?locatie=hal&personen=2&product=pas&dag=2026-12-05&tijd=10.00", ""); answer.StatusCode != http.StatusOK || !strings.Contains(body, `id="antwoord"`) {
		t.Errorf("it answers %d", answer.StatusCode)
	}
}
