package booking

import (
	"errors"
	"testing"
	"time"

	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

func (t *town) pause(p catalogue.Pause) {
	t.Helper()
	t.do(func(tx *ledger.Tx) error { _, err := catalogue.PutTown(tx, catalogue.PauseRef, p); return err })
}

func (t *town) endPause() {
	t.Helper()
	t.do(func(tx *ledger.Tx) error { _, err := catalogue.EndTown(tx, catalogue.PauseRef); return err })
}

var broken = map[string]string{"nl": "Wij werken aan ons systeem."}

// TestAPauseRefusesEveryNewAppointmentAtEveryDoor tries the doors by which one is made, and each thing that one does
// with an appointment that stands.
func TestAPauseRefusesEveryNewAppointmentAtEveryDoor(t *testing.T) {
	tn := newTown(t)
	stands := tn.mustBook(passports(1), at("hal", tuesday, "09:00"))
	invited, err := tn.invite(Invite{Office: "hal", Deadline: tuesday + 3, CallAfter: 5}, mailed)
	if err != nil {
		t.Fatal(err)
	}
	held := NewVisitKey()
	if _, err := tn.hold(held, passports(1), at("hal", tuesday, "09:30")); err != nil {
		t.Fatal(err)
	}
	staff := func() error {
		return tn.try(func(tx *ledger.Tx) error {
			_, err := TakeHoldFor(tx, NewVisitKey(), supply.Staff, passports(1), at("hal", tuesday, "10:00"))
			return err
		})
	}
	tn.pause(catalogue.Pause{Texts: broken})
	online := func() error { _, err := tn.hold(NewVisitKey(), passports(1), at("hal", tuesday, "10:00")); return err }
	for what, try := range map[string]func() error{
		"online": online, "a colleague": staff,
		"what is held": func() error { _, err := tn.book(held, mailed); return err },
		"invited":      func() error { _, err := tn.useInvite(invited.ID, at("hal", tuesday, "10:00")); return err },
	} {
		if err := try(); !errors.Is(err, supply.ErrPaused) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if got := tn.offered("hal", supply.Query{Wish: passports(1)}, tuesday); len(got) > 0 {
		t.Errorf("offered in a pause: %v", got)
	}
	if got := tn.offered("hal", supply.Query{Wish: passports(1), Moving: stands.ID}, tuesday); len(got) == 0 {
		t.Error("who has an appointment cannot move it")
	}
	if _, err := tn.move(stands.ID, at("hal", tuesday, "11:00"), 0); err != nil {
		t.Errorf("moving: %v", err)
	}
	if _, err := tn.cancel(stands.ID); err != nil {
		t.Errorf("cancelling: %v", err)
	}
	tn.pause(catalogue.Pause{Texts: broken, Staff: true})
	if err := staff(); err != nil {
		t.Errorf("a colleague who may go on: %v", err)
	}
	if err := online(); !errors.Is(err, supply.ErrPaused) {
		t.Errorf("online, where colleagues go on: %v", err)
	}
	if _, err := tn.useInvite(invited.ID, at("hal", tuesday, "10:30")); !errors.Is(err, supply.ErrPaused) {
		t.Errorf("invited, where colleagues go on: %v", err)
	}
	tn.endPause()
	if err := online(); errors.Is(err, supply.ErrPaused) {
		t.Errorf("after the pause: %v", err)
	}
}

// TestAPauseBeginsAndEndsByItself looks at its two moments, to the second.
func TestAPauseBeginsAndEndsByItself(t *testing.T) {
	tn := newTown(t)
	tn.at("2026-11-30T17:59")
	tn.pause(catalogue.Pause{Texts: broken, Span: catalogue.Span{From: catalogue.Moment{Date: dateOn(2026, 11, 30), Time: cell("18:00")}, Until: catalogue.Moment{Date: dateOn(2026, 11, 30), Time: cell("19:00")}}})
	for _, c := range []struct {
		after time.Duration
		on    bool
	}{{59 * time.Second, false}, {time.Second, true}, {time.Hour - time.Second, true}, {time.Second, false}} {
		tn.pass(c.after)
		if _, err := tn.hold(NewVisitKey(), passports(1), at("hal", tuesday, "09:00")); errors.Is(err, supply.ErrPaused) != c.on {
			t.Errorf("%v later: %v, want a pause: %t", c.after, err, c.on)
		}
	}
}
