package queue

import (
	"context"
	"errors"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// appear puts due calls on the list.
func (t *town) appear() int {
	t.Helper()
	n, err := AppearDue(context.Background(), t.ledger)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (t *town) attempt(id TicketID, reached bool) Ticket {
	t.Helper()
	return t.must(cees, func(tx *ledger.Tx) (Ticket, error) { return Attempt(tx, t.here("hal-3"), id, reached) })
}

func TestCallsAppearWhenTheyAreDueAndAreTriedThreeTimes(t *testing.T) {
	tn := newTown(t)
	a, b := tn.book("belafspraak", tuesday, "09:30"), tn.book("belafspraak", tuesday, "10:00")
	tn.take(cees, "hal-3")
	if v := tn.look(); len(v.ToCall) != 2 || len(v.Expected) != 0 {
		t.Errorf("to call %d, expected at the counter %d", len(v.ToCall), len(v.Expected))
	}
	if n := tn.appear(); n > 0 {
		t.Fatalf("%d calls appear early", n)
	}
	tn.at("2026-12-01T09:30")
	tn.crash()
	if first, again := tn.appear(), tn.appear(); first != 1 || again != 0 {
		t.Fatalf("%d calls appear, then %d", first, again)
	}
	for attempt := range MostAttempts {
		called := tn.mustNext(cees, "hal-3")
		if called.Appointment != a.ID || called.Attempts != attempt {
			t.Fatalf("attempt %d calls %+v", attempt, called)
		}
		after := tn.attempt(called.ID, false)
		if attempt == MostAttempts-1 {
			if after.State != Missed || tn.state(a) != booking.Missed {
				t.Errorf("given up, the ticket is %s and the appointment %s", after.State, tn.state(a))
			}
			break
		}
		if _, err := tn.next(cees, "hal-3"); !errors.Is(err, ErrNobody) {
			t.Errorf("called again at once: %v", err)
		}
		err := tn.as(cees, func(tx *ledger.Tx) error { _, err := Call(tx, tn.here("hal-3"), after.ID, after.Version); return err })
		if !errors.Is(err, ErrNotYet) {
			t.Errorf("called again at once: %v", err)
		}
		tn.pass(RetryAfter)
	}
	tn.at("2026-12-01T10:16")
	tn.appear()
	late := tn.mustNext(cees, "hal-3")
	if reached := tn.attempt(late.ID, true); reached.State != Serving || reached.Appointment != b.ID {
		t.Errorf("reached: %+v", reached)
	}
	tn.finish(cees, "hal-3", late.ID)
	if c := tn.figures(tuesday).Calls; c != (Calls{N: 2, InTerm: 1, Reached: 1, NotReached: 1}) || c.ShareInTerm() != 0.5 {
		t.Errorf("calls: %+v", c)
	}
}

func TestACallThatWasMovedOrCancelledAppearsAtItsNewTimeOrNotAtAll(t *testing.T) {
	tn := newTown(t)
	moved, off := tn.book("belafspraak", tuesday, "09:30"), tn.book("belafspraak", tuesday, "09:45")
	tn.do(func(tx *ledger.Tx) error {
		if _, err := booking.Cancel(tx, off.ID); err != nil {
			return err
		}
		_, err := booking.Move(tx, moved.ID, supply.Offer{Office: "hal", Date: tuesday, Start: cell("11:00")}, 0)
		return err
	})
	tn.at("2026-12-01T10:00")
	if n := tn.appear(); n != 0 {
		t.Errorf("%d calls appear at the old times", n)
	}
	tn.at("2026-12-01T11:00")
	if n := tn.appear(); n != 1 {
		t.Errorf("%d calls appear at the new time", n)
	}
}

func TestACallOfAClosedDayIsMadeTheNext(t *testing.T) {
	tn := newTown(t)
	a := tn.book("belafspraak", tuesday, "16:00")
	tn.at("2026-12-01T16:30")
	if err := CloseDay(context.Background(), tn.ledger, anna, "hal", tuesday, TestLearner); err != nil {
		t.Fatal(err)
	}
	tn.appear()
	if tn.state(a) != booking.Booked {
		t.Errorf("the call is %s", tn.state(a))
	}
	tn.at("2026-12-02T09:00")
	if n := tn.appear(); n != 1 || tn.state(a) != booking.Arrived {
		t.Errorf("the next day %d calls appear, the appointment is %s", n, tn.state(a))
	}
}

func TestWhatFollowsIsProposedWithTheThreeNearestWays(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	tn.enter("paspoort")
	served := tn.serve(anna, "hal-1")
	for kind, want := range map[FollowKind]FollowUp{
		ToCollect: {Kind: ToCollect, Product: "ophalen", Persons: 1, From: tuesday + 7}, // five working days
		ComeBack:  {Kind: ComeBack, Product: "paspoort", Persons: 1, From: tuesday + 1},
	} {
		var p Proposal
		tn.see(func(r ledger.Reader) (err error) { p, err = FollowUps(r, served.ID, kind); return err })
		if p.FollowUp != want || len(p.Options) != ways {
			t.Errorf("%s: %+v", kind, p)
		}
		if p.Options[0].Office != "hal" || p.Options[0].WalkIn != (kind == ToCollect) || p.Options[1].Office != "bus" {
			t.Errorf("%s: ways %+v", kind, p.Options)
		}
		for _, w := range p.Options {
			if w.Offer.Date < want.From {
				t.Errorf("%s: %+v is too soon", kind, w)
			}
		}
		tn.must(anna, func(tx *ledger.Tx) (Ticket, error) {
			return Finish(tx, DeskRequest{Office: "hal", Desk: "hal-1"}, served.ID, Report{Follow: &p.FollowUp})
		})
	}
	if done := tn.ticket(served.ID); done.Follow == nil || time.Time.IsZero(done.Finished) {
		t.Errorf("finished as %+v", done)
	}
}
