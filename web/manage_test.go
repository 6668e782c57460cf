package web

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/queue"
	"balie/queue/forecast"
	"balie/web/account"
)

// fill books the hall full of passports at two desks for two hours from a time of the day.
func (d *deskTown) fill(date calendar.Date, hour int) (all []booking.Appointment) {
	d.t.Helper()
	write(d.t, d.App, func(tx *ledger.Tx) error {
		for n := range 24 {
			key := booking.NewVisitKey()
			at := supply.Offer{Office: "hal", Date: date, Start: calendar.Cell(hour*12 + n/2*2)}
			if _, err := booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: "pas", Persons: 1}}, at); err != nil {
				return err
			}
			who := contact.Details{Name: fmt.Sprint(canary, n), Email: fmt.Sprintf("bezoeker%d@example.org", n), Channel: contact.ByEmail}
			if n%4 == 0 {
				who = contact.Details{Name: fmt.Sprint(canary, n), Phone: "0612345678", Channel: contact.ByPhone}
			}
			a, err := booking.Book(tx, d.options.Vault, booking.Request{Key: key, Lang: "nl", Contact: who})
			if err != nil {
				return err
			}
			all = append(all, a)
		}
		return nil
	})
	return all
}

func TestLookingAheadSaysOneSentenceAndATable(t *testing.T) {
	d := newDeskTown(t)
	lead := signedIn(t, d.App, "leider", account.TeamLead)
	_, body := lead.send("GET", "/medewerker/vooruit?dag=2026-12-01", "")
	if text := said(body); !strings.Contains(text, "Er zijn nog geen afspraken") {
		t.Errorf("an empty day: %s", text)
	}
	d.fill(calendar.DateOf(2026, 12, 1), 9)
	answer, body := lead.send("GET", "/medewerker/vooruit?dag=2026-12-01", "")
	text := said(body)
	if answer.StatusCode != 200 || !strings.Contains(text, "24 afspraken aan de balie") || !strings.Contains(text, "dinsdag 1 december 2026") || !strings.Contains(text, "Dit is een simulatie") || strings.Contains(text, canary) {
		t.Errorf("%d %s", answer.StatusCode, text)
	}
	if !strings.Contains(body, `<svg class="balie-chart__svg"`) || strings.Count(body, `<th scope="row">`) < 18 {
		t.Error("the picture or the table is missing")
	}
	answer, body = lead.send("GET", "/medewerker/vooruit?dag=2026-12-05", "")
	if answer.StatusCode != 409 || !strings.Contains(said(body), "deze locatie dicht") {
		t.Errorf("a Saturday: %d %s", answer.StatusCode, said(body))
	}
}

func TestLookingBackReplaysTheDay(t *testing.T) {
	d := newDeskTown(t)
	anna := d.at("anna", "hal-2")
	d.walkIn("pas")
	anna.press("volgende")
	queued := d.visitAt("hal-2")
	anna.does("begin", queued)
	d.now = d.now.Add(8 * time.Minute)
	anna.does("klaar", queued)
	lead := signedIn(t, d.App, "leider", account.TeamLead)
	answer, body := lead.send("GET", "/medewerker/terug?dag=2026-11-30", "")
	if text := said(body); answer.StatusCode != 200 || !strings.Contains(text, "Van 1 bezoekers zonder afspraak was 100,0 %") || !strings.Contains(text, "Met alles vooraf weten") {
		t.Errorf("%d %s", answer.StatusCode, text)
	}
	write(t, d.App, func(tx *ledger.Tx) error {
		return errors.Join(booking.CountDemand(tx, "pas", booking.NewVisitKey()), booking.CountDemand(tx, "elsewhere/kmar", booking.NewVisitKey()))
	})
	if _, body = lead.send("GET", "/medewerker/terug?dag=2026-11-30", ""); !strings.Contains(said(body), "Voor een noodpaspoort gaat u naar de Marechaussee 1") || !strings.Contains(said(body), "Pas aanvragen 1") {
		t.Errorf("what was asked for: %s", said(body))
	}
	answer, body = lead.send("GET", "/medewerker/terug?dag=2026-11-27", "")
	if answer.StatusCode != 404 || !strings.Contains(said(body), "Van deze dag weten we niets") {
		t.Errorf("a day without a log: %d %s", answer.StatusCode, said(body))
	}
}

// visitAt is whom a desk has.
func (d *deskTown) visitAt(desk catalogue.DeskID) (id queue.TicketID) {
	d.t.Helper()
	if err := d.options.Ledger.View(func(r ledger.Reader) error {
		v, err := queue.Look(r, "hal")
		for _, x := range v.Desks {
			if x.ID == desk {
				id = x.Ticket
			}
		}
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
	return id
}

// TestADeskFallsOutToday: what it means stands there before anything is done; one confirmation closes
// the desk and asks the fewest, by message or by the call list; nobody is moved.
func TestADeskFallsOutToday(t *testing.T) {
	d := newDeskTown(t)
	d.now = time.Date(2026, 12, 1, 6, 45, 0, 0, time.UTC)
	booked := d.fill(calendar.DateOf(2026, 12, 1), 9)
	lead := signedIn(t, d.App, "leider", account.TeamLead)
	_, body := lead.send("GET", "/medewerker/uitval", "")
	if text := said(body); !strings.Contains(text, "Er verandert nog niets") || !strings.Contains(text, "Balie 2") {
		t.Errorf("%s", text)
	}
	answer, body := lead.post("/medewerker/uitval/bekijk", url.Values{"wat": {"balie hal-2"}})
	text := said(body)
	if answer.StatusCode != 200 || !strings.Contains(text, "12 afspraken passen niet meer") || !strings.Contains(text, "Vraag 12 bezoekers om te verzetten") || strings.Contains(text, canary) {
		t.Errorf("%d %s", answer.StatusCode, text)
	}
	d.wantClosures(0)
	answer, body = lead.post("/medewerker/uitval", url.Values{"wat": {"balie hal-2"}, "doe": {"move"}})
	if at := answer.Header.Get("Location"); answer.StatusCode != 303 || !strings.Contains(at, "gevraagd") {
		t.Fatalf("%d %q %s", answer.StatusCode, at, said(body))
	}
	_, body = lead.send("GET", answer.Header.Get("Location"), "")
	if text := said(body); !strings.Contains(text, "Gevraagd: ") || !strings.Contains(text, "op de bellijst") || !strings.Contains(text, "Al uitgevallen") {
		t.Errorf("%s", text)
	}
	d.wantClosures(1)
	asked := 0
	if err := d.options.Ledger.View(func(r ledger.Reader) error {
		for _, a := range booked {
			now, err := booking.AppointmentByID(r, a.ID)
			if err != nil || now.Offer != a.Offer || now.State != booking.Booked {
				t.Errorf("somebody was moved unasked: %+v %v", now, err)
			}
			if _, found, _ := booking.RescheduleRequestOf(r, a.ID); found {
				asked++
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if asked != 12 {
		t.Errorf("%d were asked", asked)
	}
	for range 2 { // the same form again changes nothing
		answer, _ = lead.post("/medewerker/uitval/terug", url.Values{"balie": {"hal-2"}})
	}
	if answer.StatusCode != 303 {
		t.Errorf("opening again answers %d", answer.StatusCode)
	}
	d.wantClosures(0)
}

func (d *deskTown) wantClosures(n int) {
	d.t.Helper()
	if err := d.options.Ledger.View(func(r ledger.Reader) error {
		o, err := catalogue.OfficeByID(r, "hal")
		if len(o.Closures) != n {
			d.t.Errorf("%d closures, want %d", len(o.Closures), n)
		}
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
}

func TestWhatCannotBeCarriedOutIsSaid(t *testing.T) {
	d := newDeskTown(t)
	lead := signedIn(t, d.App, "leider", account.TeamLead)
	for _, form := range []struct {
		what, do, words string
		status          int
	}{
		{"balie nergens", "move", "Deze balie kennen we niet", 409},
		{"balie hal-2", "toveren", "Dit kunnen we niet uitvoeren", 409},
		{"balie hal-2", "help", "Er is niemand om te vragen", 409},
	} {
		answer, body := lead.post("/medewerker/uitval", url.Values{"wat": {form.what}, "doe": {form.do}})
		if answer.StatusCode != form.status || !strings.Contains(said(body), form.words) {
			t.Errorf("%+v: %d %s", form, answer.StatusCode, said(body))
		}
	}
	counter := signedIn(t, d.App, "balie", account.Counter)
	if answer, _ := counter.send("GET", "/medewerker/uitval", ""); answer.StatusCode != 403 {
		t.Errorf("a colleague without the role: %d", answer.StatusCode)
	}
}

// TestAColleagueComesToHelp: the request stands on every page of who said that they can, opens the
// desk, and is gone for everybody else.
func TestAColleagueComesToHelp(t *testing.T) {
	d := newDeskTown(t)
	anna := d.at("anna", "hal-1")
	helper := signedIn(t, d.App, "helper", account.Counter)
	second := signedIn(t, d.App, "tweede", account.Counter)
	for _, p := range []*person{helper, second} {
		if answer, _ := p.post("/medewerker/helpen", url.Values{"locatie": {"hal"}, "kan": {"ja"}}); answer.StatusCode != 303 {
			t.Fatalf("offering help answers %d", answer.StatusCode)
		}
	}
	if _, body := helper.send("GET", "/medewerker/helpen", ""); !strings.Contains(said(body), "U krijgt een vraag als het nodig is") || strings.Contains(body, "Kunt u even helpen?") {
		t.Errorf("%s", said(body))
	}
	d.crowd(anna)
	if n, err := forecast.Watch(context.Background(), d.options.Ledger); err != nil || n != 1 {
		t.Fatalf("%d requests: %v", n, err)
	}
	_, body := helper.send("GET", "/medewerker/ik", "")
	if text := said(body); !strings.Contains(text, "Kunt u even helpen?") || !strings.Contains(text, "Balie 2 is vrij") || strings.Contains(text, canary) {
		t.Errorf("%s", text)
	}
	_, part := helper.send("GET", "/medewerker/helpen/nu", "")
	form := url.Values{"locatie": {hiddenValue(part, "locatie")}, "vraag": {hiddenValue(part, "vraag")}}
	if answer, _ := second.post("/medewerker/helpen/niet", form); answer.StatusCode != 303 {
		t.Errorf("not now answers %d", answer.StatusCode)
	}
	if _, body := second.send("GET", "/medewerker/helpen/nu", ""); strings.Contains(body, "vraag") {
		t.Errorf("who cannot now still sees it: %s", body)
	}
	lead := signedIn(t, d.App, "leider", account.TeamLead)
	if _, body := lead.send("GET", "/medewerker/vandaag", ""); !strings.Contains(said(body), "Gaat Balie 2 open, dan lukt het wel") {
		t.Errorf("the team lead sees %s", said(body))
	}
	if answer, body := helper.post("/medewerker/helpen/kom", form); answer.StatusCode != 303 || answer.Header.Get("Location") != "/medewerker/balie" {
		t.Fatalf("coming answers %d %s", answer.StatusCode, said(body))
	}
	if answer, body := second.post("/medewerker/helpen/kom", form); answer.StatusCode != 409 || !strings.Contains(said(body), "De hulp is niet meer nodig") {
		t.Errorf("who comes second: %d %s", answer.StatusCode, said(body))
	}
	if _, body := helper.send("GET", "/medewerker/balie", ""); !strings.Contains(said(body), "Balie 2") {
		t.Errorf("the workplace says %s", said(body))
	}
}

// crowd fills the one desk at work with a long visit, and the hall with appointments that are due.
func (d *deskTown) crowd(anna *colleague) {
	d.t.Helper()
	long := d.walkIn("schuld")
	anna.press("volgende")
	anna.does("begin", long.ID)
	for range 2 {
		d.arrives("pas", "nl")
	}
	d.now = d.now.Add(6 * time.Minute)
}

// hiddenValue is what a hidden field of a form carries.
func hiddenValue(body, name string) string {
	_, rest, _ := strings.Cut(body, `name="`+name+`" value="`)
	value, _, _ := strings.Cut(rest, `"`)
	return value
}
