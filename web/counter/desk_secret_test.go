package counter_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/account"
	"balie/web/webtest"
)

// follow asks for the shared part of the office as it stands.
func follow(c *webtest.Colleague, prefix string) string {
	c.T.Helper()
	answer, body := c.Send("GET", prefix+"/medewerker/live/rij/hal", "", "Accept", "application/json")
	if answer.StatusCode != 200 {
		c.T.Fatalf("the live part answers %d", answer.StatusCode)
	}
	return body
}

// TestANameIsShownOnlyWhereItIsNeeded looks for one in every step of a visit, at the desk itself, at
// another one, and in what is sent to everybody.
func TestANameIsShownOnlyWhereItIsNeeded(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna, bram := d.At("anna", "hal-1"), d.At("bram", "hal-2")
	visit := d.Arrives("pas", "en")
	own := func(step string, shown bool) {
		t.Helper()
		whole := anna.Page()
		area := anna.Own()
		if strings.Contains(area, webtest.Canary+" de Wit") != shown || strings.Contains(area, "Vraag van "+webtest.Canary) != shown {
			t.Errorf("%s: the name is shown: %t, want %t", step, !shown, shown)
		}
		if n := strings.Count(whole, webtest.Canary) - strings.Count(area, webtest.Canary); n != 0 {
			t.Errorf("%s: the name stands %d times outside the own area", step, n)
		}
		for where, body := range map[string]string{"at another desk": bram.Page(), "live": follow(anna, ""), "live in English": follow(bram, "/en"), "in German": follow(bram, "/de")} {
			if strings.Contains(body, webtest.Canary) || strings.Contains(body, "kanarie@") {
				t.Errorf("%s: the name stands %s", step, where)
			}
		}
	}
	own("waiting", false)
	anna.Does("volgende", "")
	own("called", true)
	if page := webtest.Said(anna.Own()); !strings.Contains(page, "spreekt English") {
		t.Errorf("the language is not said: %q", page)
	}
	anna.Does("begin", visit.ID)
	own("serving", true)
	anna.Does("parkeer", visit.ID)
	own("parked", false)
	anna.Does("verder", visit.ID)
	own("going on", true)
	anna.Does("klaar", visit.ID)
	own("done", false)
	anna.Does("ongedaan", "")
	own("undone", true)
}

// TestADiscreetProductIsNamedAtItsDeskAlone canaries its name.
func TestADiscreetProductIsNamedAtItsDeskAlone(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna, bram := d.At("anna", "hal-1"), d.At("bram", "hal-2")
	visit := d.WalkIn("schuld")
	for _, body := range []string{bram.Page(), follow(bram, ""), follow(anna, "")} {
		if strings.Contains(body, webtest.Canary) || !strings.Contains(webtest.Said(body), "Afspraak met de gemeente") {
			t.Error("the shared list names a discreet product, or says nothing of it")
		}
	}
	anna.Does("volgende", "")
	if !strings.Contains(anna.Own(), "Schuldhulp") {
		t.Error("the desk that called does not see what for")
	}
	anna.Does("begin", visit.ID)
	for _, body := range []string{bram.Page(), follow(bram, "")} {
		if strings.Contains(body, webtest.Canary) {
			t.Error("another desk reads what this one helps with")
		}
	}
}

// TestOnlyWhoseRoleItIsFollows asks for the live part as others, and of an office that is none.
func TestOnlyWhoseRoleItIsFollows(t *testing.T) {
	d := webtest.NewDeskTown(t)
	field := webtest.SignedIn(t, d.App, "fenna", account.Field)
	if answer, _ := field.Send("GET", "/medewerker/live/rij/hal", ""); answer.StatusCode != 403 {
		t.Errorf("a colleague outside answers %d", answer.StatusCode)
	}
	if answer, _ := d.At("anna", "").Send("GET", "/medewerker/live/rij/maan", ""); answer.StatusCode != 404 {
		t.Errorf("an office that is none answers %d", answer.StatusCode)
	}
}

// TestAnOpenPageOfALockedColleagueSaysSo rests for longer than a session may, with the page asking
// by itself all the time: what it asks for is refused, and the page leads to its lock. With a visitor at the desk
// it goes on.
func TestAnOpenPageOfALockedColleagueSaysSo(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna := d.At("anna", "hal-1")
	d.Arrives("pas", "nl")
	anna.Does("volgende", "")
	d.Now = d.Now.Add(31 * time.Minute)
	if answer, _ := anna.Send("GET", "/medewerker/balie/nu", "", "X-Balie-Part", "nu", "Accept", "*/*"); answer.StatusCode != 200 {
		t.Errorf("with a visitor the own area answers %d", answer.StatusCode)
	}
	lock := url.Values{account.TokenField: {anna.Session}, "antwoord": {webtest.Passphrase}}.Encode()
	anna.Send("POST", "/medewerker/slot/nu", lock)
	for range 4 {
		d.Now = d.Now.Add(9 * time.Minute)
		anna.Send("GET", "/medewerker/balie/nu", "", "X-Balie-Part", "nu", "Accept", "*/*")
	}
	answer, body := anna.Send("GET", "/medewerker/balie/nu", "", "X-Balie-Part", "nu", "Accept", "*/*")
	if answer.StatusCode != 423 || strings.Contains(body, webtest.Canary) {
		t.Errorf("the own area answers %d", answer.StatusCode)
	}
	if answer, _ := anna.Send("GET", "/medewerker/live/rij/hal", "", "Accept", "application/json"); answer.StatusCode != 423 {
		t.Errorf("the live part answers %d", answer.StatusCode)
	}
	if answer, _ := anna.Send("GET", "/medewerker/balie", ""); answer.StatusCode != 303 || !strings.HasPrefix(answer.Header.Get("Location"), "/medewerker/slot?naar=") {
		t.Errorf("the workplace answers %d to %q", answer.StatusCode, answer.Header.Get("Location"))
	}
	if answer, _ := anna.Send("POST", "/medewerker/slot", lock); answer.StatusCode != 303 || !strings.Contains(anna.Own(), webtest.Canary) {
		t.Error("unlocked, the desk does not go on with whom it had")
	}
}

// TestTheDayEndsAtTheDesk closes the office under desks that wait, call and help.
func TestTheDayEndsAtTheDesk(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna, bram := d.At("anna", "hal-1"), d.At("bram", "hal-2")
	helped, called := d.WalkIn("pas"), queue.Ticket{}
	anna.Does("volgende", "")
	anna.Does("begin", helped.ID)
	called = d.WalkIn("pas")
	bram.Does("volgende", "")
	waits := d.WalkIn("pas")
	d.Now = d.Now.Add(8 * time.Hour)
	anna, bram = again(anna), again(bram)
	if err := queue.CloseDay(context.Background(), d.Options.Ledger, "system", "hal", helped.Date, forecast.Learner{}); err != nil {
		t.Fatal(err)
	}
	d.Wants(helped.ID, queue.Done)
	d.Wants(called.ID, queue.Missed)
	d.Wants(waits.ID, queue.Left)
	anna.Refused(403, "De dag is hier gesloten", "klaar", "nummer", string(helped.ID))
	if page := anna.Page(); !strings.Contains(webtest.Said(page), "De dag is hier gesloten") || strings.Contains(page, `name="plek"`) {
		t.Error("a closed day offers a seat")
	}
	bram.Refused(409, "De locatie is voor vandaag gesloten", "plaats", "locatie", "hal", "plek", "hal-2")
	var f queue.DayFigures
	if err := d.Options.Ledger.View(func(r ledger.Reader) (err error) { f, err = queue.Figures(r, "hal", helped.Date); return err }); err != nil {
		t.Fatal(err)
	}
	if f.Issued != 3 || f.Helped != 1 || f.Missed != 1 || f.Left != 1 || f.Open != 0 {
		t.Errorf("the figures of the day are %+v", f)
	}
}

// again signs a colleague in anew, whose session ended meanwhile.
func again(c *webtest.Colleague) *webtest.Colleague {
	c.T.Helper()
	if c.SignIn(c.Login, webtest.Passphrase) != 303 {
		c.T.Fatal("cannot sign in again")
	}
	c.Session = c.Token()
	return c
}
