package appointment_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/web/webtest"
)

// reviseTown has two products that combine, the second with a question, and one appointment.
func reviseTown(t *testing.T) (a *webtest.App, made booking.Appointment, pass string) {
	a = webtest.Town(t)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		p := catalogue.Product{ID: "pas", Minutes: 10, ExtraMinutes: 10, MaxPersons: 4, Skill: "pas", HorizonDays: 30, Combines: "reis", Texts: map[string]catalogue.ProductText{"nl": {Name: "Pas aanvragen", Short: "Pas"}}}
		if err := catalogue.PutProduct(tx, p); err != nil {
			return err
		}
		p.ID, p.Texts = "kaart", map[string]catalogue.ProductText{"nl": {Name: "Kaart aanvragen", Short: "Kaart"}}
		p.Questions = []catalogue.Question{{ID: "soort", Required: true, Texts: map[string]catalogue.QuestionText{"nl": {Ask: "Welke kaart?"}, "en": {Ask: "Which card?"}, "de": {Ask: "Welche Karte?"}}}}
		return catalogue.PutProduct(tx, p)
	})
	made = webtest.Booked(t, a, "Kanarievogel", 108)
	return a, made, webtest.PassFor(t, a, made)
}

func stateOf(t *testing.T, a *webtest.App, id booking.AppointmentID) (now booking.Appointment) {
	t.Helper()
	webtest.View(t, a, func(r ledger.Reader) (err error) { now, err = booking.AppointmentByID(r, id); return err })
	return now
}

// TestAChangeKeepsTheTimeAndAsksWhatIsNew goes from the appointment to a second product and back, as somebody without
// script does: nothing changes before the last button, and what is typed is there on every page.
func TestAChangeKeepsTheTimeAndAsksWhatIsNew(t *testing.T) {
	a, made, pass := reviseTown(t)
	path := "/a/" + string(made.ID)
	_, body := webtest.Ask(t, a, "GET", path, "", "Cookie", pass)
	webtest.Wants(t, "the appointment", body, path+"/wijzigen")
	_, body = webtest.Ask(t, a, "GET", path+"/wijzigen", "", "Cookie", pass)
	webtest.Wants(t, "the choice", body, `value="pas.1" selected`, `value="kaart.2"`)
	_, body = webtest.Ask(t, a, "GET", path+"/wijzigen?p=pas.1&p=kaart.1", "", "Cookie", pass)
	webtest.Wants(t, "once more", body, "Klopt dit zo?", "U houdt uw tijd", "20\u00a0minuten", "Welke kaart?", "Pas aanvragen, 1\u00a0persoon", "Kaart aanvragen, 1\u00a0persoon")
	form := url.Values{"p": {"pas.1", "kaart.1"}, "tijd": {"2026-12-01T09:00"}, "locatie": {"hal"}, "keer": {"0"}, "getypt": {"1"}, "zeker": {"1"}}
	answer, body := webtest.Ask(t, a, "POST", path+"/wijzigen", form.Encode(), "Cookie", pass)
	if answer.StatusCode != 422 || !strings.Contains(body, "#vraag_") {
		t.Errorf("unanswered: %d %s", answer.StatusCode, webtest.Said(body))
	}
	form.Set(webtest.Field(t, regexp.MustCompile(`name="(vraag_[^"]+)"`), body), "De blauwe")
	form.Del("zeker")
	form.Set("elders", "1")
	answer, _ = webtest.Ask(t, a, "POST", path+"/wijzigen", form.Encode(), "Cookie", pass)
	if answer.StatusCode != 303 || !strings.Contains(answer.Header.Get("Location"), "anders=1") {
		t.Fatalf("another time: %d %s", answer.StatusCode, answer.Header.Get("Location"))
	}
	if now := stateOf(t, a, made.ID); now.Moves != 0 || len(now.Wish) != 1 {
		t.Fatalf("changed before it was confirmed: %+v", now)
	}
	kept := strings.Split(answer.Header.Get("Set-Cookie"), ";")[0]
	if strings.Contains(kept, "blauwe") {
		t.Error("what was typed can be read")
	}
	_, body = webtest.Ask(t, a, "GET", path+"/wijzigen?p=pas.1&p=kaart.1&tijd=2026-12-01T11:00&locatie=hal", "", "Cookie", pass+"; "+kept)
	webtest.Wants(t, "at another time", body, "U krijgt een andere tijd", "De blauwe", "11.00")
	form.Del("elders")
	form.Set("zeker", "1")
	answer, body = webtest.Ask(t, a, "POST", path+"/wijzigen", form.Encode(), "Cookie", pass)
	if now := stateOf(t, a, made.ID); answer.StatusCode != 303 || len(now.Wish) != 2 || now.Offer.Minutes != 20 || now.Offer.Start != 108 || now.Moves != 1 {
		t.Fatalf("%d %s: %+v", answer.StatusCode, webtest.Said(body), now)
	}
	_, body = webtest.Ask(t, a, "GET", path+"?gewijzigd=1", "", "Cookie", pass)
	webtest.Wants(t, "changed", body, "Uw afspraak is gewijzigd", "Kaart aanvragen", "De blauwe")
}

// TestWhatDoesNotFitOffersTheNearestTimes: the next visitor stands in the way, and the old time stands meanwhile.
func TestWhatDoesNotFitOffersTheNearestTimes(t *testing.T) {
	a, made, pass := reviseTown(t)
	webtest.Booked(t, a, "Huismus", 110)
	path := "/a/" + string(made.ID) + "/wijzigen"
	answer, body := webtest.Ask(t, a, "GET", path+"?p=pas.2", "", "Cookie", pass)
	if answer.StatusCode != 200 {
		t.Fatal(answer.StatusCode)
	}
	webtest.Wants(t, "no room", body, "Dit past niet op dinsdag 1 december", "Uw afspraak blijft zoals hij is", `name="tijd" value="2026-12-01T09:20"`, `name="p" value="pas.2"`)
	answer, body = webtest.Ask(t, a, "POST", path, "p=pas.2&tijd=2026-12-01T09:20&locatie=hal&keer=0&anders=1", "Cookie", pass)
	to := answer.Header.Get("Location")
	if answer.StatusCode != 303 || strings.Contains(to, "anders") {
		t.Fatalf("a time that was pressed: %d %s %s", answer.StatusCode, to, webtest.Said(body))
	}
	_, body = webtest.Ask(t, a, "GET", to, "", "Cookie", pass)
	webtest.Wants(t, "once more", body, "U krijgt een andere tijd", "9.20")
	webtest.Booked(t, a, "Mees", 112)
	answer, body = webtest.Ask(t, a, "POST", path, "p=pas.2&tijd=2026-12-01T09:20&locatie=hal&keer=0&getypt=1&zeker=1", "Cookie", pass)
	if now := stateOf(t, a, made.ID); answer.StatusCode != 409 || now.Moves != 0 || now.Offer.Start != 108 {
		t.Errorf("taken meanwhile: %d %+v", answer.StatusCode, now)
	}
	webtest.Wants(t, "taken meanwhile", body, `name="tijd"`)
}

// TestAChangeIsRefusedInWords: each refusal of a change has its page, and the appointment stands.
func TestAChangeIsRefusedInWords(t *testing.T) {
	a, made, pass := reviseTown(t)
	path := "/a/" + string(made.ID) + "/wijzigen"
	for query, want := range map[string]string{
		"p=pas.1": "U hebt niets gewijzigd", "p=": "Kies", "p=pas.9": "personen", "p=draak.1": "niet kiezen", "p=pas": "niet kiezen", "p=pas.1&p=pas.2": "twee keer",
	} {
		answer, body := webtest.Ask(t, a, "GET", path+"?"+query, "", "Cookie", pass)
		if answer.StatusCode < 400 || answer.StatusCode >= 500 || !strings.Contains(body, want) {
			t.Errorf("%s: %d %s", query, answer.StatusCode, webtest.Said(body))
		}
	}
	answer, body := webtest.Ask(t, a, "POST", path, "p=pas.2&tijd=2026-12-01T09:00&locatie=hal&keer=7&getypt=1&zeker=1", "Cookie", pass)
	if now := stateOf(t, a, made.ID); answer.StatusCode != 409 || now.Moves != 0 {
		t.Errorf("an older page: %d %s", answer.StatusCode, webtest.Said(body))
	}
	webtest.Write(t, a, func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, made.ID); return err })
	for _, method := range []string{"GET", "POST"} {
		answer, body := webtest.Ask(t, a, method, path, "p=pas.2&tijd=2026-12-01T09:00&locatie=hal&keer=0&getypt=1&zeker=1", "Cookie", pass)
		if answer.StatusCode != 409 {
			t.Errorf("%s of what was cancelled: %d %s", method, answer.StatusCode, webtest.Said(body))
		}
	}
}

// TestAChangedAppointmentIsTheSameOnEveryCarrier: page, calendar and paper say what it is now.
func TestAChangedAppointmentIsTheSameOnEveryCarrier(t *testing.T) {
	a, made, pass := reviseTown(t)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		d, err := contact.Read(tx, a.Options.Vault, made.ID.Subject())
		if err != nil || d.Name == "" {
			return err
		}
		_, err = booking.Revise(tx, a.Options.Vault, made.ID, booking.Revision{Wish: catalogue.Wish{{Product: "pas", Persons: 3}}, At: made.Offer})
		return err
	})
	end := calendar.Cell(108 + 6)
	_, body := webtest.Ask(t, a, "GET", "/a/"+string(made.ID)+"/afspraak.ics", "", "Cookie", pass)
	webtest.Wants(t, "calendar", body, "SEQUENCE:1", fmt.Sprintf("DTEND;TZID=Europe/Amsterdam:20261201T%02d%02d00", end.Minutes()/60, end.Minutes()%60), "3\u00a0personen")
	_, body = webtest.Ask(t, a, "GET", "/a/"+string(made.ID), "", "Cookie", pass)
	webtest.Wants(t, "page", body, "3\u00a0personen")
}
