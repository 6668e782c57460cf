package web

import (
	"context"
	"strings"
	"testing"
	"time"

	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/account"
)

// follow asks for the shared part of the office as it stands.
func (c *colleague) follow(prefix string) string {
	c.t.Helper()
	answer, body := c.send("GET", prefix+"/medewerker/live/rij/hal", "", "Accept", "application/json")
	if answer.StatusCode != 200 {
		c.t.Fatalf("the live part answers %d", answer.StatusCode)
	}
	return body
}

// TestANameIsShownOnlyWhereItIsNeeded looks for one in every step of a visit, at the desk itself, at
// another one, and in what is sent to everybody.
func TestANameIsShownOnlyWhereItIsNeeded(t *testing.T) {
	d := newDeskTown(t)
	anna, bram := d.at("anna", "hal-1"), d.at("bram", "hal-2")
	visit := d.arrives("pas", "en")
	own := func(step string, shown bool) {
		t.Helper()
		whole := anna.page()
		area := anna.own()
		if strings.Contains(area, canary+" de Wit") != shown || strings.Contains(area, "Vraag van "+canary) != shown {
			t.Errorf("%s: the name is shown: %t, want %t", step, !shown, shown)
		}
		if n := strings.Count(whole, canary) - strings.Count(area, canary); n != 0 {
			t.Errorf("%s: the name stands %d times outside the own area", step, n)
		}
		for where, body := range map[string]string{"at another desk": bram.page(), "live": anna.follow(""), "live in English": bram.follow("/en"), "in German": bram.follow("/de")} {
			if strings.Contains(body, canary) || strings.Contains(body, "kanarie@") {
				t.Errorf("%s: the name stands %s", step, where)
			}
		}
	}
	own("waiting", false)
	anna.does("volgende", "")
	own("called", true)
	if page := said(anna.own()); !strings.Contains(page, "spreekt English") {
		t.Errorf("the language is not said: %q", page)
	}
	anna.does("begin", visit.ID)
	own("serving", true)
	anna.does("parkeer", visit.ID)
	own("parked", false)
	anna.does("verder", visit.ID)
	own("going on", true)
	anna.does("klaar", visit.ID)
	own("done", false)
	anna.does("ongedaan", "")
	own("undone", true)
}

// TestADiscreetProductIsNamedAtItsDeskAlone canaries its name.
func TestADiscreetProductIsNamedAtItsDeskAlone(t *testing.T) {
	d := newDeskTown(t)
	anna, bram := d.at("anna", "hal-1"), d.at("bram", "hal-2")
	visit := d.walkIn("schuld")
	for _, body := range []string{bram.page(), bram.follow(""), anna.follow("")} {
		if strings.Contains(body, canary) || !strings.Contains(said(body), "Afspraak met de gemeente") {
			t.Error("the shared list names a discreet product, or says nothing of it")
		}
	}
	anna.does("volgende", "")
	if !strings.Contains(anna.own(), "Schuldhulp") {
		t.Error("the desk that called does not see what for")
	}
	anna.does("begin", visit.ID)
	for _, body := range []string{bram.page(), bram.follow("")} {
		if strings.Contains(body, canary) {
			t.Error("another desk reads what this one helps with")
		}
	}
}

// TestOnlyWhoseRoleItIsFollows asks for the live part as others, and of an office that is none.
func TestOnlyWhoseRoleItIsFollows(t *testing.T) {
	d := newDeskTown(t)
	field := signedIn(t, d.App, "fenna", account.Field)
	if answer, _ := field.send("GET", "/medewerker/live/rij/hal", ""); answer.StatusCode != 403 {
		t.Errorf("a colleague outside answers %d", answer.StatusCode)
	}
	if answer, _ := d.at("anna", "").send("GET", "/medewerker/live/rij/maan", ""); answer.StatusCode != 404 {
		t.Errorf("an office that is none answers %d", answer.StatusCode)
	}
}

// TestAnOpenPageOfASignedOutColleagueSaysSo rests for longer than a session may, with the page asking
// by itself all the time: what it asks for is refused, and the page leads to sign in.
func TestAnOpenPageOfASignedOutColleagueSaysSo(t *testing.T) {
	d := newDeskTown(t)
	anna := d.at("anna", "hal-1")
	d.arrives("pas", "nl")
	anna.does("volgende", "")
	for range 4 {
		d.now = d.now.Add(9 * time.Minute)
		anna.send("GET", "/medewerker/balie/nu", "", "X-Balie-Part", "nu", "Accept", "*/*")
	}
	answer, body := anna.send("GET", "/medewerker/balie/nu", "", "X-Balie-Part", "nu", "Accept", "*/*")
	if answer.StatusCode != 401 || strings.Contains(body, canary) {
		t.Errorf("the own area answers %d", answer.StatusCode)
	}
	if answer, _ := anna.send("GET", "/medewerker/live/rij/hal", "", "Accept", "application/json"); answer.StatusCode != 401 {
		t.Errorf("the live part answers %d", answer.StatusCode)
	}
	if answer, _ := anna.send("GET", "/medewerker/balie", ""); answer.StatusCode != 303 || !strings.HasPrefix(answer.Header.Get("Location"), "/medewerker?naar=") {
		t.Errorf("the workplace answers %d to %q", answer.StatusCode, answer.Header.Get("Location"))
	}
	if anna.signIn("anna", passphrase) != 303 || !strings.Contains(anna.own(), canary) {
		t.Error("after signing in again the desk does not go on with whom it had")
	}
}

// TestTheDayEndsAtTheDesk closes the office under desks that wait, call and help.
func TestTheDayEndsAtTheDesk(t *testing.T) {
	d := newDeskTown(t)
	anna, bram := d.at("anna", "hal-1"), d.at("bram", "hal-2")
	helped, called := d.walkIn("pas"), queue.Ticket{}
	anna.does("volgende", "")
	anna.does("begin", helped.ID)
	called = d.walkIn("pas")
	bram.does("volgende", "")
	waits := d.walkIn("pas")
	d.now = d.now.Add(8 * time.Hour)
	anna, bram = again(anna), again(bram)
	if err := queue.CloseDay(context.Background(), d.options.Ledger, "system", "hal", helped.Date, forecast.Learner{}); err != nil {
		t.Fatal(err)
	}
	d.wants(helped.ID, queue.Done)
	d.wants(called.ID, queue.Missed)
	d.wants(waits.ID, queue.Left)
	anna.refused(403, "De dag is hier gesloten", "klaar", "nummer", string(helped.ID))
	if page := anna.page(); !strings.Contains(said(page), "De dag is hier gesloten") || strings.Contains(page, `name="plek"`) {
		t.Error("a closed day offers a seat")
	}
	bram.refused(409, "De locatie is voor vandaag gesloten", "plaats", "locatie", "hal", "plek", "hal-2")
	var f queue.DayFigures
	if err := d.options.Ledger.View(func(r ledger.Reader) (err error) { f, err = queue.Figures(r, "hal", helped.Date); return err }); err != nil {
		t.Fatal(err)
	}
	if f.Issued != 3 || f.Helped != 1 || f.Missed != 1 || f.Left != 1 || f.Open != 0 {
		t.Errorf("the figures of the day are %+v", f)
	}
}

// again signs a colleague in anew, whose session ended meanwhile.
func again(c *colleague) *colleague {
	c.t.Helper()
	if c.signIn(c.login, passphrase) != 303 {
		c.t.Fatal("cannot sign in again")
	}
	c.session = c.token()
	return c
}
