package resident_test

import (
	"strings"
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/webtest"
)

// farTown opens its desk for a product from a day on; another place can do it two weeks earlier, where there is one.
func farTown(t *testing.T, from calendar.Date, other bool) *webtest.App {
	a := webtest.Town(t)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		p := catalogue.Product{ID: "pas", Minutes: 10, MaxPersons: 2, Skill: "pas", HorizonDays: 60, Urgent: catalogue.Journey, ReadyDays: 5, UrgentDays: 2, Texts: map[string]catalogue.ProductText{"nl": {Name: "Pas aanvragen", Short: "Pas"}}}
		if err := catalogue.PutProduct(tx, p); err != nil {
			return err
		}
		o, err := catalogue.OfficeByID(tx, "hal")
		if err != nil {
			return err
		}
		o.Phone = "(0315) 292 292"
		o.Closures = append(o.Closures, calendar.Closure{ID: "dicht", From: calendar.DateOf(2026, 11, 1), Until: from - 1})
		if err := catalogue.PutOffice(tx, o); err != nil || !other {
			return err
		}
		o.ID, o.Name, o.Closures = "dorp", "Dorpshuis", nil
		return catalogue.PutOffice(tx, o)
	})
	return a
}

// TestALongWaitHasAWayOutOnTheSpot: another place, the waiting list, the telephone and the urgent route; none where it is soon.
func TestALongWaitHasAWayOutOnTheSpot(t *testing.T) {
	far := farTown(t, calendar.DateOf(2026, 12, 14), true)
	_, body := webtest.Ask(t, far, "GET", "/afspraak/tijd?p=pas.1&locatie=hal", "")
	webtest.Wants(t, "a long wait", body, "Duurt dit u te lang?", "In Dorpshuis kunt u eerder terecht", "#plaatsen", "wachtlijst", "Bel ons, dan kijken wij samen", `href="/spoed/reis"`)
	alone := farTown(t, calendar.DateOf(2027, 3, 1), false)
	_, body = webtest.Ask(t, alone, "GET", "/afspraak/tijd?p=pas.1", "")
	webtest.Wants(t, "nothing free", body, "Dit kunt u nu doen", "Bel ons, dan kijken wij samen")
	webtest.Lacks(t, "nothing free", body, "Kies een tijd en zet u daarna op de wachtlijst")
	soon := farTown(t, calendar.DateOf(2026, 12, 2), false)
	_, body = webtest.Ask(t, soon, "GET", "/afspraak/tijd?p=pas.1", "")
	webtest.Lacks(t, "soon", body, "Duurt dit u te lang?")
}

// TestAnUrgentPageKnowsDays: an empty day is refused in words, a passed term is spoken of as passed, and a document that is
// not ready in time says where one can still go.
func TestAnUrgentPageKnowsDays(t *testing.T) {
	a := farTown(t, calendar.DateOf(2026, 12, 1), false)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		return catalogue.PutProduct(tx, catalogue.Product{ID: "geboorte", Minutes: 10, MaxPersons: 1, Skill: "pas", HorizonDays: 60, Urgent: catalogue.BirthTerm, Texts: map[string]catalogue.ProductText{"nl": {Name: "Geboorte aangeven", Short: "Geboorte"}}})
	})
	for path, want := range map[string]string{
		"/spoed/reis?datum=": "Vul in op welke dag u vertrekt", "/spoed/geboorte?datum=": "Vul in op welke dag uw kind is geboren", "/spoed/reis?datum=x": "Deze dag kan niet kloppen",
	} {
		if answer, body := webtest.Ask(t, a, "GET", path, ""); answer.StatusCode != 422 || !strings.Contains(body, want) || !strings.Contains(body, "datum-fout") {
			t.Errorf("%s: %d %s", path, answer.StatusCode, webtest.Said(body))
		}
	}
	if answer, _ := webtest.Ask(t, a, "GET", "/spoed/reis", ""); answer.StatusCode != 200 {
		t.Errorf("not asked yet: %d", answer.StatusCode)
	}
	_, body := webtest.Ask(t, a, "GET", "/spoed/geboorte?datum=2026-11-20", "")
	webtest.Wants(t, "a passed term", body, "Aangifte doen kon tot en met dinsdag 24 november 2026. De termijn is voorbij.", "Geboorte aangeven: de termijn is voorbij")
	webtest.Lacks(t, "a passed term", body, "Aangifte doen kan tot en met", "bijna om", "Let op: dit is na")
	_, body = webtest.Ask(t, a, "GET", "/spoed/reis?datum=2026-12-01", "")
	webtest.Wants(t, "tomorrow", body, "Uw document is niet klaar voordat u vertrekt", "Marechaussee")
	_, body = webtest.Ask(t, a, "GET", "/spoed/reis?datum=2026-12-10", "")
	webtest.Wants(t, "next week", body, "klaar op donderdag 3 december")
	webtest.Lacks(t, "next week", body, "Marechaussee")
}
