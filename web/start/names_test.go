package start_test

import (
	"net/url"
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/start"
	"balie/web/webtest"
)

// TestANameOfTheNationalListBecomesAProduct: it is found beside the models, ticked, and then the municipality's own.
func TestANameOfTheNationalListBecomesAProduct(t *testing.T) {
	p := newcomer(t)
	webtest.Write(t, p.A, func(tx *ledger.Tx) error {
		return catalogue.PutUPLNames(tx, []catalogue.UPLName{{Name: "hondenbelasting", URI: "http://standaarden.overheid.nl/owms/terms/hondenbelasting"},
			{Name: "paspoort", URI: "http://standaarden.overheid.nl/owms/terms/paspoort"}})
	})
	took(t, p, "gemeente", municipality)
	took(t, p, "locatie", office)
	took(t, p, "balies", desk)
	_, body := p.Post(start.Path+"/producten", url.Values{"doe": {"zoek"}, "zoek": {"honden"}, "product": {"paspoort"}})
	if !strings.Contains(body, "Andere landelijke namen") || strings.Count(body, "owms/terms/") != 1 {
		t.Fatal("the name is not found, or a model twice")
	}
	took(t, p, "producten", url.Values{"naam-upl": {"http://standaarden.overheid.nl/owms/terms/hondenbelasting", "http://elders.example/x"}})
	want(t, p, "/afspraak?product=hondenbelasting", "Hondenbelasting", "15\u00a0minuten")
	webtest.View(t, p.A, func(r ledger.Reader) error {
		one, err := catalogue.ProductByUPL(r, "hondenbelasting")
		if one.ID != "hondenbelasting" {
			t.Errorf("the product is %+v", one)
		}
		return err
	})
	for _, wrong := range [][]catalogue.UPLName{nil, make([]catalogue.UPLName, 10_001)} {
		err := p.A.Options.Ledger.Update(t.Context(), "system", func(tx *ledger.Tx) error { return catalogue.PutUPLNames(tx, wrong) })
		if ledger.KeyOf(err) != catalogue.ErrNames.Key {
			t.Errorf("a list of %d names is refused with %v", len(wrong), err)
		}
	}
}
