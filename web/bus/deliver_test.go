package bus_test

import (
	"net/url"
	"strings"
	"testing"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/outreach"
	"balie/web/webtest"
)

// roundTown is a town with a bicycle that brings documents on two days.
func roundTown(t *testing.T) (a *webtest.App, rounds []outreach.Outing) {
	a, _ = webtest.BusTown(t)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		crew, err := roster.Colleagues(tx)
		for day := range 2 {
			if err != nil {
				return err
			}
			var o outreach.Outing
			o, err = outreach.PutOuting(tx, outreach.Outing{Vehicle: "fiets", Date: calendar.DateOf(2026, 12, 3+day), From: 108, Until: 156, Crew: []roster.ColleagueID{crew[0].ID}})
			if err == nil {
				o, err = outreach.Publish(tx, o.ID)
				rounds = append(rounds, o)
			}
		}
		return err
	})
	return a, rounds
}

// steps are the fields of the form, each with the step that asks it.
func doorForm(o outreach.Outing) url.Values {
	return url.Values{"v": {strings.Repeat("A", ledger.IDLength)}, "soort": {"ophalen"}, "postcode": {"7071 AB"}, "venster": {string(o.ID) + ".09:00"},
		"naam": {"Kanarievogel"}, "straat": {"Geheimeweg 12"}, "plaats": {"Ulft"}, "telefoon": {"0315 000 000"}, "kanaal": {"email"}, "email": {"kanarie@voorbeeld.nl"}}
}

// TestWhetherAndWhenStandBeforeWho goes through the steps: no name is asked before there is a window, a fault stands at its
// field, and what was typed comes along, also back.
func TestWhetherAndWhenStandBeforeWho(t *testing.T) {
	a, rounds := roundTown(t)
	p := a.Somebody(t)
	_, body := p.Send("GET", "/bezorgen", "")
	webtest.Lacks(t, "the first page", body, `name="naam"`, `name="straat"`)
	for query, want := range map[string]string{"?postcode=": "postcode-fout", "?soort=ophalen&postcode=9999AB": "Wij komen alleen in onze eigen gemeente", "?soort=ophalen&postcode=nee": "postcode-fout", "?postcode=7071AB": "Kies waarvoor wij komen"} {
		if answer, body := p.Send("GET", "/bezorgen"+query, ""); answer.StatusCode != 422 || !strings.Contains(body, want) {
			t.Errorf("%s: %d %s", query, answer.StatusCode, webtest.Said(body))
		}
	}
	_, body = p.Send("GET", "/bezorgen?soort=ophalen&postcode=7071ab", "")
	webtest.Wants(t, "when", body, "Dan kunnen wij in Ulft bij u zijn", string(rounds[0].ID)+".09:00", string(rounds[1].ID)+".11:00")
	full := doorForm(rounds[0])
	some := url.Values{"v": full["v"], "soort": full["soort"], "postcode": full["postcode"]}
	if answer, body := p.Send("POST", "/bezorgen", some.Encode()); answer.StatusCode != 422 || !strings.Contains(body, "venster-fout") {
		t.Errorf("without a window: %d %s", answer.StatusCode, webtest.Said(body))
	}
	some["venster"] = full["venster"]
	_, body = p.Send("POST", "/bezorgen", some.Encode())
	webtest.Wants(t, "who", body, "Bij wie komen wij?", `name="naam"`, "donderdag 3 december")
	some.Set("stap", "wie")
	some.Set("naam", "Kanarievogel")
	if answer, body := p.Send("POST", "/bezorgen", some.Encode()); answer.StatusCode != 422 || !strings.Contains(body, "straat-fout") || !strings.Contains(body, "Kanarievogel") {
		t.Errorf("half of who: %d %s", answer.StatusCode, webtest.Said(body))
	}
	full.Set("stap", "wie")
	_, body = p.Send("POST", "/bezorgen", full.Encode())
	webtest.Wants(t, "once more", body, "Klopt alles?", "Geheimeweg 12", "donderdag 3 december", "Kanarievogel")
	full.Set("terug", "venster")
	_, body = p.Send("POST", "/bezorgen", full.Encode())
	webtest.Wants(t, "back to the windows", body, `value="Geheimeweg 12"`, "Dan kunnen wij in Ulft bij u zijn")
	webtest.Look(t, a, func(r ledger.Reader) error {
		round, err := outreach.RoundOf(r, rounds[0].ID)
		if len(round) > 0 {
			t.Error("planned before it was confirmed")
		}
		return err
	})
}

// TestARefusedWindowSaysSoAtTheField: others took it, or it never was; what was typed is still there.
func TestARefusedWindowSaysSoAtTheField(t *testing.T) {
	a, rounds := roundTown(t)
	p := a.Somebody(t)
	for _, step := range []string{"", "wie", "zeker"} {
		form := doorForm(rounds[0])
		form.Set("venster", string(rounds[0].ID)+".10:00")
		form.Set("stap", step)
		answer, body := p.Send("POST", "/bezorgen", form.Encode())
		if answer.StatusCode != 409 {
			t.Errorf("from %q: %d", step, answer.StatusCode)
		}
		webtest.Wants(t, "from "+step, body, "venster-fout", "Deze tijd is net vol", `value="Geheimeweg 12"`, string(rounds[0].ID)+".11:00")
	}
}

// planned plans a visit and returns its path.
func planned(t *testing.T, p *webtest.Person, o outreach.Outing) string {
	t.Helper()
	form := doorForm(o)
	form.Set("stap", "zeker")
	answer, body := p.Send("POST", "/bezorgen", form.Encode())
	to, _, _ := strings.Cut(answer.Header.Get("Location"), "?")
	if answer.StatusCode != 303 || !strings.HasPrefix(to, "/bezorgen/") {
		t.Fatalf("%d %s", answer.StatusCode, webtest.Said(body))
	}
	return to
}

// TestAVisitIsLookedAfterAsAnAppointment reads, prints, moves and cancels it, and opens it by its code from elsewhere.
func TestAVisitIsLookedAfterAsAnAppointment(t *testing.T) {
	a, rounds := roundTown(t)
	p := a.Somebody(t)
	path := planned(t, p, rounds[0])
	id := strings.TrimPrefix(path, "/bezorgen/")
	code := outreach.DeliveryCode(a.Options.Vault, id)
	_, body := p.Send("GET", path, "")
	webtest.Wants(t, "the visit", body, code, "donderdag 3 december", "Bij u thuis in Ulft", path+"/bevestiging.pdf", path+"/afspraak.ics")
	webtest.Lacks(t, "the visit", body, "Geheimeweg", "Kanarievogel")
	if answer, paper := p.Send("GET", path+"/bevestiging.pdf", ""); answer.StatusCode != 200 || !strings.HasPrefix(paper, "%PDF") {
		t.Errorf("the paper: %d", answer.StatusCode)
	}
	_, calendarOf := p.Send("GET", path+"/afspraak.ics", "")
	webtest.Wants(t, "the calendar", calendarOf, "DTSTART;TZID=Europe/Amsterdam:20261203T090000", "SEQUENCE:0")
	stranger := a.Somebody(t)
	_, body = stranger.Send("GET", path, "")
	webtest.Lacks(t, "a stranger", body, code, "december")
	if answer, _ := stranger.Send("POST", path+"/afzeggen", ""); answer.StatusCode != 200 {
		t.Errorf("a stranger cancels: %d", answer.StatusCode)
	}
	for _, to := range []string{"/bezorgen/openen", path + "/openen"} {
		if answer, _ := stranger.Send("POST", to, "code=7K4MP2XQ"); answer.StatusCode != 422 {
			t.Errorf("a guess at %s: %d", to, answer.StatusCode)
		}
	}
	if answer, _ := stranger.Send("POST", "/bezorgen/openen", "code="+url.QueryEscape(strings.ToLower(code))); answer.StatusCode != 303 || !strings.HasSuffix(answer.Header.Get("Location"), path) {
		t.Errorf("the code: %d", answer.StatusCode)
	}
	answer, body := p.Send("POST", path+"/verzetten", "venster="+string(rounds[1].ID)+".08:00")
	if answer.StatusCode != 409 || !strings.Contains(body, "venster-fout") {
		t.Errorf("no such window: %d", answer.StatusCode)
	}
	if answer, _ = p.Send("POST", path+"/verzetten", "venster="+string(rounds[1].ID)+".11:00"); answer.StatusCode != 303 {
		t.Errorf("another window: %d", answer.StatusCode)
	}
	_, calendarOf = p.Send("GET", path+"/afspraak.ics", "")
	webtest.Wants(t, "the calendar", calendarOf, "DTSTART;TZID=Europe/Amsterdam:20261204T110000", "SEQUENCE:1")
	for range 2 {
		if answer, _ = p.Send("POST", path+"/afzeggen", ""); answer.StatusCode != 303 {
			t.Errorf("cancelling: %d", answer.StatusCode)
		}
	}
	_, body = p.Send("GET", path, "")
	webtest.Wants(t, "cancelled", body, "Uw bezoek is afgezegd")
	if answer, _ = p.Send("POST", path+"/verzetten", "venster="+string(rounds[0].ID)+".09:00"); answer.StatusCode != 409 {
		t.Errorf("moving what is off: %d", answer.StatusCode)
	}
	_, calendarOf = p.Send("GET", path+"/afspraak.ics", "")
	webtest.Wants(t, "the calendar", calendarOf, "STATUS:CANCELLED")
}
