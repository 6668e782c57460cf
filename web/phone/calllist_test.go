package phone_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/account"
	"balie/web/messages"
	"balie/web/webtest"
)

// asked lets somebody be asked to come at another time.
func askToMove(t *testing.T, a *webtest.App, id booking.AppointmentID) (told bool) {
	t.Helper()
	webtest.Write(t, a, func(tx *ledger.Tx) (err error) {
		times := []supply.Offer{{Office: "bus", Date: webtest.Today + 3, Start: 120}, {Office: "bus", Date: webtest.Today + 3, Start: 126}}
		told, err = booking.RequestReschedule(tx, id, booking.DeskShort, times)
		return err
	})
	return told
}

func askOf(t *testing.T, a *webtest.App, id booking.AppointmentID) (ask booking.RescheduleRequest) {
	t.Helper()
	if err := a.Options.Ledger.View(func(r ledger.Reader) (err error) { ask, _, err = booking.RescheduleRequestOf(r, id); return err }); err != nil {
		t.Fatal(err)
	}
	return ask
}

// TestTheCallListNamesNobodyUntilSomebodyIsCalled goes from the list to an agreed time.
func TestTheCallListNamesNobodyUntilSomebodyIsCalled(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p, other := webtest.SignedIn(t, a, "ilse", account.Counter), webtest.SignedIn(t, a, "sem", account.Counter)
	riet := webtest.Visit(t, a, "Riet Wissink", "pas", "hal", webtest.Today+1, 114)
	if askToMove(t, a, riet.ID) {
		t.Fatal("who wants to be called was told by message")
	}
	_, body := p.Send("GET", "/medewerker/telefoon", "")
	webtest.Wants(t, "the telephone page", body, "1 persoon staat op de bellijst")
	_, body = p.Send("GET", "/medewerker/bellijst", "")
	webtest.Wants(t, "the list", body, "1 persoon bellen", "te weinig collega’s aan de balie", "2 december 2026, 9.30 uur, Raadhuis", "4 december 2026, 10.00 uur, Praotbus")
	webtest.Lacks(t, "the list", body, "Riet", "0315 292 292", "Paspoort")
	answer, _ := p.Post("/medewerker/bellijst/bellen", url.Values{"welk": {string(riet.ID)}})
	page := answer.Header.Get("Location")
	body = p.Next(answer)
	webtest.Wants(t, "whom to call", body, "Riet Wissink", "0315 292 292", "Paspoort", "Niet bereikt", "De oude tijd blijft")
	if answer, body := other.Send("GET", page, ""); answer.StatusCode == 200 || strings.Contains(body, "Riet") {
		t.Errorf("another colleague's mark opens: %d", answer.StatusCode)
	}
	mark := webtest.Field(t, webtest.AccessMark, body)
	form := url.Values{"toegang": {mark}, "sleutel": {"een"}, "uitkomst": {"niet-bereikt"}}
	for range 2 {
		if answer, _ := p.Post("/medewerker/bellijst/uitkomst", form); answer.StatusCode != 303 {
			t.Fatalf("not reached is answered %d", answer.StatusCode)
		}
	}
	if ask := askOf(t, a, riet.ID); ask.State != booking.Tried || ask.Tries != 1 {
		t.Errorf("after one press, sent twice: %+v", ask)
	}
	form = url.Values{"toegang": {mark}, "sleutel": {"twee"}, "uitkomst": {"2"}}
	answer, _ = p.Post("/medewerker/bellijst/uitkomst", form)
	webtest.Wants(t, "after agreeing", p.Next(answer), "De nieuwe tijd is afgesproken", "0 personen bellen", "Andere tijd afgesproken")
	if ask := askOf(t, a, riet.ID); ask.State != booking.Agreed {
		t.Errorf("after agreeing: %+v", ask)
	}
}

func TestACallThatSaysNothingOrComesTooLateIsRefused(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p := webtest.SignedIn(t, a, "ilse", account.Counter)
	riet := webtest.Visit(t, a, "Riet Wissink", "pas", "hal", webtest.Today+1, 114)
	askToMove(t, a, riet.ID)
	answer, _ := p.Post("/medewerker/bellijst/bellen", url.Values{"welk": {string(riet.ID)}})
	mark := webtest.Field(t, webtest.AccessMark, p.Next(answer))
	for what, form := range map[string]url.Values{"nothing": {"toegang": {mark}}, "a third time": {"toegang": {mark}, "uitkomst": {"3"}}, "no mark": {"uitkomst": {"1"}}, "somebody who is not listed": nil} {
		path := "/medewerker/bellijst/uitkomst"
		if form == nil {
			form, path = url.Values{"welk": {"0123456789ABCDEFGHJKMNPQRS"}}, "/medewerker/bellijst/bellen"
		}
		if answer, _ := p.Post(path, form); answer.StatusCode < 400 || answer.StatusCode > 422 {
			t.Errorf("%s is answered %d", what, answer.StatusCode)
		}
	}
}

// TestAResidentAnswersOnTheirOwnPage accepts a proposal, and keeps the old time, without script.
func TestAResidentAnswersOnTheirOwnPage(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	for choice, want := range map[string]booking.RescheduleState{"2": booking.Agreed, "houden": booking.Kept} {
		riet := webtest.Visit(t, a, "Riet Wissink", "pas", "hal", webtest.Today+1, 114)
		askToMove(t, a, riet.ID)
		pass := webtest.PassFor(t, a, riet)
		_, body := webtest.Ask(t, a, "GET", "/a/"+string(riet.ID), "", "Cookie", pass)
		webtest.Wants(t, "the appointment", body, "Kunt u op een andere tijd komen?", "vrijdag 4 december 2026, 10.00 uur, Praotbus", "De oude tijd houden")
		for range 2 {
			if answer, body := webtest.Ask(t, a, "POST", "/a/"+string(riet.ID)+"/voorstel", "keuze="+choice, "Cookie", pass); answer.StatusCode != 303 {
				t.Errorf("%s is answered %d %s", choice, answer.StatusCode, webtest.Said(body))
			}
		}
		if got := askOf(t, a, riet.ID).State; got != want {
			t.Errorf("%s: the question is %s", choice, got)
		}
		_, body = webtest.Ask(t, a, "GET", "/a/"+string(riet.ID), "", "Cookie", pass)
		webtest.Lacks(t, "after the answer", body, "Kunt u op een andere tijd komen?")
		if answer, _ := webtest.Ask(t, a, "POST", "/a/"+string(riet.ID)+"/voorstel", "keuze=7", "Cookie", pass); answer.StatusCode != 409 {
			t.Errorf("a time that was never proposed is answered %d", answer.StatusCode)
		}
		webtest.Write(t, a, func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, riet.ID); return err })
		now = now.Add(20 * time.Minute)
	}
}

var letterID = regexp.MustCompile(`name="brief" value="([^"]+)"`)

// TestLettersArePrintedAndPosted takes one letter from the pile to the post, and prints it twice.
func TestLettersArePrintedAndPosted(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	worker := &messages.Worker{Ledger: a.Options.Ledger, Vault: a.Options.Vault, Base: "https://afspraak.voorbeeld.nl", House: "Proefstad", From: "a@voorbeeld.nl", Log: a.Options.Log}
	o := a.Options
	o.Letters = worker
	a = webtest.Start(o)
	p := webtest.SignedIn(t, a, "ilse", account.Counter)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		key := booking.NewVisitKey()
		if _, err := booking.TakeHold(tx, key, catalogue.Wish{{Product: "pas", Persons: 1}}, supply.Offer{Office: "hal", Date: webtest.Today + 10, Start: 114}); err != nil {
			return err
		}
		d := contact.Details{Name: "Riet Wissink", Street: "Dorpsstraat 1", Postcode: "7081 BN", Place: "Gendringen", Channel: contact.ByLetter}
		_, err := booking.Book(tx, o.Vault, booking.Request{Key: key, Lang: "nl", Contact: d})
		return err
	})
	if n, err := worker.SendDue(t.Context()); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	_, body := p.Send("GET", "/medewerker/brieven", "")
	webtest.Wants(t, "the pile", body, "1 brief wacht", "Bevestiging")
	webtest.Lacks(t, "the pile", body, "Riet", "Dorpsstraat", "Paspoort")
	for range 2 {
		answer, content := p.Post("/medewerker/brieven/afdrukken", url.Values{})
		if answer.Header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(content, "%PDF") || strings.Contains(answer.Header.Get("Content-Disposition"), "Riet") {
			t.Fatalf("printing is answered %d %v", answer.StatusCode, answer.Header)
		}
		_, body = p.Send("GET", "/medewerker/brieven", "")
		if answer, _ = p.Post("/medewerker/brieven/opnieuw", url.Values{"brief": {webtest.Field(t, letterID, body)}}); answer.StatusCode != 303 {
			t.Fatalf("again is answered %d", answer.StatusCode)
		}
	}
	p.Post("/medewerker/brieven/afdrukken", url.Values{})
	_, body = p.Send("GET", "/medewerker/brieven", "")
	id := webtest.Field(t, letterID, body)
	answer, _ := p.Post("/medewerker/brieven/posten", url.Values{"brief": {id}})
	webtest.Wants(t, "after posting", p.Next(answer), "De brieven zijn op de post", "1 brief ging deze week op de post")
	for path, form := range map[string]url.Values{"afdrukken": {}, "opnieuw": {"brief": {id}}, "posten": {"brief": {strings.Repeat("0", 52)}}} {
		if answer, _ := p.Post("/medewerker/brieven/"+path, form); answer.StatusCode != 404 && answer.StatusCode != 409 {
			t.Errorf("%s with nothing to do is answered %d", path, answer.StatusCode)
		}
	}
}
