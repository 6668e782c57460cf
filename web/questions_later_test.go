package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/account"
	"balie/web/webtest"
)

// TestWhoWasNotAskedAnswersOnTheirOwnPage: a next visit that a desk made asks on the page of the appointment, judges
// at the field, loses nothing, and is answered the same when sent twice.
func TestWhoWasNotAskedAnswersOnTheirOwnPage(t *testing.T) {
	now := webtest.Morning
	a, _ := asking(t, &now)
	var made booking.Appointment
	webtest.Write(t, a, func(tx *ledger.Tx) (err error) {
		key := booking.NewVisitKey()
		if _, err = booking.TakeHold(tx, key, catalogue.Wish{{Product: "pas", Persons: 1}}, supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 1), Start: 120}); err != nil {
			return err
		}
		made, err = booking.Book(tx, a.Options.Vault, booking.Request{Key: key, Contact: contact.Details{Name: "Riet Wissink", Channel: contact.None}, Lang: "nl", Unasked: true})
		return err
	})
	at, pass := "/a/"+string(made.ID), webtest.PassFor(t, a, made)
	look := func(path string) string { _, body := webtest.Ask(t, a, "GET", path, "", "Cookie", pass); return body }
	webtest.Wants(t, "the appointment", look(at), "Wij hebben nog een vraag aan u", `href="`+at+`/vragen"`, "Nog geen antwoord")
	webtest.Wants(t, "the form", look(at+"/vragen"), "Welke kleur krijgt uw tegel?", "Waar ligt uw tuin?")
	for field, value := range map[string]string{colour: "", garden: "bij 123456782"} {
		typed := url.Values{colour: {"2"}, garden: {"Achter het huis, kanarievogel"}, "vraag_9_x": {"niet gevraagd"}}
		typed.Set(field, value)
		answer, body := webtest.Ask(t, a, "POST", at+"/vragen", typed.Encode(), "Cookie", pass)
		if answer.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%s = %q answers %d", field, value, answer.StatusCode)
		}
		webtest.Wants(t, "the fault", body, `id="`+field+`-fout"`)
		if field == colour {
			webtest.Wants(t, "nothing lost", body, "Achter het huis, kanarievogel")
		}
	}
	good := url.Values{colour: {"2"}, garden: {"Achter het huis, kanarievogel"}, "vraag_9_x": {"niet gevraagd"}}
	for range 2 {
		if answer, body := webtest.Ask(t, a, "POST", at+"/vragen", good.Encode(), "Cookie", pass); answer.StatusCode != http.StatusSeeOther {
			t.Fatalf("answering is answered %d %.300s", answer.StatusCode, body)
		}
	}
	page := look(at + "?antwoord=1")
	webtest.Wants(t, "the appointment", page, "Geel", "Achter het huis, kanarievogel", "Uw antwoorden zijn bewaard")
	webtest.Lacks(t, "the appointment", page, "Wij hebben nog een vraag", "niet gevraagd")
	sealedOnly(t, a, "kanarievogel")
	webtest.Write(t, a, func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, made.ID); return err })
	if answer, _ := webtest.Ask(t, a, "POST", at+"/vragen", good.Encode(), "Cookie", pass); answer.StatusCode != http.StatusConflict && answer.StatusCode != http.StatusGone {
		t.Errorf("after cancelling it is answered %d", answer.StatusCode)
	}
}

// TestAPartnerIsAskedForWhomTheyBook: nothing is booked without what must be said, and nothing typed is lost.
func TestAPartnerIsAskedForWhomTheyBook(t *testing.T) {
	now := webtest.Morning
	a, _ := asking(t, &now)
	lead := webtest.SignedIn(t, a, "lead", account.TeamLead)
	_, body := lead.Post("/medewerker/partners", url.Values{"naam": {"Uitvaart De Kanarie"}, "product": {"pas"}, "sleutel": {"een"}})
	key := webtest.Field(t, regexp.MustCompile(`balie-partner__key">([^<]+)<`), body)
	answer, _ := webtest.Ask(t, a, "POST", "/partner", url.Values{"sleutel": {key}}.Encode())
	cookie := answer.Cookies()[0].String()
	_, body = webtest.Ask(t, a, "GET", "/partner/afspraak", "", "Cookie", cookie)
	webtest.Wants(t, "the form", body, "Welke kleur krijgt uw tegel?", "Waar ligt uw tuin?")
	form := url.Values{"v": {webtest.Field(t, webtest.VisitKey, body)}, "product": {"pas"}, "locatie": {"hal"}, "tijd": {webtest.Field(t, webtest.TimeValue, body)}, "naam": {"Jan Smit"}, "kanaal": {"none"}, garden: {"Aan de beek"}}
	answer, body = webtest.Ask(t, a, "POST", "/partner/afspraak", form.Encode(), "Cookie", cookie)
	if answer.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("without an answer it is %d", answer.StatusCode)
	}
	webtest.Wants(t, "the fault", body, `id="`+colour+`-fout"`, "Aan de beek", "Jan Smit")
	form.Set(colour, "1")
	if answer, body = webtest.Ask(t, a, "POST", "/partner/afspraak", form.Encode(), "Cookie", cookie); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("booking answers %d %.300s", answer.StatusCode, body)
	}
}

// TestTheDeskReadsWhatToAskOfWhoWalkedIn: nobody asked somebody who took a number in the hall.
func TestTheDeskReadsWhatToAskOfWhoWalkedIn(t *testing.T) {
	now := webtest.Morning
	a, _ := asking(t, &now)
	for _, c := range []struct {
		product catalogue.ProductID
		want    int
	}{{"pas", 2}, {"gone", 0}} {
		webtest.Write(t, a, func(tx *ledger.Tx) error {
			all, err := booking.ToAsk(tx, catalogue.Wish{{Product: c.product, Persons: 1}}, calendar.DateOf(2026, 12, 1), "de")
			if err != nil || len(all) != c.want || c.want > 0 && all[0] != "Welche Farbe?" {
				t.Errorf("%s asks %v, %v", c.product, all, err)
			}
			return nil
		})
	}
}
