package lobby_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/ledger"
	"balie/kiosk"
	"balie/queue"
	"balie/web/webtest"
)

var (
	shownNumber = regexp.MustCompile(`balie-pillar__number">([AMT])\x{a0}(\d+)<`)
	phonePage   = regexp.MustCompile(`/t/([0-9A-Z]{26})`)
)

// numberOn is the number that a page of the check-in kiosk shows.
func numberOn(body string) string {
	m := shownNumber.FindStringSubmatch(body)
	if m == nil {
		return ""
	}
	return m[1] + m[2]
}

// TestThePillarHasAnAnswerForEverybody scans and types codes of every kind.
func TestThePillarHasAnAnswerForEverybody(t *testing.T) {
	d := webtest.NewDeskTown(t)
	d.At("ilse", "hal-1")
	pillar := d.Pairs(kiosk.CheckInKiosk)
	a, _ := bookedAt(d, "12:00")
	late, _ := bookedAt(d, "12:05")
	off, _ := bookedAt(d, "12:10")
	webtest.Write(t, d.App, func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, off.ID); return err })
	arrive := func(field, value string) string {
		t.Helper()
		answer, body := pillar.Send("POST", "/zuil/aanmelden", url.Values{field: {value}}.Encode())
		if answer.StatusCode != 200 || answer.Header.Get("Cache-Control") != "no-store" {
			t.Fatalf("%s answers %d %q", value, answer.StatusCode, answer.Header.Get("Cache-Control"))
		}
		if strings.Contains(body, webtest.Canary) {
			t.Errorf("%s shows a name", value)
		}
		return body
	}
	says := func(body, want string) {
		t.Helper()
		if !strings.Contains(webtest.Said(body), want) {
			t.Errorf("says %.300q, want %q", webtest.Said(body), want)
		}
	}
	wall(d, "10:59")
	says(arrive("scan", string(a.ID)), "U bent er vroeg bij. Kom om 11.50 uur terug")
	wall(d, "11:30")
	first := arrive("scan", string(a.ID))
	if numberOn(first) == "" || !phonePage.MatchString(first) && !strings.Contains(first, "balie-qr") {
		t.Fatalf("no number: %s", webtest.Said(first))
	}
	says(first, "Uw afspraak is om 12.00 uur")
	for _, again := range []string{string(a.ID), "https://elders/a/" + strings.ToLower(string(a.ID)) + "#geheim"} {
		body := arrive("scan", again)
		says(body, "U was al aangemeld")
		if numberOn(body) != numberOn(first) {
			t.Errorf("a second scan shows %s, the first %s", numberOn(body), numberOn(first))
		}
	}
	says(arrive("code", "0000 0000"), "Deze code kennen wij niet")
	says(arrive("code", "geen code"), "Deze code kennen wij niet")
	says(arrive("scan", strings.Repeat("x", 5000)), "Deze code kennen wij niet")
	says(arrive("scan", string(off.ID)), "afgezegd")
	wall(d, "12:25")
	says(arrive("code", booking.SpokenCode(d.Options.Vault, late)), "U bent later dan uw afspraak")
	wall(d, "12:30")
	other, _ := bookedAt(d, "13:00")
	wall(d, "14:01")
	says(arrive("scan", string(other.ID)), "Uw afspraak was om 13.00 uur. Vraag het aan de balie")
	d.Now = d.Now.Add(24 * time.Hour)
	says(arrive("scan", string(other.ID)), "Uw afspraak is op maandag 30 november")
}

// TestEveryRefusalAtThePillarSaysItInTheHeading and carries one button that solves it; on main each stood under "your number".
func TestEveryRefusalAtThePillarSaysItInTheHeading(t *testing.T) {
	d := webtest.NewDeskTown(t)
	d.At("ilse", "hal-1")
	pillar := d.Pairs(kiosk.CheckInKiosk)
	a, _ := bookedAt(d, "12:00")
	off, _ := bookedAt(d, "12:10")
	webtest.Write(t, d.App, func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, off.ID); return err })
	for _, c := range []struct{ at, scan, heading, button string }{
		{"10:30", string(a.ID), "U bent nog te vroeg", "Klaar"},
		{"10:30", string(off.ID), "Deze afspraak is afgezegd", "Neem een nummer"},
		{"10:30", "niets", "Deze code kennen wij niet", "Typ uw code"},
		{"13:30", string(a.ID), "U bent te laat", "Hulp"},
	} {
		wall(d, c.at)
		_, body := pillar.Send("POST", "/zuil/aanmelden", url.Values{"scan": {c.scan}}.Encode())
		heading := between(body, "<h1", "</h1>")
		main := between(body, "balie-pillar-choice--main", "</b>")
		if !strings.Contains(heading, c.heading) || !strings.Contains(main, c.button) || strings.Count(body, "balie-pillar-choice--main") != 1 {
			t.Errorf("%s: the heading is %s, the button %s", c.heading, heading, main)
		}
	}
	wall(d, "11:50")
	_, body := pillar.Send("POST", "/zuil/aanmelden", url.Values{"scan": {string(a.ID)}}.Encode())
	if text := webtest.Said(body); !strings.Contains(text, "U bent de volgende") || !strings.Contains(text, "U bent de volgende minder dan 5 minuten") {
		t.Errorf("with the number the pillar says %s", text)
	}
}

func between(body, from, to string) string {
	_, rest, _ := strings.Cut(body, from)
	part, _, _ := strings.Cut(rest, to)
	return part
}

// TestSomebodyComesEndsWithTheVisitor: the next one does not read it.
func TestSomebodyComesEndsWithTheVisitor(t *testing.T) {
	d := webtest.NewDeskTown(t)
	d.At("ilse", "hal-1")
	pillar := d.Pairs(kiosk.CheckInKiosk)
	pillar.Send("POST", "/zuil/hulp", "")
	webtest.Write(t, d.App, func(tx *ledger.Tx) error {
		all, err := kiosk.Helps(tx, "hal")
		if err == nil {
			_, err = kiosk.AnswerHelp(tx, all[0].Device)
		}
		return err
	})
	if _, body := pillar.Send("GET", "/zuil", ""); !strings.Contains(webtest.Said(body), "Er komt iemand naar u toe") {
		t.Fatalf("nobody is said to come: %s", webtest.Said(body))
	}
	pillar.Send("POST", "/zuil/nummer", "product=pas&n=1&sleutel=een")
	if _, body := pillar.Send("GET", "/zuil", ""); strings.Contains(webtest.Said(body), "Er komt iemand naar u toe") {
		t.Error("the next visitor reads that somebody comes")
	}
}

// TestANumberAtThePillar walks in: products, honest wait, one number for one press, no discreet product.
func TestANumberAtThePillar(t *testing.T) {
	d := webtest.NewDeskTown(t)
	d.At("ilse", "hal-2")
	pillar := d.Pairs(kiosk.CheckInKiosk)
	_, body := pillar.Send("GET", "/zuil/nummer", "")
	if !strings.Contains(body, "Ik kom iets ophalen") || !strings.Contains(body, "Pas aanvragen") || strings.Contains(body, webtest.Canary) {
		t.Errorf("the choices: %s", webtest.Said(body))
	}
	if strings.Index(body, "Ik kom iets ophalen") > strings.Index(body, "/zuil/nummer/pas") {
		t.Error("collecting does not stand first")
	}
	if answer, _ := pillar.Send("GET", "/zuil/nummer/schuld", ""); answer.StatusCode != 404 {
		t.Errorf("what is discreet answers %d", answer.StatusCode)
	}
	_, body = pillar.Send("GET", "/zuil/nummer/pas?n=3", "")
	if !strings.Contains(webtest.Said(body), "minder dan 5 minuten") || !strings.Contains(body, `name="n" value="3"`) {
		t.Errorf("the page of a product: %s", webtest.Said(body))
	}
	var number string
	for range 2 {
		answer, body := pillar.Send("POST", "/zuil/nummer", "product=pas&n=2&sleutel=een&soort=walkin")
		if answer.StatusCode != 200 || numberOn(body) == "" || number != "" && numberOn(body) != number {
			t.Fatalf("a number answers %d %q, before %q", answer.StatusCode, numberOn(body), number)
		}
		number = numberOn(body)
	}
	_, body = pillar.Send("POST", "/zuil/nummer", "product=haal&n=1&sleutel=twee")
	if numberOn(body) != "T1" {
		t.Errorf("collecting gives %q", numberOn(body))
	}
	for form, want := range map[string]int{"product=nergens&n=1&sleutel=drie": 404, "product=schuld&n=1&sleutel=vier": 404, "n=1": 404} {
		if answer, _ := pillar.Send("POST", "/zuil/nummer", form); answer.StatusCode != want {
			t.Errorf("%s answers %d, want %d", form, answer.StatusCode, want)
		}
	}
}

// TestNoNumberBeyondClosing offers a time instead when the visit would not end before closing, and books it.
func TestNoNumberBeyondClosing(t *testing.T) {
	d := webtest.NewDeskTown(t)
	wall(d, "16:52")
	d.At("ilse", "hal-2")
	pillar := d.Pairs(kiosk.CheckInKiosk)
	_, body := pillar.Send("GET", "/zuil/nummer/pas", "")
	if !strings.Contains(webtest.Said(body), "Wij sluiten om 17.00 uur") || !strings.Contains(body, "/zuil/afspraak?") || strings.Contains(body, `name="sleutel"`) {
		t.Fatalf("eight minutes before closing: %s", webtest.Said(body))
	}
	if answer, body := pillar.Send("POST", "/zuil/nummer", "product=pas&n=1&sleutel=een"); answer.StatusCode != 409 || !strings.Contains(webtest.Said(body), "Vandaag lukt het niet meer voor sluitingstijd") {
		t.Errorf("pressed all the same: %d %s", answer.StatusCode, webtest.Said(body))
	}
	wall(d, "17:10")
	if _, body := pillar.Send("GET", "/zuil/nummer/pas", ""); !strings.Contains(webtest.Said(body), "Hiervoor is vandaag niemand meer") {
		t.Errorf("after closing: %s", webtest.Said(body))
	}
	_, rest, _ := strings.Cut(body, `href="/zuil/afspraak?`)
	query, _, _ := strings.Cut(rest, `"`)
	answer, form := pillar.Send("GET", "/zuil/afspraak?"+strings.ReplaceAll(query, "&amp;", "&"), "")
	if answer.StatusCode != 200 || !strings.Contains(webtest.Said(form), "Wat is uw naam?") {
		t.Fatalf("the name: %d %s", answer.StatusCode, webtest.Said(form))
	}
	values := url.Values{}
	for _, m := range regexp.MustCompile(`name="(v|product|n|locatie|tijd)" value="([^"]*)"`).FindAllStringSubmatch(form, -1) {
		values.Set(m[1], m[2])
	}
	if answer, body := pillar.Send("POST", "/zuil/afspraak", values.Encode()); answer.StatusCode != 422 || !strings.Contains(body, `role="alert"`) {
		t.Errorf("without a name: %d", answer.StatusCode)
	}
	values.Set("naam", "Riet")
	code := ""
	for range 2 {
		answer, body := pillar.Send("POST", "/zuil/afspraak", values.Encode())
		_, rest, _ := strings.Cut(body, "balie-pillar__number--code\">")
		now, _, _ := strings.Cut(rest, "<")
		if answer.StatusCode != 200 || len(now) != 9 || code != "" && now != code {
			t.Fatalf("booked: %d %q, before %q: %s", answer.StatusCode, now, code, webtest.Said(body))
		}
		code = now
	}
	for field, wrong := range map[string]string{"v": "x", "tijd": "gisteren", "product": "nergens", "locatie": "nergens"} {
		bad := url.Values{}
		for name := range values {
			bad.Set(name, values.Get(name))
		}
		bad.Set(field, wrong)
		if answer, _ := pillar.Send("POST", "/zuil/afspraak", bad.Encode()); answer.StatusCode < 400 || answer.StatusCode >= 500 {
			t.Errorf("a wrong %s answers %d", field, answer.StatusCode)
		}
	}
}

// TestHelpGoesFromThePillarToTheHostAndBack presses help, sees the card, answers, and reads the answer.
func TestHelpGoesFromThePillarToTheHostAndBack(t *testing.T) {
	d := webtest.NewDeskTown(t)
	pillar, host := d.Pairs(kiosk.CheckInKiosk), d.At("gerda", "")
	for range 2 {
		if answer, _ := pillar.Send("POST", "/zuil/hulp", ""); answer.StatusCode != 303 {
			t.Fatalf("help answers %d", answer.StatusCode)
		}
	}
	if _, body := pillar.Send("GET", "/zuil", ""); !strings.Contains(webtest.Said(body), "Wij roepen iemand voor u") {
		t.Error("the pillar does not say so")
	}
	_, body := host.Send("GET", "/medewerker/ontvangst", "")
	if strings.Count(body, "data-help=") != 1 || !strings.Contains(webtest.Said(body), "Hulp gevraagd bij Scherm pillar") {
		t.Errorf("the host's page: %s", webtest.Said(body))
	}
	press := func(field string) {
		t.Helper()
		form := url.Values{"sessie": {host.Session}, "locatie": {"hal"}, field: {string(pillar.Device.ID)}}
		if answer, body := host.Send("POST", "/medewerker/ontvangst/hulp", form.Encode()); answer.StatusCode != 303 {
			t.Fatalf("%s answers %d %s", field, answer.StatusCode, webtest.Said(body))
		}
	}
	press("scherm")
	if _, body := pillar.Send("GET", "/zuil", ""); !strings.Contains(webtest.Said(body), "Er komt iemand naar u toe") {
		t.Error("the pillar does not say that somebody comes")
	}
	press("klaar")
	press("klaar") // again it is no error
	if _, body := pillar.Send("GET", "/zuil", ""); strings.Contains(webtest.Said(body), "Er komt iemand") {
		t.Error("it still says so when it is over")
	}
}

// TestTheTicketOnThePhone reads a number in each state and leaves the queue.
func TestTheTicketOnThePhone(t *testing.T) {
	d := webtest.NewDeskTown(t)
	desk := d.At("ilse", "hal-2")
	first := d.WalkIn("pas")
	d.Now = d.Now.Add(time.Second)
	second := d.WalkIn("pas")
	d.Now = d.Now.Add(time.Second)
	secret := d.WalkIn("schuld")
	phone := d.Somebody(t)
	at := func(id queue.TicketID) string {
		t.Helper()
		answer, body := phone.Send("GET", "/t/"+string(id), "")
		if answer.StatusCode != 200 || answer.Header.Get("Cache-Control") != "no-store" {
			t.Fatalf("the ticket answers %d %q", answer.StatusCode, answer.Header.Get("Cache-Control"))
		}
		return webtest.Said(body)
	}
	if got := at(first.ID); !strings.Contains(got, "Pas aanvragen") || !strings.Contains(got, "Uw nummer") {
		t.Errorf("waiting: %s", got)
	}
	if strings.Contains(at(secret.ID), webtest.Canary) {
		t.Error("what is discreet is named")
	}
	if answer, _ := phone.Send("GET", "/t/"+string(first.ID)+"/bon.pdf", ""); answer.Header.Get("Content-Type") != "application/pdf" {
		t.Error("no slip")
	}
	if answer, body := phone.Send("GET", "/live/rij/hal", "", "Accept", "application/json"); answer.StatusCode != 200 || !strings.Contains(body, string(secret.Number)) || strings.Contains(body, string(secret.ID)) {
		t.Errorf("the order: %d %s", answer.StatusCode, body)
	}
	desk.Press("volgende")
	called := first
	if d.Ticket(first.ID).State != queue.Called {
		called, second = second, first
	}
	if got := at(called.ID); !strings.Contains(got, "U bent aan de beurt. Ga naar Balie 2") {
		t.Errorf("called: %s", got)
	}
	if answer, _ := phone.Send("POST", "/t/"+string(called.ID)+"/weg", ""); answer.StatusCode != 303 || d.Ticket(called.ID).State != queue.Called {
		t.Error("somebody who is called leaves by phone")
	}
	if got := at(second.ID); !strings.Contains(got, "U bent de volgende") {
		t.Errorf("next: %s", got)
	}
	leavesTwice(d, phone, second.ID)
	if got := at(second.ID); !strings.Contains(got, "U bent uit de rij") {
		t.Errorf("left: %s", got)
	}
	d.Now = d.Now.Add(24 * time.Hour)
	if got := at(second.ID); !strings.Contains(got, "van een andere dag") {
		t.Errorf("a day later: %s", got)
	}
	for _, odd := range []string{"/t/x", "/t/0123456789ABCDEFGHJKMNPQRS", "/live/rij/nergens"} {
		if answer, _ := phone.Send("GET", odd, ""); answer.StatusCode != 404 {
			t.Errorf("%s answers %d", odd, answer.StatusCode)
		}
	}
}

func leavesTwice(d *webtest.DeskTown, phone *webtest.Person, id queue.TicketID) {
	d.T.Helper()
	for range 2 {
		if answer, _ := phone.Send("POST", "/t/"+string(id)+"/weg", ""); answer.StatusCode != 303 {
			d.T.Errorf("leaving answers %d", answer.StatusCode)
		}
	}
	d.Wants(id, queue.Left)
}

// TestMessagesOnTheBoards puts one up, sees it on the queue display, and takes it down.
func TestMessagesOnTheBoards(t *testing.T) {
	d := webtest.NewDeskTown(t)
	board, lead := d.Pairs(kiosk.QueueDisplay), webtest.SignedIn(t, d.App, "leiding", "teamlead")
	form := url.Values{"sessie": {lead.Token()}, "sleutel": {"een"}, "tekst": {"Donderdag tot acht uur open"}, "tot": {"2026-12-03"}, "plaatje": {"clock"}, "plek": {"alle"}}
	for field, wrong := range map[string]string{"tekst": "x", "tot": "morgen", "plaatje": "kat", "plek": "nergens"} {
		bad := url.Values{}
		for name := range form {
			bad.Set(name, form.Get(name))
		}
		bad.Set(field, wrong)
		bad.Set("sleutel", field)
		if answer, body := lead.Send("POST", "/medewerker/schermen/berichten", bad.Encode()); answer.StatusCode != 422 || !strings.Contains(body, `id="`+field+`-fout"`) {
			t.Errorf("a wrong %s answers %d", field, answer.StatusCode)
		}
	}
	for range 2 {
		if answer, body := lead.Send("POST", "/medewerker/schermen/berichten", form.Encode()); answer.StatusCode != 303 {
			t.Fatalf("putting up answers %d %s", answer.StatusCode, webtest.Said(body))
		}
	}
	_, list := lead.Send("GET", "/medewerker/schermen/berichten", "")
	if _, body := board.Send("GET", "/bord", ""); strings.Count(body, "Donderdag tot acht uur open") != 1 {
		t.Errorf("the board: %s", webtest.Said(body))
	}
	_, rest, _ := strings.Cut(list, `name="bericht" value="`)
	id, _, _ := strings.Cut(rest, `"`)
	for range 2 {
		if answer, _ := lead.Send("POST", "/medewerker/schermen/berichten/weg", url.Values{"sessie": {lead.Token()}, "bericht": {id}}.Encode()); answer.StatusCode != 303 {
			t.Errorf("taking down answers %d", answer.StatusCode)
		}
	}
	if _, body := board.Send("GET", "/bord", ""); strings.Contains(body, "Donderdag tot acht uur open") {
		t.Error("it still stands there")
	}
}
