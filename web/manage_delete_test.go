package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/roster"
	"balie/queue"
	"balie/web/account"
	"balie/web/webtest"
)

// uses are each kind of record that refers to an office, and what is said of it.
var uses = map[string]func(t *testing.T, a *webtest.App){
	"1 afspraak": func(t *testing.T, a *webtest.App) { webtest.Booked(t, a, "Riet", 120) },
	"1 volgnummer": func(t *testing.T, a *webtest.App) {
		webtest.Write(t, a, func(tx *ledger.Tx) error {
			_, err := queue.Enter(tx, queue.Visitor{Office: "hal", Wish: catalogue.Wish{{Product: "pas", Persons: 1}}, Kind: queue.WalkIn, Lang: "nl"})
			return err
		})
	},
	"1 dienst in het rooster": func(t *testing.T, a *webtest.App) {
		webtest.Write(t, a, func(tx *ledger.Tx) error {
			ilse := roster.ColleagueID(tx.NewID())
			err := roster.PutColleague(tx, roster.Colleague{ID: ilse, Skills: []string{"pas"}, WeekMinutes: 1200, Hours: []roster.Hours{{Weekdays: []calendar.Weekday{1, 2, 3, 4, 5}, Start: 96, End: 204}}})
			if err == nil {
				_, err = roster.PutDuty(tx, roster.Duty{Colleague: ilse, Date: calendar.DateOf(2026, 12, 3), Place: "hal", Kind: roster.Desk, Start: 108, End: 144})
			}
			return err
		})
	},
	"eigen minuten van Pas aanvragen": func(t *testing.T, a *webtest.App) {
		webtest.Write(t, a, func(tx *ledger.Tx) error {
			p, err := catalogue.ProductByID(tx, "pas")
			if p.MinutesAt = map[catalogue.OfficeID]int{"hal": 20}; err == nil {
				err = catalogue.PutProduct(tx, p)
			}
			return err
		})
	},
	"1 collega die hier hoort": func(t *testing.T, a *webtest.App) {
		webtest.Write(t, a, func(tx *ledger.Tx) error {
			_, err := account.AddUser(tx, account.Operator, account.NewUser{Login: "sem", Name: "Sem", Roles: []account.Role{account.Counter}, Offices: map[account.Role][]string{account.Counter: {"hal"}}})
			return err
		})
	},
}

// TestAPlaceIsDeletedOnlyWhereNothingRefersToIt: each kind of reference is named, and nothing is gone; without one all
// of the place is, and its name is free for no other.
func TestAPlaceIsDeletedOnlyWhereNothingRefersToIt(t *testing.T) {
	for said, use := range uses {
		a, p, _ := officeManager(t)
		use(t, a)
		for _, withdrawn := range []bool{false, true} {
			if withdrawn {
				webtest.Write(t, a, func(tx *ledger.Tx) error {
					return catalogue.End(tx, catalogue.Configuration, catalogue.Ref{Kind: catalogue.KindOffice, ID: "hal"})
				})
			}
			answer, body := p.Post(officePage+"hal/verwijderen", url.Values{})
			if answer.StatusCode != http.StatusConflict || !strings.Contains(body, said) || !strings.Contains(body, "Dit verwijst er nog naar") {
				t.Errorf("with %s (withdrawn %t) deleting answers %d %s", said, withdrawn, answer.StatusCode, webtest.Said(body))
			}
			officeNow(t, a, "hal")
		}
	}
	a, p, _ := officeManager(t)
	if answer, body := p.Post(officePage+"hal/verwijderen", url.Values{}); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("deleting answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	if err := a.Options.Ledger.View(func(r ledger.Reader) error { _, err := catalogue.OfficeByID(r, "hal"); return err }); ledger.CodeOf(err) != ledger.NotFound {
		t.Errorf("a deleted place is %v", err)
	}
	if answer, _ := p.Post(officePage+"hal/verwijderen", url.Values{}); answer.StatusCode != http.StatusNotFound {
		t.Errorf("deleting it again answers %d", answer.StatusCode)
	}
}

// TestACopiedPlaceTakesAsLong: the minutes that products have at a place go along with its desks and hours, and undoing
// takes them back too.
func TestACopiedPlaceTakesAsLong(t *testing.T) {
	a, p, _ := officeManager(t)
	uses["eigen minuten van Pas aanvragen"](t, a)
	_, body := p.Send("GET", officePage+"nieuw?kopie=hal", "")
	answer, body := p.Post(officePage+"nieuw", with(officeForm(t, body), "naam", "Bibliotheek"))
	if answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("copying answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	if at := productNow(t, a, "pas").MinutesAt; at["bibliotheek"] != 20 || at["hal"] != 20 {
		t.Errorf("it takes %v", at)
	}
	made, _ := url.Parse(answer.Header.Get("Location"))
	if answer, body := p.Post(officePage+"bibliotheek/ongedaan", url.Values{"gemaakt": {made.Query().Get("gemaakt")}}); answer.StatusCode != http.StatusSeeOther {
		t.Fatalf("undoing answers %d %s", answer.StatusCode, webtest.Said(body))
	}
	if at := productNow(t, a, "pas").MinutesAt; len(at) != 1 {
		t.Errorf("undone it takes %v", at)
	}
}
