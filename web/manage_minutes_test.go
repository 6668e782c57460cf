package web_test

import (
	"net/url"
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

// TestMinutesOfAnOfficeAndBuffersAreSetOnScreen: they are on the page of a product, kept, and refused at their field.
func TestMinutesOfAnOfficeAndBuffersAreSetOnScreen(t *testing.T) {
	a := webtest.Town(t)
	p := webtest.SignedIn(t, a, "beheer", account.Manager)
	form := url.Values{"naam-nl": {"Pas aanvragen"}, "kort-nl": {"Pas"}, "minuten": {"10"}, "erbij": {"0"}, "vooraf": {"7"}, "achteraf": {"10"}, "meeste": {"2"}, "minuten-bij-hal": {"3"},
		"melden": {"0"}, "vooruit": {"30"}, "gezien": {"1"}, "klaar": {"0"}, "spoeddagen": {"0"}, "vaak": {"0"}, "kunnen": {"pas"}}
	answer, body := p.Post("/medewerker/beheer/product/pas", form)
	if answer.StatusCode != 422 || !strings.Contains(body, "in stappen van 5") || !strings.Contains(body, "Vul 5 tot en met 240 minuten in.") {
		t.Fatalf("buffers of 7 and 3 minutes at an office answer %d", answer.StatusCode)
	}
	form.Set("vooraf", "5")
	form.Set("minuten-bij-hal", "20")
	if answer, body := p.Post("/medewerker/beheer/product/pas", form); answer.StatusCode != 303 {
		t.Fatalf("saving answers %d: %s", answer.StatusCode, body)
	}
	webtest.View(t, a, func(r ledger.Reader) error {
		pas, err := catalogue.ProductByID(r, "pas")
		if pas.Before != 5 || pas.After != 10 || pas.MinutesAt["hal"] != 20 {
			t.Errorf("kept %+v", pas)
		}
		return err
	})
	if _, body := p.Send("GET", "/afspraak/tijd?p=pas.1", ""); !strings.Contains(body, "20\u00a0minuten") {
		t.Error("residents are not told how long it takes at the office")
	}
}
