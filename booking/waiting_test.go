package booking

import (
	"context"
	"errors"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/booking/supply"
)

func (t *town) wait(id AppointmentID, days ...calendar.Date) (err error) {
	return t.try(func(tx *ledger.Tx) error { _, err := WaitForEarlier(tx, id, days); return err })
}

func (t *town) waitOf(id AppointmentID) (w Wait) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { w, _, err = WaitOf(r, id); return err })
	return w
}

func (t *town) handOn() {
	t.Helper()
	if _, err := OfferFreedDue(context.Background(), t.ledger); err != nil {
		t.Fatal(err)
	}
}

func TestWhoSaidTheDaysIsMovedByItself(t *testing.T) {
	tn := newTown(t)
	early := tn.mustBook(passports(1), at("bus", tuesday+1, "10:00"))
	first, second := tn.mustBookFor(mailed, at("bus", tuesday+8, "10:00")), tn.mustBookFor(texted, at("bus", tuesday+9, "10:00"))
	if err := errors.Join(tn.wait(first.ID, tuesday+1), tn.wait(second.ID, tuesday+8)); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.cancel(early.ID); err != nil {
		t.Fatal(err)
	}
	got := map[AppointmentID]calendar.Date{first.ID: tuesday + 1, second.ID: tuesday + 8} // one makes room for the other
	for id, day := range got {
		tn.see(func(r ledger.Reader) error {
			a, err := AppointmentByID(r, id)
			if err != nil || a.Offer.Date != day || a.Moves != 1 {
				t.Errorf("%+v %v, want on %s", a, err, day)
			}
			return err
		})
		if w := tn.waitOf(id); w.State != WaitEnded {
			t.Errorf("who was moved still waits: %+v", w)
		}
	}
	if tn.hasStart(at("bus", tuesday+1, "10:00"), passports(1)) {
		t.Error("the freed time is public")
	}
}

func TestWhatIsFreedAtNightIsOfferedInTheMorning(t *testing.T) {
	tn := newTown(t)
	early := tn.mustBook(passports(1), at("bus", tuesday+1, "10:00"))
	a := tn.mustBookFor(mailed, at("bus", tuesday+8, "10:00"))
	if err := tn.wait(a.ID); err != nil {
		t.Fatal(err)
	}
	tn.at("2026-11-30T20:45") // half an hour would end after nine
	if _, err := tn.cancel(early.ID); err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{"2026-11-30T20:46", "2026-11-30T23:59", "2026-12-01T07:59"} {
		tn.at(at)
		tn.handOn()
		if tn.waitOf(a.ID).State != Waiting || tn.hasStart(early.Offer, passports(1)) {
			t.Errorf("at %s: %+v, public %t", at, tn.waitOf(a.ID), tn.hasStart(early.Offer, passports(1)))
		}
	}
	tn.at("2026-12-01T08:00")
	tn.handOn()
	w := tn.waitOf(a.ID)
	if w.State != Offered || !w.Until.Equal(w.Until.Truncate(time.Minute)) || tn.hasStart(early.Offer, passports(1)) {
		t.Errorf("in the morning: %+v", w)
	}
	if _, has := tn.waiting(a)["earlier/"+string(a.ID)]; !has {
		t.Error("nobody tells them")
	}
}

func TestAShorterVisitLeavesTheRestToNobodyAtOnce(t *testing.T) {
	tn := newTown(t)
	long := tn.mustBook(passports(5), at("bus", tuesday+1, "10:00")) // half an hour
	a := tn.mustBookFor(mailed, at("bus", tuesday+8, "10:00"))
	if err := tn.wait(a.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.cancel(long.ID); err != nil {
		t.Fatal(err)
	}
	if tn.hasStart(at("bus", tuesday+1, "10:10"), passports(1)) {
		t.Error("what the first who waits leaves is public at once")
	}
	tn.pass(coolingOffAtMost)
	if !tn.hasStart(at("bus", tuesday+1, "10:10"), passports(1)) {
		t.Error("what the first who waits leaves is never public")
	}
}

func TestWaitingIsRefused(t *testing.T) {
	tn := newTown(t)
	byPhone, byMail := tn.mustBookFor(called, at("bus", tuesday+1, "10:00")), tn.mustBookFor(mailed, at("bus", tuesday+1, "10:30"))
	for name, c := range map[string]struct{ got, want error }{
		"who cannot be told quickly": {tn.wait(byPhone.ID), ErrWaitChannel},
		"a day after":                {tn.wait(byMail.ID, tuesday+2), ErrWaitDays},
		"a day that is over":         {tn.wait(byMail.ID, monday-1), ErrWaitDays},
		"many days":                  {tn.wait(byMail.ID, make([]calendar.Date, 40)...), ErrWaitDays},
		"nobody":                     {tn.wait(AppointmentID(NewVisitKey())), ErrUnknownAppointment},
		"accepting nothing":          {tn.try(func(tx *ledger.Tx) error { _, err := AcceptEarlier(tx, byMail.ID); return err }), ErrNoWait},
		"declining nothing":          {tn.try(func(tx *ledger.Tx) error { return DeclineEarlier(tx, byMail.ID) }), ErrNoWait},
	} {
		if !errors.Is(c.got, c.want) {
			t.Errorf("%s: %v", name, c.got)
		}
	}
	early := tn.mustBook(passports(1), at("bus", monday+1, "10:00"))
	late := tn.mustBookFor(mailed, at("bus", tuesday+8, "10:00"))
	if err := tn.wait(late.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.cancel(early.ID); err != nil {
		t.Fatal(err)
	}
	tn.pass(offerHeld)
	if err := tn.try(func(tx *ledger.Tx) error { _, err := AcceptEarlier(tx, late.ID); return err }); !errors.Is(err, ErrWaitOver) {
		t.Error("accepted too late:", err)
	}
	tn.do(func(tx *ledger.Tx) error { return StopWaiting(tx, late.ID) })
	if tn.waitOf(late.ID).State != WaitEnded {
		t.Error("still waits")
	}
}

// TestWhoWantsAFreedTimeIsFoundBehindManyWhoDoNot: sixty wait longer, and have an earlier time already.
func TestWhoWantsAFreedTimeIsFoundBehindManyWhoDoNot(t *testing.T) {
	tn := newTown(t)
	start, day := cell("09:00"), tuesday
	for range 60 {
		if start == cell("12:00") {
			start, day = cell("09:00"), day+1
		}
		if err := tn.wait(tn.mustBookFor(mailed, supply.Offer{Office: "hal", Date: day, Start: start}).ID); err != nil {
			t.Fatal(err)
		}
		tn.pass(time.Second)
		if start += 2; start+2 > cell("12:00") {
			start = cell("12:00")
		}
	}
	freed := tn.mustBookFor(mailed, supply.Offer{Office: "hal", Date: tuesday + 7, Start: cell("10:00")})
	late := tn.mustBookFor(mailed, supply.Offer{Office: "hal", Date: tuesday + 8, Start: cell("10:00")})
	if err := tn.wait(late.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.cancel(freed.ID); err != nil {
		t.Fatal(err)
	}
	if w := tn.waitOf(late.ID); w.State != Offered || !w.Offer.Same(freed.Offer) {
		t.Errorf("the one who wants it: %+v", w)
	}
}
