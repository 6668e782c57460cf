package counter_test

import (
	"regexp"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/queue"
	"balie/web/webtest"
)

// booked are the appointments after the day of the test.
func bookedLater(d *webtest.DeskTown) (found []booking.Appointment) {
	d.T.Helper()
	err := d.Options.Ledger.View(func(r ledger.Reader) error {
		for date := calendar.DateOf(2026, 12, 1); date < calendar.DateOf(2027, 2, 1); date++ {
			all, err := booking.AppointmentsOn(r, "hal", date)
			if err != nil {
				return err
			}
			for _, a := range all {
				if a.State == booking.Booked {
					found = append(found, a)
				}
			}
		}
		return nil
	})
	if err != nil {
		d.T.Fatal(err)
	}
	return found
}

var wayOnPage = regexp.MustCompile(`name="vervolg" value="((?:collect|comeback) [^"]+)"`)

// serving is a colleague who helps somebody with an appointment.
func serving(d *webtest.DeskTown, language string) (anna *webtest.Colleague, visit queue.Ticket) {
	d.T.Helper()
	anna, visit = d.At("anna", "hal-1"), d.Arrives("pas", language)
	anna.Does("volgende", "")
	anna.Does("begin", visit.ID)
	return anna, visit
}

// TestAFollowUpIsBookedForWhoeverItIs books the very time that the page offered, once, in the
// resident's own language.
func TestAFollowUpIsBookedForWhoeverItIs(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna, visit := serving(d, "en")
	way := wayOnPage.FindStringSubmatch(anna.Own())
	if way == nil {
		t.Fatal("the page offers no time to come again")
	}
	key := string(booking.NewVisitKey())
	for range 2 {
		if answer, body := anna.PressAs(key, "klaar", "nummer", string(visit.ID), "vervolg", way[1]); answer.StatusCode != 303 {
			t.Fatalf("finishing answers %d %s", answer.StatusCode, webtest.Said(body))
		}
	}
	made := bookedLater(d)
	if len(made) != 1 {
		t.Fatalf("%d appointments, want one", len(made))
	}
	offer := made[0].Offer
	if got := "hal " + offer.Date.String() + " " + offer.Start.String(); !strings.HasSuffix(way[1], got) || made[0].Lang != "en" {
		t.Errorf("booked %s in %q, the page offered %q to an English resident", got, made[0].Lang, way[1])
	}
	done := d.Wants(visit.ID, queue.Done)
	if done.Follow == nil || done.Follow.Appointment != made[0].ID {
		t.Errorf("what follows is %+v", done.Follow)
	}
	err := d.Options.Ledger.View(func(r ledger.Reader) error {
		who, err := contact.Read(r, d.Options.Vault, made[0].ID.Subject())
		if who.Name != webtest.Canary+" de Wit" || who.Note != "" {
			t.Errorf("booked for %+v", who)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestUndoingAFinishCancelsWhatItBooked takes the finish back and chooses something else.
func TestUndoingAFinishCancelsWhatItBooked(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna, visit := serving(d, "nl")
	way, key := wayOnPage.FindStringSubmatch(anna.Own())[1], string(booking.NewVisitKey())
	anna.PressAs(key, "klaar", "nummer", string(visit.ID), "vervolg", way)
	anna.Does("ongedaan", "")
	d.Wants(visit.ID, queue.Serving)
	if left := bookedLater(d); len(left) != 0 {
		t.Errorf("after undoing %d appointments stand", len(left))
	}
	anna.PressAs(key, "klaar", "nummer", string(visit.ID), "vervolg", way) // the first form, late
	d.Wants(visit.ID, queue.Serving)
	anna.Does("klaar", visit.ID, "vervolg", "comeback")
	if done := d.Wants(visit.ID, queue.Done); done.Follow == nil || done.Follow.Kind != queue.ComeBack || len(bookedLater(d)) != 0 {
		t.Errorf("what follows is %+v", done.Follow)
	}
}

// TestWhatCannotFollowIsRefused asks for times that are gone, that never were, and for a name nobody left.
func TestWhatCannotFollowIsRefused(t *testing.T) {
	d := webtest.NewDeskTown(t)
	anna, visit := serving(d, "nl")
	for _, way := range []string{"feest", "collect hal", "collect hal 2026-11-30 11:00", "collect hal 2026-12-99 11:00", "collect maan 2026-12-15 11:00", "collect hal 2026-12-15 23:55", "collect 2"} {
		if answer, body := anna.Press("klaar", "nummer", string(visit.ID), "vervolg", way); answer.StatusCode == 303 {
			t.Errorf("%q is done", way)
		} else if !strings.Contains(body, `id="nu"`) || !strings.Contains(body, "utrecht-alert") {
			t.Errorf("%q answers %d %s", way, answer.StatusCode, webtest.Said(body))
		}
		d.Wants(visit.ID, queue.Serving)
	}
	anna.Does("parkeer", visit.ID)
	walks := d.WalkIn("pas")
	anna.Does("volgende", "")
	anna.Does("begin", walks.ID)
	if offered := wayOnPage.FindString(anna.Own()); offered != "" {
		t.Errorf("whoever left no name is offered %s", offered)
	}
	anna.Refused(422, "Van deze bezoeker kennen we geen naam", "klaar", "nummer", string(walks.ID), "vervolg", "comeback hal 2026-12-15 10:00")
	d.Wants(walks.ID, queue.Serving)
	anna.Does("klaar", walks.ID, "vervolg", "collect") // only noted
	if done := d.Wants(walks.ID, queue.Done); done.Follow == nil || done.Follow.Appointment != "" || len(bookedLater(d)) != 0 {
		t.Errorf("what follows is %+v", done.Follow)
	}
}
