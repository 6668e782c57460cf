package booking

import (
	"errors"
	"slices"
	"testing"
	"time"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

func TestFamilyOfThreeBooksMovesAndCancels(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(3), at("hal", tuesday, "10:00"))
	if a.State != Booked || a.Offer.Minutes != 20 || a.Cells != 4 {
		t.Fatalf("booked %+v", a)
	}
	moved, err := tn.move(a.ID, at("bus", tuesday, "10:30"), 0)
	if err != nil || moved.ID != a.ID || moved.Moves != 1 || moved.Offer.Office != "bus" {
		t.Fatalf("moved %+v, %v", moved, err)
	}
	if again, err := tn.move(a.ID, at("bus", tuesday, "10:30"), 0); err != nil || again.Moves != 1 {
		t.Fatalf("the same move again: %+v, %v", again, err)
	}
	if _, err := tn.move(a.ID, at("bus", tuesday, "10:00"), 0); !errors.Is(err, ErrMovedMeanwhile) {
		t.Fatalf("an overtaken page: %v", err)
	}
	gone, err := tn.cancel(a.ID)
	if err != nil || gone.State != Cancelled {
		t.Fatalf("cancelled %+v, %v", gone, err)
	}
	if again, err := tn.cancel(a.ID); err != nil || again.State != Cancelled {
		t.Fatalf("cancelled again: %+v, %v", again, err)
	}
	if _, err := tn.move(a.ID, at("hal", tuesday, "09:00"), 1); !errors.Is(err, ErrNotBooked) {
		t.Fatalf("moving a cancelled appointment: %v", err)
	}
}

func TestMoveWithinItsOwnTime(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(3), at("bus", tuesday, "10:00"))
	if _, err := tn.move(a.ID, at("bus", tuesday, "10:10"), 0); err != nil {
		t.Fatalf("ten minutes later, over its own place: %v", err)
	}
	tn.mustBook(passports(1), at("bus", tuesday, "10:00"))
}

func TestRefusedMoveLeavesTheOldTime(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(1), at("bus", tuesday, "10:00"))
	tn.mustBook(passports(1), at("bus", tuesday, "10:30"))
	if _, err := tn.move(a.ID, at("bus", tuesday, "10:30"), 0); !errors.Is(err, supply.ErrTaken) {
		t.Fatalf("got %v", err)
	}
	tn.see(func(r ledger.Reader) error {
		kept, err := AppointmentByID(r, a.ID)
		if kept.Offer.Start != cell("10:00") {
			t.Errorf("it stands at %s", kept.Offer.Start)
		}
		return err
	})
}

func TestLastPlaceIsSoldOnce(t *testing.T) {
	tn := newTown(t)
	first, second := NewVisitKey(), NewVisitKey()
	if _, err := tn.hold(first, passports(1), at("bus", tuesday, "10:00")); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.hold(second, passports(1), at("bus", tuesday, "10:05")); !errors.Is(err, supply.ErrTaken) {
		t.Fatalf("over somebody's hold: %v", err)
	}
	if _, err := tn.book(first, riet); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.hold(second, passports(1), at("bus", tuesday, "10:00")); !errors.Is(err, supply.ErrTaken) {
		t.Fatalf("over an appointment: %v", err)
	}
}

func TestTwiceTheSameRequestIsOneAppointment(t *testing.T) {
	tn := newTown(t)
	key := NewVisitKey()
	if _, err := tn.hold(key, passports(1), at("bus", tuesday, "10:00")); err != nil {
		t.Fatal(err)
	}
	a, err := tn.book(key, riet)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := tn.book(key, riet); err != nil || again.ID != a.ID {
		t.Fatalf("again: %v, %v", again.ID, err)
	}
	other := riet
	other.Name = "Jan Wissink"
	_, err = tn.book(key, other)
	if !errors.Is(err, ErrBookedAlready) || ledger.ArgsOf(err)["id"] != string(a.ID) {
		t.Fatalf("other details under the same key: %v", err)
	}
}

func TestHoldEndsByItself(t *testing.T) {
	tn := newTown(t)
	slow, quick := NewVisitKey(), NewVisitKey()
	if _, err := tn.hold(slow, passports(1), at("bus", tuesday, "10:00")); err != nil {
		t.Fatal(err)
	}
	tn.pass(HoldFor)
	tn.see(func(r ledger.Reader) error {
		if h, err := HoldOf(r, slow); !errors.Is(err, ErrHoldGone) || h.Offer.Start != cell("10:00") {
			t.Errorf("after ten minutes: %+v, %v", h, err)
		}
		return nil
	})
	if _, err := tn.hold(quick, passports(1), at("bus", tuesday, "10:00")); err != nil {
		t.Fatalf("the place of an ended hold: %v", err)
	}
	if _, err := tn.book(slow, riet); !errors.Is(err, supply.ErrTaken) {
		t.Fatalf("booking what somebody else holds now: %v", err)
	}
}

func TestSlowTypistLosesNothingWhileTheTimeIsFree(t *testing.T) {
	tn := newTown(t)
	key := NewVisitKey()
	if _, err := tn.hold(key, passports(1), at("bus", tuesday, "10:00")); err != nil {
		t.Fatal(err)
	}
	tn.pass(3 * time.Hour)
	if a, err := tn.book(key, riet); err != nil || a.Offer.Start != cell("10:00") {
		t.Fatalf("%+v, %v", a, err)
	}
}

func TestHoldIsRenewedForTwoHoursAtMost(t *testing.T) {
	tn := newTown(t)
	key := NewVisitKey()
	first, err := tn.hold(key, passports(1), at("bus", tuesday, "10:00"))
	if err != nil {
		t.Fatal(err)
	}
	renewed := 0
	for ; ; renewed++ {
		tn.pass(HoldFor - time.Minute)
		var h Hold
		err := tn.try(func(tx *ledger.Tx) (err error) { h, err = RenewHold(tx, key); return err })
		if errors.Is(err, ErrHoldEnded) || errors.Is(err, ErrHoldGone) {
			break
		}
		if err != nil || h.Until.After(first.First.Add(HoldAtMost)) {
			t.Fatalf("renewal %d: until %v, %v", renewed, h.Until, err)
		}
	}
	if renewed < 10 {
		t.Fatalf("renewed %d times, at least ten were promised", renewed)
	}
}

func TestANewHoldLetsTheOldOneGo(t *testing.T) {
	tn := newTown(t)
	key := NewVisitKey()
	for _, start := range []string{"10:00", "10:05", "10:05"} {
		if _, err := tn.hold(key, passports(2), at("bus", tuesday, start)); err != nil {
			t.Fatalf("%s: %v", start, err)
		}
	}
	if got := tn.offered("bus", supply.Query{Wish: passports(1)}, tuesday); slices.Contains(got, cell("10:05")) || !slices.Contains(got, cell("10:20")) {
		t.Fatalf("offered to others: %v", got)
	}
	if _, err := tn.hold(key, passports(6), at("bus", tuesday, "10:45")); !errors.Is(err, supply.ErrTaken) {
		t.Fatalf("35 minutes at a quarter to closing: %v", err)
	}
	tn.see(func(r ledger.Reader) error {
		h, err := HoldOf(r, key)
		if h.Offer.Start != cell("10:05") {
			t.Errorf("a refused hold let the old one go: %+v", h)
		}
		return err
	})
	tn.do(func(tx *ledger.Tx) error { return DropHold(tx, key) })
	tn.do(func(tx *ledger.Tx) error { return DropHold(tx, key) })
	tn.mustBook(passports(1), at("bus", tuesday, "10:05"))
}

func TestCancelledPlaceRestsBeforeItIsOfferedAgain(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(1), at("bus", tuesday, "10:00"))
	if _, err := tn.cancel(a.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.hold(NewVisitKey(), passports(1), at("bus", tuesday, "10:00")); !errors.Is(err, supply.ErrTaken) {
		t.Fatalf("at once: %v", err)
	}
	tn.pass(coolingOffAtMost)
	tn.mustBook(passports(1), at("bus", tuesday, "10:00"))
}

func TestNobodyMovesOrCancelsWhatHasBegun(t *testing.T) {
	tn := newTown(t)
	a := tn.mustBook(passports(1), at("bus", tuesday, "10:00"))
	tn.at("2026-12-01T10:00")
	if _, err := tn.cancel(a.ID); !errors.Is(err, ErrStarted) {
		t.Errorf("cancel: %v", err)
	}
	if _, err := tn.move(a.ID, at("bus", tuesday+1, "10:00"), 0); !errors.Is(err, ErrStarted) {
		t.Errorf("move: %v", err)
	}
}

func TestBookRefusesWhatCannotBeBooked(t *testing.T) {
	tn := newTown(t)
	key := NewVisitKey()
	if _, err := tn.book(key, riet); !errors.Is(err, ErrHoldGone) {
		t.Errorf("without a hold: %v", err)
	}
	if _, err := tn.hold("short", passports(1), at("bus", tuesday, "10:00")); !errors.Is(err, ErrKey) {
		t.Errorf("a key of another shape: %v", err)
	}
	if _, err := tn.hold(key, passports(1), at("bus", tuesday, "10:00")); err != nil {
		t.Fatal(err)
	}
	if _, err := tn.book(key, contact.Details{}); !errors.Is(err, ErrDetails) {
		t.Errorf("without a name: %v", err)
	}
}

func TestTimesThatCannotBeHeldSayWhy(t *testing.T) {
	tn := newTown(t)
	tn.at("2026-12-01T10:02")
	cases := map[string]struct {
		w    catalogue.Wish
		o    supply.Offer
		want error
	}{
		"past":         {passports(1), at("hal", tuesday, "09:30"), supply.ErrPast},
		"yesterday":    {passports(1), at("hal", monday, "09:30"), supply.ErrPast},
		"closed":       {passports(1), at("hal", tuesday, "13:00"), supply.ErrTaken},
		"holiday":      {passports(1), supply.Offer{Office: "hal", Date: dateOn(2026, 12, 25), Start: cell("09:00"), Minutes: 0}, supply.ErrTaken},
		"too far":      {passports(1), supply.Offer{Office: "hal", Date: dateOn(2027, 5, 3), Start: cell("09:00"), Minutes: 0}, supply.ErrTaken},
		"notice":       {catalogue.Wish{{Product: "huwelijk", Persons: 1}}, at("hal", tuesday, "11:00"), supply.ErrPast},
		"no desk":      {catalogue.Wish{{Product: "wmo", Persons: 1}}, at("hal", tuesday+1, "09:00"), supply.ErrTaken},
		"other office": {passports(1), at("nergens", tuesday, "10:00"), catalogue.ErrUnknownOffice},
		"no product":   {catalogue.Wish{{Product: "vliegbrevet", Persons: 1}}, at("hal", tuesday, "11:00"), catalogue.ErrUnknownProduct},
	}
	for name, c := range cases {
		if _, err := tn.hold(NewVisitKey(), c.w, c.o); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

func TestPromisesSurviveASmallerSupply(t *testing.T) {
	tn := newTown(t)
	one := tn.mustBook(passports(1), at("hal", tuesday, "09:00"))
	two := tn.mustBook(passports(1), at("hal", tuesday, "09:00"))
	smaller := testOffices()[0]
	smaller.Openings = smaller.Openings[:1]
	tn.do(func(tx *ledger.Tx) error { return catalogue.PutOffice(tx, smaller) })
	tn.see(func(r ledger.Reader) error {
		short, err := Shortfalls(r, "hal", monday)
		if len(short) != 1 || (short[0].Appointment != one.ID && short[0].Appointment != two.ID) {
			t.Errorf("shortfalls: %+v", short)
		}
		return err
	})
	if _, err := tn.hold(NewVisitKey(), passports(1), at("hal", tuesday, "09:00")); !errors.Is(err, supply.ErrTaken) {
		t.Errorf("a third at the same time: %v", err)
	}
	tn.mustBook(passports(1), at("hal", tuesday, "09:10"))
	for _, a := range []Appointment{one, two} {
		if _, err := tn.cancel(a.ID); err != nil {
			t.Errorf("cancelling a promise without a desk: %v", err)
		}
	}
}
