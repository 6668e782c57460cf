package web

import (
	"regexp"
	"strings"
	"testing"

	"balie/booking"
	"balie/booking/calendar"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/queue"
)

// booked are the appointments after the day of the test.
func (d *deskTown) bookedLater() (found []booking.Appointment) {
	d.t.Helper()
	err := d.options.Ledger.View(func(r ledger.Reader) error {
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
		d.t.Fatal(err)
	}
	return found
}

var wayOnPage = regexp.MustCompile(`name="vervolg" value="((?:collect|comeback) [^"]+)"`)

// serving is a colleague who helps somebody with an appointment.
func (d *deskTown) serving(language string) (anna *colleague, visit queue.Ticket) {
	d.t.Helper()
	anna, visit = d.at("anna", "hal-1"), d.arrives("pas", language)
	anna.does("volgende", "")
	anna.does("begin", visit.ID)
	return anna, visit
}

// TestAFollowUpIsBookedForWhoeverItIs books the very time that the page offered, once, in the
// resident's own language.
func TestAFollowUpIsBookedForWhoeverItIs(t *testing.T) {
	d := newDeskTown(t)
	anna, visit := d.serving("en")
	way := wayOnPage.FindStringSubmatch(anna.own())
	if way == nil {
		t.Fatal("the page offers no time to come again")
	}
	key := string(booking.NewVisitKey())
	for range 2 {
		if answer, body := anna.pressAs(key, "klaar", "nummer", string(visit.ID), "vervolg", way[1]); answer.StatusCode != 303 {
			t.Fatalf("finishing answers %d %s", answer.StatusCode, said(body))
		}
	}
	made := d.bookedLater()
	if len(made) != 1 {
		t.Fatalf("%d appointments, want one", len(made))
	}
	offer := made[0].Offer
	if got := "hal " + offer.Date.String() + " " + offer.Start.String(); !strings.HasSuffix(way[1], got) || made[0].Lang != "en" {
		t.Errorf("booked %s in %q, the page offered %q to an English resident", got, made[0].Lang, way[1])
	}
	done := d.wants(visit.ID, queue.Done)
	if done.Follow == nil || done.Follow.Appointment != made[0].ID {
		t.Errorf("what follows is %+v", done.Follow)
	}
	err := d.options.Ledger.View(func(r ledger.Reader) error {
		who, err := contact.Read(r, d.options.Vault, made[0].ID.Subject())
		if who.Name != canary+" de Wit" || who.Note != "" {
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
	d := newDeskTown(t)
	anna, visit := d.serving("nl")
	way, key := wayOnPage.FindStringSubmatch(anna.own())[1], string(booking.NewVisitKey())
	anna.pressAs(key, "klaar", "nummer", string(visit.ID), "vervolg", way)
	anna.does("ongedaan", "")
	d.wants(visit.ID, queue.Serving)
	if left := d.bookedLater(); len(left) != 0 {
		t.Errorf("after undoing %d appointments stand", len(left))
	}
	anna.pressAs(key, "klaar", "nummer", string(visit.ID), "vervolg", way) // the first form, late
	d.wants(visit.ID, queue.Serving)
	anna.does("klaar", visit.ID, "vervolg", "comeback")
	if done := d.wants(visit.ID, queue.Done); done.Follow == nil || done.Follow.Kind != queue.ComeBack || len(d.bookedLater()) != 0 {
		t.Errorf("what follows is %+v", done.Follow)
	}
}

// TestWhatCannotFollowIsRefused asks for times that are gone, that never were, and for a name nobody left.
func TestWhatCannotFollowIsRefused(t *testing.T) {
	d := newDeskTown(t)
	anna, visit := d.serving("nl")
	for _, way := range []string{"feest", "collect hal", "collect hal 2026-11-30 11:00", "collect hal 2026-12-99 11:00", "collect maan 2026-12-15 11:00", "collect hal 2026-12-15 23:55", "collect 2"} {
		if answer, body := anna.press("klaar", "nummer", string(visit.ID), "vervolg", way); answer.StatusCode == 303 {
			t.Errorf("%q is done", way)
		} else if !strings.Contains(body, `id="nu"`) || !strings.Contains(body, "utrecht-alert") {
			t.Errorf("%q answers %d %s", way, answer.StatusCode, said(body))
		}
		d.wants(visit.ID, queue.Serving)
	}
	anna.does("parkeer", visit.ID)
	walks := d.walkIn("pas")
	anna.does("volgende", "")
	anna.does("begin", walks.ID)
	if offered := wayOnPage.FindString(anna.own()); offered != "" {
		t.Errorf("whoever left no name is offered %s", offered)
	}
	anna.refused(422, "Van deze bezoeker kennen we geen naam", "klaar", "nummer", string(walks.ID), "vervolg", "comeback hal 2026-12-15 10:00")
	d.wants(walks.ID, queue.Serving)
	anna.does("klaar", walks.ID, "vervolg", "collect") // only noted
	if done := d.wants(walks.ID, queue.Done); done.Follow == nil || done.Follow.Appointment != "" || len(d.bookedLater()) != 0 {
		t.Errorf("what follows is %+v", done.Follow)
	}
}
