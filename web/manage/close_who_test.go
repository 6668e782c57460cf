package manage_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

// TestWhoClosesSeesTheEffectAndNobody walks every role over HTTP: who may close sees what it would do to how many and
// no name, number or address; who may not is refused; and nothing changes by looking.
func TestWhoClosesSeesTheEffectAndNobody(t *testing.T) {
	tn := newClosingTown(t)
	for _, role := range account.Roles {
		login := "rol-" + string(role)
		p := webtest.SignedIn(t, tn.App, login, role)
		answer, body := p.Send("GET", "/medewerker/beheer/sluiten?bekijk=1&"+form().Encode(), "")
		may := answer.StatusCode == http.StatusOK
		if may != slices.Contains([]account.Role{account.TeamLead, account.Functional, account.Manager}, role) {
			t.Errorf("%s is answered %d", role, answer.StatusCode)
		}
		if may {
			webtest.Wants(t, string(role), body, "7 afspraken", "Er verandert nog niets")
		}
		if strings.Contains(strings.ToLower(body), strings.ToLower(webtest.Canary)) || strings.Contains(body, "kanarie") {
			t.Errorf("%s reads who comes on a what-if", role)
		}
		if answer, _ := p.Post("/medewerker/beheer/sluiten", form("gezien", "")); !may && answer.StatusCode < 400 {
			t.Errorf("%s may not close and is answered %d", role, answer.StatusCode)
		}
	}
	if done := closures(t, tn); done > 0 {
		t.Errorf("looking closed %d times", done)
	}
}

// closures are how many times the town hall was closed.
func closures(t *testing.T, tn *closingTown) (n int) {
	t.Helper()
	if err := tn.Options.Ledger.View(func(r ledger.Reader) error {
		o, err := catalogue.OfficeByID(r, "hal")
		n = len(o.Closures)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestAClosureCarriesWordsForResidents: they stand where times are missing, in each language, and the reason never does.
func TestAClosureCarriesWordsForResidents(t *testing.T) {
	tn := newClosingTown(t)
	f := form("reden", "Ilse is ziek", "tekst-nl", "Wij oefenen <vandaag>. Morgen zijn wij er weer.", "tekst-de", "Morgen sind wir wieder da.")
	for _, bad := range []string{"", strings.Repeat("x", 301)} {
		refused := form("tekst-nl", bad, "tekst-de", "Morgen")
		if _, body := tn.lead.Send("GET", "/medewerker/beheer/sluiten?bekijk=1&"+refused.Encode(), ""); !strings.Contains(body, `id="tekst-nl-fout"`) || !strings.Contains(body, "Morgen</textarea>") {
			t.Errorf("%.20q is not refused at its field, or what was typed is lost", bad)
		}
	}
	_, confirm := tn.foresees(f)
	tn.closes(confirm)
	_, body := webtest.Ask(t, tn.App, "GET", "/afspraak/tijd?p=pas.1&locatie=hal&maand=2026-12", "")
	webtest.Wants(t, "the times", body, "Gesloten: dinsdag 1 december 2026, 13.00–17.00 uur", "Wij oefenen &lt;vandaag&gt;. Morgen zijn wij er weer.")
	webtest.Lacks(t, "the times", body, "ziek")
	_, body = webtest.Ask(t, tn.App, "GET", "/de/afspraak/tijd?p=pas.1&locatie=hal&maand=2026-12", "")
	webtest.Wants(t, "the times in German", body, "Morgen sind wir wieder da.")
	_, body = webtest.Ask(t, tn.App, "GET", "/afspraak/tijd?p=pas.1&locatie=hal&maand=2027-01", "")
	webtest.Lacks(t, "another month", body, "Wij oefenen")
}
