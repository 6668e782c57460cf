package web_test

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/route"
	"balie/web/webtest"
)

// ofBus are words that only a municipality with a bus has.
var ofBus = map[string]*regexp.Regexp{
	"nl": regexp.MustCompile(`(?i)\b(\w*bus|praot\w*|haltes?|busplan\w*|inzet|onderweg)\b`), "en": regexp.MustCompile(`(?i)\b(bus|praot\w*|outings?|bus stops?)\b`), "de": regexp.MustCompile(`(?i)\b(\w*bus|praot\w*|haltestellen?|einsätze)\b`),
}

// withParameters are pages about one thing.
var withParameters = []route.Route{
	{Method: "GET", Path: "/medewerker/beheer/locatie/hal", Access: route.Staff}, {Method: "GET", Path: "/medewerker/beheer/locatie/nieuw", Access: route.Staff},
	{Method: "GET", Path: "/medewerker/beheer/product/pas", Access: route.Staff}, {Method: "GET", Path: "/medewerker/beheer/uren?locatie=hal", Access: route.Staff},
	{Method: "GET", Path: "/medewerker/waarom?locatie=hal&product=pas&dag=2026-12-02&tijd=9.00", Access: route.Staff}, {Method: "GET", Path: "/product/pas", Access: route.Public},
}

var tags = regexp.MustCompile(`(?s)<(script|style|svg).*?</(script|style|svg)>|<[^>]*>`)

// secrets are drawn, and may read like anything: base32 in groups of four.
var secrets = regexp.MustCompile(`\b[A-Z2-7]{4}( [A-Z2-7]{1,4}){3,}\b`)

// withoutBus is a town that says that it has none.
func withoutBus(t *testing.T) *webtest.App {
	t.Helper()
	a := webtest.Town(t)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		_, err := catalogue.PutTown(tx, catalogue.BusRef, catalogue.Bus{Off: true})
		return err
	})
	return a
}

// TestAMunicipalityWithoutABusShowsNoTraceOfOne opens every page without a parameter, as a resident and in every role,
// in every language, and reads what stands there.
func TestAMunicipalityWithoutABusShowsNoTraceOfOne(t *testing.T) {
	a := withoutBus(t)
	readers := map[string]*webtest.Person{"a resident": a.Somebody(t)}
	for _, role := range account.Roles {
		readers[string(role)] = webtest.SignedIn(t, a, string(role), role)
	}
	read := 0
	for who, p := range readers {
		for _, r := range slices.Concat(a.Routes(), withParameters) {
			if r.Method != "GET" || strings.Contains(r.Path, ":") || r.IsMachine() || r.Live || r.Bare || who == "a resident" == (r.Access == route.Staff) || r.Path == textsPage {
				continue
			}
			for _, language := range route.Languages {
				answer, body := p.Send("GET", "/"+language+r.Path, "")
				if answer.StatusCode != 200 || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
					continue
				}
				read++
				if said := ofBus[language].FindAllString(secrets.ReplaceAllString(html.UnescapeString(tags.ReplaceAllString(body, " ")), ""), -1); len(said) > 0 {
					t.Errorf("%s reads on /%s%s: %q", who, language, r.Path, slices.Compact(said))
				}
				for _, path := range []string{"/praotbus", "/bezorgen", "/medewerker/inzet", "/medewerker/onderweg"} {
					if strings.Contains(body, `href="/`+language+path) {
						t.Errorf("%s is led from /%s%s to %s", who, language, r.Path, path)
					}
				}
			}
		}
	}
	if read < 100 {
		t.Errorf("only %d pages were read", read)
	}
}

// TestPagesAboutABusAreNotThereWithoutOne asks for each of them, also with what only their readers know.
func TestPagesAboutABusAreNotThereWithoutOne(t *testing.T) {
	a := withoutBus(t)
	lead := webtest.SignedIn(t, a, "lead", account.TeamLead)
	asked := 0
	for _, r := range a.Routes() {
		about := r.Bus || strings.HasPrefix(r.Path, "/medewerker/inzet") || strings.HasPrefix(r.Path, "/medewerker/onderweg")
		if !about {
			continue
		}
		asked++
		if answer, _ := lead.Send(r.Method, strings.ReplaceAll(r.Path, ":id", "x"), ""); answer.StatusCode != 404 {
			t.Errorf("%s %s answers %d", r.Method, r.Path, answer.StatusCode)
		}
	}
	if asked < 20 {
		t.Errorf("only %d pages are about a bus", asked)
	}
}
