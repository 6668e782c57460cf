package booking

import (
	"context"
	"maps"
	"slices"
	"testing"
	"time"

	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

var mailed = contact.Details{Name: "Riet Wissink", Email: "riet@voorbeeld.nl", Channel: contact.ByEmail}

// waiting are the messages to residents in the outbox: key without the appointment, and when due.
func (t *town) waiting(a Appointment) map[string]string {
	t.Helper()
	found := map[string]string{}
	t.see(func(r ledger.Reader) error {
		all, err := ledger.Waiting(r)
		for _, o := range all {
			if slices.Contains(NotificationsBy(contact.Written...), o.Message.Template) && o.Message.Subject.ID == string(a.ID) {
				found[o.Key] = o.Due.In(amsterdam).Format("2006-01-02T15:04")
			}
		}
		return err
	})
	return found
}

func (t *town) wantWaiting(a Appointment, want map[string]string) {
	t.Helper()
	if got := t.waiting(a); !maps.Equal(got, want) {
		t.Errorf("in the outbox: %v, want %v", got, want)
	}
}

// mustBookFor holds and books for somebody.
func (t *town) mustBookFor(d contact.Details, o supply.Offer) Appointment {
	t.Helper()
	key := NewVisitKey()
	if _, err := t.hold(key, passports(1), o); err != nil {
		t.Fatal(err)
	}
	a, err := t.book(key, d)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestWhoChoseEmailIsToldOfEveryStep(t *testing.T) {
	tn := newTown(t)
	now := "2026-11-30T08:00"
	a := tn.mustBookFor(mailed, at("hal", tuesday+2, "09:30"))
	id := string(a.ID)
	tn.wantWaiting(a, map[string]string{"confirm/" + id: now, "reminder/" + id: "2026-12-02T09:30"})
	for moves, start := range []string{"10:00", "11:00"} {
		if _, err := tn.move(a.ID, at("hal", tuesday+1, start), moves); err != nil {
			t.Fatal(err)
		}
	}
	tn.wantWaiting(a, map[string]string{"confirm/" + id: now, "moved/" + id + "/2": now, "reminder/" + id: "2026-12-01T11:00"})
	if _, err := tn.cancel(a.ID); err != nil {
		t.Fatal(err)
	}
	tn.wantWaiting(a, map[string]string{"cancelled/" + id: now})
	if _, err := tn.cancel(a.ID); err != nil {
		t.Fatal(err)
	}
	tn.wantWaiting(a, map[string]string{"cancelled/" + id: now})
}

func TestNoReminderWithinTheLastDay(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(mailed, at("hal", tuesday+2, "09:30"))
	if _, err := tn.move(a.ID, at("hal", monday, "11:00"), 0); err != nil {
		t.Fatal(err)
	}
	if _, has := tn.waiting(a)["reminder/"+string(a.ID)]; has {
		t.Error("a reminder of a time that is no more, or in the past, still waits")
	}
}

func TestWhoDidNotChooseEmailGetsNone(t *testing.T) {
	tn := newTown(t)
	for i, d := range []contact.Details{riet, {Name: "Riet", Phone: "0315 292292", Channel: contact.ByPhone}} {
		a := tn.mustBookFor(d, at("hal", tuesday, []string{"09:30", "10:30"}[i]))
		if _, err := tn.move(a.ID, at("hal", tuesday+1, "09:30"), 0); err != nil {
			t.Fatal(err)
		}
		if _, err := tn.cancel(a.ID); err != nil {
			t.Fatal(err)
		}
		tn.pass(coolingOffAtMost)
		tn.wantWaiting(a, map[string]string{})
	}
}

func TestARefusedMoveTellsNothing(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(mailed, at("bus", tuesday, "10:00"))
	before := tn.waiting(a)
	tn.mustBook(passports(1), at("bus", tuesday, "10:30"))
	if _, err := tn.move(a.ID, at("bus", tuesday, "10:30"), 0); err == nil {
		t.Fatal("moved onto somebody else's time")
	}
	tn.wantWaiting(a, before)
}

// TestForgettingTakesBackWhatWasNotSaid lets nobody send for two weeks; mail that waits must not
// keep promises to forget from being kept.
func TestForgettingTakesBackWhatWasNotSaid(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBookFor(mailed, at("bus", tuesday, "10:00"))
	tn.do(func(tx *ledger.Tx) error {
		for i := range 2 * forgetChunk {
			key := "other/" + string(rune('a'+i%26)) + string(rune('a'+i/26))
			if err := tx.Send(tx.Now(), key, ledger.Message{Template: NotifyReminder}); err != nil {
				return err
			}
		}
		return nil
	})
	tn.pass(30 * 24 * time.Hour)
	if n, err := ForgetDue(context.Background(), tn.ledger, tn.vault); err != nil || n != 1 {
		t.Fatalf("forgot %d, %v", n, err)
	}
	tn.wantWaiting(a, map[string]string{})
}
