package webtest

import (
	"net/http"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/queue"
)

// CounterTown is a town hall with a desk and a telephone, at nine on Tuesday 1 December.
func CounterTown(t *testing.T, now *time.Time) *App {
	t.Helper()
	*now = time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)
	o := OptionsAt(t, func() time.Time { return *now })
	a := Start(o)
	a.Now = now
	if err := a.Options.Vault.Fill(0); err != nil {
		t.Fatal(err)
	}
	Write(t, a, furnishCounter)
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
	err := catalogue.PutOffice(tx, catalogue.Office{ID: "hal", Kind: "townhall", Name: "Raadhuis", Zone: "Europe/Amsterdam",
		Desks: []catalogue.Desk{{ID: "hal-1", Name: "Balie 1", Skills: []string{"pas"}}, {ID: "hal-2", Name: "Telefoon", Skills: []string{"telefoon"}, Properties: []string{"phone"}},
			{ID: "hal-3", Name: "Telefoon 2", Skills: []string{"telefoon"}, Properties: []string{"phone"}}},
		Openings: []calendar.Opening{open("hal-1"), open("hal-2"), open("hal-3")}})
	if err != nil {
		return err
	}
	bus := open("bus-1")
	return catalogue.PutOffice(tx, catalogue.Office{ID: "bus", Kind: "stop", Name: "Praotbus", Street: "Kerkplein", Zone: "Europe/Amsterdam",
		Desks: []catalogue.Desk{{ID: "bus-1", Name: "Bus", Skills: []string{"pas"}}}, Openings: []calendar.Opening{bus}})
}

// Visit makes an appointment for today or later, at an office.
func Visit(t *testing.T, a *App, name string, product catalogue.ProductID, office catalogue.OfficeID, date calendar.Date, start calendar.Cell) (made booking.Appointment) {
	t.Helper()
	Write(t, a, func(tx *ledger.Tx) (err error) {
		key := booking.NewVisitKey()
		if _, err = booking.TakeHoldFor(tx, key, supply.Staff, catalogue.Wish{{Product: product, Persons: 1}}, supply.Offer{Office: office, Date: date, Start: start}); err != nil {
			return err
		}
		made, err = booking.Book(tx, a.Options.Vault, booking.Request{Key: key, Lang: "nl", Contact: contact.Details{Name: name, Phone: "0315 292 292", Channel: contact.ByPhone}})
		return err
	})
	return made
}

// Today is the day of CounterTown and BusTown: Tuesday 1 December.
var Today = calendar.DateOf(2026, 12, 1)

// Next follows a redirect to a page.
func (p *Person) Next(answer *http.Response) string {
	p.T.Helper()
	if answer.StatusCode != 303 {
		p.T.Fatalf("answered %d, not led on", answer.StatusCode)
	}
	_, body := p.Send("GET", answer.Header.Get("Location"), "")
	return body
}

// TicketOf is the ticket with a number of today at the town hall.
func (a *App) TicketOf(t *testing.T, number string) (got queue.Ticket) {
	t.Helper()
	err := a.Options.Ledger.View(func(r ledger.Reader) (err error) { got, err = queue.ByNumber(r, "hal", number); return err })
	if err != nil {
		t.Fatal(err)
	}
	return got
}
