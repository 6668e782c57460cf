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

// deskTown is a town hall with three desks on a Monday morning, and a clock one moves.
type deskTown struct {
	*App
	t   *testing.T
	now time.Time
}

// canary is what nobody but the desk itself may read.
const canary = "Kanarievogel"

func newDeskTown(t *testing.T) *deskTown {
	t.Helper()
	d := &deskTown{t: t, now: morning}
	o := newOptions(t)
	o.Clock = func() time.Time { return d.now }
	l, err := ledger.Open(t.TempDir()+"/balie.db", o.Clock, []ledger.Schema{contact.Schema, roster.Schema, booking.Schema, outreach.Schema, queue.Schema, kiosk.Schema, account.Schema})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := l.Check(func(problem string) { t.Error("check: ", problem) }); err != nil {
			t.Error(err)
		}
		_ = l.Close()
	})
	o.Ledger = l
	d.App = New(o)
	if err := o.Vault.Fill(0); err != nil {
		t.Fatal(err)
	}
	write(t, d.App, furnishDesks)
	return d
}

func furnishDesks(tx *ledger.Tx) error {
	text := func(name string) map[string]catalogue.ProductText {
		return map[string]catalogue.ProductText{"nl": {Name: name, Short: name, Bring: []string{"Een pasfoto"}, Who: []string{"Uzelf"}}}
	}
	for _, p := range []catalogue.Product{
		{ID: "pas", Minutes: 10, MaxPersons: 4, Skill: "reis", HorizonDays: 60, Texts: text("Pas aanvragen"), Next: "haal", ReadyDays: 5},
		{ID: "haal", Minutes: 5, MaxPersons: 4, Skill: "reis", HorizonDays: 60, Texts: text("Pas ophalen")},
		{ID: "schuld", Minutes: 30, MaxPersons: 1, Skill: "zorg", HorizonDays: 60, Discreet: true, Texts: text("Schuldhulp " + canary)},
	} {
		if err := catalogue.PutProduct(tx, p); err != nil {
			return err
		}
	}
	week := []calendar.Weekday{1, 2, 3, 4, 5}
	hall := catalogue.Office{ID: "hal", Kind: catalogue.TownHall, Name: "Raadhuis", Zone: "Europe/Amsterdam", Desks: []catalogue.Desk{
		{ID: "hal-1", Name: "Balie 1", Skills: []string{"reis", "zorg"}}, {ID: "hal-2", Name: "Balie 2", Skills: []string{"reis"}}, {ID: "hal-3", Name: "Balie 3", Skills: []string{"zorg"}},
	}}
	for _, desk := range hall.Desks {
		hall.Openings = append(hall.Openings, calendar.Opening{ID: "week-" + string(desk.ID), Desk: string(desk.ID), Weekdays: week, Start: 96, End: 204, Use: calendar.ForBoth, Share: calendar.Public})
	}
	return catalogue.PutOffice(tx, hall)
}

// walkIn lets somebody in without an appointment.
func (d *deskTown) walkIn(product catalogue.ProductID) (ticket queue.Ticket) {
	d.t.Helper()
	write(d.t, d.App, func(tx *ledger.Tx) (err error) {
		ticket, err = queue.Enter(tx, queue.Visitor{Office: "hal", Wish: catalogue.Wish{{Product: product, Persons: 1}}, Kind: queue.WalkIn, Lang: "nl"})
		return err
	})
	return ticket
}

// arrives makes an appointment for now and lets its resident in.
func (d *deskTown) arrives(product catalogue.ProductID, language string) (ticket queue.Ticket) {
	d.t.Helper()
	write(d.t, d.App, func(tx *ledger.Tx) error {
		key := booking.NewVisitKey()
		date, cell := calendar.CellIn(d.now, amsterdamOf(d.t))
		if _, err := booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: product, Persons: 1}}, supply.Offer{Office: "hal", Date: date, Start: cell + 1}); err != nil {
			return err
		}
		a, err := booking.Book(tx, d.options.Vault, booking.Request{Key: key, Lang: language, Contact: contact.Details{
			Name: canary + " de Wit", Email: "kanarie@example.org", Channel: contact.ByEmail, Note: "Vraag van " + canary}})
		if err != nil {
			return err
		}
		answer, err := kiosk.Arrive(tx, d.options.Vault, kiosk.Arrival{Office: "hal", Appointment: a.ID, Staff: true})
		ticket = answer.Ticket
		return err
	})
	return ticket
}

func amsterdamOf(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func (d *deskTown) ticket(id queue.TicketID) (ticket queue.Ticket) {
	d.t.Helper()
	if err := d.options.Ledger.View(func(r ledger.Reader) (err error) { ticket, err = queue.ByID(r, id); return err }); err != nil {
		d.t.Fatal(err)
	}
	return ticket
}

// wants fails unless a ticket stands in a state.
func (d *deskTown) wants(id queue.TicketID, state queue.State) queue.Ticket {
	d.t.Helper()
	now := d.ticket(id)
	if now.State != state {
		d.t.Errorf("%s is %s, want %s", now.Number, now.State, state)
	}
	return now
}

// colleague is somebody at a desk, with the token of their session.
type colleague struct {
	*person
	login   string
	session string
}

// at lets a colleague sign in and sit down.
func (d *deskTown) at(login, desk string) *colleague {
	d.t.Helper()
	p := signedIn(d.t, d.App, login, account.Counter)
	c := &colleague{p, login, p.token()}
	if desk != "" {
		if answer, body := c.press("plaats", "locatie", "hal", "plek", desk); answer.StatusCode != 303 {
			d.t.Fatalf("sitting down answers %d %s", answer.StatusCode, said(body))
		}
	}
	return c
}

// press sends a form of the workplace as a browser without script does, under a fresh key.
func (c *colleague) press(verb string, fields ...string) (*http.Response, string) {
	c.t.Helper()
	return c.pressAs(string(booking.NewVisitKey()), verb, fields...)
}

// pressAs is press under a key.
func (c *colleague) pressAs(key, verb string, fields ...string) (*http.Response, string) {
	c.t.Helper()
	form := url.Values{account.TokenField: {c.session}, "sleutel": {key}}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return c.send("POST", "/medewerker/balie/"+verb, form.Encode())
}

// does is press about a ticket, which must succeed: a browser is led back to the workplace.
func (c *colleague) does(verb string, id queue.TicketID, fields ...string) {
	c.t.Helper()
	answer, body := c.press(verb, append([]string{"nummer", string(id)}, fields...)...)
	if at := answer.Header.Get("Location"); answer.StatusCode != 303 || at != "/medewerker/balie" {
		c.t.Fatalf("%s answers %d to %q: %s", verb, answer.StatusCode, at, said(body))
	}
}

// refused is press that must be refused on the workplace, in these words.
func (c *colleague) refused(status int, words, verb string, fields ...string) {
	c.t.Helper()
	answer, body := c.press(verb, fields...)
	if answer.StatusCode != status || !strings.Contains(said(body), words) {
		c.t.Errorf("%s answers %d, want %d with %q: %s", verb, answer.StatusCode, status, words, said(body))
	}
}

// page is the workplace.
func (c *colleague) page() string {
	c.t.Helper()
	answer, body := c.send("GET", "/medewerker/balie", "")
	if answer.StatusCode != 200 {
		c.t.Fatalf("the workplace answers %d", answer.StatusCode)
	}
	return body
}

// own is the area of the desk on the page.
func (c *colleague) own() string {
	c.t.Helper()
	_, rest, _ := strings.Cut(c.page(), `id="nu"`)
	area, _, _ := strings.Cut(rest, `<template id="nu-mislukt">`)
	return area
}

var tags = regexp.MustCompile(`(?s)<template.*?</template>|<[^>]*>`)

// said is what a page says, in one line.
func said(body string) string {
	return strings.Join(strings.Fields(tags.ReplaceAllString(body, " ")), " ")
}
