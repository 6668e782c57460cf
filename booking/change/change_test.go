package change

import (
	"errors"
	"slices"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// TestAnAfternoonClosesForFortyAppointments: before the messages leave nobody is told and everybody has their old
// time; then nobody is lost and nobody told twice.
func TestAnAfternoonClosesForFortyAppointments(t *testing.T) {
	tn := newTown(t)
	tn.book(20, 12*12)
	tn.book(20, 14*12)
	p := tn.closing("", 13*12, 16*12)
	if len(p.Lines) < 20 || p.Count(Move)+p.Count(Propose)+p.Count(Call) != len(p.Lines) {
		t.Fatalf("%d lines: %d %d %d", len(p.Lines), p.Count(Move), p.Count(Propose), p.Count(Call))
	}
	c := tn.mustMake(p)
	if c.State != Waiting || len(tn.told()) != 0 || len(tn.listed()) != 0 {
		t.Fatalf("%s: told %v, listed %v", c.State, tn.told(), tn.listed())
	}
	for _, l := range c.Lines {
		if a := tn.appointment(l.Appointment); !a.Offer.Same(l.Was) || l.State != Held {
			t.Errorf("%s is at %v and %s before anybody was told", a.ID, a.Offer, l.State)
		}
	}
	if n, err := Work(t.Context(), tn.ledger); n != 0 || err != nil {
		t.Fatalf("%d were sent at once, %v", n, err)
	}
	tn.clock.Add((SendAfter + time.Second).Milliseconds())
	if n, err := Work(t.Context(), tn.ledger); n != 1 || err != nil {
		t.Fatalf("%d were sent, %v", n, err)
	}
	tn.see(func(r ledger.Reader) (err error) { c, err = ByID(r, c.ID); return err })
	tn.wantNobodyLost(c)
	if n, err := Work(t.Context(), tn.ledger); n != 0 || err != nil {
		t.Errorf("it was sent again: %d, %v", n, err)
	}
	if _, err := TakeBack(t.Context(), tn.ledger, "staff test", c.ID); !errors.Is(err, ErrTold) {
		t.Errorf("taken back after it was told: %v", err)
	}
}

// TestOneDeskLessMovesWithinTheHour: with two desks left, whoever can is moved on the day, and no two to one place.
func TestOneDeskLessMovesWithinTheHour(t *testing.T) {
	tn := newTown(t)
	tn.book(12, 10*12)
	p := tn.closing("hal-3", 9*12, 16*12)
	if len(p.Lines) == 0 || p.Count(Move) == 0 {
		t.Fatalf("planned %+v", p.Lines)
	}
	c, err := Send(t.Context(), tn.ledger, tn.mustMake(p).ID)
	if err != nil || c.State != Sent {
		t.Fatalf("%s, %v", c.State, err)
	}
	tn.wantNobodyLost(c)
	tn.see(func(r ledger.Reader) error {
		unkept, err := booking.Unkept(r)
		for _, u := range unkept {
			if !slices.ContainsFunc(c.Lines, func(l Line) bool { return l.Appointment == u.Appointment && l.State != Moved }) {
				t.Errorf("%s has no desk and nobody knows", u.Appointment)
			}
		}
		return err
	})
}

// TestTakenBackNobodyWasTold: supply, times and messages are as before.
func TestTakenBackNobodyWasTold(t *testing.T) {
	tn := newTown(t)
	tn.book(9, 14*12)
	free := tn.free()
	c := tn.mustMake(tn.closing("", 13*12, 16*12))
	if len(tn.free()) >= len(free) {
		t.Error("supply did not close at once")
	}
	for range 2 { // a double press
		var err error
		if c, err = TakeBack(t.Context(), tn.ledger, "staff test", c.ID); err != nil {
			t.Fatal(err)
		}
	}
	if again := tn.free(); !slices.Equal(again, free) {
		t.Errorf("free were %d times, and are %d", len(free), len(again))
	}
	tn.clock.Add((2 * SendAfter).Milliseconds())
	if n, err := Work(t.Context(), tn.ledger); n != 0 || err != nil || len(tn.told()) != 0 {
		t.Errorf("sent %d, %v, told %v", n, err, tn.told())
	}
	if _, err := Send(t.Context(), tn.ledger, c.ID); !errors.Is(err, ErrTold) {
		t.Errorf("sent after it was taken back: %v", err)
	}
}

func (t *town) free() (all []supply.Offer) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) {
		all, err = supply.Nearest(r, supply.Query{Wish: catalogue.Wish{{Product: "paspoort", Persons: 1}}}, supply.Offer{Office: hall, Date: tuesday, Start: 14 * 12}, 60)
		return err
	})
	return slices.DeleteFunc(all, func(o supply.Offer) bool { return o.Date != tuesday })
}

// TestWhoActsMeanwhileSettlesTheirOwnLine: one cancels, one moves by themselves, before the messages leave.
func TestWhoActsMeanwhileSettlesTheirOwnLine(t *testing.T) {
	tn := newTown(t)
	tn.book(6, 14*12)
	c := tn.mustMake(tn.closing("", 13*12, 16*12))
	gone, moved := c.Lines[0].Appointment, c.Lines[1].Appointment
	tn.do(func(tx *ledger.Tx) error {
		if _, err := booking.Cancel(tx, gone); err != nil {
			return err
		}
		_, err := booking.Move(tx, moved, supply.Offer{Office: hall, Date: tuesday, Start: 9 * 12}, 0)
		return err
	})
	c, err := Send(t.Context(), tn.ledger, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range c.Lines {
		if own := l.Appointment == gone || l.Appointment == moved; own != (l.State == Settled) {
			t.Errorf("%s: %s", l.Appointment, l.State)
		}
	}
}

// TestAPlanThatWasOvertakenIsShownAgain: the closure was made by somebody else meanwhile.
func TestAPlanThatWasOvertakenIsShownAgain(t *testing.T) {
	tn := newTown(t)
	tn.book(3, 14*12)
	p := tn.closing("", 13*12, 16*12)
	if again := tn.closing("", 13*12, 16*12); again.Seen() != p.Seen() {
		t.Error("the same plan is not recognised")
	}
	tn.mustMake(tn.closing("", 15*12, 16*12))
	if _, err := Make(t.Context(), tn.ledger, "staff test", p); !errors.Is(err, ErrOther) {
		t.Errorf("said %v", err)
	}
	if again := tn.closing("", 13*12, 16*12); again.Seen() == p.Seen() {
		t.Error("another plan looks the same")
	}
}

// TestVisitsWithinThreeHoursAreToldAtOnce: the others wait.
func TestVisitsWithinThreeHoursAreToldAtOnce(t *testing.T) {
	tn := newTown(t)
	tn.book(3, 10*12)
	tn.book(3, 15*12)
	tn.clock.Store(time.Date(2026, 12, 1, 7, 30, 0, 0, time.UTC).UnixMilli()) // half past eight on the day
	c := tn.mustMake(tn.closing("", 9*12, 16*12))
	for _, l := range c.Lines {
		if soon := l.Was.Start < 12*12; soon == l.Open() {
			t.Errorf("the visit at %s is %s", l.Was.Start, l.State)
		}
	}
}

// TestNobodyBooksWhatIsHeld: the new times are no longer free while a change waits.
func TestNobodyBooksWhatIsHeld(t *testing.T) {
	tn := newTown(t)
	tn.book(9, 14*12)
	c := tn.mustMake(tn.closing("", 13*12, 16*12))
	tn.see(func(r ledger.Reader) error {
		for _, l := range c.Lines {
			for i, to := range l.To {
				s, found, err := supply.FindClaim(r, to, string(l.Keys[i]))
				if err != nil || !found || s.Until.Before(c.Due) {
					t.Errorf("%v is not held for %s until %s", to, l.Appointment, c.Due)
				}
			}
			if by, found, err := Of(r, l.Appointment); err != nil || !found || by.ID != c.ID {
				t.Errorf("%s does not know what touches it: %v %v", l.Appointment, found, err)
			}
		}
		return nil
	})
}

// TestWhoBooksBetweenLookingAndConfirmingIsSeenFirst: the plan that was shown does not name them, so it is refused; seen
// again it does.
func TestWhoBooksBetweenLookingAndConfirmingIsSeenFirst(t *testing.T) {
	tn := newTown(t)
	tn.book(6, 14*12)
	p := tn.closing("", 13*12, 16*12)
	tn.book(1, 15*12)
	if _, err := Make(t.Context(), tn.ledger, "staff test", p); !errors.Is(err, ErrOther) {
		t.Fatalf("somebody booked meanwhile, and it is answered %v", err)
	}
	p = tn.closing("", 13*12, 16*12)
	if c := tn.mustMake(p); len(c.Lines) != 7 {
		t.Errorf("it has %d lines, want 7", len(c.Lines))
	}
}
