package phone_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/queue"
	"balie/web/account"
	"balie/web/webtest"
)

// called searches by code and confirms the day, and returns the page of the appointment.
func called(p *webtest.Person, a booking.Appointment) (mark, body string) {
	p.T.Helper()
	code := booking.SpokenCode(p.A.Options.Vault, a)
	_, body = p.Post("/medewerker/telefoon/zoeken", url.Values{"soort": {"code"}, "tekst": {code}, "reden": {"moves"}})
	webtest.Wants(p.T, "found", body, "1 afspraak gevonden")
	webtest.Lacks(p.T, "before a fact", body, "Riet", "Paspoort")
	answer, _ := p.Post("/medewerker/telefoon/gegeven", url.Values{"vraag": {webtest.Field(p.T, webtest.AskingMark, body)}, "gegeven": {"date"}, "dag": {a.Offer.Date.String()}})
	body = p.Next(answer)
	return webtest.Field(p.T, webtest.AccessMark, body), body
}

// TestOneFactOpensOneAppointment searches in each way, with wrong and used facts, and with marks of others.
func TestOneFactOpensOneAppointment(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p, other := webtest.SignedIn(t, a, "ilse", account.Counter), webtest.SignedIn(t, a, "sem", account.Counter)
	riet := webtest.Visit(t, a, "Riet Wissink", "pas", "hal", webtest.Today+1, 114)
	for kind, q := range map[string]url.Values{
		"phone": {"tekst": {"+31315292292"}}, "name": {"tekst": {"wissink"}, "dag": {"2026-12-02"}}, "code": {"tekst": {booking.SpokenCode(a.Options.Vault, riet)}},
	} {
		q.Set("soort", kind)
		q.Set("reden", "asks")
		answer, body := p.Post("/medewerker/telefoon/zoeken", q)
		if answer.StatusCode != 200 {
			t.Errorf("by %s: %d", kind, answer.StatusCode)
		}
		webtest.Wants(t, kind, body, "1 afspraak gevonden")
		webtest.Lacks(t, kind, body, "Riet W", "Paspoort,")
	}
	search := url.Values{"soort": {"phone"}, "tekst": {"0315292292"}, "reden": {"asks"}}
	_, body := p.Post("/medewerker/telefoon/zoeken", search)
	mark := webtest.Field(t, webtest.AskingMark, body)
	confirm := func(who *webtest.Person, fact ...string) (int, string) {
		form := url.Values{"vraag": {mark}}
		for i := 0; i < len(fact); i += 2 {
			form.Set(fact[i], fact[i+1])
		}
		answer, body := who.Post("/medewerker/telefoon/gegeven", form)
		return answer.StatusCode, body
	}
	for what, fact := range map[string][]string{
		"a wrong day": {"gegeven", "date", "dag", "2026-12-03"}, "no day": {"gegeven", "date"}, "a wrong code": {"gegeven", "code", "gezegd", "0000 0000"},
		"the fact it was found by": {"gegeven", "phone", "gezegd", "0315292292"}, "no fact": {}, "a mark of nobody": {"vraag", "x", "gegeven", "date", "dag", "2026-12-02"},
	} {
		status, body := confirm(p, fact...)
		if want := map[bool]int{true: 410, false: 422}[what == "a mark of nobody"]; status != want {
			t.Errorf("%s is answered %d", what, status)
		}
		webtest.Lacks(t, what, body, "Riet W", "Paspoort,")
	}
	if status, _ := confirm(other, "gegeven", "date", "dag", "2026-12-02"); status != 410 {
		t.Errorf("the mark of another opens: %d", status)
	}
	if status, _ := confirm(p, "gegeven", "date", "dag", "2026-12-02"); status != 303 {
		t.Errorf("the right day is answered %d", status)
	}
	access, body := called(p, riet)
	webtest.Wants(t, "the appointment", body, "Riet Wissink", "Paspoort", booking.SpokenCode(a.Options.Vault, riet))
	wantHistory(t, p, other, access)
	if answer, body := other.Send("GET", "/medewerker/telefoon/afspraak?toegang="+access, ""); answer.StatusCode == 200 || strings.Contains(body, "Riet W") {
		t.Errorf("the access of another opens: %d", answer.StatusCode)
	}
	now = now.Add(29 * time.Minute)
	p.Reaches()
	now = now.Add(2 * time.Minute)
	if answer, body := p.Send("GET", "/medewerker/telefoon/afspraak?toegang="+access, ""); answer.StatusCode == 200 || strings.Contains(body, "Riet W") {
		t.Errorf("an old access opens: %d", answer.StatusCode)
	}
}

// TestASearchThatSaysTooLittleIsRefused asks without a reason, a day or enough letters.
func TestASearchThatSaysTooLittleIsRefused(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p := webtest.SignedIn(t, a, "ilse", account.Counter)
	for what, q := range map[string]url.Values{
		"no reason": {"soort": {"code"}, "tekst": {"7K4M P2XQ"}}, "a name without a day": {"soort": {"name"}, "tekst": {"wissink"}, "reden": {"asks"}}, "two letters": {"soort": {"name"}, "tekst": {"wi"}, "dag": {"2026-12-02"}, "reden": {"asks"}},
		"another way": {"soort": {"smell"}, "tekst": {"x"}, "reden": {"asks"}}, "nobody": {"soort": {"phone"}, "tekst": {"0600000000"}, "reden": {"asks"}},
	} {
		if answer, body := p.Post("/medewerker/telefoon/zoeken", q); answer.StatusCode != 422 && answer.StatusCode != 404 || !strings.Contains(body, `role="alert"`) {
			t.Errorf("%s is answered %d", what, answer.StatusCode)
		}
	}
}

// TestTheTelephoneTeamChangesAnAppointment moves, corrects, resends and cancels, each also in vain.
func TestTheTelephoneTeamChangesAnAppointment(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p := webtest.SignedIn(t, a, "ilse", account.Counter)
	riet := webtest.Visit(t, a, "Riet Wissink", "pas", "hal", webtest.Today+1, 114)
	mark, body := called(p, riet)
	to := webtest.TimeValue.FindAllStringSubmatch(body, -1)[2][1]
	do := func(path string, form url.Values) (int, string) {
		form.Set("toegang", mark)
		answer, body := p.Post("/medewerker/telefoon/"+path, form)
		if answer.StatusCode == 303 {
			body = p.Next(answer)
		}
		return answer.StatusCode, body
	}
	if status, _ := do("verzetten", url.Values{"keer": {"0"}}); status != 422 {
		t.Errorf("no time is answered %d", status)
	}
	for range 2 {
		status, body := do("verzetten", url.Values{"keer": {"0"}, "tijd": {to}})
		if status != 303 {
			t.Errorf("moving is answered %d", status)
		}
		webtest.Wants(t, "moved", body, "De afspraak is verzet")
	}
	if status, _ := do("verzetten", url.Values{"keer": {"0"}, "tijd": {"2026-12-08T10:00@hal"}}); status != 409 {
		t.Errorf("a move from an old page is answered %d", status)
	}
	status, body := do("verbeteren", url.Values{"naam": {""}, "kanaal": {"phone"}, "telefoon": {"12"}})
	if status != 422 {
		t.Errorf("wrong details are answered %d", status)
	}
	webtest.Wants(t, "wrong details", body, "Vul uw voornaam", `value="12"`)
	_, body = do("verbeteren", url.Values{"naam": {"Riet Wissink-Tuin"}, "kanaal": {"phone"}, "telefoon": {"0612345678"}})
	webtest.Wants(t, "corrected", body, "Riet Wissink-Tuin", "verbeterd")
	_, body = do("opsturen", url.Values{"sleutel": {"een"}})
	webtest.Wants(t, "resent", body, "Wij kunnen geen bericht sturen")
	for range 2 {
		_, body = do("afzeggen", url.Values{})
		webtest.Wants(t, "cancelled", body, "De afspraak is afgezegd")
	}
	if status, _ := do("opsturen", url.Values{"sleutel": {"twee"}}); status != 409 {
		t.Errorf("resending what was cancelled is answered %d", status)
	}
	mark = "x"
	for _, path := range []string{"verzetten", "afzeggen", "opsturen", "verbeteren"} {
		if status, _ := do(path, url.Values{}); status != 410 {
			t.Errorf("%s with no access is answered %d", path, status)
		}
	}
}

// TestBookingForSomebody fills the one page, with every fault, and books once.
func TestBookingForSomebody(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p := webtest.SignedIn(t, a, "ilse", account.Counter)
	_, body := p.Send("GET", "/medewerker/telefoon/nieuw?wat1=zwembad", "")
	webtest.Wants(t, "what we do not have", body, "Dit vinden we niet")
	_, body = p.Send("GET", "/medewerker/telefoon/nieuw?wat1=paspoort&personen1=9", "")
	webtest.Wants(t, "too many", body, "Met zoveel personen")
	_, body = p.Send("GET", "/medewerker/telefoon/nieuw?wat1=reizen&personen1=2&vanaf=2026-12-03", "")
	webtest.Wants(t, "the page", body, "Paspoort, 2", "donderdag 3 december", "dit kan zelf, op onze website")
	form := url.Values{"v": {webtest.Field(t, webtest.VisitKey, body)}, "p": {"pas.2"}, "tijd": {webtest.Field(t, webtest.TimeValue, body)}, "naam": {""}, "kanaal": {"email"}, "email": {"geen"}}
	answer, body := p.Post("/medewerker/telefoon/nieuw", form)
	if answer.StatusCode != 422 {
		t.Errorf("faults are answered %d", answer.StatusCode)
	}
	webtest.Wants(t, "faults", body, "Vul uw voornaam", "e-mailadres helemaal", `value="geen"`)
	form.Set("naam", "Jan Belder")
	form.Set("email", "jan@example.org")
	chosen := form.Get("tijd")
	form.Del("tijd")
	if answer, _ := p.Post("/medewerker/telefoon/nieuw", form); answer.StatusCode != 422 {
		t.Errorf("no time is answered %d", answer.StatusCode)
	}
	form.Set("tijd", "2026-11-01T10:00@hal")
	if answer, _ := p.Post("/medewerker/telefoon/nieuw", form); answer.StatusCode != 409 {
		t.Errorf("a time that is over is answered %d", answer.StatusCode)
	}
	form.Set("tijd", chosen)
	for range 2 {
		answer, _ := p.Post("/medewerker/telefoon/nieuw", form)
		body = p.Next(answer)
		webtest.Wants(t, "made", body, "De afspraak is gemaakt", "Jan Belder", "Lees de code voor")
	}
	form.Set("naam", "Een Ander")
	if answer, _ := p.Post("/medewerker/telefoon/nieuw", form); answer.StatusCode != 409 {
		t.Errorf("the same page for another is answered %d", answer.StatusCode)
	}
	made := 0
	err := a.Options.Ledger.View(func(r ledger.Reader) error {
		return booking.EachAppointment(r, func(booking.Appointment) error { made++; return nil })
	})
	if err != nil || made != 1 {
		t.Errorf("%d appointments: %v", made, err)
	}
	for what, bad := range map[string]url.Values{"no key": {"p": {"pas.1"}}, "nothing": {"v": {string(booking.NewVisitKey())}}, "nonsense": {"v": {string(booking.NewVisitKey())}, "p": {"pas"}}} {
		if answer, _ := p.Post("/medewerker/telefoon/nieuw", bad); answer.StatusCode < 400 || answer.StatusCode > 422 {
			t.Errorf("%s is answered %d", what, answer.StatusCode)
		}
	}
}

// promiseCall books a call of Riet's for ten past nine.
func promiseCall(t *testing.T, a *webtest.App) {
	t.Helper()
	key := booking.NewVisitKey()
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		if _, err := booking.TakeHold(tx, key, catalogue.Wish{{Product: "bellen", Persons: 1}}, supply.Offer{Office: "hal", Date: webtest.Today, Start: 110}); err != nil {
			return err
		}
		_, err := booking.Book(tx, a.Options.Vault, booking.Request{Key: key, Lang: "nl", Contact: contact.Details{Name: "Riet Wissink", Phone: "0315292292", Channel: contact.ByPhone, Note: "Over de verhuizing"}})
		return err
	})
}

// press sends a form of pairs of name and value, and follows where it leads.
func press(p *webtest.Person, path string, more ...string) (status int, body string) {
	p.T.Helper()
	form := url.Values{}
	for i := 0; i < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	answer, body := p.Post("/medewerker/"+path, form)
	if answer.StatusCode == 303 {
		body = p.Next(answer)
	}
	return answer.StatusCode, body
}

// TestCallingBack takes a telephone desk, calls who is due, does not reach them, hands over and finishes.
func TestCallingBack(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	p, other := webtest.SignedIn(t, a, "ilse", account.Counter), webtest.SignedIn(t, a, "sem", account.Counter)
	promiseCall(t, a)
	do := func(who *webtest.Person, path string, more ...string) (int, string) {
		return press(who, "telefoon/"+path, more...)
	}
	_, body := p.Send("GET", "/medewerker/telefoon/bellen", "")
	webtest.Wants(t, "before", body, "Waar zit u?", "Later vandaag: 9.10 uur")
	if status, _ := do(p, "volgende", "sleutel", "a"); status != 409 {
		t.Errorf("calling without a desk is answered %d", status)
	}
	do(other, "plaats", "balie", "hal/hal-3")
	if status, _ := do(p, "plaats", "balie", "hal/hal-3"); status != 409 {
		t.Errorf("a desk of another is answered %d", status)
	}
	_, body = do(p, "plaats", "balie", "hal/hal-2")
	webtest.Wants(t, "a desk", body, "U zit aan de telefoon")
	if status, _ := do(p, "volgende", "sleutel", "b"); status != 409 {
		t.Errorf("calling nobody is answered %d", status)
	}
	now = now.Add(11 * time.Minute)
	if _, err := queue.AppearDue(t.Context(), a.Options.Ledger); err != nil {
		t.Fatal(err)
	}
	_, body = other.Send("GET", "/medewerker/telefoon/bellen", "")
	webtest.Wants(t, "due", body, "1 gesprek aan de beurt", "bel voor 9.25 uur")
	webtest.Lacks(t, "due", body, "Riet")
	_, body = do(p, "volgende", "sleutel", "c")
	webtest.Wants(t, "who", body, "X1", "Riet Wissink", "0315 292 292", "Over de verhuizing", "Niet bereikt")
	id := string(a.TicketOf(t, "X1").ID)
	if status, _ := do(other, "bereikt", "welk", id, "sleutel", "d"); status != 409 {
		t.Errorf("another's call is answered %d", status)
	}
	_, body = do(p, "niet-bereikt", "welk", id, "sleutel", "e")
	webtest.Wants(t, "not reached", body, "Over een kwartier", "1 keer geprobeerd", "100 % op tijd")
	now = now.Add(queue.RetryAfter)
	do(p, "volgende", "sleutel", "f")
	_, body = do(p, "bereikt", "welk", id, "sleutel", "g")
	webtest.Wants(t, "reached", body, "U hebt iemand aan de lijn", "Gesprek klaar", "Telefoon 2")
	if status, _ := do(p, "door", "welk", id, "sleutel", "h"); status != 422 {
		t.Errorf("handing over to nobody is answered %d", status)
	}
	_, body = do(p, "door", "welk", id, "balie", "hal-3", "sleutel", "i")
	webtest.Wants(t, "handed", body, "Een collega neemt dit over")
	_, body = do(other, "volgende", "sleutel", "j")
	webtest.Wants(t, "taken over", body, "Over de verhuizing")
	do(other, "bereikt", "welk", id, "sleutel", "k")
	for range 2 {
		_, body = do(other, "klaar", "welk", id, "sleutel", "l")
		webtest.Wants(t, "done", body, "Klaar.")
	}
	if done := a.TicketOf(t, "X1"); done.State != queue.Done || done.Attempts != 3 {
		t.Errorf("the call is %s after %d attempts", done.State, done.Attempts)
	}
}

// wantHistory opens the history of an appointment: what happened and that a colleague looked, not which; another's
// access opens none.
func wantHistory(t *testing.T, p, other *webtest.Person, access string) {
	t.Helper()
	_, history := p.Send("GET", "/medewerker/telefoon/geschiedenis?toegang="+access, "")
	webtest.Wants(t, "the history", history, "afspraak gemaakt", "afspraak opgezocht, een collega")
	webtest.Lacks(t, "the history", history, "Riet W", webtest.UserID(t, p.A, "ilse"))
	if answer, _ := other.Send("GET", "/medewerker/telefoon/geschiedenis?toegang="+access, ""); answer.StatusCode == 200 {
		t.Error("another's access opens the history")
	}
}
