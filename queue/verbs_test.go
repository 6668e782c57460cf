package queue

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/ledger"
)

func TestTheSamePressReturnsTheSameTicket(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	first := tn.enter("paspoort")
	tn.pass(time.Second)
	second := tn.enter("paspoort")
	at := tn.here("hal-1")
	for range 3 {
		called, err := Next(context.Background(), tn.ledger, anna, at, TestSight, nil)
		if err != nil || called.ID != first.ID {
			t.Errorf("called %s, want %s: %v", called.Number, first.Number, err)
		}
		tn.crash()
	}
	if waits := tn.ticket(second.ID); waits.State != Waiting {
		t.Errorf("the next one is %s", waits.State)
	}
	enter := func() (got Ticket) {
		tn.do(func(tx *ledger.Tx) (err error) {
			got, err = Enter(tx, Visitor{Office: "hal", Wish: wish("paspoort"), Kind: WalkIn, Key: "press"})
			return err
		})
		return got
	}
	if a, b := enter(), enter(); a.ID != b.ID {
		t.Errorf("one press gives %s and %s", a.Number, b.Number)
	}
}

func TestUndoTakesBackWhatHappenedToTheAppointment(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	a := tn.book("paspoort", tuesday, "09:10")
	tn.join(a)
	served := tn.serve(anna, "hal-1")
	tn.finish(anna, "hal-1", served.ID)
	if tn.state(a) != booking.Served {
		t.Fatalf("finished, the appointment is %s", tn.state(a))
	}
	undo := func(want State, appointment booking.State) {
		t.Helper()
		back := tn.must(anna, func(tx *ledger.Tx) (Ticket, error) { return Undo(tx, tn.here("hal-1")) })
		if back.State != want || tn.state(a) != appointment {
			t.Fatalf("undone, the ticket is %s and the appointment %s", back.State, tn.state(a))
		}
	}
	undo(Serving, booking.Arrived)
	if v := tn.look(); v.Desks[0].Ticket != served.ID || v.Desks[0].State != DeskHelping {
		t.Errorf("the desk is %+v", v.Desks[0])
	}
	tn.finish(anna, "hal-1", served.ID)
	b := tn.book("rijbewijs", tuesday, "09:30")
	tn.join(b)
	called := tn.mustNext(anna, "hal-1")
	tn.pass(time.Minute)
	tn.must(anna, func(tx *ledger.Tx) (Ticket, error) { return Miss(tx, tn.here("hal-1"), called.ID) })
	a = b
	undo(Called, booking.Arrived)
}

func TestADeskFinishesUpForTwoMinutesAndOneKeyGivesMore(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	tn.enter("paspoort")
	state := func(want DeskState) {
		t.Helper()
		if got := tn.look().Desks[0].State; got != want {
			t.Errorf("the desk is %s, want %s", got, want)
		}
	}
	state(DeskOpen)
	tn.finish(anna, "hal-1", tn.serve(anna, "hal-1").ID)
	state(DeskFinishing)
	tn.pass(90 * time.Second)
	at := tn.here("hal-1")
	for range 2 { // the same press adds once
		if err := tn.as(anna, func(tx *ledger.Tx) error { _, err := ExtendWrapUp(tx, at); return err }); err != nil {
			t.Fatal(err)
		}
	}
	tn.pass(2*time.Minute + 29*time.Second)
	state(DeskFinishing)
	tn.pass(time.Second)
	state(DeskOpen)
	tn.mode(anna, "hal-1", Lunch)
	state(DeskLunch)
	tn.do(func(tx *ledger.Tx) error { return LeaveDesk(tx, "hal", "hal-1") })
	state(DeskClosed)
}

func TestAClosingDeskTakesNobodyWhoWouldStayLonger(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	tn.enter("paspoort")
	short := tn.enter("rijbewijs")
	err := tn.as(anna, func(tx *ledger.Tx) error {
		_, err := SetMode(tx, tn.here("hal-1"), Closing, tn.now().Add(7*time.Minute))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if called := tn.mustNext(anna, "hal-1"); called.ID != short.ID {
		t.Errorf("called %s, want the short visit %s", called.Number, short.Number)
	}
}

func TestTrainingTakesLongerAndTeachesNothing(t *testing.T) {
	tn := newTown(t)
	if err := tn.as(anna, func(tx *ledger.Tx) error { _, err := TakeDesk(tx, "hal", "hal-1", true); return err }); err != nil {
		t.Fatal(err)
	}
	tn.enter("paspoort")
	if got := tn.look().Desks[0].State; got != DeskTraining {
		t.Errorf("the desk is %s", got)
	}
	tn.see(func(r ledger.Reader) error {
		state, _, err := TestSight(r, "hal")
		if d := state.Desks[0]; d.Takes(10) != 15*time.Minute {
			t.Errorf("ten minutes take %v", d.Takes(10))
		}
		return err
	})
	if done := tn.finish(anna, "hal-1", tn.serve(anna, "hal-1").ID); !done.Unlearned {
		t.Error("training would be learned from")
	}
}

func TestWhoComesAfterAllKeepsTheNumberAndWaitsAnew(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	a := tn.book("paspoort", tuesday, "09:05")
	first := tn.join(a)
	tn.mustNext(anna, "hal-1")
	tn.pass(time.Minute)
	tn.must(anna, func(tx *ledger.Tx) (Ticket, error) { return Miss(tx, tn.here("hal-1"), first.ID) })
	if tn.state(a) != booking.Missed {
		t.Fatalf("missed, the appointment is %s", tn.state(a))
	}
	tn.pass(10 * time.Minute)
	back := tn.join(a)
	if back.ID != first.ID || back.Number != first.Number || back.State != Waiting || tn.state(a) != booking.Arrived || !back.Due().After(tn.now()) {
		t.Errorf("came after all as %+v", back)
	}
}

func TestAVisitOverMidnightIsFinished(t *testing.T) {
	tn := newTown(t)
	tn.at("2026-12-01T23:50")
	tn.take(anna, "hal-1")
	tn.enter("paspoort")
	served := tn.serve(anna, "hal-1")
	tn.at("2026-12-02T00:10")
	if done := tn.finish(anna, "hal-1", served.ID); done.State != Done || done.Date != tuesday {
		t.Errorf("finished as %+v", done)
	}
}

func TestDeparturesFromTheOrderAreAuditedWithTheirReason(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	tn.enter("paspoort")
	last := tn.enter("rijbewijs")
	first := tn.must(anna, func(tx *ledger.Tx) (Ticket, error) { return Prioritise(tx, tn.here(""), last.ID, "term") })
	if v := tn.look(); v.Waiting[0].ID != first.ID {
		t.Errorf("first in line is %s", v.Waiting[0].Number)
	}
	if err := tn.pick("language"); err != nil {
		t.Fatal(err)
	}
	tn.see(func(r ledger.Reader) error {
		lines, err := ledger.Audits(r, time.Time{}, tn.now().Add(time.Hour), 20)
		lines = slices.DeleteFunc(lines, func(a ledger.Audited) bool { return !strings.HasPrefix(a.What, "ticket.") })
		if len(lines) != 2 || lines[0].Reason != "term" || lines[1].Reason != "language" || lines[1].Actor != anna {
			t.Errorf("the audit holds %+v", lines)
		}
		return err
	})
}

func TestLookSaysHowNearEverybodyIsToTheNorm(t *testing.T) {
	tn := newTown(t)
	early := tn.book("paspoort", tuesday, "09:30")
	tn.book("rijbewijs", tuesday, "10:00")
	tn.join(early)
	w := tn.enter("paspoort")
	at := func(wall string, want map[Kind]Risk) {
		t.Helper()
		tn.at("2026-12-01T" + wall)
		v := tn.look()
		for _, who := range v.Waiting {
			if who.Risk != want[who.Kind] {
				t.Errorf("at %s %s is %q, want %q", wall, who.Number, who.Risk, want[who.Kind])
			}
		}
		if len(v.Waiting) != 2 || len(v.Expected) != 1 || v.Waiting[0].ID != w.ID {
			t.Errorf("at %s the page shows %+v", wall, v)
		}
	}
	at("09:05", map[Kind]Risk{Appointment: Early, WalkIn: Calm})
	at("09:13", map[Kind]Risk{Appointment: Early, WalkIn: AtRisk})
	at("09:16", map[Kind]Risk{Appointment: Early, WalkIn: Over})
	at("09:33", map[Kind]Risk{Appointment: AtRisk, WalkIn: Over})
}

func TestADeskThatCallsIsToldFromOneThatHelps(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	tn.enter("paspoort")
	called := tn.mustNext(anna, "hal-1")
	if got := tn.look().Desks[0].State; got != DeskCalling {
		t.Errorf("a desk that called is %s", got)
	}
	tn.must(anna, func(tx *ledger.Tx) (Ticket, error) { return Start(tx, tn.here("hal-1"), called.ID) })
	if got := tn.look().Desks[0].State; got != DeskHelping {
		t.Errorf("a desk that helps is %s", got)
	}
}

func TestNothingDoneIsNotWhatWasWished(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	tn.enter("paspoort")
	served := tn.serve(anna, "hal-1")
	finish := func(r Report) error {
		_, err := tn.verb(anna, func(tx *ledger.Tx) (Ticket, error) { return Finish(tx, tn.here("hal-1"), served.ID, r) })
		return err
	}
	if err := finish(Report{Nothing: true, Done: []Handled{{"paspoort", 1}}}); !errors.Is(err, ErrReport) {
		t.Errorf("nothing and something: %v", err)
	}
	if err := finish(Report{Nothing: true}); err != nil {
		t.Fatal(err)
	}
	if got := tn.ticket(served.ID); got.State != Done || len(got.Done) != 0 {
		t.Errorf("finished as %+v", got)
	}
	if f := tn.figures(tuesday); f.Helped != 1 || f.Handled["paspoort"] != 0 {
		t.Errorf("figures %+v", f)
	}
}

func TestUndoingAFinishCancelsWhatWasBookedWithIt(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	tn.enter("paspoort")
	served := tn.serve(anna, "hal-1")
	next := tn.book("ophalen", tuesday+7, "10:00")
	tn.must(anna, func(tx *ledger.Tx) (Ticket, error) {
		return Finish(tx, tn.here("hal-1"), served.ID, Report{Follow: &FollowUp{Kind: ToCollect, Product: "ophalen", Persons: 1, From: tuesday + 7, Appointment: next.ID}})
	})
	back := tn.must(anna, func(tx *ledger.Tx) (Ticket, error) { return Undo(tx, tn.here("hal-1")) })
	if back.State != Serving || tn.state(next) != booking.Cancelled {
		t.Errorf("undone, the visit is %s and what follows %s", back.State, tn.state(next))
	}
}
