package alarm_test

import (
	"bytes"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"balie/booking/ledger"
	"balie/queue"
	"balie/web/account"
	"balie/web/webtest"
)

var whichAlarm = regexp.MustCompile(`name="welk" value="([0-9A-Z]{26})"`)

// TestTheQuietAlarm is raised without script, stands on everybody's pages, spreads, is heard and ended;
// the log of security has each step.
func TestTheQuietAlarm(t *testing.T) {
	var now time.Time
	var log bytes.Buffer
	security := &account.Security{Out: &log}
	a := webtest.CounterTown(t, &now)
	o := a.Options
	o.Account.Security = security
	a = webtest.Start(o)
	ilse, bram, karin := webtest.SignedIn(t, a, "ilse", account.Counter), webtest.SignedIn(t, a, "bram", account.TeamLead), webtest.SignedIn(t, a, "karin", account.Manager)
	webtest.Write(t, a, func(*ledger.Tx) error { return nil })
	if err := a.Options.Ledger.Update(t.Context(), ledger.Actor("staff "+webtest.UserID(t, a, "ilse")), func(tx *ledger.Tx) error {
		_, err := queue.TakeDesk(tx, "hal", "hal-1", false)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		answer, _ := ilse.Post("/medewerker/alarm", url.Values{"sleutel": {"druk"}, "terug": {"/medewerker/ik"}})
		if answer.StatusCode != 303 || answer.Header.Get("Location") != "/medewerker/ik" {
			t.Fatalf("pressing answers %d to %q", answer.StatusCode, answer.Header.Get("Location"))
		}
	}
	_, body := karin.Send("GET", "/medewerker/ik", "")
	webtest.Wants(t, "a manager's page", body, "Alarm:", "Balie 1, Raadhuis", "nog niemand geantwoord", `data-circle="1"`)
	webtest.Lacks(t, "a manager's page", body, "Iemand ilse", "data-first")
	found := whichAlarm.FindStringSubmatch(body)
	if found == nil || strings.Count(body, "data-circle") != 1 {
		t.Fatal("there is not one alarm to answer")
	}
	now = now.Add(31 * time.Second)
	_, body = bram.Send("GET", "/medewerker/ik", "")
	webtest.Wants(t, "after half a minute", body, "Niemand heeft geantwoord", `data-circle="2"`, "data-first")
	answer, _ := bram.Send("POST", "/medewerker/alarm/gehoord", url.Values{"sessie": {bram.Token()}, "welk": {found[1]}}.Encode(), "Accept", "application/json")
	if answer.StatusCode != 204 {
		t.Errorf("a script that answers is told %d", answer.StatusCode)
	}
	_, body = ilse.Send("GET", "/medewerker/ik", "")
	webtest.Wants(t, "who asked", body, `data-state="coming"`, "/medewerker/alarm/einde")
	webtest.Lacks(t, "who asked", body, "Iemand bram")
	ilse.Post("/medewerker/alarm/einde", url.Values{"welk": {found[1]}})
	_, body = karin.Send("GET", "/medewerker/ik", "")
	webtest.Lacks(t, "after the end", body, "data-circle")
	if answer, _ := bram.Post("/medewerker/alarm/gehoord", url.Values{"welk": {found[1]}}); answer.StatusCode != 409 {
		t.Errorf("an alarm that is over is answered %d", answer.StatusCode)
	}
	if answer, _ := bram.Post("/medewerker/alarm/gehoord", url.Values{"welk": {"x"}}); answer.StatusCode != 404 {
		t.Errorf("an alarm of nobody is answered %d", answer.StatusCode)
	}
	for _, event := range []string{"alarm-raised", "alarm-heard", "alarm-ended"} {
		webtest.Wants(t, "the log", log.String(), `"event":"`+event+`"`)
	}
}

// TestATryIsForTeamLeads and says on every page that it is one.
func TestATryIsForTeamLeads(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	ilse, bram := webtest.SignedIn(t, a, "ilse", account.Counter), webtest.SignedIn(t, a, "bram", account.TeamLead)
	if answer, _ := ilse.Post("/medewerker/alarm/proef", url.Values{}); answer.StatusCode != 403 {
		t.Errorf("a try by a desk is answered %d", answer.StatusCode)
	}
	for _, back := range []string{"https://elders.example/", "//elders.example", "/medewerker/../elders", `/medewerker\elders`} {
		answer, _ := bram.Post("/medewerker/alarm/proef", url.Values{"terug": {back}, "sleutel": {"een"}})
		if at := answer.Header.Get("Location"); answer.StatusCode != 303 || at != "/medewerker" {
			t.Errorf("a try leads to %q", at)
		}
	}
	_, body := ilse.Send("GET", "/medewerker/ontvangst?locatie=bus", "")
	webtest.Wants(t, "a try", body, "Proef, geen echt alarm", "teamleider, Raadhuis")
	ilse.Post("/medewerker/alarm", url.Values{"terug": {"/medewerker/ontvangst?locatie=bus"}, "sleutel": {"twee"}})
	_, body = bram.Send("GET", "/medewerker/ik", "")
	webtest.Wants(t, "an alarm of who has no desk", body, "balie, Praotbus")
	now = now.Add(3 * time.Minute)
	_, body = bram.Send("GET", "/medewerker/ik", "")
	webtest.Lacks(t, "after two minutes", body, "Proef, geen")
	webtest.Wants(t, "after two minutes", body, "balie, Praotbus")
}

// TestAPressAfterAStopRaises also where the page still holds the key of its first press, and after a try.
func TestAPressAfterAStopRaises(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	ilse, bram := webtest.SignedIn(t, a, "ilse", account.Counter), webtest.SignedIn(t, a, "bram", account.TeamLead)
	kept := url.Values{"sleutel": {"bewaard"}, "terug": {"/medewerker/ik"}}
	bram.Post("/medewerker/alarm/proef", kept)
	bram.Post("/medewerker/alarm", kept)
	for range 3 {
		_, body := ilse.Send("GET", "/medewerker/ik", "")
		found := whichAlarm.FindAllStringSubmatch(body, -1)
		webtest.Wants(t, "after a press", body, "is-raised")
		if at := strings.Index(body, `id="alarm-form"`); at > strings.Index(body, `id="alarm-nu"`) {
			t.Error("the banner moves the button when it comes")
		}
		for _, one := range found {
			ilse.Post("/medewerker/alarm/einde", url.Values{"welk": {one[1]}})
		}
		_, body = ilse.Send("GET", "/medewerker/ik", "")
		webtest.Lacks(t, "after the stop", body, "data-circle")
		bram.Post("/medewerker/alarm", kept)
	}
}

// TestTheAlarmIsQuietWhereItWasRaised shows a tick and nothing else on the screen that pressed, also without script;
// twice is one alarm, and another screen of the same colleague is told as everybody is.
func TestTheAlarmIsQuietWhereItWasRaised(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	ilse, bram := webtest.SignedIn(t, a, "ilse", account.Counter), webtest.SignedIn(t, a, "bram", account.TeamLead)
	_, body := ilse.Send("GET", "/medewerker/ik", "")
	webtest.Wants(t, "before", body, `aria-keyshortcuts="F9"`, `data-press="F9"`, `data-mine=""`)
	ilse.Post("/medewerker/alarm", url.Values{"sleutel": {"een"}})
	ilse.Post("/medewerker/alarm", url.Values{"sleutel": {"twee"}})
	_, body = ilse.Send("GET", "/medewerker/ik", "")
	webtest.Lacks(t, "the screen that pressed", body, "data-circle", "is-raised", "Nog niemand")
	webtest.Wants(t, "the screen that pressed", body, `data-state="sent"`)
	_, body = bram.Send("GET", "/medewerker/ik", "")
	if n := len(whichAlarm.FindAllString(body, -1)); n != 2 || strings.Count(body, "is-raised") != 1 {
		t.Errorf("two presses are %d buttons of alarms to others, want the two of one", n)
	}
	answer, body := bram.Send("POST", "/medewerker/alarm", url.Values{"sessie": {bram.Token()}, "sleutel": {"x"}}.Encode(), "Accept", "application/json")
	if answer.StatusCode != 200 || !regexp.MustCompile(`^\{"alarm":"[0-9A-Z]{26}"\}$`).MatchString(body) {
		t.Errorf("a script is told %d %s", answer.StatusCode, body)
	}
}

// TestTheKeyOfTheAlarmIsChosen, and a key that writes is refused.
func TestTheKeyOfTheAlarmIsChosen(t *testing.T) {
	var now time.Time
	ilse := webtest.SignedIn(t, webtest.CounterTown(t, &now), "ilse", account.Counter)
	for key, want := range map[string]string{"F8": `data-press="F8"`, "none": `data-press=""`, "Pause": `data-press="Pause"`} {
		if answer, _ := ilse.Post("/medewerker/ik/alarmtoets", url.Values{"toets": {key}}); answer.StatusCode != 303 {
			t.Errorf("%s is answered %d", key, answer.StatusCode)
		}
		_, body := ilse.Send("GET", "/medewerker/ik", "")
		webtest.Wants(t, key, body, want)
	}
	if answer, body := ilse.Post("/medewerker/ik/alarmtoets", url.Values{"toets": {"a"}}); answer.StatusCode != 422 || !strings.Contains(body, "Deze toets kan niet") {
		t.Errorf("the key a is answered %d", answer.StatusCode)
	}
}
