package web_test

import (
	"net/url"
	"testing"

	"balie/booking/ledger"
	"balie/web/account"
	"balie/web/webtest"
)

// lastOf is the newest event of a kind.
func lastOf(t *testing.T, a *webtest.App, kind string) (last ledger.Event) {
	t.Helper()
	webtest.Look(t, a, func(r ledger.Reader) error {
		all, err := ledger.Events(r, 0, 10_000)
		for _, e := range all {
			if e.Kind == kind {
				last = e
			}
		}
		return err
	})
	if last.Kind == "" {
		t.Fatalf("nothing says %s", kind)
	}
	return last
}

// TestAnEventSaysByWhichDoorItCame does the same kind of thing through several doors.
func TestAnEventSaysByWhichDoorItCame(t *testing.T) {
	d := webtest.NewDeskTown(t)
	want := func(kind string, side ledger.Side, door ledger.Door) {
		t.Helper()
		if e := lastOf(t, d.App, kind); e.Side != side || e.Door != door || e.Office != "hal" || len(e.Products) == 0 {
			t.Errorf("%s came from %q by %q: %+v", kind, e.Side, e.Door, e)
		}
	}
	anna := d.At("anna", "hal-1")
	host := webtest.SignedIn(t, d.App, "gerda", account.Reception)
	if answer, body := host.Post("/medewerker/ontvangst/binnen", url.Values{"locatie": {"hal"}, "product": {"pas"}, "personen": {"1"}, "taal": {"nl"}, "sleutel": {"een"}}); answer.StatusCode != 303 {
		t.Fatalf("a number from the host answers %d: %s", answer.StatusCode, webtest.Said(body))
	}
	want("ticket.issued", ledger.ColleagueSide, "host")
	anna.Press("volgende")
	want("ticket.called", ledger.ColleagueSide, "desk")
}

// TestAResidentsEventCameByTheWeb cancels an appointment on its own page.
func TestAResidentsEventCameByTheWeb(t *testing.T) {
	a := webtest.Town(t)
	made := webtest.Booked(t, a, "Riet", 108)
	if e := lastOf(t, a, "appointment.booked"); e.Side != ledger.SystemSide || e.Door != "" || e.LeadDays == nil || e.Channel != "email" {
		t.Errorf("made without a page: %+v", e)
	}
	answer, body := webtest.Ask(t, a, "POST", "/a/"+string(made.ID)+"/afzeggen", "", "Cookie", webtest.PassFor(t, a, made))
	if answer.StatusCode >= 400 {
		t.Fatalf("cancelling answers %d: %s", answer.StatusCode, webtest.Said(body))
	}
	if e := lastOf(t, a, "appointment.cancelled"); e.Side != ledger.ResidentSide || e.Door != "web" || e.Route != "counter" || e.Persons != 1 {
		t.Errorf("cancelled on a page: %+v", e)
	}
}
