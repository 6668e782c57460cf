package queue

import (
	"testing"
	"time"

	"balie/booking/ledger"
)

func TestNumbersAreUniqueAcrossACrashMidnightAndBothClockChanges(t *testing.T) {
	nights := map[string][]string{
		"midnight": {"2026-12-01T23:58", "2026-12-01T23:59", "2026-12-02T00:00", "2026-12-02T00:01"},
		"spring":   {"2027-03-27T23:59", "2027-03-28T00:01", "2027-03-28T01:59", "2027-03-28T03:00"},
		"autumn":   {"2027-10-30T23:59", "2027-10-31T01:59", "2027-10-31T02:30", "2027-10-31T03:30"},
	}
	for name, walls := range nights {
		t.Run(name, func(t *testing.T) {
			tn := newTown(t)
			type place struct {
				date   string
				number Number
			}
			seen := map[place]bool{}
			for _, wall := range walls {
				tn.at(wall)
				for range 3 {
					issued := tn.enter("paspoort")
					at := place{issued.Date.String(), issued.Number}
					if seen[at] {
						t.Errorf("%v is given twice", at)
					}
					seen[at] = true
					if want := tn.now().In(amsterdam).Format(time.DateOnly); issued.Date.String() != want {
						t.Errorf("at %s the day is %s", want, issued.Date)
					}
				}
				tn.crash()
			}
			if len(seen) != 12 {
				t.Errorf("%d numbers for 12 tickets", len(seen))
			}
		})
	}
}

// TestTheRepeatedHourGivesNoNumberTwice stands in line through both two o'clocks of an autumn night.
func TestTheRepeatedHourGivesNoNumberTwice(t *testing.T) {
	tn := newTown(t)
	tn.clock.Store(time.Date(2027, 10, 30, 23, 30, 0, 0, time.UTC).UnixMilli()) // 1.30 in Amsterdam
	seen := map[Number]bool{}
	for range 10 {
		issued := tn.enter("rijbewijs")
		if seen[issued.Number] || issued.Date.String() != "2027-10-31" {
			t.Errorf("%s of %s comes twice, or on another day", issued.Number, issued.Date)
		}
		seen[issued.Number] = true
		tn.pass(20 * time.Minute)
	}
}

func TestLettersSayHowOneCameInAndNothingElse(t *testing.T) {
	tn := newTown(t)
	discreet, passport := tn.enter("huwelijk"), tn.enter("paspoort")
	collects := Ticket{}
	tn.do(func(tx *ledger.Tx) (err error) {
		collects, err = Enter(tx, Visitor{Office: "hal", Wish: wish("ophalen"), Kind: Collect})
		return err
	})
	booked := tn.join(tn.book("paspoort", tuesday, "09:30"))
	if discreet.Number != "M1" || passport.Number != "M2" || collects.Number != "T1" || booked.Number != "A1" {
		t.Errorf("numbers: %s %s %s %s", discreet.Number, passport.Number, collects.Number, booked.Number)
	}
	for typed, want := range map[string]Number{"m 2": "M2", "A-001": "A1", "t1": "T1"} {
		var got Ticket
		tn.see(func(r ledger.Reader) (err error) { got, err = ByNumber(r, "hal", typed); return err })
		if got.Number != want {
			t.Errorf("%q finds %s", typed, got.Number)
		}
	}
}

func TestTheNormIsMeasuredFromTheLaterOfBookedAndArrived(t *testing.T) {
	cases := map[string]struct {
		arrives, called string
		promise, raw    time.Duration
	}{
		"early":                 {"09:15", "09:34", 4 * time.Minute, 19 * time.Minute},
		"early, called earlier": {"09:15", "09:20", 0, 5 * time.Minute},
		"late":                  {"09:40", "09:43", 3 * time.Minute, 3 * time.Minute},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			tn := newTown(t)
			a := tn.book("paspoort", tuesday, "09:30")
			tn.at("2026-12-01T" + c.arrives)
			tn.take(anna, "hal-1")
			tn.join(a)
			tn.at("2026-12-01T" + c.called)
			called := tn.mustNext(anna, "hal-1")
			promise, raw := called.Waited(tn.now())
			if promise != c.promise || raw != c.raw {
				t.Errorf("waits %v and %v, want %v and %v", promise, raw, c.promise, c.raw)
			}
		})
	}
}

func TestATransferKeepsNumberClocksAndPlace(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	tn.take(bert, "hal-2")
	first := tn.enter("paspoort")
	tn.pass(4 * time.Minute)
	served := tn.serve(anna, "hal-1")
	for range 3 {
		tn.enter("huwelijk")
	}
	tn.pass(8 * time.Minute)
	sent := tn.must(anna, func(tx *ledger.Tx) (Ticket, error) {
		return Transfer(tx, tn.here("hal-1"), served.ID, Destination{Skill: "akten"})
	})
	if sent.Number != first.Number || !sent.Arrived.Equal(first.Arrived) || !sent.Called.Equal(served.Called) || sent.State != Waiting {
		t.Errorf("sent on as %+v", sent)
	}
	if next := tn.mustNext(bert, "hal-2"); next.ID != first.ID {
		t.Errorf("%s is called before who was sent on", next.Number)
	}
	if wait, _ := tn.ticket(first.ID).Waited(tn.now()); wait != 4*time.Minute {
		t.Errorf("the wait is that of the first call: %v", wait)
	}
}

func TestWhoFollowsAColleagueGoesAlongToTheirNextDesk(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	tn.take(bert, "hal-2")
	waits := tn.enter("paspoort")
	send := func(to Destination) Ticket {
		t.Helper()
		return tn.must(anna, func(tx *ledger.Tx) (Ticket, error) { return Transfer(tx, tn.here("hal-1"), waits.ID, to) })
	}
	if sent := send(Destination{Colleague: bert}); sent.For != "hal-2" || !sent.Follows {
		t.Fatalf("sent to %+v", sent)
	}
	if _, err := tn.next(anna, "hal-1"); ledger.KeyOf(err) != ErrNobody.Key {
		t.Errorf("another desk calls: %v", err)
	}
	tn.do(func(tx *ledger.Tx) error { return LeaveDesk(tx, "hal", "hal-1") })
	tn.take(bert, "hal-1")
	if moved := tn.ticket(waits.ID); moved.For != "hal-1" {
		t.Errorf("the colleague went to hal-1, the ticket waits for %q", moved.For)
	}
	tn.do(func(tx *ledger.Tx) error { return LeaveDesk(tx, "hal", "hal-1") })
	if left := tn.ticket(waits.ID); left.For != "" || left.Follows {
		t.Errorf("the colleague left, the ticket still waits for %q", left.For)
	}
}
