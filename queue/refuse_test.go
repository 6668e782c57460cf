package queue

import (
	"errors"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// refusals has one way to each refusal of a verb.
var refusals = map[string]struct {
	want error
	run  func(*town) error
}{
	"a ticket of nobody": {ErrUnknownTicket, func(tn *town) error {
		return tn.as(anna, func(tx *ledger.Tx) error { _, err := ByID(tx, "x"); return err })
	}},
	"a ticket of another office": {ErrUnknownTicket, func(tn *town) error {
		w := tn.enter("paspoort")
		return tn.press(anna, DeskRequest{Office: "bus"}, w.ID, Leave)
	}},
	"a number of nobody": {ErrUnknownTicket, func(tn *town) error {
		return tn.as(anna, func(tx *ledger.Tx) error { _, err := ByNumber(tx, "hal", "A7"); return err })
	}},
	"no number at all": {ErrUnknownTicket, func(tn *town) error { _, err := ParseNumber("12"); return err }},
	"a wish of nothing": {catalogue.ErrNothingChosen, func(tn *town) error {
		return tn.as(anna, func(tx *ledger.Tx) error { _, err := Enter(tx, Visitor{Office: "hal", Kind: WalkIn}); return err })
	}},
	"a walk-in with an appointment": {ErrKind, func(tn *town) error {
		return tn.as(anna, func(tx *ledger.Tx) error {
			_, err := Enter(tx, Visitor{Office: "hal", Wish: wish("paspoort"), Kind: Appointment})
			return err
		})
	}},
	"what no desk can": {ErrNoDesk, func(tn *town) error {
		return tn.as(anna, func(tx *ledger.Tx) error {
			_, err := Enter(tx, Visitor{Office: "hal", Wish: wish("wmo"), Kind: WalkIn})
			return err
		})
	}},
	"one press for two things": {ErrOtherRequest, func(tn *town) error {
		press := func(p catalogue.ProductID) error {
			return tn.as(anna, func(tx *ledger.Tx) error {
				_, err := Enter(tx, Visitor{Office: "hal", Wish: wish(p), Kind: WalkIn, Key: "same"})
				return err
			})
		}
		return errors.Join(press("paspoort"), press("rijbewijs"))
	}},
	"a desk of nobody": {ErrUnknownDesk, func(tn *town) error {
		return tn.as(cees, func(tx *ledger.Tx) error { _, err := TakeDesk(tx, "hal", "hal-9", false); return err })
	}},
	"a taken desk": {ErrDeskTaken, func(tn *town) error {
		return tn.as(cees, func(tx *ledger.Tx) error { _, err := TakeDesk(tx, "hal", "hal-1", false); return err })
	}},
	"leaving while helping": {ErrDeskHelping, func(tn *town) error {
		tn.enter("paspoort")
		tn.mustNext(anna, "hal-1")
		return tn.as(anna, func(tx *ledger.Tx) error { return LeaveDesk(tx, "hal", "hal-1") })
	}},
	"moving while helping": {ErrDeskHelping, func(tn *town) error {
		tn.enter("paspoort")
		tn.mustNext(anna, "hal-1")
		return tn.as(anna, func(tx *ledger.Tx) error { _, err := TakeDesk(tx, "hal", "hal-3", false); return err })
	}},
	"another's desk": {ErrNotYours, func(tn *town) error { tn.enter("paspoort"); _, err := tn.next(cees, "hal-1"); return err }},
	"calling two at once": {ErrDeskHelping, func(tn *town) error {
		tn.enter("paspoort")
		tn.enter("paspoort")
		tn.mustNext(anna, "hal-1")
		_, err := tn.next(anna, "hal-1")
		return err
	}},
	"calling in a break": {ErrPaused, func(tn *town) error {
		tn.enter("paspoort")
		tn.mode(anna, "hal-1", Break)
		_, err := tn.next(anna, "hal-1")
		return err
	}},
	"nobody to call": {ErrNobody, func(tn *town) error { tn.enter("huwelijk"); _, err := tn.next(anna, "hal-1"); return err }},
	"somebody long before an appointment": {ErrHold, func(tn *town) error {
		tn.mode(anna, "hal-1", Break)
		tn.book("huwelijk", tuesday, "09:10")
		tn.enter("huwelijk")
		_, err := tn.next(bert, "hal-2")
		return err
	}},
	"a queue that moved": {ErrMoved, func(tn *town) error {
		w := tn.enter("paspoort")
		return tn.as(anna, func(tx *ledger.Tx) error { _, err := Call(tx, tn.here("hal-1"), w.ID, w.Version-1); return err })
	}},
	"a call of what the desk cannot": {ErrCannot, func(tn *town) error {
		w := tn.enter("huwelijk")
		return tn.as(anna, func(tx *ledger.Tx) error { _, err := Call(tx, tn.here("hal-1"), w.ID, w.Version); return err })
	}},
	"a call of whom was called": {ErrState, func(tn *town) error {
		tn.enter("paspoort")
		w := tn.mustNext(anna, "hal-1")
		return tn.as(bert, func(tx *ledger.Tx) error { _, err := Call(tx, tn.here("hal-2"), w.ID, w.Version); return err })
	}},
	"a mode of nobody": {ErrMode, func(tn *town) error {
		return tn.as(anna, func(tx *ledger.Tx) error { _, err := SetMode(tx, tn.here("hal-1"), "asleep", time.Time{}); return err })
	}},
	"more time than there is": {ErrNotWrappingUp, func(tn *town) error {
		return tn.as(anna, func(tx *ledger.Tx) error { _, err := ExtendWrapUp(tx, tn.here("hal-1")); return err })
	}},
	"recalling at once": {ErrSoon, func(tn *town) error {
		tn.enter("paspoort")
		w := tn.mustNext(anna, "hal-1")
		return tn.press(anna, tn.here("hal-1"), w.ID, Recall)
	}},
	"missing at once": {ErrSoon, func(tn *town) error {
		tn.enter("paspoort")
		w := tn.mustNext(anna, "hal-1")
		return tn.press(anna, tn.here("hal-1"), w.ID, Miss)
	}},
	"recalling for ever": {ErrMostCalls, func(tn *town) error {
		tn.enter("paspoort")
		w := tn.mustNext(anna, "hal-1")
		for range MostCalls - 1 {
			tn.pass(RecallEvery)
			if err := tn.press(anna, tn.here("hal-1"), w.ID, Recall); err != nil {
				return err
			}
		}
		tn.pass(RecallEvery)
		return tn.press(anna, tn.here("hal-1"), w.ID, Recall)
	}},
	"finishing before starting": {ErrState, func(tn *town) error {
		tn.enter("paspoort")
		w := tn.mustNext(anna, "hal-1")
		return tn.as(anna, func(tx *ledger.Tx) error { _, err := Finish(tx, tn.here("hal-1"), w.ID, Report{}); return err })
	}},
	"doing a product twice": {ErrReport, func(tn *town) error {
		tn.enter("paspoort")
		w := tn.serve(anna, "hal-1")
		twice := Report{Done: []Handled{{"paspoort", 1}, {"paspoort", 1}}}
		return tn.as(anna, func(tx *ledger.Tx) error { _, err := Finish(tx, tn.here("hal-1"), w.ID, twice); return err })
	}},
	"following up with nothing": {ErrFollow, func(tn *town) error {
		tn.enter("paspoort")
		w := tn.serve(anna, "hal-1")
		return tn.as(anna, func(tx *ledger.Tx) error {
			_, err := Finish(tx, tn.here("hal-1"), w.ID, Report{Follow: &FollowUp{Kind: "party", Product: "ophalen", Persons: 1}})
			return err
		})
	}},
	"collecting what is not made": {ErrFollow, func(tn *town) error {
		w := tn.enter("rijbewijs")
		return tn.as(anna, func(tx *ledger.Tx) error { _, err := FollowUps(tx, w.ID, ToCollect); return err })
	}},
	"sending nowhere":           {ErrNoDesk, func(tn *town) error { return tn.send(Destination{}) }},
	"sending to no skill":       {ErrNoDesk, func(tn *town) error { return tn.send(Destination{Skill: "toveren"}) }},
	"sending to an empty desk":  {ErrDeskEmpty, func(tn *town) error { return tn.send(Destination{Desk: "hal-3"}) }},
	"sending to nobody":         {ErrColleagueAway, func(tn *town) error { return tn.send(Destination{Colleague: cees}) }},
	"sending where it cannot":   {ErrCannot, func(tn *town) error { return tn.send(Destination{Desk: "hal-1", Skill: "akten"}) }},
	"picking without a reason":  {ErrReason, func(tn *town) error { return tn.pick("") }},
	"picking for a made up one": {ErrReason, func(tn *town) error { return tn.pick("likes him") }},
	"first without a reason": {ErrReason, func(tn *town) error {
		w := tn.enter("paspoort")
		return tn.as(anna, func(tx *ledger.Tx) error { _, err := Prioritise(tx, tn.here(""), w.ID, "is nice"); return err })
	}},
	"undoing nothing": {ErrUndoNone, func(tn *town) error { return tn.undo() }},
	"undoing late": {ErrUndoLate, func(tn *town) error {
		tn.enter("paspoort")
		tn.mustNext(anna, "hal-1")
		tn.pass(UndoFor + time.Second)
		return tn.undo()
	}},
	"undoing what moved on": {ErrUndoMoved, func(tn *town) error {
		w := tn.enter("paspoort")
		tn.serve(anna, "hal-1")
		tn.must(anna, func(tx *ledger.Tx) (Ticket, error) { return Park(tx, tn.here("hal-1"), w.ID) })
		tn.must(bert, func(tx *ledger.Tx) (Ticket, error) { return Resume(tx, tn.here("hal-2"), w.ID) })
		return tn.undo()
	}},
	"calling by phone who is here": {ErrNotCall, func(tn *town) error {
		tn.enter("paspoort")
		w := tn.mustNext(anna, "hal-1")
		return tn.as(anna, func(tx *ledger.Tx) error { _, err := Attempt(tx, tn.here("hal-1"), w.ID, true); return err })
	}},
	"closing while some are to come": {ErrStillComing, func(tn *town) error {
		tn.book("paspoort", tuesday, "11:00")
		return CloseDay(tn.Context(), tn.ledger, anna, "hal", tuesday, TestLearner)
	}},
	"closing tomorrow": {ErrStillComing, func(tn *town) error { return CloseDay(tn.Context(), tn.ledger, anna, "hal", tuesday+1, TestLearner) }},
	"entering after closing": {ErrDayClosed, func(tn *town) error {
		if err := CloseDay(tn.Context(), tn.ledger, anna, "hal", tuesday, TestLearner); err != nil {
			return err
		}
		return tn.as(anna, func(tx *ledger.Tx) error {
			_, err := Enter(tx, Visitor{Office: "hal", Wish: wish("paspoort"), Kind: WalkIn})
			return err
		})
	}},
	"a desk after closing": {ErrDayClosed, func(tn *town) error {
		if err := CloseDay(tn.Context(), tn.ledger, anna, "hal", tuesday, TestLearner); err != nil {
			return err
		}
		return tn.as(anna, func(tx *ledger.Tx) error { _, err := TakeDesk(tx, "hal", "hal-1", false); return err })
	}},
	"arriving after cancelling": {booking.ErrNotBooked, func(tn *town) error {
		a := tn.book("paspoort", tuesday, "11:00")
		return tn.as(anna, func(tx *ledger.Tx) error {
			if _, err := booking.Cancel(tx, a.ID); err != nil {
				return err
			}
			_, err := Join(tx, a.ID, Appointment, Marks{})
			return err
		})
	}},
}

// TestEveryRefusalIsMet asks for each, and that nothing was done.
func TestEveryRefusalIsMet(t *testing.T) {
	for name, c := range refusals {
		t.Run(name, func(t *testing.T) {
			tn := newTown(t)
			tn.take(anna, "hal-1")
			tn.take(bert, "hal-2")
			before := tn.look().Version
			if err := c.run(tn); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if v := tn.look(); v.Version < before {
				t.Errorf("the version went back")
			}
		})
	}
}

func (t *town) press(who ledger.Actor, at DeskRequest, id TicketID, verb func(*ledger.Tx, DeskRequest, TicketID) (Ticket, error)) error {
	return t.as(who, func(tx *ledger.Tx) error { _, err := verb(tx, at, id); return err })
}

func (t *town) send(to Destination) error {
	t.Helper()
	t.enter("paspoort")
	w := t.serve(anna, "hal-1")
	return t.as(anna, func(tx *ledger.Tx) error { _, err := Transfer(tx, t.here("hal-1"), w.ID, to); return err })
}

func (t *town) pick(reason Reason) error {
	t.Helper()
	w := t.enter("paspoort")
	return t.as(anna, func(tx *ledger.Tx) error { _, err := PickByHand(tx, t.here("hal-1"), w.ID, reason); return err })
}

func (t *town) undo() error {
	return t.as(anna, func(tx *ledger.Tx) error { _, err := Undo(tx, t.here("hal-1")); return err })
}
