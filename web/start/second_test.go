package start_test

import (
	"net/url"
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/route"
	"balie/web/start"
	"balie/web/webtest"
)

// firstTown are names of the municipality for which Balie was made first, and of what is hers alone.
var firstTown = []string{"ijsselstreek", "praotbus", "gendringen", "ulft", "terborg", "silvolde", "varsseveld", "achterhoek", "staringstraat", "0315"}

// secondTown sets up a library and two town halls, without a bus, in Dutch and English, over HTTP alone.
func secondTown(t *testing.T) *webtest.Person {
	t.Helper()
	p := newcomer(t)
	took(t, p, "gemeente", url.Values{"naam": {"Meerwaarde"}, "kleur": {"#7a1f5c"}, "taal": {"en"}})
	took(t, p, "locatie", url.Values{"plek": {"Raadhuis Noord"}, "soort": {"townhall"}, "straat": {"Kade 1"}, "postcode": {"1234AB"}, "plaats": {"Noord"}, "telefoon": {"(020) 765 43 21"}})
	took(t, p, "balies", desk)
	took(t, p, "producten", url.Values{"product": {"paspoort", "rijbewijs", "verhuizing", "geboorte", "overlijden", "ophalen", "terugbellen"}})
	took(t, p, "collegas", url.Values{})
	first := ""
	webtest.View(t, p.A, func(r ledger.Reader) error {
		all, err := catalogue.Offices(r)
		first = string(all[0].ID)
		return err
	})
	for name, kind := range map[string]string{"Raadhuis Zuid": "townhall", "Bibliotheek De Kade": "library"} {
		answer, body := p.Post("/medewerker/beheer/locatie/nieuw", url.Values{"kopie": {first}, "naam": {name}, "soort": {kind}, "straat": {"Kade 2"}, "postcode": {"1234 AC"},
			"plaats": {"Zuid"}, "zone": {"Europe/Amsterdam"}, "balie-0": {"Balie 1"}, "balie-0-id": {first + "-1"}, "balie-0-kan": {"reisdocumenten, burgerzaken, algemeen"}})
		if answer.StatusCode != 303 {
			t.Fatalf("%s is answered %d: %s", name, answer.StatusCode, body)
		}
	}
	return p
}

// TestASecondMunicipalityShowsNoTraceOfTheFirst: every page of residents and colleagues, in both of its languages, and
// the refusals too.
func TestASecondMunicipalityShowsNoTraceOfTheFirst(t *testing.T) {
	p := secondTown(t)
	all := p.A.Somebody(t)
	webtest.LetIn(t, p.A, "alles", webtest.AllButAuditor...)
	if status := all.SignIn("alles", webtest.Passphrase); status != 303 {
		t.Fatalf("signing in answers %d", status)
	}
	seen := 0
	for _, r := range p.A.Routes() {
		if strings.HasPrefix(r.Path, "/medewerker/beheer/tekst") {
			continue // where every model text can be looked at, also those that are shown nowhere else
		}
		if r.Method != "GET" || r.Live || r.Bare || r.IsMachine() || r.Access == route.Device {
			continue
		}
		for _, path := range paths(r.Path) {
			for _, language := range []string{"", "/en"} {
				answer, body := all.Send("GET", language+path, "")
				seen += reads(answer.StatusCode)
				for _, name := range traces(body, path) {
					t.Errorf("%s%s (%d) says %s", language, path, answer.StatusCode, name)
				}
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d pages were read", seen)
	}
	home := want(t, all, "/", "Meerwaarde", "Raadhuis Noord")
	if strings.Contains(home, `hreflang="de"`) || !strings.Contains(home, `hreflang="en"`) {
		t.Error("the languages are not those that were chosen")
	}
	_, css, _ := strings.Cut(home, `href="/assets/theme.`)
	css, _, _ = strings.Cut(css, `"`)
	if _, theme := all.Send("GET", "/assets/theme."+css, ""); !strings.Contains(theme, "#7a1f5c") {
		t.Errorf("the colour is not on the page: %s", theme)
	}
}

func reads(status int) int {
	if status == 200 {
		return 1
	}
	return 0
}

// paths are addresses of a route: with what is there, and with what is not.
func paths(pattern string) []string {
	if !strings.Contains(pattern, ":") {
		return []string{pattern}
	}
	var all []string
	for _, value := range []string{"paspoort", "raadhuis-noord", "bibliotheek-de-kade", "niets"} {
		var parts []string
		for part := range strings.SplitSeq(pattern, "/") {
			if strings.HasPrefix(part, ":") {
				part = value
			}
			parts = append(parts, part)
		}
		all = append(all, strings.Join(parts, "/"))
	}
	return all
}

// traces are names of the first municipality on a page that was not asked for by one.
func traces(body, path string) (found []string) {
	body = strings.ToLower(body)
	for _, name := range firstTown {
		if at := strings.Index(strings.ReplaceAll(body, path, ""), name); at >= 0 {
			said := strings.ReplaceAll(body, path, "")
			found = append(found, name+": …"+said[max(at-60, 0):min(at+60, len(said))]+"…")
		}
	}
	return found
}

// TestNothingIsSaidOfABusThatIsNotThere: its addresses lead to nothing.
func TestNothingIsSaidOfABusThatIsNotThere(t *testing.T) {
	p := secondTown(t)
	if answer, _ := p.Send("GET", "/praotbus", ""); answer.StatusCode != 404 {
		t.Errorf("/praotbus answers %d", answer.StatusCode)
	}
	if answer, _ := p.Send("GET", start.Path, ""); answer.StatusCode != 200 {
		t.Errorf("the steps answer %d", answer.StatusCode)
	}
}
