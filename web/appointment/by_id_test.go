package appointment_test

import (
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/web/paper"
	"balie/web/route"
	"balie/web/webtest"
)

// TestTheIDAloneShowsTimeAndPlaceAndLetsOneArrive follows what the code on a paper holds, and tries every other
// way of the appointment with it.
func TestTheIDAloneShowsTimeAndPlaceAndLetsOneArrive(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	mine := webtest.Visit(t, a, "Kanarievogel", "schuld", "hal", webtest.Today, 112)
	id, nobody := string(mine.ID), a.Somebody(t)
	answer, _ := nobody.Send("GET", strings.TrimPrefix(paper.VisitCode("https://balie.example", id), "HTTPS://BALIE.EXAMPLE"), "")
	if answer.StatusCode != 303 || answer.Header.Get("Location") != "/a/"+id {
		t.Fatalf("the code leads to %q", answer.Header.Get("Location"))
	}
	secrets := []string{"Kanarievogel", "292 292", "Schuldhulp", booking.SpokenCode(a.Options.Vault, mine), booking.Secret(a.Options.Vault, mine.ID)}
	for _, r := range a.Routes() {
		if !strings.HasPrefix(r.Path, "/a/:id") || r.Access != route.Self {
			continue
		}
		if strings.HasSuffix(r.Path, "/hier") {
			continue
		}
		answer, body := nobody.Send(r.Method, strings.ReplaceAll(r.Path, ":id", id), map[string]string{"POST": "x=1"}[r.Method])
		webtest.Lacks(t, r.Path, body, secrets...)
		if answer.StatusCode >= 300 && answer.StatusCode < 400 && !strings.HasSuffix(r.Path, "/sluiten") {
			t.Errorf("%s %s with the id alone is answered %d", r.Method, r.Path, answer.StatusCode)
		}
	}
	_, body := nobody.Send("GET", "/a/"+id, "")
	webtest.Wants(t, "the id alone", body, "dinsdag 1 december 2026", "9.20 uur", "Raadhuis", `action="/a/`+id+`/hier"`, `name="code"`)
	_, unknown := nobody.Send("GET", "/a/"+string(booking.NewVisitKey()), "")
	webtest.Lacks(t, "an id of nobody", unknown, "december", "/hier")

	answer, _ = nobody.Send("POST", "/a/"+id+"/hier", "")
	ticket, ok := strings.CutPrefix(answer.Header.Get("Location"), "/t/")
	if answer.StatusCode != 303 || !ok {
		t.Fatalf("arriving is answered %d to %q", answer.StatusCode, answer.Header.Get("Location"))
	}
	if answer, _ = nobody.Send("GET", "/T/"+ticket, ""); answer.Header.Get("Location") != "/t/"+ticket {
		t.Errorf("the code of the number leads to %q", answer.Header.Get("Location"))
	}
	now = now.Add(24 * time.Hour)
	_, body = nobody.Send("GET", "/a/"+id, "")
	webtest.Lacks(t, "a day later", body, "december", "/hier")
}
