package day_test

import (
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
	"balie/web/account"
	"balie/web/webtest"
)

// fill books the hall full of passports at two desks for two hours from a time of the day.
func fill(d *webtest.DeskTown, date calendar.Date, hour int) (all []booking.Appointment) {
	d.T.Helper()
	webtest.Write(d.T, d.App, func(tx *ledger.Tx) error {
		for n := range 24 {
			key := booking.NewVisitKey()
			at := supply.Offer{Office: "hal", Date: date, Start: calendar.Cell(hour*12 + n/2*2)}
			if _, err := booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: "pas", Persons: 1}}, at); err != nil {
				return err
			}
			who := contact.Details{Name: fmt.Sprint(webtest.Canary, n), Email: fmt.Sprintf("bezoeker%d@example.org", n), Channel: contact.ByEmail}
			if n%4 == 0 {
				who = contact.Details{Name: fmt.Sprint(webtest.Canary, n), Phone: "0612345678", Channel: contact.ByPhone}
			}
			a, err := booking.Book(tx, d.Options.Vault, booking.Request{Key: key, Lang: "nl", Contact: who})
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
	d := webtest.NewDeskTown(t)
	lead := webtest.SignedIn(t, d.App, "leider", account.TeamLead)
	_, body := lead.Send("GET", "/medewerker/vooruit?dag=2026-12-01", "")
	if text := webtest.Said(body); !strings.Contains(text, "Er zijn nog geen afspraken") {
		t.Errorf("an empty day: %s", text)
	}
	fill(d, calendar.DateOf(2026, 12, 1), 9)
	answer, body := lead.Send("GET", "/medewerker/vooruit?dag=2026-12-01", "")
	text := webtest.Said(body)
	if answer.StatusCode != 200 || !strings.Contains(text, "24 afspraken aan de balie") || !strings.Contains(text, "dinsdag 1 december 2026") || !strings.Contains(text, "Dit is een simulatie") || strings.Contains(text, webtest.Canary) {
		t.Errorf("%d %s", answer.StatusCode, text)
	}
	if !strings.Contains(body, `<svg class="balie-chart__svg"`) || strings.Count(body, `<th scope="row">`) < 18 {
		t.Error("the picture or the table is missing")
	}
	answer, body = lead.Send("GET", "/medewerker/vooruit?dag=2026-12-05", "")
	if answer.StatusCode != 409 || !strings.Contains(webtest.Said(body), "deze locatie dicht") {
		t.Errorf("a Saturday: %d %s", answer.StatusCode, webtest.Said(body))
	}
}

func TestLookingBackReplaysTheDay(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna := d.At("anna", "hal-2")
	d.WalkIn("pas")
	anna.Press("volgende")
	queued := visitAt(d, "hal-2")
	anna.Does("begin", queued)
	d.Now = d.Now.Add(8 * time.Minute)
	anna.Does("klaar", queued)
	lead := webtest.SignedIn(t, d.App, "leider", account.TeamLead)
	answer, body := lead.Send("GET", "/medewerker/terug?dag=2026-11-30", "")
	if text := webtest.Said(body); answer.StatusCode != 200 || !strings.Contains(text, "Van 1 bezoekers zonder afspraak was 100,0 %") || !strings.Contains(text, "Met alles vooraf weten") {
		t.Errorf("%d %s", answer.StatusCode, text)
	}
	webtest.Write(t, d.App, func(tx *ledger.Tx) error {
		return errors.Join(booking.CountDemand(tx, "pas", booking.NewVisitKey()), booking.CountDemand(tx, "elsewhere/kmar", booking.NewVisitKey()))
	})
	if _, body = lead.Send("GET", "/medewerker/terug?dag=2026-11-30", ""); !strings.Contains(webtest.Said(body), "Voor een noodpaspoort gaat u naar de Marechaussee 1") || !strings.Contains(webtest.Said(body), "Pas aanvragen 1") {
		t.Errorf("what was asked for: %s", webtest.Said(body))
	}
	answer, body = lead.Send("GET", "/medewerker/terug?dag=2026-11-27", "")
	if answer.StatusCode != 200 || !strings.Contains(webtest.Said(body), "Van deze dag weten we niets") {
		t.Errorf("a day without a log: %d %s", answer.StatusCode, webtest.Said(body))
	}
}

// visitAt is whom a desk has.
func visitAt(d *webtest.DeskTown, desk catalogue.DeskID) (id queue.TicketID) {
	d.T.Helper()
	if err := d.Options.Ledger.View(func(r ledger.Reader) error {
		v, err := queue.Look(r, "hal")
		for _, x := range v.Desks {
			if x.ID == desk {
				id = x.Ticket
			}
		}
		return err
	}); err != nil {
		d.T.Fatal(err)
	}
	return id
}

// TestADeskFallsOutToday: what it means stands there before anything is done; one confirmation closes the desk and
// does what was shown for each; opened again before anybody heard of it, everybody has their time back.
func TestADeskFallsOutToday(t *testing.T) {
	d := webtest.NewDeskTown(t)
	d.Now = time.Date(2026, 12, 1, 6, 45, 0, 0, time.UTC) // 7.45 uur: nobody is due within three hours of a closed desk
	booked := fill(d, calendar.DateOf(2026, 12, 1), 9)
	lead := webtest.SignedIn(t, d.App, "leider", account.TeamLead)
	_, body := lead.Send("GET", "/medewerker/uitval", "")
	if text := webtest.Said(body); !strings.Contains(text, "Er verandert nog niets") || !strings.Contains(text, "Balie 2") {
		t.Errorf("%s", text)
	}
	answer, body := lead.Post("/medewerker/uitval/bekijk", url.Values{"wat": {"balie hal-2"}})
	text := webtest.Said(body)
	if answer.StatusCode != 200 || !strings.Contains(text, "12 afspraken passen niet meer") || !strings.Contains(text, "Geef 12 bezoekers een andere tijd") || strings.Contains(text, webtest.Canary) {
		t.Errorf("%d %s", answer.StatusCode, text)
	}
	_, seen, _ := strings.Cut(body, `name="gezien" value="`)
	seen, _, _ = strings.Cut(seen, `"`)
	wantClosures(d, 0)
	form := url.Values{"wat": {"balie hal-2"}, "doe": {"move"}, "gezien": {"iets anders"}}
	if answer, body = lead.Post("/medewerker/uitval", form); answer.StatusCode != 409 || !strings.Contains(webtest.Said(body), "Geef 12 bezoekers") {
		t.Errorf("another plan than was shown: %d %s", answer.StatusCode, webtest.Said(body))
	}
	wantClosures(d, 0)
	form.Set("gezien", seen)
	answer, body = lead.Post("/medewerker/uitval", form)
	if at := answer.Header.Get("Location"); answer.StatusCode != 303 || !strings.HasPrefix(at, "/medewerker/beheer/wijziging/") {
		t.Fatalf("%d %q %s", answer.StatusCode, at, webtest.Said(body))
	}
	if answer, body = lead.Send("GET", answer.Header.Get("Location"), ""); answer.StatusCode != 200 || !strings.Contains(webtest.Said(body), "Balie 2") {
		t.Errorf("%d %s", answer.StatusCode, webtest.Said(body))
	}
	_, body = lead.Send("GET", "/medewerker/uitval", "")
	if text := webtest.Said(body); !strings.Contains(text, "Al uitgevallen") {
		t.Errorf("%s", text)
	}
	wantClosures(d, 1)
	for range 2 { // the same form again changes nothing
		answer, _ = lead.Post("/medewerker/uitval/terug", url.Values{"balie": {"hal-2"}})
	}
	if answer.StatusCode != 303 {
		t.Errorf("opening again answers %d", answer.StatusCode)
	}
	wantClosures(d, 0)
	wantAsBooked(d, booked)
}

// wantAsBooked fails where somebody's time is another than they booked, or was asked to choose one, though their
// visit was not so near that they had to be told at once.
func wantAsBooked(d *webtest.DeskTown, booked []booking.Appointment) {
	d.T.Helper()
	if err := d.Options.Ledger.View(func(r ledger.Reader) error {
		for _, a := range booked {
			now, err := booking.AppointmentByID(r, a.ID)
			_, asked, _ := booking.RescheduleRequestOf(r, a.ID)
			soon := a.Offer.Start < calendar.Cell(10*12+9)
			if err != nil || now.State != booking.Booked || !soon && (now.Offer != a.Offer || asked) {
				d.T.Errorf("was told of what was taken back: %+v, asked %v, %v", now, asked, err)
			}
		}
		return nil
	}); err != nil {
		d.T.Fatal(err)
	}
}

func wantClosures(d *webtest.DeskTown, n int) {
	d.T.Helper()
	if err := d.Options.Ledger.View(func(r ledger.Reader) error {
		o, err := catalogue.OfficeByID(r, "hal")
		if len(o.Closures) != n {
			d.T.Errorf("%d closures, want %d", len(o.Closures), n)
		}
		return err
	}); err != nil {
		d.T.Fatal(err)
	}
}

func TestWhatCannotBeCarriedOutIsSaid(t *testing.T) {
	d := webtest.NewDeskTown(t)
	lead := webtest.SignedIn(t, d.App, "leider", account.TeamLead)
	for _, form := range []struct {
		what, do, words string
		status          int
	}{
		{"balie nergens", "move", "Deze balie kennen we niet", 409},
		{"balie hal-2", "toveren", "Dit kunnen we niet uitvoeren", 422},
		{"balie hal-2", "help", "Er is niemand om te vragen", 409},
	} {
		answer, body := lead.Post("/medewerker/uitval", url.Values{"wat": {form.what}, "doe": {form.do}})
		if answer.StatusCode != form.status || !strings.Contains(webtest.Said(body), form.words) {
			t.Errorf("%+v: %d %s", form, answer.StatusCode, webtest.Said(body))
		}
	}
	counter := webtest.SignedIn(t, d.App, "balie", account.Counter)
	if answer, _ := counter.Send("GET", "/medewerker/uitval", ""); answer.StatusCode != 403 {
		t.Errorf("a colleague without the role: %d", answer.StatusCode)
	}
}

// TestALeadAsksForCodesInARush and stops asking; who does not decide about outages cannot.
func TestALeadAsksForCodesInARush(t *testing.T) {
	d := webtest.NewDeskTown(t)
	lead, desk := webtest.SignedIn(t, d.App, "leider", account.TeamLead), webtest.SignedIn(t, d.App, "ilse", account.Counter)
	const path = "/medewerker/uitval/drukte"
	inRush := func() (on bool) {
		webtest.Look(t, d.App, func(r ledger.Reader) (err error) { on, err = booking.InRush(r, "hal"); return err })
		return on
	}
	if answer, _ := desk.Post(path, url.Values{"locatie": {"hal"}, "vraag": {"1"}}); answer.StatusCode != 403 || inRush() {
		t.Errorf("a desk is answered %d", answer.StatusCode)
	}
	for _, step := range []struct {
		form  url.Values
		on    bool
		words string
	}{
		{url.Values{"locatie": {"hal"}, "vraag": {"1"}}, true, "Nu wordt op internet een code gevraagd"},
		{url.Values{"locatie": {"hal"}}, false, "Op internet wordt geen code meer gevraagd"},
	} {
		answer, _ := lead.Post(path, step.form)
		_, body := lead.Send("GET", answer.Header.Get("Location"), "")
		if webtest.Wants(t, "the page", body, step.words); inRush() != step.on {
			t.Errorf("in a rush: %t", inRush())
		}
	}
}

// TestNoShortageStandsBesideAShareThatIsKept: every half hour that is said to be short has a share below 95 %, and one
// in which nobody is due is none, though no desk is planned in it.
func TestNoShortageStandsBesideAShareThatIsKept(t *testing.T) {
	d := webtest.NewDeskTown(t)
	webtest.Write(t, d.App, func(tx *ledger.Tx) error {
		return catalogue.PutClosure(tx, catalogue.Configuration, "hal", calendar.Closure{ID: "lunch", From: calendar.DateOf(2026, 12, 1), Until: calendar.DateOf(2026, 12, 1), Start: 12 * 12, End: 13 * 12, Reason: "Lunch"})
	})
	fill(d, calendar.DateOf(2026, 12, 1), 9)
	lead := webtest.SignedIn(t, d.App, "leider", account.TeamLead)
	_, body := lead.Send("GET", "/medewerker/vooruit?dag=2026-12-01", "")
	rows := strings.Split(body, "<tr")
	if len(rows) < 10 || !strings.Contains(webtest.Said(body), "Hoe weten wij dit?") {
		t.Fatalf("%d rows: %s", len(rows), webtest.Said(body))
	}
	for _, row := range rows {
		kept := strings.Contains(row, "<td>100 %") || strings.Contains(row, "<td>99 %") || strings.Contains(row, "<td>98 %") || strings.Contains(row, "<td>97 %") || strings.Contains(row, "<td>96 %") || strings.Contains(row, "<td>95 %")
		if strings.Contains(row, "is-short") && kept {
			t.Errorf("short, and kept: %s", webtest.Said(row))
		}
		if strings.Contains(row, ">12.00<") && strings.Contains(row, " %</td>") && (strings.Contains(row, "is-short") || !kept) {
			t.Errorf("lunch cries wolf: %s", webtest.Said(row))
		}
	}
}

// TestLookingBackOpensAtTheLastOpenDay: not at a day of which nothing is known.
func TestLookingBackOpensAtTheLastOpenDay(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna := d.At("anna", "hal-2")
	d.WalkIn("pas")
	anna.Press("volgende")
	queued := visitAt(d, "hal-2")
	anna.Does("begin", queued)
	d.Now = d.Now.Add(8 * time.Minute)
	anna.Does("klaar", queued)
	d.Now = d.Now.AddDate(0, 0, 5)
	lead := webtest.SignedIn(t, d.App, "leider", account.TeamLead)
	answer, body := lead.Send("GET", "/medewerker/terug", "")
	if text := webtest.Said(body); answer.StatusCode != 200 || !strings.Contains(text, "maandag 30 november 2026") || strings.Contains(text, "weten we niets") {
		t.Errorf("%d %s", answer.StatusCode, text)
	}
	if _, body = lead.Send("GET", "/medewerker/terug?dag=2026-11-27", ""); !strings.Contains(webtest.Said(body), "Bekijk maandag 30 november") {
		t.Errorf("no way to a day that is known: %s", webtest.Said(body))
	}
}
