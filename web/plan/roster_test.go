package plan_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/booking/supply"
	"balie/web/account"
	"balie/web/webtest"
)

// rosters sends a form of the roster's page.
func rosters(p *webtest.Person, what string, fields ...string) (*http.Response, string) {
	form := url.Values{"week": {"2026-11-30"}, "locatie": {"hal"}, account.TokenField: {p.Token()}}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	return p.Send("POST", "/medewerker/rooster/"+what, form.Encode())
}

func TestATeamLeadMakesPublishesAndMendsARoster(t *testing.T) {
	a, lead, anna, bram := webtest.RosterTown(t)
	went := func(what string, fields ...string) {
		t.Helper()
		if answer, body := rosters(lead, what, fields...); answer.StatusCode != 303 {
			t.Fatalf("%s answers %d: %s", what, answer.StatusCode, webtest.Said(body))
		}
	}
	duty := []string{"wie", string(anna.ID), "dag", "2026-12-02", "van", "09:00", "tot", "12:00"}
	went("periode", "weken", "4")
	went("dienst", append(duty, "sleutel", "een")...)
	went("dienst", append(duty, "sleutel", "een")...) // the same press twice
	if answer, body := rosters(lead, "dienst", duty...); answer.StatusCode != 409 || !strings.Contains(body, "al ergens anders") {
		t.Errorf("two places: %d %s", answer.StatusCode, webtest.Said(body))
	}
	early := []string{"wie", string(bram.ID), "dag", "2026-12-02", "van", "07:00", "tot", "09:00"}
	answer, body := rosters(lead, "dienst", early...)
	if answer.StatusCode != 409 || !strings.Contains(body, `name="toch-hours"`) {
		t.Errorf("outside the hours: %d, and no way to choose it knowingly", answer.StatusCode)
	}
	went("dienst", append(early, "toch-hours", "ja")...)
	var period roster.PeriodID
	webtest.Look(t, a, func(r ledger.Reader) error {
		all, err := roster.Periods(r)
		period = all[0].ID
		return err
	})
	went("publiceren", "periode", string(period))
	if got := startsOn(t, a, calendar.DateOf(2026, 12, 2)); len(got) == 0 || got[0] != 96 || got[len(got)-1] != 142 {
		t.Errorf("with one colleague until 9 and one from 9 to 12 is offered %v", got)
	}
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		_, _, err := roster.PutAbsence(tx, roster.Absence{Colleague: roster.ColleagueID(anna.ID), From: calendar.DateOf(2026, 12, 2)})
		return err
	})
	_, page := lead.Send("GET", "/medewerker/rooster?week=2026-12-02", "")
	if !strings.Contains(page, "collega’s te weinig") || !strings.Contains(page, "#dienst") || !strings.Contains(page, "afwezig") {
		t.Error("the shortfall is not on the page")
	}
	went("intrekken", "periode", string(period))
	if got := startsOn(t, a, calendar.DateOf(2026, 12, 2)); len(got) < 20 {
		t.Errorf("withdrawn, and offered is %v", got)
	}
}

func startsOn(t *testing.T, a *webtest.App, date calendar.Date) (starts []calendar.Cell) {
	t.Helper()
	webtest.Look(t, a, func(r ledger.Reader) (err error) {
		starts, err = supply.Day(r, "hal", supply.Query{Wish: catalogue.Wish{{Product: "pas", Persons: 1}}}, date)
		return err
	})
	return starts
}

func TestColleaguesSwapAndSeeOnlyTheirOwn(t *testing.T) {
	a, lead, anna, bram := webtest.RosterTown(t)
	rosters(lead, "periode", "weken", "2")
	rosters(lead, "dienst", "wie", string(anna.ID), "dag", "2026-12-02", "van", "09:00", "tot", "12:00")
	var duty roster.Duty
	webtest.Look(t, a, func(r ledger.Reader) error {
		p, err := roster.Periods(r)
		webtest.Write(t, a, func(tx *ledger.Tx) error { _, err := roster.Publish(tx, p[0].ID); return err })
		all, _ := roster.Duties(r, p[0].Span.From, p[0].Span.Until)
		duty = all[0]
		return err
	})
	her, him, other := a.Somebody(t), a.Somebody(t), webtest.SignedIn(t, a, "noor", account.Counter)
	her.SignIn("anna", webtest.Passphrase)
	him.SignIn("bram", webtest.Passphrase)
	if _, page := other.Send("GET", "/medewerker/rooster/ik", ""); strings.Contains(page, "2 december") || strings.Contains(page, "anna") {
		t.Error("a colleague reads another's duties")
	}
	form := func(p *webtest.Person, fields ...string) url.Values {
		v := url.Values{account.TokenField: {p.Token()}}
		for i := 0; i+1 < len(fields); i += 2 {
			v.Set(fields[i], fields[i+1])
		}
		return v
	}
	if answer, _ := him.Post("/medewerker/rooster/ruilen", form(him, "dienst", string(duty.ID), "wie", string(bram.ID))); answer.StatusCode != 403 {
		t.Errorf("asks to swap another's duty: %d", answer.StatusCode)
	}
	if answer, body := her.Post("/medewerker/rooster/ruilen", form(her, "dienst", string(duty.ID), "wie", string(bram.ID))); answer.StatusCode != 303 {
		t.Fatalf("asks to swap: %d %s", answer.StatusCode, webtest.Said(body))
	}
	var swap roster.Swap
	webtest.Look(t, a, func(r ledger.Reader) error {
		all, err := roster.Swaps(r, roster.ColleagueID(bram.ID))
		swap = all[0]
		return err
	})
	if answer, _ := him.Post("/medewerker/rooster/ruilen/antwoord", form(him, "verzoek", swap.ID, "antwoord", "ja")); answer.StatusCode != 303 {
		t.Errorf("accepts: %d", answer.StatusCode)
	}
	if _, page := him.Send("GET", "/medewerker/rooster/ik", ""); !strings.Contains(page, "2 december") {
		t.Error("the duty that was taken over is not on the page")
	}
}

func TestHoursAndSkillsAreSetByForm(t *testing.T) {
	a, lead, _, _ := webtest.RosterTown(t)
	noor := webtest.LetIn(t, a, "noor", account.Field)
	form := url.Values{account.TokenField: {lead.Token()}, "wie": {string(noor.ID)}, "kan": {"pas", "koffer"}, "uren": {"28,5"}, "om-de": {"2"},
		"dag-mon": {"ja"}, "van-mon": {"08:30"}, "tot-mon": {"14:30"}}
	if answer, body := lead.Post("/medewerker/rooster/collega", form); answer.StatusCode != 303 {
		t.Fatalf("%d %s", answer.StatusCode, webtest.Said(body))
	}
	webtest.Look(t, a, func(r ledger.Reader) error {
		c, err := roster.ColleagueByID(r, roster.ColleagueID(noor.ID))
		if len(c.Skills) != 2 || c.WeekMinutes != 1710 || len(c.Hours) != 1 || c.Hours[0].EveryWeeks != 2 {
			t.Errorf("kept as %+v", c)
		}
		return err
	})
	form.Set("van-mon", "half negen")
	if answer, body := lead.Post("/medewerker/rooster/collega", form); answer.StatusCode != 422 || !strings.Contains(body, "vijf minuten") {
		t.Errorf("half past eight in words: %d %s", answer.StatusCode, webtest.Said(body))
	}
}
