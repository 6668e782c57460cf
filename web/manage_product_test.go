package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/account"
	"balie/web/webtest"
)

const productPage = "/medewerker/beheer/product/"

var (
	inputs    = regexp.MustCompile(`(?s)<input([^>]*)>`)
	textareas = regexp.MustCompile(`(?s)<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>`)
	selects   = regexp.MustCompile(`(?s)<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>`)
	chosen    = regexp.MustCompile(`<option value="([^"]*)" selected`)
	attribute = regexp.MustCompile(`([a-z-]+)="([^"]*)"`)
)

// formOn is the form of a product as a browser would send it again.
func formOn(t *testing.T, body string) url.Values {
	t.Helper()
	_, body, _ = strings.Cut(body, `id="product"`)
	body, preview, _ := strings.Cut(body, `class="balie-preview"`)
	_, bar, _ := strings.Cut(preview, "balie-savebar")
	form := url.Values{}
	for _, m := range inputs.FindAllStringSubmatch(body+bar, -1) {
		of := map[string]string{}
		for _, a := range attribute.FindAllStringSubmatch(m[1], -1) {
			of[a[1]] = unescape(a[2])
		}
		if of["name"] != "" && (of["type"] != "checkbox" || strings.Contains(m[1], " checked")) {
			form.Set(of["name"], of["value"])
		}
	}
	for _, m := range textareas.FindAllStringSubmatch(body, -1) {
		form.Set(m[1], unescape(m[2]))
	}
	for _, m := range selects.FindAllStringSubmatch(body, -1) {
		form.Set(m[1], "")
		if is := chosen.FindStringSubmatch(m[2]); is != nil {
			form.Set(m[1], unescape(is[1]))
		}
	}
	if !form.Has("naam-nl") {
		t.Fatal("no form of a product")
	}
	return form
}

func unescape(s string) string {
	return strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(s)
}

// manager is a functional manager of a town, and the form of its product.
func manager(t *testing.T) (*webtest.App, *webtest.Person, url.Values) {
	t.Helper()
	a := webtest.Town(t)
	p := webtest.SignedIn(t, a, "beheer", account.Manager)
	_, body := p.Send("GET", productPage+"pas", "")
	return a, p, formOn(t, body)
}

func productNow(t *testing.T, a *webtest.App, id string) (p catalogue.Product) {
	t.Helper()
	if err := a.Options.Ledger.View(func(r ledger.Reader) (err error) {
		p, err = catalogue.ProductByID(r, catalogue.ProductID(id))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestEveryFieldOfAProductIsCheckedAndNothingTypedIsLost: each bad answer is refused at its field, and every other
// field stands as it was typed.
func TestEveryFieldOfAProductIsCheckedAndNothingTypedIsLost(t *testing.T) {
	a, p, form := manager(t)
	long := strings.Repeat("lang ", 500)
	bad := map[string][]string{
		"naam-nl": {"", strings.Repeat("x", 121)}, "kort-nl": {"  ", strings.Repeat("x", 121)}, "intro-nl": {long}, "onlinetekst-nl": {long},
		"mee-nl": {strings.Repeat("regel\n", 21)}, "elk-nl": {strings.Repeat("regel\n", 21)}, "wie-nl": {strings.Repeat("regel\n", 21)}, "woorden-nl": {strings.Repeat("woord\n", 21)},
		"kort-en": {strings.Repeat("x", 121)}, "naam-de": {strings.Repeat("x", 121)},
		"minuten": {"", "4", "241", "tien", "1e2", "-5", "99999999999999999999"}, "erbij": {"", "121", "-1"}, "meeste": {"0", "11", "x"},
		"melden": {"-1", "x", ""}, "vooruit": {"0", "401", ""}, "klaar": {"61", "-1"}, "spoeddagen": {"61", "x"}, "vaak": {"-1", "x"},
		"kunnen": {"", "\u200b"}, "manier": {"fax"}, "thuis": {"altijd"}, "haast": {"zomaar"}, "tweeen": {"ja"},
		"upladres": {"paspoort", "javascript:alert(1)", "https://"}, "zaaktype": {"ftp://x/y"}, "onlineadres": {"//x", "https://a b"},
		"bedrag-0": {"gratis", "8,5", "-1"}, "bedrag-0-nl": {""}, "bedrag-0-vanaf": {"", "31-12-2026", "2026-02-30"}, "leeftijd-0-tot": {"x", "-1", "5", "121"}, "leeftijd-0-nl": {""}, "vanaf": {"gisteren", "2026-11-29", "2099-01-01"},
	}
	form.Set("naam-en", "Apply for a pass")
	form.Set("kort-en", "Pass")
	form.Set("naam-de", "Pass beantragen")
	form.Set("kort-de", "Pass")
	form.Set("leeftijd-0-van", "5")
	form.Set("leeftijd-0-tot", "12")
	form.Set("leeftijd-0-nl", "Toestemming")
	form.Set("bedrag-0", "12,50")
	form.Set("bedrag-0-nl", "volwassene")
	form.Set("bedrag-0-vanaf", "2026-01-01")
	for field, values := range bad {
		for _, value := range values {
			typed := url.Values{}
			for name := range form {
				typed.Set(name, form.Get(name))
			}
			typed.Set(field, value)
			if field != "intro-nl" {
				typed.Set("intro-nl", "Wat ik net <b>typte</b>")
			}
			answer, body := p.Post(productPage+"pas", typed)
			if answer.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(body, `id="`+field+`-fout"`) || !strings.Contains(body, `href="#`+field+`"`) {
				t.Errorf("%s = %.20q answers %d without the fault at its field", field, value, answer.StatusCode)
				continue
			}
			wantsTyped(t, field, typed, formOn(t, body))
		}
	}
	if got := productNow(t, a, "pas"); got.Version() != 1 {
		t.Errorf("a refused form was kept: version %d", got.Version())
	}
}

func wantsTyped(t *testing.T, field string, typed, shown url.Values) {
	t.Helper()
	for name := range typed {
		if slices.Contains([]string{account.TokenField, "gezien", "manier", "thuis", "haast"}, name) {
			continue // a choice that there is not cannot be shown
		}
		if shown.Get(name) != typed.Get(name) {
			t.Errorf("%s is bad: %s shows %.40q and %.40q was typed", field, name, shown.Get(name), typed.Get(name))
		}
	}
}

// TestAProductSavedAsItIsIsNoChange over HTTP, and one that is saved is undone with one press.
func TestAProductSavedAsItIsIsNoChange(t *testing.T) {
	a, p, form := manager(t)
	if answer, _ := p.Post(productPage+"pas", form); answer.Header.Get("Location") != productPage+"pas?gedaan=same" || productNow(t, a, "pas").Version() != 1 {
		t.Fatalf("saved as it is: %s, version %d", answer.Header.Get("Location"), productNow(t, a, "pas").Version())
	}
	webtest.Booked(t, a, "Jansen", 108)
	form.Set("minuten", "25")
	answer, _ := p.Post(productPage+"pas", form)
	_, body := p.Send("GET", answer.Header.Get("Location"), "")
	webtest.Wants(t, "saved", body, webtest.Dutch.T("config.product.saved"), webtest.Dutch.N("config.product.keeping", 1), webtest.Dutch.T("config.product.undo"))
	if productNow(t, a, "pas").Minutes != 25 {
		t.Fatal("the minutes were not saved")
	}
	if answer, body := p.Post(productPage+"pas", form); answer.StatusCode != http.StatusConflict {
		t.Errorf("a form from before the change answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	p.Post(productPage+"pas/ongedaan", url.Values{"versie": {"2"}})
	if got := productNow(t, a, "pas").Minutes; got != 10 {
		t.Errorf("undone, it takes %d minutes", got)
	}
	if answer, _ := p.Post(productPage+"pas/ongedaan", url.Values{"versie": {"2"}}); answer.StatusCode != http.StatusConflict {
		t.Errorf("undone twice answers %d", answer.StatusCode)
	}
	if answer, _ := p.Post(productPage+"pas/terugzetten", url.Values{"versie": {"2"}}); answer.StatusCode != 303 || productNow(t, a, "pas").Minutes != 25 {
		t.Errorf("put back answers %d and takes %d minutes", answer.StatusCode, productNow(t, a, "pas").Minutes)
	}
}

// TestAProductBeginsOnItsDay: a new one and a change from a later day are seen by residents on that day.
func TestAProductBeginsOnItsDay(t *testing.T) {
	a, p, form := manager(t)
	for _, name := range []string{"gezien", "naam-nl", "kort-nl", "vanaf"} {
		form.Set(name, map[string]string{"gezien": "0", "naam-nl": "Visakte!", "kort-nl": "Vis", "vanaf": "2026-12-07"}[name])
	}
	answer, body := p.Post(productPage+"nieuw", form)
	if answer.StatusCode != 303 || !strings.HasPrefix(answer.Header.Get("Location"), productPage+"visakte?") {
		t.Fatalf("a new product answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	_, list := p.Send("GET", "/medewerker/beheer/producten", "")
	webtest.Wants(t, "the list", list, "Visakte!", webtest.Dutch.T("config.product.state.coming", "day", webtest.Dutch.Date(calendar.DateOf(2026, 12, 7))))
	err := a.Options.Ledger.View(func(r ledger.Reader) error {
		c, err := catalogue.Of(r)
		if err != nil {
			return err
		}
		if _, err := c.Product("visakte"); ledger.KeyOf(err) != "product.unknown" {
			t.Errorf("today: %v", err)
		}
		then, err := c.On(calendar.DateOf(2026, 12, 7))
		if err != nil {
			return err
		}
		_, err = then.Product("visakte")
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if answer, _ := p.Post(productPage+"visakte/verwijderen", url.Values{}); answer.StatusCode != 303 {
		t.Errorf("what nothing refers to cannot be deleted: %d", answer.StatusCode)
	}
	if answer, _ := p.Send("GET", productPage+"visakte", ""); answer.StatusCode != http.StatusNotFound {
		t.Errorf("deleted, its page answers %d", answer.StatusCode)
	}
}

// TestWithdrawingShowsItsEffectFirst: with an appointment it is confirmed as it was seen and can be taken back;
// without one it is done at once.
func TestWithdrawingShowsItsEffectFirst(t *testing.T) {
	a, p, _ := manager(t)
	answer, _ := p.Post(productPage+"pas/intrekken", url.Values{})
	if at := answer.Header.Get("Location"); !strings.HasPrefix(at, productPage+"pas?gedaan=withdrawn&versie=2") || !productNow(t, a, "pas").Withdrawn() {
		t.Fatalf("without an appointment: %d %s", answer.StatusCode, at)
	}
	p.Post(productPage+"pas/ongedaan", url.Values{"versie": {"2"}})
	made := webtest.Booked(t, a, "Jansen", 108)
	if answer, body := p.Post(productPage+"pas/verwijderen", url.Values{}); answer.StatusCode != http.StatusConflict {
		t.Errorf("deleting it answers %d %s", answer.StatusCode, webtest.Said(body))
	} else {
		webtest.Wants(t, "in use", body, webtest.Dutch.N("config.product.uses.appointments", 1))
	}
	answer, _ = p.Post(productPage+"pas/intrekken", url.Values{})
	_, body := p.Send("GET", answer.Header.Get("Location"), "")
	webtest.Wants(t, "what if", body, webtest.Dutch.T("config.product.withdraw.nothing"), webtest.Dutch.N("config.product.withdraw.touches", 1), webtest.Dutch.N("config.product.withdraw.call", 1))
	webtest.Lacks(t, "what if", body, "Jansen")
	if productNow(t, a, "pas").Withdrawn() {
		t.Fatal("looking changed it")
	}
	if answer, _ := p.Post(productPage+"pas/intrekken", url.Values{"gezien": {"iets anders"}}); answer.StatusCode != http.StatusConflict || productNow(t, a, "pas").Withdrawn() {
		t.Errorf("confirming what was not shown answers %d", answer.StatusCode)
	}
	seen := webtest.Field(t, regexp.MustCompile(`name="gezien" value="([^"]+)"`), body)
	answer, _ = p.Post(productPage+"pas/intrekken", url.Values{"gezien": {seen}})
	at := answer.Header.Get("Location")
	_, body = p.Send("GET", at, "")
	webtest.Wants(t, "withdrawn", body, webtest.Dutch.N("config.product.withdrawn", 1), webtest.Dutch.T("config.product.takeback"))
	_, id, _ := strings.Cut(at, "wijziging=")
	if answer, _ := p.Post(productPage+"pas/terugdraaien", url.Values{"wijziging": {id}}); answer.StatusCode != 303 || productNow(t, a, "pas").Withdrawn() {
		t.Errorf("taking it back answers %d", answer.StatusCode)
	}
	if err := a.Options.Ledger.View(func(r ledger.Reader) error {
		b, err := booking.AppointmentByID(r, made.ID)
		if b.State != booking.Booked {
			t.Errorf("the appointment is %s", b.State)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}

// TestAHiddenProductIsForColleaguesAlone: it stands in no list of residents and they cannot hold a time for it.
func TestAHiddenProductIsForColleaguesAlone(t *testing.T) {
	a, p, form := manager(t)
	form.Set("verborgen", "ja")
	if answer, body := p.Post(productPage+"pas", form); answer.StatusCode != 303 {
		t.Fatalf("hiding answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	_, home := webtest.Ask(t, a, "GET", "/?q=pas", "")
	webtest.Lacks(t, "the first page", home, "Pas aanvragen")
	err := a.Options.Ledger.Update(t.Context(), "system", func(tx *ledger.Tx) error {
		_, err := booking.TakeHold(tx, booking.NewVisitKey(), catalogue.Wish{{Product: "pas", Persons: 1}}, supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 1), Start: 108})
		return err
	})
	if ledger.KeyOf(err) != "product.hidden" {
		t.Errorf("holding it: %v", err)
	}
}

// TestHardWordsAreReplacedWithoutSaving, and everything else stands as it was typed.
func TestHardWordsAreReplacedWithoutSaving(t *testing.T) {
	a, p, form := manager(t)
	form.Set("intro-nl", "Indien u belt, helpen wij.")
	form.Set("minuten", "17")
	form.Set("vervang", "intro-nl.0")
	answer, body := p.Post(productPage+"pas", form)
	shown := formOn(t, body)
	if answer.StatusCode != 200 || shown.Get("intro-nl") != "Als u belt, helpen wij." || shown.Get("minuten") != "17" || productNow(t, a, "pas").Version() != 1 {
		t.Errorf("%d %v", answer.StatusCode, shown)
	}
}
