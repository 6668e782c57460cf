package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

// TestGroupsAreAddedChangedAndDeletedOnScreen: residents see each at once; one with products is not deleted, and says
// which; undoing gives it back.
func TestGroupsAreAddedChangedAndDeletedOnScreen(t *testing.T) {
	a := webtest.Town(t)
	p := webtest.SignedIn(t, a, "beheer", account.Manager)
	const path = "/medewerker/beheer/groepen"
	for name, field := range map[string]string{"": "naam-nl", strings.Repeat("x", 121): "naam-nl"} {
		if answer, body := p.Post(path, url.Values{"naam-nl": {name}, "naam-en": {"Kept"}}); answer.StatusCode != 422 || !strings.Contains(body, `id="`+field+`-fout"`) || !strings.Contains(body, `value="Kept"`) {
			t.Errorf("%.20q answers %d", name, answer.StatusCode)
		}
	}
	if answer, body := p.Post(path, url.Values{"naam-nl": {"Tuin en <groen>"}, "naam-de": {"Garten"}, "plaats": {"1"}, "plaatje": {"leaf"}}); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("adding answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		product, err := catalogue.ProductByID(tx, "pas")
		if product.Group = "tuin-en-groen"; err == nil {
			err = catalogue.PutProduct(tx, product)
		}
		return err
	})
	_, body := webtest.Ask(t, a, "GET", "/?groep=tuin-en-groen", "")
	webtest.Wants(t, "the first page", body, "Tuin en &lt;groen&gt;", "Pas aanvragen")
	_, body = webtest.Ask(t, a, "GET", "/de/?groep=tuin-en-groen", "")
	webtest.Wants(t, "the first page in German", body, "Garten")
	_, body = p.Send("GET", productPage+"pas", "")
	webtest.Wants(t, "the product", body, `<option value="tuin-en-groen" selected>`)
	answer, body := p.Post(path+"/weg", url.Values{"welke": {"tuin-en-groen"}})
	if answer.StatusCode != http.StatusConflict {
		t.Errorf("deleting one with a product answers %d", answer.StatusCode)
	}
	webtest.Wants(t, "what refers", body, "Dit verwijst er nog naar", productPage+"pas", "het product Pas aanvragen")
	answer, _ = p.Post(path+"/weg", url.Values{"welke": {"marry"}})
	if _, body := p.Send("GET", answer.Header.Get("Location"), ""); !strings.Contains(body, "Deze groep staat niet op de eerste pagina") {
		t.Errorf("one of ours without products stays: %d", answer.StatusCode)
	}
	where, _ := url.Parse(answer.Header.Get("Location"))
	p.Post(path+"/terug", url.Values{"wat": {"marry"}, "versie": {where.Query().Get("versie")}})
	if _, body := p.Send("GET", path, ""); strings.Contains(body, "Deze groep staat niet op de eerste pagina") {
		t.Error("undoing does not give it back")
	}
}

// TestSkillsSayWhoHasThem: a skill that a product asks for or a desk has is not deleted; one that nobody uses is, and a
// name for people never changes what desks and products carry.
func TestSkillsSayWhoHasThem(t *testing.T) {
	a := webtest.Town(t)
	p := webtest.SignedIn(t, a, "beheer", account.Manager)
	const path = "/medewerker/beheer/vaardigheden"
	_, body := p.Send("GET", path, "")
	webtest.Wants(t, "the list", body, "het product Pas aanvragen", "Balie 1 in Raadhuis")
	if answer, body := p.Post(path, url.Values{"welke": {"pas"}, "naam-nl": {"Reisdocumenten"}}); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("naming answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	_, body = p.Send("GET", path+"?welke=pas", "")
	webtest.Wants(t, "the history", body, "Geschiedenis", "Reisdocumenten", "Iemand beheer")
	if product := productNow(t, a, "pas"); product.Skill != "pas" {
		t.Errorf("the product asks for %q", product.Skill)
	}
	answer, body := p.Post(path+"/weg", url.Values{"welke": {"pas"}})
	if answer.StatusCode != http.StatusConflict {
		t.Errorf("deleting one in use answers %d", answer.StatusCode)
	}
	webtest.Wants(t, "what refers", body, officePage+"hal", "Reisdocumenten")
	p.Post(path, url.Values{"naam-nl": {"Rijbewijs omzetten"}})
	_, body = p.Send("GET", productPage+"pas", "")
	webtest.Wants(t, "the product", body, `<option value="rijbewijs-omzetten">`)
	if answer, _ := p.Post(path+"/weg", url.Values{"welke": {"rijbewijs-omzetten"}}); answer.StatusCode != http.StatusSeeOther {
		t.Errorf("deleting one that nobody uses answers %d", answer.StatusCode)
	}
	if _, body := p.Send("GET", path, ""); strings.Contains(body, "Rijbewijs omzetten") {
		t.Error("it is still there")
	}
}
