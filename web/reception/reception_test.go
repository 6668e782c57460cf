package reception_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/account"
	"balie/web/webtest"
)

// TestTheHostLetsSomebodyIn finds them by code, name and time, and gives them one number.
func TestTheHostLetsSomebodyIn(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p := webtest.SignedIn(t, a, "gerda", account.Reception)
	riet := webtest.Visit(t, a, "Riet Wissink", "pas", "hal", webtest.Today, 114)
	webtest.Visit(t, a, "Jan Anders", "schuld", "hal", webtest.Today, 120)
	_, home := p.Send("GET", "/medewerker/ontvangst", "")
	webtest.Lacks(t, "the first page", home, "Wissink", "Schuldhulp")
	webtest.Wants(t, "the first page", home, "9.30 uur", "Stil alarm", "vervangt het alarm van het gebouw niet")
	for _, typed := range []string{booking.SpokenCode(a.Options.Vault, riet), "wissink", "9.30", "9:30"} {
		answer, body := p.Post("/medewerker/ontvangst/zoeken", url.Values{"tekst": {typed}, "locatie": {"hal"}})
		if answer.StatusCode != 200 {
			t.Errorf("%q is answered %d", typed, answer.StatusCode)
		}
		webtest.Wants(t, typed, body, "Riet Wissink", "Paspoort")
		webtest.Lacks(t, typed, body, "Jan Anders")
	}
	_, body := p.Post("/medewerker/ontvangst/zoeken", url.Values{"tekst": {"anders"}})
	webtest.Wants(t, "what is discreet", body, "Jan Anders", "vertrouwelijk")
	webtest.Lacks(t, "what is discreet", body, "Schuldhulp")
	for range 2 {
		answer, _ := p.Post("/medewerker/ontvangst/aanmelden", url.Values{"afspraak": {string(riet.ID)}, "sleutel": {"k"}})
		webtest.Wants(t, "arriving", p.Next(answer), "A1", "Paspoort")
	}
	answer, _ := p.Post("/medewerker/ontvangst/zoeken", url.Values{"tekst": {"a 1"}})
	webtest.Wants(t, "by number", p.Next(answer), "A1")
	var notes int
	err := a.Options.Ledger.View(func(r ledger.Reader) error {
		all, _, err := account.Audit(r, account.Question{From: now.Add(-time.Hour), Until: now.Add(time.Hour), Most: 100})
		all = slices.DeleteFunc(all, func(line ledger.Audited) bool { return line.What != "act.lookup" })
		notes = len(all)
		return err
	})
	if err != nil || notes != 5 {
		t.Errorf("the auditor reads %d notes, want 5: %v", notes, err)
	}
}

// TestEveryOutcomeAtTheDoorIsSaid goes through what can be wrong with an arrival.
func TestEveryOutcomeAtTheDoorIsSaid(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p := webtest.SignedIn(t, a, "gerda", account.Reception)
	arrive := func(made booking.Appointment, more ...string) string {
		form := url.Values{"afspraak": {string(made.ID)}, "locatie": {"hal"}, "sleutel": {string(made.ID)}}
		if len(more) > 0 {
			form.Set("toch", "1")
		}
		answer, body := p.Post("/medewerker/ontvangst/aanmelden", form)
		if answer.StatusCode == 303 {
			return p.Next(answer)
		}
		return body
	}
	early := webtest.Visit(t, a, "Vroeg", "pas", "hal", webtest.Today, 150)
	webtest.Wants(t, "too early", arrive(early), "te vroeg", "Toch aanmelden", "12.30", "12.20")
	webtest.Wants(t, "early, let in", arrive(early, "toch"), "kan eerder worden geroepen")
	soon := webtest.Visit(t, a, "Straks", "pas", "hal", webtest.Today, 109)
	now = now.Add(75 * time.Minute)
	if p.SignIn("gerda", webtest.Passphrase) != 303 {
		t.Fatal("gerda cannot sign in again")
	}
	webtest.Wants(t, "late", arrive(soon), "meer dan een uur voorbij")
	webtest.Wants(t, "late, let in", arrive(soon, "toch"), "tussendoor")
	tomorrow := webtest.Visit(t, a, "Morgen", "pas", "hal", webtest.Today+1, 114)
	webtest.Wants(t, "another day", arrive(tomorrow), "andere dag", "woensdag 2 december 2026")
	bus := webtest.Visit(t, a, "Bus", "pas", "bus", webtest.Today, 150)
	webtest.Wants(t, "elsewhere", arrive(bus), "andere locatie", "Praotbus")
	call := webtest.Visit(t, a, "Bel", "bellen", "hal", webtest.Today, 150)
	webtest.Wants(t, "at home", arrive(call), "belafspraak")
	gone := webtest.Visit(t, a, "Weg", "pas", "hal", webtest.Today, 160)
	webtest.Write(t, a, func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, gone.ID); return err })
	webtest.Wants(t, "cancelled", arrive(gone), "afgezegd")
	webtest.Wants(t, "already", arrive(early), "al aangemeld")
	_, body := p.Post("/medewerker/ontvangst/zoeken", url.Values{"tekst": {booking.SpokenCode(a.Options.Vault, tomorrow)}, "locatie": {"hal"}})
	webtest.Wants(t, "a code of another day", body, "andere dag")
	webtest.Lacks(t, "a code of another day", body, "Morgen")
	_, body = p.Post("/medewerker/ontvangst/aanmelden", url.Values{"afspraak": {"x"}, "locatie": {"hal"}})
	webtest.Wants(t, "unknown", body, "Deze code kennen we niet")
}

// TestAWalkInGetsANumber chooses by everyday words, and meets each refusal.
func TestAWalkInGetsANumber(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p := webtest.SignedIn(t, a, "gerda", account.Reception)
	_, body := p.Send("GET", "/medewerker/ontvangst/binnen?locatie=hal&q=reizen", "")
	webtest.Wants(t, "everyday words", body, "product=pas")
	_, body = p.Send("GET", "/medewerker/ontvangst/binnen?locatie=hal&product=pas", "")
	webtest.Wants(t, "nobody at a desk", body, "Geen balie die nu open is")
	webtest.Write(t, a, func(tx *ledger.Tx) error { _, err := queue.TakeDesk(tx, "hal", "hal-1", false); return err })
	_, body = p.Send("GET", "/medewerker/ontvangst/binnen?locatie=hal&product=pas", "")
	webtest.Wants(t, "the wait", body, "minder dan 5 minuten")
	form := url.Values{"locatie": {"hal"}, "product": {"pas"}, "personen": {"2"}, "taal": {"de"}, "stoel": {"ja"}, "sleutel": {"een"}}
	for range 2 {
		answer, _ := p.Post("/medewerker/ontvangst/binnen", form)
		webtest.Wants(t, "a walk-in", p.Next(answer), "M1", "2\u00a0personen")
	}
	if m := a.TicketOf(t, "M1"); !m.Chair || m.Lang != "de" || m.Wish[0].Persons != 2 {
		t.Errorf("the ticket: %+v", m)
	}
	_, body = p.Send("GET", "/medewerker/ontvangst/binnen?locatie=hal&soort=collect", "")
	webtest.Wants(t, "collecting", body, `value="ophalen"`, `value="collect"`)
	answer, _ := p.Post("/medewerker/ontvangst/binnen", url.Values{"locatie": {"hal"}, "product": {"ophalen"}, "personen": {"1"}, "soort": {"collect"}, "sleutel": {"twee"}})
	webtest.Wants(t, "collecting", p.Next(answer), "T1")
	for what, bad := range map[string]url.Values{
		"refusal.wish.empty":      {"locatie": {"hal"}, "personen": {"1"}},
		"refusal.ticket.nodesk":   {"locatie": {"bus"}, "product": {"bellen"}, "personen": {"1"}},
		"refusal.wish.persons":    {"locatie": {"hal"}, "product": {"pas"}, "personen": {"9"}},
		"refusal.product.unknown": {"locatie": {"hal"}, "product": {"zwembad"}, "personen": {"1"}},
	} {
		if answer, body := p.Post("/medewerker/ontvangst/binnen", bad); answer.StatusCode < 400 || answer.StatusCode > 422 || !strings.Contains(body, `role="alert"`) {
			t.Errorf("%s is answered %d", what, answer.StatusCode)
		}
	}
}

// TestTheHostNotesWhatTheySee runs every verb of the receptionist on one number.
func TestTheHostNotesWhatTheySee(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p := webtest.SignedIn(t, a, "gerda", account.Reception)
	p.Post("/medewerker/ontvangst/binnen", url.Values{"locatie": {"hal"}, "product": {"pas"}, "personen": {"1"}, "sleutel": {"in"}})
	n := 0
	do := func(path string, more ...string) (int, string) {
		n++
		form := url.Values{"locatie": {"hal"}, "nummer": {"M1"}, "sleutel": {"k" + string(rune('a'+n))}}
		for i := 0; i < len(more); i += 2 {
			form.Set(more[i], more[i+1])
		}
		answer, body := p.Post("/medewerker/ontvangst/"+path, form)
		if answer.StatusCode == 303 {
			body = p.Next(answer)
		}
		return answer.StatusCode, body
	}
	done := func(path, said string, more ...string) {
		t.Helper()
		status, body := do(path, more...)
		if status != 303 {
			t.Errorf("%s is answered %d", path, status)
		}
		webtest.Wants(t, path, body, said)
	}
	refused := func(path string, want int, more ...string) {
		t.Helper()
		if status, body := do(path, more...); status != want || !strings.Contains(body, `role="alert"`) {
			t.Errorf("%s in vain is answered %d, want %d", path, status, want)
		}
	}
	for _, m := range []string{"buiten", "stoel", "ophalen"} {
		done("merken", "Dat staat erbij", "merk", m, "aan", "1")
	}
	if m := a.TicketOf(t, "M1"); !m.Outside || !m.Chair || !m.Fetch {
		t.Errorf("marks: %+v", m)
	}
	done("merken", "Dat staat erbij", "merk", "buiten")
	refused("voorrang", 422)
	refused("voorrang", 422, "reden", "is aardig")
	done("voorrang", "gaat voor", "reden", "wait")
	done("voorrang", "gaat niet meer voor", "niet", "1")
	done("weg", "weg is")
	refused("merken", 409, "merk", "buiten", "aan", "1")
	refused("vergist", 409)
	done("terug", "wacht weer")
	done("vergist", "teruggenomen")
	if m := a.TicketOf(t, "M1"); !m.Mistake {
		t.Error("the arrival stands")
	}
}

// TestOneFieldTakesWhatVisitorsSay: a time without a mark, and a telephone number however it is written; and it has the
// focus, also after somebody was let in.
func TestOneFieldTakesWhatVisitorsSay(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p := webtest.SignedIn(t, a, "gerda", account.Reception)
	riet := webtest.Visit(t, a, "Riet Wissink", "pas", "hal", webtest.Today, 114)
	for _, typed := range []string{"930", "0930", "0315-292292", "+31 315 292 292", "(0315) 29 22 92"} {
		answer, body := p.Post("/medewerker/ontvangst/zoeken", url.Values{"tekst": {typed}, "locatie": {"hal"}})
		if answer.StatusCode != 200 || !strings.Contains(body, "Wissink") || !strings.Contains(body, "autofocus") {
			t.Errorf("%q is answered %d: %s", typed, answer.StatusCode, webtest.Said(body))
		}
	}
	answer, _ := p.Post("/medewerker/ontvangst/aanmelden", url.Values{"locatie": {"hal"}, "afspraak": {string(riet.ID)}, "toch": {"1"}, "sleutel": {"een"}})
	if body := p.Next(answer); !strings.Contains(body, `name="tekst"`) || !strings.Contains(body, "autofocus") {
		t.Error("after letting somebody in the next cannot be looked for at once")
	}
}

// TestTheHostLooksForNobody types what cannot be found.
func TestTheHostLooksForNobody(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p := webtest.SignedIn(t, a, "gerda", account.Reception)
	answer, body := p.Post("/medewerker/ontvangst/weg", url.Values{"locatie": {"hal"}, "nummer": {"A99"}})
	if answer.StatusCode != 404 {
		t.Errorf("a number of nobody is answered %d", answer.StatusCode)
	}
	webtest.Wants(t, "a number of nobody", body, "kennen we vandaag niet")
	for typed, status := range map[string]int{"": 422, "-": 422, "xy": 404, "niemand": 404, "23.61": 404} {
		if answer, _ := p.Post("/medewerker/ontvangst/zoeken", url.Values{"tekst": {typed}}); answer.StatusCode != status {
			t.Errorf("searching %q is answered %d", typed, answer.StatusCode)
		}
	}
}

// TestALeadActsOnADeskFromTheDay closes it after whom it helps, opens it after all, asks it back from a pause, moves
// and frees it; what can not succeed is not offered, and refused in words.
func TestALeadActsOnADeskFromTheDay(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna := d.At("anna", "hal-2")
	d.WalkIn("pas")
	anna.Press("volgende")
	lead := webtest.SignedIn(t, d.App, "bram", account.TeamLead)
	does := func(do string, words ...string) {
		t.Helper()
		answer, body := lead.Post("/medewerker/vandaag/balie", url.Values{"locatie": {"hal"}, "doe": {do}})
		if answer.StatusCode == 303 {
			body = lead.Next(answer)
		}
		webtest.Wants(t, do, body, words...)
	}
	_, body := lead.Send("GET", "/medewerker/vandaag?locatie=hal", "")
	webtest.Wants(t, "the day", body, "roept M1", "Sluiten na M1", "Iemand anna")
	webtest.Lacks(t, "the day", body, "vrij hal-2", "naar hal-2")
	does("sluit hal-2", "Balie 2 roept niemand meer op", "Ongedaan maken", "Toch open")
	does("toch hal-2", "Balie 2 is weer open", "Sluiten na M1")
	does("vrij hal-2", "helpt nog")
	does("sluit hal-9", "Aan deze balie zit niemand")
	does("dans hal-2", "Dit kunnen we niet uitvoeren")
	does("open hal-1", "Er is niemand om te vragen")
	anna.Does("begin", visitAt(d, "hal-2"))
	anna.Does("klaar", visitAt(d, "hal-2"))
	anna.Press("stand", "stand", "break")
	does("terug hal-2", "Balie 2 is teruggevraagd", "terug gevraagd om")
	if _, desk := anna.Send("GET", "/medewerker/balie", ""); !strings.Contains(webtest.Said(desk), "Uw teamleider vraagt u terug") {
		t.Errorf("the desk does not say that it is asked back: %s", webtest.Said(desk))
	}
	does("naar hal-2 hal-1", "De collega van Balie 2 zit nu aan de andere balie")
	does("vrij hal-1", "Balie 1 is vrij")
	if answer, _ := anna.Post("/medewerker/vandaag/balie", url.Values{"locatie": {"hal"}, "doe": {"sluit hal-2"}}); answer.StatusCode != 403 {
		t.Errorf("who does not lead the day is answered %d", answer.StatusCode)
	}
}

// visitAt is whom a desk has.
func visitAt(d *webtest.DeskTown, desk catalogue.DeskID) (id queue.TicketID) {
	webtest.Look(d.T, d.App, func(r ledger.Reader) error {
		v, err := queue.Look(r, "hal")
		for _, x := range v.Desks {
			if x.ID == desk {
				id = x.Ticket
			}
		}
		return err
	})
	return id
}

// TestTheTeamLeadsDay sees figures of the office, closes the day and opens it again.
func TestTheTeamLeadsDay(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p := webtest.SignedIn(t, a, "bram", account.TeamLead)
	p.Post("/medewerker/ontvangst/binnen", url.Values{"locatie": {"hal"}, "product": {"pas"}, "personen": {"1"}, "sleutel": {"in"}})
	now = now.Add(16 * time.Minute)
	_, body := p.Send("GET", "/medewerker/vandaag?locatie=hal", "")
	webtest.Wants(t, "today", body, "1 bezoeker wacht", "M1", "te lang", "1 bezoeker wacht te lang, of bijna", "Balie 1", "Collega vragen", "nooit over een balie of collega")
	webtest.Lacks(t, "today", body, "Iemand gerda")
	answer, _ := p.Post("/medewerker/vandaag/sluiten", url.Values{"locatie": {"hal"}})
	webtest.Wants(t, "asked first", p.Next(answer), "Wilt u de dag sluiten?")
	webtest.Visit(t, a, "Komt nog", "pas", "hal", webtest.Today, 200)
	answer, body = p.Post("/medewerker/vandaag/sluiten", url.Values{"locatie": {"hal"}, "zeker": {"ja"}})
	if answer.StatusCode != 409 {
		t.Errorf("closing while somebody is to come is answered %d", answer.StatusCode)
	}
	webtest.Wants(t, "still coming", body, "Er komen vandaag nog afspraken")
	now = now.Add(10 * time.Hour)
	if p.SignIn("bram", webtest.Passphrase) != 303 {
		t.Fatal("bram cannot sign in again")
	}
	for range 2 {
		answer, _ = p.Post("/medewerker/vandaag/sluiten", url.Values{"locatie": {"hal"}, "zeker": {"ja"}})
		webtest.Wants(t, "closed", p.Next(answer), "De dag is gesloten")
	}
	_, body = p.Send("GET", "/medewerker/vandaag?locatie=hal&zeker=openen", "")
	webtest.Wants(t, "asked first", body, "Wilt u de dag weer openen?")
	for range 2 {
		answer, _ = p.Post("/medewerker/vandaag/openen", url.Values{"locatie": {"hal"}, "zeker": {"ja"}})
		webtest.Wants(t, "opened", p.Next(answer), "De dag is weer open")
	}
}
