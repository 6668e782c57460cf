package web_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/booking/supply"
	"balie/outreach"
	"balie/web/route"
	"balie/web/webtest"
)

// moment is a text that is nothing but a day, a time, or a stretch of time.
var moment = regexp.MustCompile(`^(?:[a-z]+ )?[0-9]{1,2} (?:december|november)(?: [0-9]{4})?[,.]?(?: (?:om )?[0-9]{1,2}[.:][0-9]{2}(?: uur)?)?$|^[0-9]{1,2}[.][0-9]{2}(?: tot [0-9]{1,2}[.][0-9]{2})?(?: uur)?$`)

// exactTown is a town with everything that a resident can look at, and where each page of theirs is.
type exactTown struct {
	p     *webtest.Person
	exact []string            // codes and names
	at    map[string][]string // route → addresses
}

func newExactTown(t *testing.T) (a *webtest.App, e exactTown) {
	a, _ = webtest.BusTown(t)
	e.p = a.Somebody(t)
	webtest.Running(t, a)
	made := webtest.Visit(t, a, "Riet", "pas", "hal", webtest.Today+1, 114)
	e.p.Send("POST", "/a/"+string(made.ID)+"/openen", "geheim="+booking.Secret(a.Options.Vault, made.ID))
	key := booking.NewVisitKey()
	var round outreach.Outing
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		if _, err := booking.TakeHold(tx, key, catalogue.Wish{{Product: "pas", Persons: 1}}, supply.Offer{Office: "hal", Date: webtest.Today + 1, Start: 150}); err != nil {
			return err
		}
		crew, err := roster.Colleagues(tx)
		if err != nil {
			return err
		}
		if round, err = outreach.PutOuting(tx, outreach.Outing{Vehicle: "fiets", Date: calendar.DateOf(2026, 12, 3), From: 108, Until: 156, Crew: []roster.ColleagueID{crew[0].ID}}); err != nil {
			return err
		}
		_, err = outreach.Publish(tx, round.ID)
		return err
	})
	door := "/bezorgen/" + e.visit(t, round)
	own, stop := "/a/"+string(made.ID), "/praotbus/halte/ulft-plein"
	e.exact = []string{booking.SpokenCode(a.Options.Vault, made), outreach.DeliveryCode(a.Options.Vault, strings.TrimPrefix(door, "/bezorgen/")), "Raadhuis"}
	e.at = map[string][]string{
		"/": {"/", "/?zoek=pas"}, "/Q/:id": {"/Q/" + string(made.ID)}, "/a": {"/a"}, "/a/kwijt": {"/a/kwijt"}, "/a/openen": {"/a/openen"},
		"/a/:id": {own}, "/a/:id/afzeggen": {own + "/afzeggen"}, "/a/:id/bereiken": {own + "/bereiken"}, "/a/:id/eerder": {own + "/eerder"}, "/a/:id/kaart": {own + "/kaart"},
		"/a/:id/verzetten": {own + "/verzetten"}, "/a/:id/vragen": {own + "/vragen"}, "/a/:id/wijzigen": {own + "/wijzigen", own + "/wijzigen?p=pas.2"},
		"/afspraak": {"/afspraak?product=pas"}, "/afspraak/gegevens": {"/afspraak/gegevens?v=" + string(key)}, "/afspraak/controleren": {"/afspraak/controleren?v=" + string(key)},
		"/afspraak/tijd": {"/afspraak/tijd?p=pas.1&v=" + string(key), "/afspraak/tijd?p=pas.1&plaatsen=1", "/afspraak/tijd?p=pas.1&dag=2026-12-02"},
		"/bezorgen":      {"/bezorgen?soort=ophalen&postcode=7071AB"}, "/bezorgen/openen": {"/bezorgen/openen"}, "/bezorgen/:id": {door}, "/bezorgen/:id/afzeggen": {door + "/afzeggen"}, "/bezorgen/:id/verzetten": {door + "/verzetten"},
		"/praotbus": {"/praotbus", "/praotbus?plaats=ulft"}, "/praotbus/halte/:id": {stop}, "/praotbus/halte/:id/poster": {stop + "/poster"}, "/praotbus/kern/:id": {"/praotbus/kern/ulft"}, "/praotbus/vragen": {"/praotbus/vragen"},
		"/hier/:office": {"/hier/hal"}, "/spoed": {"/spoed"}, "/spoed/:reden": {"/spoed/reis?dag=2026-12-02"}, "/wegwijzer": {"/wegwijzer"},
		"/privacy": {"/privacy"}, "/toegankelijkheid": {"/toegankelijkheid"}, "/klacht": {"/klacht"}, "/colofon": {"/colofon"}, "/u": {"/u"}, "/knop": {"/knop"},
	}
	return a, e
}

// visit asks us to bring something home.
func (e exactTown) visit(t *testing.T, o outreach.Outing) string {
	t.Helper()
	form := url.Values{"v": {strings.Repeat("A", ledger.IDLength)}, "soort": {"ophalen"}, "postcode": {"7071 AB"}, "venster": {string(o.ID) + ".09:00"}, "naam": {"Kanarievogel"},
		"straat": {"Geheimeweg 12"}, "plaats": {"Ulft"}, "telefoon": {"0315 000 000"}, "kanaal": {"none"}, "stap": {"zeker"}}
	answer, body := e.p.Send("POST", "/bezorgen", form.Encode())
	to, _, _ := strings.Cut(answer.Header.Get("Location"), "?")
	if answer.StatusCode != 303 {
		t.Fatalf("%d %s", answer.StatusCode, webtest.Said(body))
	}
	return to[strings.LastIndex(to, "/")+1:]
}

// unwalked are the pages of residents that this walk leaves out, each with its reason.
var unwalked = map[string]string{
	"/T/:id": "leads to /t/:id", "/t/:id": "web/lobby walks a ticket", "/praotbus/partner/:id": "only a form before its code", "/praotbus/vraag/:id": "an answer to a request, in sentences",
	"/partner": "only a form", "/partner/afspraak": "the steps of a booking, within a frame", "/u/:id": "only a form before its code", "/wegwijzer/:einde": "sentences",
}

// TestNoMachineTranslatesACodeANameOrATime walks every page of residents, found in the table of routes: whatever is nothing
// but a code, a name or a moment stands in an element that says translate="no". It fails for a page that forgot one, and for
// a new page that is not walked; /bezorgen and its pages were found by it.
func TestNoMachineTranslatesACodeANameOrATime(t *testing.T) {
	a, e := newExactTown(t)
	exact := 0
	for _, one := range a.Routes() {
		page := one.Method == "GET" && one.Site == route.PublicSite && (one.Access == route.Public || one.Access == route.Self) && !one.Bare && !one.Live
		if !page || slices.ContainsFunc([]string{".pdf", ".ics", ".txt", ".ico"}, func(end string) bool { return strings.HasSuffix(one.Path, end) }) {
			continue
		}
		if len(e.at[one.Path]) == 0 && unwalked[one.Path] == "" {
			t.Errorf("%s is not walked", one.Path)
		}
		for _, path := range e.at[one.Path] {
			answer, body := e.p.Send("GET", path, "")
			for answer.StatusCode == 303 || answer.StatusCode == 302 {
				answer, body = e.p.Send("GET", answer.Header.Get("Location"), "")
			}
			if answer.StatusCode != 200 {
				t.Errorf("%s answers %d", path, answer.StatusCode)
			}
			exact += e.translated(t, path, body)
		}
	}
	if exact < 60 {
		t.Errorf("only %d codes, names and times found", exact)
	}
}

// translated fails for each exact text that a machine may translate, and returns how many there are.
func (e exactTown) translated(t *testing.T, path, body string) (exact int) {
	t.Helper()
	page, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for n := range page.Descendants() {
		said := strings.Join(strings.Fields(n.Data), " ")
		if n.Type != html.TextNode || !slices.Contains(e.exact, said) && !moment.MatchString(said) {
			continue
		}
		if exact++; !untranslated(n) {
			t.Errorf("%s lets a machine translate %q", path, said)
		}
	}
	return exact
}

// untranslated reports whether a text stands in an element that says so, or outside what is seen.
func untranslated(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == "title" || p.Data == "footer" {
			return true
		}
		for _, attribute := range p.Attr {
			if attribute.Key == "translate" && attribute.Val == "no" {
				return true
			}
		}
	}
	return false
}
