package webtest

import (
	"net/http"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web"
)

// Town opens a house with one product, one desk and its hours.
func Town(t *testing.T, changes ...func(*web.Options)) *App {
	t.Helper()
	o := NewOptions(t)
	for _, change := range changes {
		change(&o)
	}
	a := Start(o)
	if err := a.Options.Vault.Fill(0); err != nil {
		t.Fatal(err)
	}
	weekdays := []calendar.Weekday{1, 2, 3, 4, 5}
	Write(t, a, func(tx *ledger.Tx) error {
		err := catalogue.PutProduct(tx, catalogue.Product{ID: "pas", Minutes: 10, MaxPersons: 2, Skill: "pas", HorizonDays: 30,
			Texts: map[string]catalogue.ProductText{"nl": {Name: "Pas aanvragen", Short: "Pas"}}})
		if err != nil {
			return err
		}
		return catalogue.PutOffice(tx, catalogue.Office{ID: "hal", Kind: "townhall", Name: "Raadhuis", Zone: "Europe/Amsterdam",
			Desks: []catalogue.Desk{{ID: "hal-1", Name: "Balie 1", Skills: []string{"pas"}}},
			Openings: []calendar.Opening{{ID: "week", Desk: "hal-1", Weekdays: weekdays, Start: 108, End: 204,
				Use: calendar.ForBoth, Share: calendar.Public}}})
	})
	return a
}

// Write changes the ledger.
func Write(t *testing.T, a *App, fn func(*ledger.Tx) error) {
	t.Helper()
	if err := a.Options.Ledger.Update(t.Context(), "system", fn); err != nil {
		t.Fatal(err)
	}
}

// Booked makes an appointment for a name through the functions that the pages use.
func Booked(t *testing.T, a *App, name string, start calendar.Cell) (made booking.Appointment) {
	t.Helper()
	Write(t, a, func(tx *ledger.Tx) (err error) {
		key := booking.NewVisitKey()
		offer := supply.Offer{Office: "hal", Date: calendar.DateOf(2026, 12, 1), Start: start}
		if _, err = booking.TakeHold(tx, key, catalogue.Wish{{Product: "pas", Persons: 1}}, offer); err != nil {
			return err
		}
		made, err = booking.Book(tx, a.Options.Vault, booking.Request{Key: key, Lang: "nl",
			Contact: contact.Details{Name: name, Email: strings.ToLower(name) + "@example.org", Phone: "0315 292292", Channel: contact.ByEmail}})
		return err
	})
	return made
}

// PassFor opens an appointment with its own secret and returns the cookies that it gave, as a
// Cookie header.
func PassFor(t *testing.T, a *App, made booking.Appointment) string {
	t.Helper()
	answer, body := Ask(t, a, "POST", "/a/"+string(made.ID)+"/openen", "geheim="+booking.Secret(a.Options.Vault, made.ID))
	cookies := answer.Cookies()
	if len(cookies) == 0 {
		t.Fatalf("opening gave no cookie: %d %s", answer.StatusCode, body)
	}
	var given []string
	for _, c := range cookies {
		if c.Path == "/" { // the screen's
			given = append([]string{c.Name + "=" + c.Value}, given...)
			continue
		}
		if len(given) < 2 {
			given = append(given, c.Name+"="+c.Value)
		}
		if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || !strings.HasSuffix(c.Path, "/a/"+string(made.ID)) {
			t.Errorf("cookie %s: HttpOnly %v, SameSite %v, Path %q", c.Name, c.HttpOnly, c.SameSite, c.Path)
		}
	}
	return strings.Join(given, "; ")
}

// Sequence is how far the ledger has come: every commit that writes anything moves it.
func Sequence(t *testing.T, a *App) (seq uint64) {
	t.Helper()
	if err := a.Options.Ledger.View(func(r ledger.Reader) error { seq = r.Seq(); return nil }); err != nil {
		t.Fatal(err)
	}
	return seq
}

// View reads the ledger.
func View(t *testing.T, a *App, fn func(ledger.Reader) error) {
	t.Helper()
	if err := a.Options.Ledger.View(fn); err != nil {
		t.Fatal(err)
	}
}
