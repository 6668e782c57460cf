package words_test

import (
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web"
	"balie/web/webtest"
)

const legalPage = "/medewerker/beheer/gemeente"

// TestTheStatementsSayWhatTheMunicipalitySaysOfItself, and the foot of every page names the main office, also where
// another is the first of the alphabet. It fails where the foot takes the first office.
func TestTheStatementsSayWhatTheMunicipalitySaysOfItself(t *testing.T) {
	a, p := townManager(t)
	_, before := webtest.Ask(t, a, "GET", "/privacy", "")
	webtest.Wants(t, "a statement without facts", before, "vraag naar de functionaris", "Vraag het ons", "Autoriteit Persoonsgegevens")
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		return catalogue.PutOffice(tx, catalogue.Office{ID: "aa", Kind: catalogue.Library, Name: "Aalbessenhuis", Street: "Eerste straat 1", Postcode: "7000 AA", Place: "Aa", Zone: "Europe/Amsterdam", Phone: "(0800) 11 11",
			Desks: []catalogue.Desk{{ID: "aa-1", Name: "Balie 1", Skills: []string{"pas"}}}})
	})
	foot := func() string {
		_, body := webtest.Ask(t, a, "GET", "/", "")
		return body[strings.Index(body, "<footer"):]
	}
	webtest.Lacks(t, "the foot", foot(), "Aalbessenhuis")
	answer, _ := p.Send("POST", legalPage, textForm(p, "locatie", "aa", "functionaris", "fg@proefstad.example", "verwerkers", "Voorbeeldpost, verstuurt e-mail\n\nPapier bv", "status", "B", "verklaring", "https://proefstad.example/v"))
	_, saved := p.Send("GET", answer.Header.Get("Location"), "")
	number := undoNumber.FindStringSubmatch(saved)
	if answer.StatusCode != 303 || number == nil {
		t.Fatalf("saving answers %d", answer.StatusCode)
	}
	webtest.Wants(t, "the foot", foot(), "Aalbessenhuis", "(0800) 11 11")
	_, privacy := webtest.Ask(t, a, "GET", "/privacy", "")
	webtest.Wants(t, "the privacy statement", privacy, "fg@proefstad.example", "Voorbeeldpost, verstuurt e-mail", "Papier bv", "Aalbessenhuis")
	_, access := webtest.Ask(t, a, "GET", "/toegankelijkheid", "")
	webtest.Wants(t, "the accessibility statement", access, "(status B)", `href="https://proefstad.example/v"`)
	p.Send("POST", legalPage+"/terug", textForm(p, "versie", number[1]))
	webtest.Lacks(t, "taken back, the foot", foot(), "Aalbessenhuis")
}

// TestWhatNoStatementCouldSayComesBackWithItsField: nothing typed is lost, each fault stands at its field.
func TestWhatNoStatementCouldSayComesBackWithItsField(t *testing.T) {
	_, p := townManager(t)
	for field, typed := range map[string][2]string{"verklaring": {"verklaring", "http://proefstad.example"}, "status": {"status", "F"}, "functionaris": {"functionaris", strings.Repeat("x", 201)}, "locatie": {"locatie", "nergens"}} {
		answer, body := p.Send("POST", legalPage, textForm(p, "verwerkers", "Papier bv", typed[0], typed[1]))
		if answer.StatusCode != 422 || !strings.Contains(body, `id="`+field+`-fout"`) || !strings.Contains(body, "Papier bv") {
			t.Errorf("%s answers %d without its fault", field, answer.StatusCode)
		}
	}
}

// TestTheStatementSaysTheTermsOfTheProgram: each field that we keep stands there with its own term, and a copy is kept
// as long as it is set. It fails for a page that says 14 days whatever is configured.
func TestTheStatementSaysTheTermsOfTheProgram(t *testing.T) {
	for days, want := range map[int]string{0: "", 28: "nog 28 dagen", 1: "nog 1 dag "} {
		a := webtest.Town(t, func(o *web.Options) { o.BackupDays = days })
		_, body := webtest.Ask(t, a, "GET", "/privacy", "")
		said := webtest.Said(body)
		if strings.Contains(said, "reservekopie") != (days > 0) || !strings.Contains(said, want) {
			t.Errorf("with copies of %d days it says %q", days, said)
		}
		if n := strings.Count(said, "Tot 14 dagen na uw bezoek") + strings.Count(said, "Tot 1 dag na uw bezoek"); n != len(contact.Fields)+2 {
			t.Errorf("%d of %d fields have a term", n, len(contact.Fields)+2)
		}
	}
	if booking.Retention.Hours() != float64(24*contact.AfterVisit.Days()) {
		t.Error("what is said is not what is done")
	}
}

// TestAHouseWithoutATelephoneShowsNone looks at every page that residents come to first.
func TestAHouseWithoutATelephoneShowsNone(t *testing.T) {
	a, _ := townManager(t)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		all, err := catalogue.Offices(tx)
		for _, o := range all {
			o.Phone, o.Night = "", ""
			if err == nil {
				err = catalogue.PutOffice(tx, o)
			}
		}
		return err
	})
	for _, path := range []string{"/", "/?q=xyzzy", "/privacy", "/toegankelijkheid", "/klacht", "/colofon", "/spoed", "/wegwijzer", "/afspraak?p=pas.1", "/afspraak/tijd?p=pas.1", "/a", "/a/kwijt", "/u", "/partner", "/onbekend"} {
		if _, body := webtest.Ask(t, a, "GET", path, ""); strings.Contains(body, "tel:") || strings.Contains(body, "Liever bellen?") {
			t.Errorf("%s offers to ring nobody", path)
		}
	}
}
