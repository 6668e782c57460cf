package absence_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/booking/supply"
	"balie/web/account"
	"balie/web/webtest"
)

const wednesday = "2026-12-02"

// rostered has anna and bram at the hall on Wednesday from 8 to 12, published, and so many visits from 9.30 uur on.
func rostered(t *testing.T, visits int) (a *webtest.App, lead *webtest.Person, anna, bram account.User) {
	t.Helper()
	a, lead, anna, bram = webtest.RosterTown(t)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		day := calendar.DateOf(2026, 12, 2)
		p, err := roster.AddPeriod(tx, roster.Span{From: day.Monday(), Until: day.Monday() + 6}, []string{"hal"})
		for _, who := range []account.User{anna, bram} {
			if err == nil {
				_, err = roster.PutDuty(tx, roster.Duty{Colleague: roster.ColleagueID(who.ID), Date: day, Start: 96, End: 144, Kind: roster.Desk, Place: "hal"})
			}
		}
		if err == nil {
			_, err = roster.Publish(tx, p.ID)
		}
		for n := 0; n < visits && err == nil; n++ {
			key := booking.NewVisitKey()
			at := supply.Offer{Office: "hal", Date: day, Start: 114 + calendar.Cell(n*2)}
			if _, err = booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: "pas", Persons: 1}}, at); err == nil {
				who := contact.Details{Name: fmt.Sprint(webtest.Canary, n), Email: fmt.Sprintf("bezoeker%d@example.org", n), Channel: contact.ByEmail}
				_, err = booking.Book(tx, a.Options.Vault, booking.Request{Key: key, Lang: "nl", Contact: who})
			}
		}
		return err
	})
	return a, lead, anna, bram
}

// away counts who is absent on Wednesday.
func away(t *testing.T, a *webtest.App) (n int) {
	webtest.Look(t, a, func(r ledger.Reader) error {
		all, err := roster.Absences(r, calendar.DateOf(2026, 12, 2), calendar.DateOf(2026, 12, 2))
		n = len(all)
		return err
	})
	return n
}

// TestAnAbsenceIsSeenBeforeItIsDone: one question for two, in the hours asked; nothing happens by looking; one
// confirmation, which sent twice is one; taken back as if it never was. No name of a resident and no reason anywhere.
func TestAnAbsenceIsSeenBeforeItIsDone(t *testing.T) {
	a, lead, anna, bram := rostered(t, 8)
	_, body := lead.Send("GET", "/medewerker/afwezig?dag="+wednesday, "")
	if text := webtest.Said(body); strings.Index(text, "anna") > strings.Index(text, "bram") || !strings.Contains(text, "8.00–12.00") {
		t.Errorf("who is on duty: %s", text)
	}
	ask := func(fields url.Values) string {
		_, body := lead.Send("GET", "/medewerker/afwezig?"+fields.Encode(), "")
		return body
	}
	early := url.Values{"wie": {string(anna.ID)}, "dag": {wednesday}, "totdag": {wednesday}, "tot": {"9.00"}, "bekijk": {"1"}}
	webtest.Wants(t, "an hour in which nobody comes", ask(early), "0 afspraken verliezen hun tijd", "8.00–12.00: Iemand anna")
	both := url.Values{"wie": {string(anna.ID), string(bram.ID)}, "dag": {wednesday}, "totdag": {wednesday}, "bekijk": {"1"}}
	shown := ask(both)
	webtest.Wants(t, "both", shown, "8 afspraken verliezen hun tijd", "Er verandert nog niets", "2 diensten vallen weg", "Afwezig melden en bericht geven")
	if strings.Contains(shown, webtest.Canary) || away(t, a) != 0 {
		t.Error("looking named a resident, or made somebody absent")
	}
	if answer, body := lead.Post("/medewerker/afwezig", both); answer.StatusCode != 409 || away(t, a) != 0 {
		t.Errorf("not seen before: %d %s", answer.StatusCode, webtest.Said(body))
	}
	_, seen, _ := strings.Cut(shown, `name="gezien" value="`)
	seen, _, _ = strings.Cut(seen, `"`)
	both.Set("gezien", seen)
	first, _ := lead.Post("/medewerker/afwezig", both)
	second, _ := lead.Post("/medewerker/afwezig", both)
	at := first.Header.Get("Location")
	if first.StatusCode != 303 || second.Header.Get("Location") != at || away(t, a) != 2 {
		t.Fatalf("%d %q, again %q, %d away", first.StatusCode, at, second.Header.Get("Location"), away(t, a))
	}
	_, body = lead.Send("GET", at, "")
	webtest.Wants(t, "made", body, "Nog niemand heeft bericht", "anna: woensdag 2 december afwezig", "bram")
	if _, list := lead.Send("GET", "/medewerker/beheer/wijzigingen", ""); strings.Contains(list, "anna") {
		t.Error("the list of changes names who is away")
	}
	if answer, _ := lead.Post(at+"/terugdraaien", url.Values{}); answer.StatusCode != 303 || away(t, a) != 0 {
		t.Errorf("taken back: %d, %d away", answer.StatusCode, away(t, a))
	}
}

// TestWhatIsTypedWrongStandsAtItsField: and what was chosen is kept.
func TestWhatIsTypedWrongStandsAtItsField(t *testing.T) {
	a, lead, anna, _ := rostered(t, 0)
	for name, c := range map[string]struct{ query, words string }{
		"time":     {"dag=" + wednesday + "&totdag=" + wednesday + "&van=kwart", `id="van-fout"`},
		"order":    {"dag=" + wednesday + "&totdag=2026-12-01", `id="totdag-fout"`},
		"no day":   {"dag=morgen", `id="dag-fout"`},
		"past":     {"dag=2026-11-02&totdag=2026-11-03", `id="totdag-fout"`},
		"a part":   {"dag=" + wednesday + "&totdag=" + wednesday + "&van=12&tot=11", `id="van-fout"`},
		"any time": {"dag=" + wednesday + "&van=830", `2 december, 8.00–12.00: Iemand anna`},
	} {
		_, body := lead.Send("GET", "/medewerker/afwezig?bekijk=1&wie="+string(anna.ID)+"&"+c.query, "")
		if !strings.Contains(body, c.words) || !strings.Contains(body, `value="`+string(anna.ID)+`" checked`) {
			t.Errorf("%s: %s", name, webtest.Said(body))
		}
	}
	counter := webtest.SignedIn(t, a, "balie", account.Counter)
	if answer, _ := counter.Send("GET", "/medewerker/afwezig", ""); answer.StatusCode != 403 {
		t.Errorf("who does not plan the roster: %d", answer.StatusCode)
	}
	if answer, _ := lead.Send("GET", "/medewerker/afwezig/nergens", ""); answer.StatusCode != 404 {
		t.Errorf("no such absence: %d", answer.StatusCode)
	}
}
