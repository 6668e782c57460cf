package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

// TestWhatToBringByAgeIsSaidWhereverSomebodyReadsWhatToBring from the page of the product to that of the appointment,
// and to the colleague on the telephone.
func TestWhatToBringByAgeIsSaidWhereverSomebodyReadsWhatToBring(t *testing.T) {
	a := webtest.Town(t)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		p, err := catalogue.ProductByID(tx, "pas")
		p.ByAge = []catalogue.Ages{
			{Under: 12, Bring: map[string][]string{"nl": {"Toestemming van beide ouders"}}}, {From: 12, Under: 18, Bring: map[string][]string{"nl": {"Een schoolpas"}}}, {From: 65, Bring: map[string][]string{"nl": {"Een leesbril"}}},
		}
		p.Texts["nl"] = catalogue.ProductText{Name: "Pas aanvragen", Short: "Pas", Each: []string{"Een pasfoto"}}
		if err != nil {
			return err
		}
		return catalogue.PutProduct(tx, p)
	})
	lines := []string{"Een pasfoto", "Kind onder 12 jaar: Toestemming van beide ouders", "12 tot en met 17 jaar: Een schoolpas", "Vanaf 65 jaar: Een leesbril"}
	_, body := webtest.Ask(t, a, "GET", "/afspraak?p=pas.1", "")
	webtest.Wants(t, "the product", body, lines...)
	form := heldForm(t, a)
	_, body = webtest.Ask(t, a, "POST", "/afspraak/gegevens", form.Encode())
	webtest.Wants(t, "the check", body, lines...)
	made := webtest.Booked(t, a, "Riet", 144)
	_, body = webtest.Ask(t, a, "GET", "/a/"+string(made.ID), "", "Cookie", webtest.PassFor(t, a, made))
	webtest.Wants(t, "the appointment", body, lines...)
	p := webtest.SignedIn(t, a, "ilse", account.Counter)
	answer, body := p.Send("GET", "/medewerker/telefoon/nieuw?"+url.Values{"wat1": {"Pas"}, "personen1": {"1"}}.Encode(), "")
	if answer.StatusCode != http.StatusOK {
		t.Fatal(answer.Status)
	}
	webtest.Wants(t, "the telephone", body, lines...)
}
