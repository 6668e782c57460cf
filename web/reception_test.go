package web

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/booking/supply"
	"balie/kiosk"
	"balie/outreach"
	"balie/queue"
	"balie/web/account"
)

// counterTown is a town hall with a desk and a telephone, at nine on Tuesday 1 December.
func counterTown(t *testing.T, now *time.Time) *App {
	t.Helper()
	*now = time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)
	o := newOptions(t)
	o.Clock = func() time.Time { return *now }
	l, err := ledger.Open(t.TempDir()+"/balie.db", o.Clock, []ledger.Schema{contact.Schema, roster.Schema, booking.Schema, outreach.Schema, queue.Schema, kiosk.Schema, account.Schema})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := l.Check(func(problem string) { t.Error(problem) }); err != nil {
			t.Error(err)
		}
		_ = l.Close()
	})
	o.Ledger = l
	a := New(o)
	if err := a.options.Vault.Fill(0); err != nil {
		t.Fatal(err)
	}
	write(t, a, furnishCounter)
	return a
}

func furnishCounter(tx *ledger.Tx) error {
	text := func(name string, words ...string) map[string]catalogue.ProductText {
		return map[string]catalogue.ProductText{"nl": {Name: name, Short: name, Words: words}}
	}
	for _, p := range []catalogue.Product{
		{ID: "pas", Minutes: 10, MaxPersons: 2, Skill: "pas", HorizonDays: 30, Texts: text("Paspoort", "reizen"), Next: "ophalen", ReadyDays: 5, Popular: 1},
		{ID: "ophalen", Minutes: 5, MaxPersons: 2, Skill: "pas", HorizonDays: 30, Texts: text("Ophalen"), AtHome: catalogue.BroughtHome},
		{ID: "schuld", Minutes: 10, MaxPersons: 1, Skill: "pas", HorizonDays: 30, Texts: text("Schuldhulp"), Discreet: true},
		{ID: "bellen", Minutes: 15, MaxPersons: 1, Skill: "telefoon", HorizonDays: 30, Texts: text("Terugbellen"), NeedsPhone: true, Route: catalogue.ByCall},
	} {
		if err := catalogue.PutProduct(tx, p); err != nil {
			return err
		}
	}
	days := []calendar.Weekday{0, 1, 2, 3, 4, 5, 6}
	open := func(desk string) calendar.Opening {
		return calendar.Opening{ID: "week-" + desk, Desk: desk, Weekdays: days, Start: 96, End: 216, Use: calendar.ForBoth, Share: calendar.Public}
	}
	err := catalogue.PutOffice(tx, catalogue.Office{ID: "hal", Kind: catalogue.TownHall, Name: "Raadhuis", Zone: "Europe/Amsterdam",
		Desks: []catalogue.Desk{{ID: "hal-1", Name: "Balie 1", Skills: []string{"pas"}}, {ID: "hal-2", Name: "Telefoon", Skills: []string{"telefoon"}, Properties: []string{"phone"}},
			{ID: "hal-3", Name: "Telefoon 2", Skills: []string{"telefoon"}, Properties: []string{"phone"}}},
		Openings: []calendar.Opening{open("hal-1"), open("hal-2"), open("hal-3")}})
	if err != nil {
		return err
	}
	bus := open("bus-1")
	return catalogue.PutOffice(tx, catalogue.Office{ID: "bus", Kind: catalogue.Stop, Name: "Praotbus", Street: "Kerkplein", Zone: "Europe/Amsterdam",
		Desks: []catalogue.Desk{{ID: "bus-1", Name: "Bus", Skills: []string{"pas"}}}, Openings: []calendar.Opening{bus}})
}

// visit makes an appointment for today or later, at an office.
func visit(t *testing.T, a *App, name string, product catalogue.ProductID, office catalogue.OfficeID, date calendar.Date, start calendar.Cell) (made booking.Appointment) {
	t.Helper()
	write(t, a, func(tx *ledger.Tx) (err error) {
		key := booking.NewVisitKey()
		if _, err = booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: product, Persons: 1}}, supply.Offer{Office: office, Date: date, Start: start}); err != nil {
			return err
		}
		made, err = booking.Book(tx, a.options.Vault, booking.Request{Key: key, Lang: "nl", Contact: contact.Details{Name: name, Phone: "0315 292 292", Channel: contact.ByPhone}})
		return err
	})
	return made
}

var today = calendar.DateOf(2026, 12, 1)

// next follows a redirect to a page.
func (p *person) next(answer *http.Response) string {
	p.t.Helper()
	if answer.StatusCode != 303 {
		p.t.Fatalf("answered %d, not led on", answer.StatusCode)
	}
	_, body := p.send("GET", answer.Header.Get("Location"), "")
	return body
}

func wants(t *testing.T, what, body string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(body, w) {
			t.Errorf("%s: %q is not on the page:\n%s", what, w, strings.Join(strings.Fields(markup.ReplaceAllString(body, " ")), " "))
		}
	}
}

var markup = regexp.MustCompile(`<[^>]*>`)

func lacks(t *testing.T, what, body string, words ...string) {
	t.Helper()
	for _, w := range words {
		if strings.Contains(body, w) {
			t.Errorf("%s: %q is on the page", what, w)
		}
	}
}

func (a *App) ticketOf(t *testing.T, number string) (got queue.Ticket) {
	t.Helper()
	err := a.options.Ledger.View(func(r ledger.Reader) (err error) { got, err = queue.ByNumber(r, "hal", number); return err })
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestTheHostLetsSomebodyIn finds them by code, name and time, and gives them one number.
func TestTheHostLetsSomebodyIn(t *testing.T) {
	var now time.Time
	a := counterTown(t, &now)
	p := signedIn(t, a, "gerda", account.Reception)
	riet := visit(t, a, "Riet Wissink", "pas", "hal", today, 114)
	visit(t, a, "Jan Anders", "schuld", "hal", today, 120)
	_, home := p.send("GET", "/medewerker/ontvangst", "")
	lacks(t, "the first page", home, "Wissink", "Schuldhulp")
	wants(t, "the first page", home, "9.30 uur", "Stil alarm", "vervangt het alarm van het gebouw niet")
	for _, typed := range []string{booking.SpokenCode(a.options.Vault, riet), "wissink", "9.30", "9:30"} {
		answer, body := p.post("/medewerker/ontvangst/zoeken", url.Values{"tekst": {typed}, "locatie": {"hal"}})
		if answer.StatusCode != 200 {
			t.Errorf("%q is answered %d", typed, answer.StatusCode)
		}
		wants(t, typed, body, "Riet Wissink", "Paspoort")
		lacks(t, typed, body, "Jan Anders")
	}
	_, body := p.post("/medewerker/ontvangst/zoeken", url.Values{"tekst": {"anders"}})
	wants(t, "what is discreet", body, "Jan Anders", "vertrouwelijk")
	lacks(t, "what is discreet", body, "Schuldhulp")
	for range 2 {
		answer, _ := p.post("/medewerker/ontvangst/aanmelden", url.Values{"afspraak": {string(riet.ID)}, "sleutel": {"k"}})
		wants(t, "arriving", p.next(answer), "A1", "Paspoort")
	}
	answer, _ := p.post("/medewerker/ontvangst/zoeken", url.Values{"tekst": {"a 1"}})
	wants(t, "by number", p.next(answer), "A1")
	var notes int
	err := a.options.Ledger.View(func(r ledger.Reader) error {
		all, err := account.Notes(r, now.Add(-time.Hour), now.Add(time.Hour))
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
	a := counterTown(t, &now)
	p := signedIn(t, a, "gerda", account.Reception)
	arrive := func(made booking.Appointment, more ...string) string {
		form := url.Values{"afspraak": {string(made.ID)}, "locatie": {"hal"}, "sleutel": {string(made.ID)}}
		if len(more) > 0 {
			form.Set("toch", "1")
		}
		answer, body := p.post("/medewerker/ontvangst/aanmelden", form)
		if answer.StatusCode == 303 {
			return p.next(answer)
		}
		return body
	}
	early := visit(t, a, "Vroeg", "pas", "hal", today, 150)
	wants(t, "too early", arrive(early), "te vroeg", "Toch aanmelden", "12.30", "12.20")
	wants(t, "early, let in", arrive(early, "toch"), "komt op tijd van de afspraak aan de beurt")
	soon := visit(t, a, "Straks", "pas", "hal", today, 109)
	now = now.Add(75 * time.Minute)
	if p.signIn("gerda", passphrase) != 303 {
		t.Fatal("gerda cannot sign in again")
	}
	wants(t, "late", arrive(soon), "meer dan een uur voorbij")
	wants(t, "late, let in", arrive(soon, "toch"), "tussendoor")
	tomorrow := visit(t, a, "Morgen", "pas", "hal", today+1, 114)
	wants(t, "another day", arrive(tomorrow), "andere dag", "woensdag 2 december 2026")
	bus := visit(t, a, "Bus", "pas", "bus", today, 150)
	wants(t, "elsewhere", arrive(bus), "andere locatie", "Praotbus")
	call := visit(t, a, "Bel", "bellen", "hal", today, 150)
	wants(t, "at home", arrive(call), "belafspraak")
	gone := visit(t, a, "Weg", "pas", "hal", today, 160)
	write(t, a, func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, gone.ID); return err })
	wants(t, "cancelled", arrive(gone), "afgezegd")
	wants(t, "already", arrive(early), "al aangemeld")
	_, body := p.post("/medewerker/ontvangst/zoeken", url.Values{"tekst": {booking.SpokenCode(a.options.Vault, tomorrow)}, "locatie": {"hal"}})
	wants(t, "a code of another day", body, "andere dag")
	lacks(t, "a code of another day", body, "Morgen")
	_, body = p.post("/medewerker/ontvangst/aanmelden", url.Values{"afspraak": {"x"}, "locatie": {"hal"}})
	wants(t, "unknown", body, "Deze code kennen we niet")
}

// TestAWalkInGetsANumber chooses by everyday words, and meets each refusal.
func TestAWalkInGetsANumber(t *testing.T) {
	var now time.Time
	a := counterTown(t, &now)
	p := signedIn(t, a, "gerda", account.Reception)
	_, body := p.send("GET", "/medewerker/ontvangst/binnen?locatie=hal&q=reizen", "")
	wants(t, "everyday words", body, "product=pas")
	_, body = p.send("GET", "/medewerker/ontvangst/binnen?locatie=hal&product=pas", "")
	wants(t, "nobody at a desk", body, "Geen balie die nu open is")
	write(t, a, func(tx *ledger.Tx) error { _, err := queue.TakeDesk(tx, "hal", "hal-1", false); return err })
	_, body = p.send("GET", "/medewerker/ontvangst/binnen?locatie=hal&product=pas", "")
	wants(t, "the wait", body, "minder dan 5 minuten")
	form := url.Values{"locatie": {"hal"}, "product": {"pas"}, "personen": {"2"}, "taal": {"de"}, "stoel": {"ja"}, "sleutel": {"een"}}
	for range 2 {
		answer, _ := p.post("/medewerker/ontvangst/binnen", form)
		wants(t, "a walk-in", p.next(answer), "M1", "2\u00a0personen")
	}
	if m := a.ticketOf(t, "M1"); !m.Chair || m.Lang != "de" || m.Wish[0].Persons != 2 {
		t.Errorf("the ticket: %+v", m)
	}
	_, body = p.send("GET", "/medewerker/ontvangst/binnen?locatie=hal&soort=collect", "")
	wants(t, "collecting", body, `value="ophalen"`, `value="collect"`)
	answer, _ := p.post("/medewerker/ontvangst/binnen", url.Values{"locatie": {"hal"}, "product": {"ophalen"}, "personen": {"1"}, "soort": {"collect"}, "sleutel": {"twee"}})
	wants(t, "collecting", p.next(answer), "T1")
	for what, bad := range map[string]url.Values{
		"refusal.wish.empty":      {"locatie": {"hal"}, "personen": {"1"}},
		"refusal.ticket.nodesk":   {"locatie": {"bus"}, "product": {"bellen"}, "personen": {"1"}},
		"refusal.wish.persons":    {"locatie": {"hal"}, "product": {"pas"}, "personen": {"9"}},
		"refusal.product.unknown": {"locatie": {"hal"}, "product": {"zwembad"}, "personen": {"1"}},
	} {
		if answer, body := p.post("/medewerker/ontvangst/binnen", bad); answer.StatusCode < 400 || answer.StatusCode > 422 || !strings.Contains(body, `role="alert"`) {
			t.Errorf("%s is answered %d", what, answer.StatusCode)
		}
	}
}

// TestTheHostNotesWhatTheySee runs every verb of the host on one number.
func TestTheHostNotesWhatTheySee(t *testing.T) {
	var now time.Time
	a := counterTown(t, &now)
	p := signedIn(t, a, "gerda", account.Reception)
	p.post("/medewerker/ontvangst/binnen", url.Values{"locatie": {"hal"}, "product": {"pas"}, "personen": {"1"}, "sleutel": {"in"}})
	n := 0
	do := func(path string, more ...string) (int, string) {
		n++
		form := url.Values{"locatie": {"hal"}, "nummer": {"M1"}, "sleutel": {"k" + string(rune('a'+n))}}
		for i := 0; i < len(more); i += 2 {
			form.Set(more[i], more[i+1])
		}
		answer, body := p.post("/medewerker/ontvangst/"+path, form)
		if answer.StatusCode == 303 {
			body = p.next(answer)
		}
		return answer.StatusCode, body
	}
	done := func(path, said string, more ...string) {
		t.Helper()
		status, body := do(path, more...)
		if status != 303 {
			t.Errorf("%s is answered %d", path, status)
		}
		wants(t, path, body, said)
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
	if m := a.ticketOf(t, "M1"); !m.Outside || !m.Chair || !m.Fetch {
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
	if m := a.ticketOf(t, "M1"); !m.Mistake {
		t.Error("the arrival stands")
	}
}

// TestTheHostLooksForNobody types what cannot be found.
func TestTheHostLooksForNobody(t *testing.T) {
	var now time.Time
	a := counterTown(t, &now)
	p := signedIn(t, a, "gerda", account.Reception)
	answer, body := p.post("/medewerker/ontvangst/weg", url.Values{"locatie": {"hal"}, "nummer": {"A99"}})
	if answer.StatusCode != 404 {
		t.Errorf("a number of nobody is answered %d", answer.StatusCode)
	}
	wants(t, "a number of nobody", body, "kennen we vandaag niet")
	for typed, status := range map[string]int{"": 422, "xy": 422, "niemand": 404, "23.61": 404} {
		if answer, _ := p.post("/medewerker/ontvangst/zoeken", url.Values{"tekst": {typed}}); answer.StatusCode != status {
			t.Errorf("searching %q is answered %d", typed, answer.StatusCode)
		}
	}
}

// TestTheTeamLeadsDay sees figures of the office, closes the day and opens it again.
func TestTheTeamLeadsDay(t *testing.T) {
	var now time.Time
	a := counterTown(t, &now)
	p := signedIn(t, a, "bram", account.TeamLead)
	p.post("/medewerker/ontvangst/binnen", url.Values{"locatie": {"hal"}, "product": {"pas"}, "personen": {"1"}, "sleutel": {"in"}})
	now = now.Add(16 * time.Minute)
	_, body := p.send("GET", "/medewerker/vandaag?locatie=hal", "")
	wants(t, "today", body, "1 bezoeker wacht", "M1", "te lang", "Deze balies kunt u vragen", "Balie 1", "nooit over een balie of collega")
	lacks(t, "today", body, "Iemand gerda")
	answer, _ := p.post("/medewerker/vandaag/sluiten", url.Values{"locatie": {"hal"}})
	wants(t, "asked first", p.next(answer), "Wilt u de dag sluiten?")
	visit(t, a, "Komt nog", "pas", "hal", today, 200)
	answer, body = p.post("/medewerker/vandaag/sluiten", url.Values{"locatie": {"hal"}, "zeker": {"ja"}})
	if answer.StatusCode != 409 {
		t.Errorf("closing while somebody is to come is answered %d", answer.StatusCode)
	}
	wants(t, "still coming", body, "Er komen vandaag nog afspraken")
	now = now.Add(10 * time.Hour)
	if p.signIn("bram", passphrase) != 303 {
		t.Fatal("bram cannot sign in again")
	}
	for range 2 {
		answer, _ = p.post("/medewerker/vandaag/sluiten", url.Values{"locatie": {"hal"}, "zeker": {"ja"}})
		wants(t, "closed", p.next(answer), "De dag is gesloten")
	}
	_, body = p.send("GET", "/medewerker/vandaag?locatie=hal&zeker=openen", "")
	wants(t, "asked first", body, "Wilt u de dag weer openen?")
	for range 2 {
		answer, _ = p.post("/medewerker/vandaag/openen", url.Values{"locatie": {"hal"}, "zeker": {"ja"}})
		wants(t, "opened", p.next(answer), "De dag is weer open")
	}
}
