package why_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
	"balie/web/account"
	"balie/web/webtest"
)

// yearAt is the page of the year with a day chosen, "" for none.
func yearAt(p *webtest.Person, day string) (int, string) {
	answer, body := p.Send("GET", "/medewerker/beheer/jaar?"+url.Values{"locatie": {"hal"}, "dag": {day}}.Encode(), "")
	return answer.StatusCode, body
}

// TestTheYearShowsWhatIsTaken: three desks of ten hours are 1,800 minutes, so an hour and a half of appointments is 5 %;
// a day that closes says that appointments are lost there, a holiday is closed, and a day of another year is refused.
func TestTheYearShowsWhatIsTaken(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	manager := webtest.SignedIn(t, a, "karin", account.Manager)
	for i := range 9 {
		webtest.Visit(t, a, fmt.Sprint("Truus ", i), "pas", "hal", webtest.Today+1, calendar.Cell(100+2*i))
	}
	status, body := yearAt(manager, "2026-12-02")
	text := webtest.Said(body)
	for _, want := range []string{"5 % van de tijd aan de balies", "1710 minuten, in 4 losse stukken", "De komende twee weken is er nog veel plek", "nog niet bekend", "Vroegste tijd per product"} {
		if !strings.Contains(text, want) {
			t.Errorf("%d without %q: %s", status, want, text)
		}
	}
	for _, want := range []string{`aria-label="woensdag 2 december 2026: 5 procent bezet"`, `aria-current="date"`} {
		if !strings.Contains(body, want) {
			t.Errorf("without %s", want)
		}
	}
	if strings.Contains(text, "Schuldhulp") || strings.Contains(text, webtest.Canary) {
		t.Errorf("it names what is named nowhere: %s", text)
	}
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		return catalogue.PutClosure(tx, catalogue.Configuration, "hal", calendar.Closure{ID: "dicht", From: webtest.Today + 1, Until: webtest.Today + 2, Reason: "Studiedag"})
	})
	if _, body = yearAt(manager, "2026-12-02"); !strings.Contains(webtest.Said(body), "Dicht, maar er zijn nog afspraken") || !strings.Contains(webtest.Said(body), "Op 1 dag is er meer dan er past") {
		t.Errorf("a day that closed says %s", webtest.Said(body))
	}
	if _, body = yearAt(manager, "2026-12-03"); !strings.Contains(body, `aria-label="donderdag 3 december 2026: dicht"`) {
		t.Error("a closed day is not said to be closed")
	}
	for _, wrong := range []string{"2026-11-29", "2027-11-29", "gisteren"} {
		if status, body = yearAt(manager, wrong); status != 422 || !strings.Contains(webtest.Said(body), "Kies een dag van deze week tot en met") {
			t.Errorf("%s: %d %s", wrong, status, webtest.Said(body))
		}
	}
	counter := webtest.SignedIn(t, a, "balie", account.Counter)
	if status, _ := yearAt(counter, ""); status != 403 {
		t.Errorf("who has no right to it: %d", status)
	}
}

// TestHowFarAwayItWasIsRemembered notes the first times of a day, and shows them four weeks later.
func TestHowFarAwayItWasIsRemembered(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	for range 2 {
		if _, err := supply.NoteEarliest(context.Background(), a.Options.Ledger); err != nil {
			t.Fatal(err)
		}
	}
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		e, known, err := supply.EarliestOn(tx, "hal", webtest.Today)
		if days, had := e["pas"]; !known || !had || days != 0 {
			t.Errorf("noted %v, %v, %v", e, known, err)
		}
		if _, had := e["schuld"]; had {
			t.Error("a product that is named nowhere was noted")
		}
		return err
	})
	now = now.AddDate(0, 0, 28)
	manager := webtest.SignedIn(t, a, "karin", account.Manager)
	if _, body := yearAt(manager, ""); !strings.Contains(webtest.Said(body), "vandaag, 9.00 uur vandaag") && strings.Contains(webtest.Said(body), "nog niet bekend") {
		t.Errorf("%s", webtest.Said(body))
	}
	now = now.AddDate(2, 0, 0)
	if n, err := supply.NoteEarliest(context.Background(), a.Options.Ledger); n == 0 || err != nil {
		t.Fatal(n, err)
	}
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		if _, known, err := supply.EarliestOn(tx, "hal", webtest.Today); known || err != nil {
			t.Errorf("what is older than a year is kept: %v", err)
		}
		return nil
	})
}
