package reception_test

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/webtest"
)

// TestTheEmergencyList chooses a PIN, fetches the sealed list, and types a visit back from paper.
func TestTheEmergencyList(t *testing.T) {
	d := webtest.NewDeskTown(t)
	d.Arrives("pas", "nl")
	host, lead := webtest.SignedIn(t, d.App, "anna", "reception"), webtest.SignedIn(t, d.App, "leiding", "teamlead")
	list := func(p *webtest.Person) (int, string) {
		answer, body := p.Send("POST", "/medewerker/noodlijst/lijst", url.Values{"sessie": {p.Token()}, "locatie": {"hal"}}.Encode())
		return answer.StatusCode, body
	}
	choose := func(p *webtest.Person, pin string) (int, string) {
		answer, body := p.Send("POST", "/medewerker/noodlijst/pin", url.Values{"sessie": {p.Token()}, "locatie": {"hal"}, "pin": {pin}}.Encode())
		return answer.StatusCode, webtest.Said(body)
	}
	if code, body := list(host); code != 204 || body != "" {
		t.Errorf("without a PIN the list answers %d %s", code, body)
	}
	if code, _ := choose(host, "19483726"); code != 403 {
		t.Errorf("a host who chooses a PIN gets %d", code)
	}
	for _, weak := range []string{"", "12345", "111111", "abcdef", "1234567890123"} {
		if code, body := choose(lead, weak); code != 422 || !strings.Contains(body, "Kies andere cijfers") && !strings.Contains(body, "acht tot twaalf cijfers") {
			t.Errorf("the PIN %q answers %d %s", weak, code, body)
		}
	}
	if code, body := choose(lead, "19483726"); code != 303 {
		t.Fatalf("choosing a PIN answers %d %s", code, body)
	}
	for range 2 {
		code, body := list(host)
		if code != 200 || !strings.Contains(body, `"half":`) || strings.Contains(body, webtest.Canary) || strings.Contains(body, "19483726") {
			t.Errorf("the list answers %d %s", code, body)
		}
	}
	var all []ledger.Audited
	err := d.Options.Ledger.View(func(r ledger.Reader) (err error) {
		all, err = ledger.Audits(r, d.Now.Add(-time.Hour), d.Now.Add(time.Hour), 100)
		return err
	})
	all = slices.DeleteFunc(all, func(a ledger.Audited) bool { return a.What != "emergency.list" })
	if err != nil || len(all) != 1 {
		t.Errorf("the audit notes the list %d times: %v", len(all), err)
	}
	nobody := d.Somebody(t)
	if answer, body := nobody.Send("GET", "/medewerker/noodlijst/zonder", ""); answer.StatusCode != 200 || strings.Contains(body, webtest.Canary) {
		t.Errorf("the page that is kept answers %d", answer.StatusCode)
	}
	if answer, _ := nobody.Send("GET", "/medewerker/noodlijst", ""); answer.StatusCode == 200 {
		t.Error("anybody sees the page of the list")
	}
}

// TestTypedBackFromPaper types visits that were helped on paper.
func TestTypedBackFromPaper(t *testing.T) {
	d := webtest.NewDeskTown(t)
	waiting := d.Arrives("pas", "nl")
	d.Now = d.Now.Add(time.Hour)
	host := webtest.SignedIn(t, d.App, "anna", "reception")
	form := func(key, who, came, began, done string) url.Values {
		return url.Values{"sessie": {host.Token()}, "locatie": {"hal"}, "sleutel": {key}, "wie": {who}, "product": {"pas"}, "kwam": {came}, "begon": {began}, "klaar": {done}}
	}
	typed := func(f url.Values) (int, string) {
		answer, body := host.Send("POST", "/medewerker/noodlijst/terug", f.Encode())
		return answer.StatusCode, webtest.Said(body)
	}
	at := func(minutes int) string {
		return d.Now.Add(time.Duration(minutes-60) * time.Minute).In(webtest.AmsterdamOf(t)).Format("15.04")
	}
	for name, wrong := range map[string]url.Values{
		"no time":      form("a", "", "", at(12), at(20)),
		"no clock":     form("b", "", "gisteren", at(12), at(20)),
		"odd order":    form("c", "", at(5), at(20), at(12)),
		"still coming": form("d", "", at(5), at(12), at(75)),
		"nobody":       form("e", "ZZ999", at(5), at(12), at(20)),
	} {
		if code, body := typed(wrong); code < 400 || code >= 500 || !strings.Contains(body, "Van papier terug typen") {
			t.Errorf("%s answers %d", name, code)
		}
	}
	for range 2 {
		if code, body := typed(form("f", string(waiting.Number), "", at(12), at(20))); code != 303 {
			t.Fatalf("whoever had a number: %d %s", code, body)
		}
	}
	done := d.Wants(waiting.ID, queue.Done)
	if got := done.Finished.Sub(done.Arrived); got < 15*time.Minute || got > 25*time.Minute {
		t.Errorf("they were in the house for %s", got)
	}
	if code, body := typed(form("g", "", at(5), at(12), at(20))); code != 303 {
		t.Errorf("whoever walked in: %d %s", code, body)
	}
	if code, _ := typed(form("h", string(waiting.Number), "", at(30), at(40))); code != 409 {
		t.Errorf("helped twice: %d", code)
	}
	typedSheet(t, d, host, at)
	answer, body := host.Send("GET", "/medewerker/noodlijst?gedaan=terug", "")
	if answer.StatusCode != 200 || !strings.Contains(webtest.Said(body), "Het bezoek is vastgelegd") {
		t.Errorf("the page afterwards: %d", answer.StatusCode)
	}
}

// typedSheet types several lines at once: a name is known, what is right is recorded, and what is wrong stays with its
// fault at its own field. Failed before: one line at a time, no names, every fault at the first field.
func typedSheet(t *testing.T, d *webtest.DeskTown, host *webtest.Person, at func(int) string) {
	t.Helper()
	named := webtest.Visit(t, d.App, "Zeldzame Ooievaar", "pas", "hal", calendar.DateIn(d.Now, webtest.AmsterdamOf(t)), 168)
	f := url.Values{"sessie": {host.Token()}, "locatie": {"hal"}}
	for n, line := range [][4]string{{"Zeldzame Ooievaar", at(50), at(55), at(58)}, {"Niemand Zonacht", at(5), at(12), at(20)}, {"", at(5), at(20), at(12)}, {"", at(5), "straks", at(20)}, {"", at(7), at(12), at(20)}} {
		suffix := ""
		if n > 0 {
			suffix = "-" + strconv.Itoa(n)
		}
		for i, name := range []string{"wie", "kwam", "begon", "klaar"} {
			f.Set(name+suffix, line[i])
		}
		f.Set("product"+suffix, "pas")
		f.Set("sleutel"+suffix, "sheet-"+strconv.Itoa(n))
	}
	answer, body := host.Send("POST", "/medewerker/noodlijst/terug", f.Encode())
	if answer.StatusCode < 400 || answer.StatusCode >= 500 {
		t.Fatalf("a sheet with faults answers %d", answer.StatusCode)
	}
	for _, field := range []string{"wie", "klaar-1", "begon-2"} { // what was right is gone, so the lines move up
		if !strings.Contains(body, `href="#`+field+`"`) {
			t.Errorf("no fault leads to %s: %d %s", field, answer.StatusCode, webtest.Said(body))
		}
	}
	webtest.Look(t, d.App, func(r ledger.Reader) error {
		a, err := booking.AppointmentByID(r, named.ID)
		if a.State != booking.Served {
			t.Errorf("whoever was named is %s", a.State)
		}
		return err
	})
	webtest.Wants(t, "the sheet", body, "Niemand Zonacht", "straks")
}
