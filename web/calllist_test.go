package web

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
)

// asked lets somebody be asked to come at another time.
func askToMove(t *testing.T, a *App, id booking.AppointmentID) (told bool) {
	t.Helper()
	write(t, a, func(tx *ledger.Tx) (err error) {
		times := []supply.Offer{{Office: "bus", Date: today + 3, Start: 120}, {Office: "bus", Date: today + 3, Start: 126}}
		told, err = booking.RequestReschedule(tx, id, booking.DeskShort, times)
		return err
	})
	return told
}

func askOf(t *testing.T, a *App, id booking.AppointmentID) (ask booking.RescheduleRequest) {
	t.Helper()
	if err := a.options.Ledger.View(func(r ledger.Reader) (err error) { ask, _, err = booking.RescheduleRequestOf(r, id); return err }); err != nil {
		t.Fatal(err)
	}
	return ask
}

// TestTheCallListNamesNobodyUntilSomebodyIsCalled goes from the list to an agreed time.
func TestTheCallListNamesNobodyUntilSomebodyIsCalled(t *testing.T) {
	var now time.Time
	a := counterTown(t, &now)
	p, other := signedIn(t, a, "ilse", account.Counter), signedIn(t, a, "sem", account.Counter)
	riet := visit(t, a, "Riet Wissink", "pas", "hal", today+1, 114)
	if askToMove(t, a, riet.ID) {
		t.Fatal("who wants to be called was told by message")
	}
	_, body := p.send("GET", "/medewerker/telefoon", "")
	wants(t, "the telephone page", body, "1 persoon staat op de bellijst")
	_, body = p.send("GET", "/medewerker/bellijst", "")
	wants(t, "the list", body, "1 persoon bellen", "een collega ziek", "2 december 2026, 9.30 uur, Raadhuis", "4 december 2026, 10.00 uur, Praotbus")
	lacks(t, "the list", body, "Riet", "0315 292 292", "Paspoort")
	answer, _ := p.post("/medewerker/bellijst/bellen", url.Values{"welk": {string(riet.ID)}})
	page := answer.Header.Get("Location")
	body = p.next(answer)
	wants(t, "whom to call", body, "Riet Wissink", "0315 292 292", "Paspoort", "Niet bereikt", "De oude tijd blijft")
	if answer, body := other.send("GET", page, ""); answer.StatusCode == 200 || strings.Contains(body, "Riet") {
		t.Errorf("another colleague's mark opens: %d", answer.StatusCode)
	}
	mark := field(t, accessMark, body)
	form := url.Values{"toegang": {mark}, "sleutel": {"een"}, "uitkomst": {"niet-bereikt"}}
	for range 2 {
		if answer, _ := p.post("/medewerker/bellijst/uitkomst", form); answer.StatusCode != 303 {
			t.Fatalf("not reached is answered %d", answer.StatusCode)
		}
	}
	if ask := askOf(t, a, riet.ID); ask.State != booking.Tried || ask.Tries != 1 {
		t.Errorf("after one press, sent twice: %+v", ask)
	}
	form = url.Values{"toegang": {mark}, "sleutel": {"twee"}, "uitkomst": {"2"}}
	answer, _ = p.post("/medewerker/bellijst/uitkomst", form)
	wants(t, "after agreeing", p.next(answer), "De nieuwe tijd is afgesproken", "0 personen bellen", "Andere tijd afgesproken")
	if ask := askOf(t, a, riet.ID); ask.State != booking.Agreed {
		t.Errorf("after agreeing: %+v", ask)
	}
}

func TestACallThatSaysNothingOrComesTooLateIsRefused(t *testing.T) {
	var now time.Time
	a := counterTown(t, &now)
	p := signedIn(t, a, "ilse", account.Counter)
	riet := visit(t, a, "Riet Wissink", "pas", "hal", today+1, 114)
	askToMove(t, a, riet.ID)
	answer, _ := p.post("/medewerker/bellijst/bellen", url.Values{"welk": {string(riet.ID)}})
	mark := field(t, accessMark, p.next(answer))
	for what, form := range map[string]url.Values{"nothing": {"toegang": {mark}}, "a third time": {"toegang": {mark}, "uitkomst": {"3"}}, "no mark": {"uitkomst": {"1"}}, "somebody who is not listed": nil} {
		path := "/medewerker/bellijst/uitkomst"
		if form == nil {
			form, path = url.Values{"welk": {"0123456789ABCDEFGHJKMNPQRS"}}, "/medewerker/bellijst/bellen"
		}
		if answer, _ := p.post(path, form); answer.StatusCode < 400 || answer.StatusCode > 422 {
			t.Errorf("%s is answered %d", what, answer.StatusCode)
		}
	}
}

// TestAResidentAnswersOnTheirOwnPage accepts a proposal, and keeps the old time, without script.
func TestAResidentAnswersOnTheirOwnPage(t *testing.T) {
	var now time.Time
	a := counterTown(t, &now)
	for choice, want := range map[string]booking.RescheduleState{"2": booking.Agreed, "houden": booking.Kept} {
		riet := visit(t, a, "Riet Wissink", "pas", "hal", today+1, 114)
		askToMove(t, a, riet.ID)
		pass := passFor(t, a, riet)
		_, body := ask(t, a, "GET", "/a/"+string(riet.ID), "", "Cookie", pass)
		wants(t, "the appointment", body, "Kunt u op een andere tijd komen?", "vrijdag 4 december 2026, 10.00 uur, Praotbus", "Houd de oude tijd")
		for range 2 {
			if answer, body := ask(t, a, "POST", "/a/"+string(riet.ID)+"/voorstel", "keuze="+choice, "Cookie", pass); answer.StatusCode != 303 {
				t.Errorf("%s is answered %d %s", choice, answer.StatusCode, said(body))
			}
		}
		if got := askOf(t, a, riet.ID).State; got != want {
			t.Errorf("%s: the question is %s", choice, got)
		}
		_, body = ask(t, a, "GET", "/a/"+string(riet.ID), "", "Cookie", pass)
		lacks(t, "after the answer", body, "Kunt u op een andere tijd komen?")
		if answer, _ := ask(t, a, "POST", "/a/"+string(riet.ID)+"/voorstel", "keuze=7", "Cookie", pass); answer.StatusCode != 409 {
			t.Errorf("a time that was never proposed is answered %d", answer.StatusCode)
		}
		write(t, a, func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, riet.ID); return err })
		now = now.Add(20 * time.Minute)
	}
}

var letterID = regexp.MustCompile(`name="brief" value="([^"]+)"`)

// TestLettersArePrintedAndPosted takes one letter from the pile to the post, and prints it twice.
func TestLettersArePrintedAndPosted(t *testing.T) {
	var now time.Time
	a := counterTown(t, &now)
	worker := &messages.Worker{Ledger: a.options.Ledger, Vault: a.options.Vault, Base: "https://afspraak.voorbeeld.nl", House: "Proefstad", From: "a@voorbeeld.nl", Log: a.options.Log}
	o := a.options
	o.Letters = worker
	a = New(o)
	p := signedIn(t, a, "ilse", account.Counter)
	write(t, a, func(tx *ledger.Tx) error {
		key := booking.NewVisitKey()
		if _, err := booking.TakeHold(tx, key, catalogue.Wish{{Product: "pas", Persons: 1}}, supply.Offer{Office: "hal", Date: today + 10, Start: 114}); err != nil {
			return err
		}
		d := contact.Details{Name: "Riet Wissink", Street: "Dorpsstraat 1", Postcode: "7081 BN", Place: "Gendringen", Channel: contact.ByLetter}
		_, err := booking.Book(tx, o.Vault, booking.Request{Key: key, Lang: "nl", Contact: d})
		return err
	})
	if n, err := worker.SendDue(t.Context()); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	_, body := p.send("GET", "/medewerker/brieven", "")
	wants(t, "the pile", body, "1 brief wacht", "Bevestiging")
	lacks(t, "the pile", body, "Riet", "Dorpsstraat", "Paspoort")
	for range 2 {
		answer, content := p.post("/medewerker/brieven/afdrukken", url.Values{})
		if answer.Header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(content, "%PDF") || strings.Contains(answer.Header.Get("Content-Disposition"), "Riet") {
			t.Fatalf("printing is answered %d %v", answer.StatusCode, answer.Header)
		}
		_, body = p.send("GET", "/medewerker/brieven", "")
		if answer, _ = p.post("/medewerker/brieven/opnieuw", url.Values{"brief": {field(t, letterID, body)}}); answer.StatusCode != 303 {
			t.Fatalf("again is answered %d", answer.StatusCode)
		}
	}
	p.post("/medewerker/brieven/afdrukken", url.Values{})
	_, body = p.send("GET", "/medewerker/brieven", "")
	id := field(t, letterID, body)
	answer, _ := p.post("/medewerker/brieven/posten", url.Values{"brief": {id}})
	wants(t, "after posting", p.next(answer), "De brieven zijn op de post", "1 brief ging deze week op de post")
	for path, form := range map[string]url.Values{"afdrukken": {}, "opnieuw": {"brief": {id}}, "posten": {"brief": {strings.Repeat("0", 52)}}} {
		if answer, _ := p.post("/medewerker/brieven/"+path, form); answer.StatusCode != 404 && answer.StatusCode != 409 {
			t.Errorf("%s with nothing to do is answered %d", path, answer.StatusCode)
		}
	}
}
