package phone_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

// combining makes the passport of the counter town one for four, with two products that combine with it: one that residents do
// not book themselves, and one that needs a telephone number.
func combining(t *testing.T, a *webtest.App) {
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		text := func(name string) map[string]catalogue.ProductText {
			return map[string]catalogue.ProductText{"nl": {Name: name, Short: name}}
		}
		p := catalogue.Product{ID: "pas", Minutes: 10, ExtraMinutes: 10, MaxPersons: 4, Skill: "pas", HorizonDays: 30, Combines: "reis", Texts: text("Paspoort")}
		if err := catalogue.PutProduct(tx, p); err != nil {
			return err
		}
		p.ID, p.Hidden, p.Texts = "nood", true, text("Noodpaspoort")
		p.Questions = []catalogue.Question{{ID: "waarom", Required: true, Texts: map[string]catalogue.QuestionText{"nl": {Ask: "Waarom?"}}}}
		if err := catalogue.PutProduct(tx, p); err != nil {
			return err
		}
		p.ID, p.Hidden, p.Questions, p.NeedsPhone, p.Texts = "kaart", false, nil, true, text("Kaart")
		return catalogue.PutProduct(tx, p)
	})
}

func appointmentOf(t *testing.T, a *webtest.App, id booking.AppointmentID) (now booking.Appointment) {
	t.Helper()
	webtest.View(t, a, func(r ledger.Reader) (err error) { now, err = booking.AppointmentByID(r, id); return err })
	return now
}

// TestAColleagueChangesPersonsAndProducts keeps the time where it fits, offers what residents do not book themselves, does it
// once however often it is sent, and writes it down for the auditor.
func TestAColleagueChangesPersonsAndProducts(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	combining(t, a)
	p := webtest.SignedIn(t, a, "ilse", account.Counter)
	riet := webtest.Visit(t, a, "Riet Wissink", "pas", "hal", webtest.Today+1, 114)
	mark, body := called(p, riet)
	webtest.Wants(t, "the appointment", body, "/medewerker/telefoon/wijzigen?toegang=")
	path := "/medewerker/telefoon/wijzigen?toegang=" + mark
	_, body = p.Send("GET", path, "")
	webtest.Wants(t, "the choice", body, `value="pas.1" selected`, `value="nood.1"`, "Noodpaspoort")
	webtest.Lacks(t, "the choice", body, `name="tijd"`)
	_, body = p.Send("GET", path+"&p=pas.2&p=nood.1", "")
	webtest.Wants(t, "it fits", body, "De tijd blijft dezelfde", "30\u00a0minuten", `value="2026-12-02T09:30@hal"`)
	form := url.Values{"toegang": {mark}, "keer": {"0"}, "p": {"pas.2", "nood.1"}, "tijd": {"2026-12-02T09:30@hal"}}
	for range 2 {
		answer, _ := p.Post("/medewerker/telefoon/wijzigen", form)
		webtest.Wants(t, "changed", p.Next(answer), "De afspraak is gewijzigd.", "Noodpaspoort")
	}
	if got := appointmentOf(t, a, riet.ID); got.Moves != 1 || len(got.Wish) != 2 || got.Offer.Start != 114 || got.Offer.Minutes != 30 {
		t.Errorf("%+v", got)
	}
	webtest.View(t, a, func(r ledger.Reader) error {
		lines, _, err := account.Audit(r, account.Question{Until: r.Now().Add(time.Hour), Subject: string(riet.ID), Most: 20})
		found := false
		for _, line := range lines {
			found = found || line.What == "act.revise" && account.KindOf(line.What) == "appointment"
		}
		if !found {
			t.Errorf("not in the audit: %+v", lines)
		}
		return err
	})
}

// TestWhatDoesNotFitOffersTheNearestAtTheDesk: the next visitor stands in the way, and the old time stands meanwhile.
func TestWhatDoesNotFitOffersTheNearestAtTheDesk(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	combining(t, a)
	p := webtest.SignedIn(t, a, "ilse", account.Counter)
	riet := webtest.Visit(t, a, "Riet Wissink", "pas", "hal", webtest.Today+1, 114)
	webtest.Visit(t, a, "Jan Belder", "pas", "hal", webtest.Today+1, 117) // at the only desk, right after it
	mark, _ := called(p, riet)
	path := "/medewerker/telefoon/wijzigen?toegang=" + mark
	_, body := p.Send("GET", path+"&p=pas.4", "")
	webtest.Wants(t, "no room", body, "Dit past niet op woensdag 2 december")
	to := webtest.Field(t, regexp.MustCompile(`name="tijd" value="([^"]+)"`), strings.Join(strings.Fields(body), " "))
	if now := appointmentOf(t, a, riet.ID); now.Moves != 0 || now.Offer.Start != 114 {
		t.Fatalf("changed before it was confirmed: %+v", now)
	}
	answer, body := p.Post("/medewerker/telefoon/wijzigen", url.Values{"toegang": {mark}, "keer": {"0"}, "p": {"pas.4"}, "tijd": {"2026-12-02T09:30@hal"}})
	if answer.StatusCode != 409 {
		t.Errorf("a time that does not fit is answered %d", answer.StatusCode)
	}
	webtest.Wants(t, "taken", body, `role="alert"`, to)
	answer, _ = p.Post("/medewerker/telefoon/wijzigen", url.Values{"toegang": {mark}, "keer": {"0"}, "p": {"pas.4"}, "tijd": {to}})
	webtest.Wants(t, "changed", p.Next(answer), "De afspraak is gewijzigd.")
	if now := appointmentOf(t, a, riet.ID); now.Moves != 1 || now.Offer.Minutes != 40 {
		t.Errorf("%+v", now)
	}
}

// TestAChangeAtTheDeskIsRefusedInWords sends what cannot be: nothing chosen, unchanged, from an old page, without the number
// that a product needs, without access, and of a visit that is over.
func TestAChangeAtTheDeskIsRefusedInWords(t *testing.T) {
	var now time.Time
	a := webtest.CounterTown(t, &now)
	combining(t, a)
	p := webtest.SignedIn(t, a, "ilse", account.Counter)
	riet := webtest.Visit(t, a, "Riet Wissink", "pas", "hal", webtest.Today+1, 114)
	mark, _ := called(p, riet)
	send := func(form url.Values, want int) {
		t.Helper()
		for name, value := range map[string]string{"toegang": mark, "keer": "0", "tijd": "2026-12-02T09:30@hal"} {
			if !form.Has(name) {
				form.Set(name, value)
			}
		}
		answer, body := p.Post("/medewerker/telefoon/wijzigen", form)
		if answer.StatusCode != want || !strings.Contains(body, "utrecht-alert") && !strings.Contains(body, `role="alert"`) {
			t.Errorf("%v is answered %d", form, answer.StatusCode)
		}
	}
	send(url.Values{"p": {""}}, 422)
	send(url.Values{"p": {"pas.x"}}, 404)
	send(url.Values{"p": {"pas.1"}}, 409)
	send(url.Values{"p": {"pas.2"}, "tijd": {""}}, 422)
	send(url.Values{"p": {"pas.2"}, "keer": {"7"}}, 409)
	send(url.Values{"p": {"pas.2"}, "toegang": {"x"}}, 410)
	webtest.Write(t, a, func(tx *ledger.Tx) error { _, err := booking.Cancel(tx, riet.ID); return err })
	if answer, body := p.Send("GET", "/medewerker/telefoon/wijzigen?toegang="+mark, ""); answer.StatusCode != 409 || !strings.Contains(body, `role="alert"`) {
		t.Errorf("a visit that is cancelled: %d", answer.StatusCode)
	}
}
