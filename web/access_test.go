package web

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/lang"
)

// town opens a house with one product, one desk and its hours.
func town(t *testing.T) *App {
	t.Helper()
	a := New(newOptions(t))
	if err := a.options.Vault.Fill(0); err != nil {
		t.Fatal(err)
	}
	weekdays := []calendar.Weekday{1, 2, 3, 4, 5}
	write(t, a, func(tx *ledger.Tx) error {
		err := catalogue.PutProduct(tx, catalogue.Product{ID: "pas", Minutes: 10, MaxPersons: 2, Skill: "pas", HorizonDays: 30,
			Texts: map[string]catalogue.ProductText{"nl": {Name: "Pas aanvragen", Short: "Pas"}}})
		if err != nil {
			return err
		}
		return catalogue.PutOffice(tx, catalogue.Office{ID: "hal", Kind: catalogue.TownHall, Name: "Raadhuis", Zone: "Europe/Amsterdam",
			Desks: []catalogue.Desk{{ID: "hal-1", Name: "Balie 1", Skills: []string{"pas"}}},
			Openings: []calendar.Opening{{ID: "week", Desk: "hal-1", Weekdays: weekdays, Start: 108, End: 204,
				Use: calendar.ForBoth, Share: calendar.Public}}})
	})
	return a
}

func write(t *testing.T, a *App, fn func(*ledger.Tx) error) {
	t.Helper()
	if err := a.options.Ledger.Update(t.Context(), "system", fn); err != nil {
		t.Fatal(err)
	}
}

// booked makes an appointment for a name through the functions that the pages use.
func booked(t *testing.T, a *App, name string, start calendar.Cell) (made booking.Appointment) {
	t.Helper()
	write(t, a, func(tx *ledger.Tx) (err error) {
		key := booking.NewVisitKey()
		offer := supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 1), Start: start}
		if _, err = booking.TakeHold(tx, key, catalogue.Wish{{Product: "pas", Persons: 1}}, offer); err != nil {
			return err
		}
		made, err = booking.Book(tx, a.options.Vault, booking.Request{Key: key, Lang: "nl",
			Contact: contact.Details{Name: name, Email: strings.ToLower(name) + "@example.org", Channel: contact.ByEmail}})
		return err
	})
	return made
}

// passFor opens an appointment with its own secret and returns the cookies that it gave, as a
// Cookie header.
func passFor(t *testing.T, a *App, made booking.Appointment) string {
	t.Helper()
	answer, body := ask(t, a, "POST", "/a/"+string(made.ID)+"/openen", "geheim="+booking.Secret(a.options.Vault, made.ID))
	cookies := answer.Cookies()
	if len(cookies) == 0 {
		t.Fatalf("opening gave no cookie: %d %s", answer.StatusCode, body)
	}
	for _, c := range cookies {
		if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || !strings.HasSuffix(c.Path, "/a/"+string(made.ID)) {
			t.Errorf("cookie %s: HttpOnly %v, SameSite %v, Path %q", c.Name, c.HttpOnly, c.SameSite, c.Path)
		}
	}
	return cookies[0].Name + "=" + cookies[0].Value
}

// TestNobodyElseReachesAnAppointment goes through every route of the table that is of one person
// and comes with nothing, with another's pass, and with a forged one.
func TestNobodyElseReachesAnAppointment(t *testing.T) {
	a := town(t)
	mine, other := booked(t, a, "Kanarievogel", 108), booked(t, a, "Huismus", 120)
	pass := passFor(t, a, other)
	forged := pass[:len(pass)-4] + "AAAA"
	if _, text := ask(t, a, "GET", "/a/"+string(mine.ID), "", "Cookie", passFor(t, a, mine)); !strings.Contains(text, booking.SpokenCode(a.options.Vault, mine)) {
		t.Error("not even its own pass opens an appointment")
	}
	tried := 0
	for _, r := range a.routes {
		if r.Access != Self {
			continue
		}
		for what, cookie := range map[string]string{"nothing": "", "another's pass": pass, "a forged pass": forged, "nonsense": "balie_pas=x"} {
			for _, path := range r.paths() {
				tried++
				wantClosed(t, a, mine, r.Method, strings.ReplaceAll(path, ":id", string(mine.ID)), what, cookie)
			}
		}
	}
	if tried < 4*4*8 {
		t.Errorf("only %d ways were tried: does the table still say what is of one person?", tried)
	}
}

// wantClosed fails if a request shows or changes somebody's appointment.
func wantClosed(t *testing.T, a *App, mine booking.Appointment, method, path, what, cookie string) {
	t.Helper()
	body := ""
	if method == "POST" {
		body = "keer=0&tijd=2026-12-01T13:00&locatie=hal&geheim=x&code=x"
	}
	answer, text := ask(t, a, method, path, body, "Cookie", cookie)
	for _, secret := range []string{"Kanarievogel", "kanarievogel@", booking.SpokenCode(a.options.Vault, mine), booking.Secret(a.options.Vault, mine.ID)} {
		if strings.Contains(text, secret) {
			t.Errorf("%s %s with %s shows %q", method, path, what, secret)
		}
	}
	if strings.HasPrefix(answer.Header.Get("Content-Type"), "application/pdf") {
		t.Errorf("%s %s with %s prints", method, path, what)
	}
	var now booking.Appointment
	err := a.options.Ledger.View(func(r ledger.Reader) (err error) { now, err = booking.AppointmentByID(r, mine.ID); return err })
	if err != nil || now.State != mine.State || now.Moves != mine.Moves || now.Offer != mine.Offer {
		t.Errorf("%s %s with %s changed the appointment: %+v %v", method, path, what, now, err)
	}
}

// TestLookingChangesNothing sends every GET of the table, as mail scanners do, with a pass too.
func TestLookingChangesNothing(t *testing.T) {
	a := town(t)
	mine := booked(t, a, "Kanarievogel", 108)
	pass := passFor(t, a, mine)
	before := sequence(t, a)
	for _, r := range a.routes {
		if r.Method != "GET" {
			continue
		}
		path := strings.ReplaceAll(r.Path, ":id", string(mine.ID))
		for _, query := range []string{"", "?p=pas.1&locatie=hal&dag=2026-12-01&v=" + string(booking.NewVisitKey()), "?product=pas"} {
			ask(t, a, "GET", path+query, "", "Cookie", pass)
			ask(t, a, "HEAD", path+query, "", "Cookie", pass)
		}
	}
	if after := sequence(t, a); after != before {
		t.Errorf("looking moved the ledger from %d to %d", before, after)
	}
	ask(t, a, "POST", "/afspraak/tijd", "p=pas.1&locatie=hal&tijd=2026-12-01T13:00&v="+string(booking.NewVisitKey()))
	if sequence(t, a) == before {
		t.Error("holding a time did not move the ledger: this test would see nothing")
	}
}

// sequence is how far the ledger has come: every commit that writes anything moves it.
func sequence(t *testing.T, a *App) (seq uint64) {
	t.Helper()
	if err := a.options.Ledger.View(func(r ledger.Reader) error { seq = r.Seq(); return nil }); err != nil {
		t.Fatal(err)
	}
	return seq
}

// TestVisitorsAreOfferedWhatTheyCanHave puts products beside the others that are done by phone, by
// video, or after an invitation alone. A video meeting is offered where there is an address for it.
func TestVisitorsAreOfferedWhatTheyCanHave(t *testing.T) {
	a := town(t)
	write(t, a, func(tx *ledger.Tx) error {
		named := func(id catalogue.ProductID, name string) catalogue.Product {
			return catalogue.Product{ID: id, Minutes: 10, MaxPersons: 1, Skill: "pas", HorizonDays: 30, NeedsPhone: true, Texts: map[string]catalogue.ProductText{"nl": {Name: name, Short: name}}}
		}
		call, video, invited := named("bellen", "Vraag op afstand bellen"), named("beeld", "Vraag op afstand beeld"), named("brief", "Vraag op afstand uitgenodigd")
		call.Route, video.Route, invited.Invited = catalogue.ByCall, catalogue.ByVideo, true
		return errors.Join(catalogue.PutProduct(tx, call), catalogue.PutProduct(tx, video), catalogue.PutProduct(tx, invited))
	})
	for address, offered := range map[string]bool{"": false, "https://video.voorbeeld.nl/{room}": true} {
		o := a.options
		o.Video = address
		a := New(o)
		for _, path := range []string{"/", "/?q=afstand", "/knop"} {
			answer, body := ask(t, a, "GET", path, "")
			if answer.StatusCode != 200 || !strings.Contains(body, "op afstand bellen") && path != "/" || strings.Contains(body, "afstand uitgenodigd") || strings.Contains(body, "afstand beeld") != (offered && path != "/") {
				t.Errorf("%s with address %q is answered %d: %s", path, address, answer.StatusCode, said(body))
			}
		}
	}
}

// TestACallAndAVideoMeetingSayHowWeMeet books both, and looks at their pages.
func TestACallAndAVideoMeetingSayHowWeMeet(t *testing.T) {
	o := town(t).options
	o.Video = "https://video.voorbeeld.nl/{room}"
	a := New(o)
	at := calendar.Cell(108)
	for route, want := range map[catalogue.Route][]string{
		catalogue.ByCall:  {"Wij bellen u"},
		catalogue.ByVideo: {"Videogesprek", "Naar het videogesprek", "https://video.voorbeeld.nl/"},
	} {
		write(t, a, func(tx *ledger.Tx) error {
			return catalogue.PutProduct(tx, catalogue.Product{ID: "pas", Minutes: 10, MaxPersons: 2, Skill: "pas", HorizonDays: 30, Route: route,
				NeedsPhone: true, Texts: map[string]catalogue.ProductText{"nl": {Name: "Vraag op afstand", Short: "Vraag"}}})
		})
		made := booked(t, a, "Riet", at)
		at = 120
		if w := lang.In("nl"); route == catalogue.ByCall {
			want = append(want, "tussen "+w.Clock(made.Offer.Start)+" en "+w.At(made.Offer.Start+6))
		}
		pass := passFor(t, a, made)
		_, body := ask(t, a, "GET", "/a/"+string(made.ID), "", "Cookie", pass)
		wants(t, string(route), body, want...)
		lacks(t, string(route), body, "Meld u bij de ingang")
	}
}
