package resident_test

import (
	"net/url"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/web/webtest"
)

// TestANeedThatCannotBeMetIsSaidWhereItIsAsked: with the nearest time that can, all that was typed, and a way out where none
// can; the press of a button takes that time.
func TestANeedThatCannotBeMetIsSaidWhereItIsAsked(t *testing.T) {
	a := webtest.Town(t)
	p := a.Somebody(t)
	webtest.Booked(t, a, "Huismus", 110)
	key := string(booking.NewVisitKey())
	if answer, body := p.Send("POST", "/afspraak/tijd", url.Values{"p": {"pas.1"}, "locatie": {"hal"}, "tijd": {"2026-12-01T09:00"}, "v": {key}}.Encode()); answer.StatusCode != 303 {
		t.Fatalf("%d %s", answer.StatusCode, webtest.Said(body))
	}
	form := url.Values{"v": {key}, "naam": {"Riet Wissink"}, "kanaal": {"email"}, "email": {"riet@example.org"}, "nodig": {"time", "interpreter"}, "tolk": {"Tigrinya"}}
	answer, body := p.Send("POST", "/afspraak/gegevens", form.Encode())
	if answer.StatusCode != 409 {
		t.Fatalf("%d %s", answer.StatusCode, webtest.Said(body))
	}
	webtest.Wants(t, "no room for more time", body, "nodig-fout", "Dit kan niet op dinsdag 1 december", "Meer tijd", "Een tolk (Tigrinya)", "Riet Wissink", "riet@example.org", `name="tijd" value="2026-12-01T09:20"`,
		`value="time" checked`, `value="interpreter" checked`)
	form.Set("tijd", "2026-12-01T09:20")
	if answer, body = p.Send("POST", "/afspraak/gegevens", form.Encode()); answer.StatusCode != 303 {
		t.Fatalf("the time that can: %d %s", answer.StatusCode, webtest.Said(body))
	}
	webtest.View(t, a, func(r ledger.Reader) error {
		h, err := booking.HoldOf(r, booking.VisitKey(key))
		if h.Offer.Start != calendar.Cell(112) || h.Offer.Minutes != 30 {
			t.Errorf("held %+v", h.Offer)
		}
		return err
	})
	_, body = p.Send("GET", answer.Header.Get("Location"), "")
	webtest.Wants(t, "once more", body, "Een tolk (Tigrinya); Meer tijd")
	form.Del("tijd")
	form["nodig"] = []string{"loop"}
	answer, body = p.Send("POST", "/afspraak/gegevens", form.Encode())
	if answer.StatusCode != 409 || !strings.Contains(body, "Wij hebben nu geen tijd waarop dit kan") || !strings.Contains(body, "Een ringleiding") {
		t.Errorf("what nobody has: %d %s", answer.StatusCode, webtest.Said(body))
	}
}

// TestSeveralNeedsReachTheDesk books with two, and reads them where it is prepared.
func TestSeveralNeedsReachTheDesk(t *testing.T) {
	a := webtest.Town(t)
	webtest.Write(t, a, func(tx *ledger.Tx) error {
		o, err := catalogue.OfficeByID(tx, "hal")
		if err != nil {
			return err
		}
		o.Desks[0].Properties = []string{"low", "closed-room"}
		return catalogue.PutOffice(tx, o)
	})
	p, key := a.Somebody(t), string(booking.NewVisitKey())
	p.Send("POST", "/afspraak/tijd", url.Values{"p": {"pas.1"}, "locatie": {"hal"}, "tijd": {"2026-12-01T11:00"}, "v": {key}}.Encode())
	form := url.Values{"v": {key}, "naam": {"Riet Wissink"}, "kanaal": {"none"}, "nodig": {"quiet", "wheelchair"}}
	if answer, body := p.Send("POST", "/afspraak/gegevens", form.Encode()); answer.StatusCode != 303 {
		t.Fatalf("%d %s", answer.StatusCode, webtest.Said(body))
	}
	if answer, body := p.Send("POST", "/afspraak/maken", form.Encode()); answer.StatusCode != 303 {
		t.Fatalf("%d %s", answer.StatusCode, webtest.Said(body))
	}
	host := webtest.SignedIn(t, a, "gerda", "teamlead")
	_, body := host.Send("GET", "/medewerker/vandaag", "")
	webtest.Wants(t, "what is prepared", webtest.Said(body), "Een lage balie, voor een rolstoel; Een rustige kamer")
}
