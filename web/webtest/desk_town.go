package webtest

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/kiosk"
	"balie/queue"
	"balie/web/account"
)

// DeskTown is a town hall with three desks on a Monday morning, and a clock one moves.
type DeskTown struct {
	*App
	T   *testing.T
	Now time.Time
}

// Canary is what nobody but the desk itself may read.
const Canary = "Kanarievogel"

// NewDeskTown opens the town hall of a DeskTown, as it is at nine.
func NewDeskTown(t *testing.T) *DeskTown {
	t.Helper()
	d := &DeskTown{T: t, Now: Morning}
	o := OptionsAt(t, func() time.Time { return d.Now })
	d.App = Start(o)
	if err := o.Vault.Fill(0); err != nil {
		t.Fatal(err)
	}
	Write(t, d.App, furnishDesks)
	return d
}

func furnishDesks(tx *ledger.Tx) error {
	text := func(name string) map[string]catalogue.ProductText {
		return map[string]catalogue.ProductText{"nl": {Name: name, Short: name, Bring: []string{"Een pasfoto"}, Who: []string{"Uzelf"}}}
	}
	for _, p := range []catalogue.Product{
		{ID: "pas", Minutes: 10, MaxPersons: 4, Skill: "reis", HorizonDays: 60, Texts: text("Pas aanvragen"), Next: "haal", ReadyDays: 5},
		{ID: "haal", Minutes: 5, MaxPersons: 4, Skill: "reis", HorizonDays: 60, Texts: text("Pas ophalen")},
		{ID: "schuld", Minutes: 30, MaxPersons: 1, Skill: "zorg", HorizonDays: 60, Discreet: true, Texts: text("Schuldhulp " + Canary)},
	} {
		if err := catalogue.PutProduct(tx, p); err != nil {
			return err
		}
	}
	week := []calendar.Weekday{1, 2, 3, 4, 5}
	hall := catalogue.Office{ID: "hal", Kind: "townhall", Name: "Raadhuis", Zone: "Europe/Amsterdam", Desks: []catalogue.Desk{
		{ID: "hal-1", Name: "Balie 1", Skills: []string{"reis", "zorg"}}, {ID: "hal-2", Name: "Balie 2", Skills: []string{"reis"}}, {ID: "hal-3", Name: "Balie 3", Skills: []string{"zorg"}},
	}}
	for _, desk := range hall.Desks {
		hall.Openings = append(hall.Openings, calendar.Opening{ID: "week-" + string(desk.ID), Desk: string(desk.ID), Weekdays: week, Start: 96, End: 204, Use: calendar.ForBoth, Share: calendar.Public})
	}
	return catalogue.PutOffice(tx, hall)
}

// WalkIn lets somebody in without an appointment.
func (d *DeskTown) WalkIn(product catalogue.ProductID) (ticket queue.Ticket) {
	d.T.Helper()
	Write(d.T, d.App, func(tx *ledger.Tx) (err error) {
		ticket, err = queue.Enter(tx, queue.Visitor{Office: "hal", Wish: catalogue.Wish{{Product: product, Persons: 1}}, Kind: queue.WalkIn, Lang: "nl"})
		return err
	})
	return ticket
}

// Arrives makes an appointment for now and lets its resident in.
func (d *DeskTown) Arrives(product catalogue.ProductID, language string) (ticket queue.Ticket) {
	d.T.Helper()
	Write(d.T, d.App, func(tx *ledger.Tx) error {
		key := booking.NewVisitKey()
		date, cell := calendar.CellIn(d.Now, AmsterdamOf(d.T))
		if _, err := booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: product, Persons: 1}}, supply.Offer{Office: "hal", Date: date, Start: cell + 1}); err != nil {
			return err
		}
		a, err := booking.Book(tx, d.Options.Vault, booking.Request{Key: key, Lang: language, Contact: contact.Details{
			Name: Canary + " de Wit", Email: "kanarie@example.org", Channel: contact.ByEmail, Note: "Vraag van " + Canary}})
		if err != nil {
			return err
		}
		answer, err := kiosk.Arrive(tx, d.Options.Vault, kiosk.Arrival{Office: "hal", Appointment: a.ID, Staff: true})
		ticket = answer.Ticket
		return err
	})
	return ticket
}

// AmsterdamOf is the zone of every office here.
func AmsterdamOf(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// Ticket is a ticket as it stands now.
func (d *DeskTown) Ticket(id queue.TicketID) (ticket queue.Ticket) {
	d.T.Helper()
	if err := d.Options.Ledger.View(func(r ledger.Reader) (err error) { ticket, err = queue.ByID(r, id); return err }); err != nil {
		d.T.Fatal(err)
	}
	return ticket
}

// Wants fails unless a ticket stands in a state.
func (d *DeskTown) Wants(id queue.TicketID, state queue.State) queue.Ticket {
	d.T.Helper()
	now := d.Ticket(id)
	if now.State != state {
		d.T.Errorf("%s is %s, want %s", now.Number, now.State, state)
	}
	return now
}

// Colleague is somebody at a desk, with the token of their session.
type Colleague struct {
	*Person
	Login   string
	Session string
}

// At lets a colleague sign in and sit down.
func (d *DeskTown) At(login, desk string) *Colleague {
	d.T.Helper()
	p := SignedIn(d.T, d.App, login, account.Counter)
	c := &Colleague{p, login, p.Token()}
	if desk != "" {
		if answer, body := c.Press("plaats", "locatie", "hal", "plek", desk); answer.StatusCode != 303 {
			d.T.Fatalf("sitting down answers %d %s", answer.StatusCode, Said(body))
		}
	}
	return c
}

// Press sends a form of the workplace as a browser without script does, under a fresh key.
func (c *Colleague) Press(verb string, fields ...string) (*http.Response, string) {
	c.T.Helper()
	return c.PressAs(string(booking.NewVisitKey()), verb, fields...)
}

// PressAs is press under a key.
func (c *Colleague) PressAs(key, verb string, fields ...string) (*http.Response, string) {
	c.T.Helper()
	form := url.Values{account.TokenField: {c.Session}, "sleutel": {key}}
	for i := 0; i < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return c.Send("POST", "/medewerker/balie/"+verb, form.Encode())
}

// Does is press about a ticket, which must succeed: a browser is led back to the workplace.
func (c *Colleague) Does(verb string, id queue.TicketID, fields ...string) {
	c.T.Helper()
	answer, body := c.Press(verb, append([]string{"nummer", string(id)}, fields...)...)
	if at := answer.Header.Get("Location"); answer.StatusCode != 303 || at != "/medewerker/balie" {
		c.T.Fatalf("%s answers %d to %q: %s", verb, answer.StatusCode, at, Said(body))
	}
}

// Refused is press that must be refused on the workplace, in these words.
func (c *Colleague) Refused(status int, words, verb string, fields ...string) {
	c.T.Helper()
	answer, body := c.Press(verb, fields...)
	if answer.StatusCode != status || !strings.Contains(Said(body), words) {
		c.T.Errorf("%s answers %d, want %d with %q: %s", verb, answer.StatusCode, status, words, Said(body))
	}
}

// Page is the workplace.
func (c *Colleague) Page() string {
	c.T.Helper()
	answer, body := c.Send("GET", "/medewerker/balie", "")
	if answer.StatusCode != 200 {
		c.T.Fatalf("the workplace answers %d", answer.StatusCode)
	}
	return body
}

// Own is the area of the desk on the page.
func (c *Colleague) Own() string {
	c.T.Helper()
	_, rest, _ := strings.Cut(c.Page(), `id="nu"`)
	area, _, _ := strings.Cut(rest, `<template id="nu-mislukt">`)
	return area
}
