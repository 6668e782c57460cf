package forecast

import (
	"errors"
	"slices"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/steer"
)

func (t *town) horizon() (s steer.State, seen uint64) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { s, seen, err = SteeringState(r, "hal"); return err })
	return s, seen
}

func TestADecisionSeesTheHouseAsItIs(t *testing.T) {
	tn := newTown(t)
	tooLate, late := tn.book("paspoort", tuesday, "09:05"), tn.book("paspoort", tuesday, "09:20")
	soon, far := tn.book("rijbewijs", tuesday, "10:30"), tn.book("rijbewijs", tuesday, "10:35")
	tn.book("belafspraak", tuesday, "09:40")
	tn.at("2026-12-01T09:25")
	tn.take(anna, "hal-1")
	tn.take(bert, "hal-2")
	tn.enter("paspoort")
	tn.serve(anna, "hal-1")
	tn.pass(time.Minute)
	waits, first := tn.enter("huwelijk"), tn.enter("paspoort")
	tn.must(bert, func(tx *ledger.Tx) (queue.Ticket, error) { return queue.Prioritise(tx, tn.here(""), first.ID, "term") })
	tn.must(bert, func(tx *ledger.Tx) (queue.Ticket, error) {
		return queue.Transfer(tx, tn.here("hal-2"), waits.ID, queue.Destination{Desk: "hal-2"})
	})
	tn.at("2026-12-01T09:30")
	s, seen := tn.horizon()
	if v := tn.look(); v.Version != seen || s.Waiting != 2 || len(s.Guests) != 2 {
		t.Errorf("version %d of %d, %d wait", seen, v.Version, s.Waiting)
	}
	var ids []string
	for _, x := range s.Expected {
		ids = append(ids, x.ID)
	}
	if want := []string{string(late.ID), string(soon.ID)}; !slices.Equal(ids, want) {
		t.Errorf("expected %v, want %v without %s and %s", ids, want, tooLate.ID, far.ID)
	}
	byID := map[string]steer.Guest{}
	for _, g := range s.Guests {
		byID[g.ID] = g
	}
	if g := byID[string(first.ID)]; !g.Urgent || g.Only != "" || !g.Due.Equal(first.Due()) {
		t.Errorf("who cannot wait is %+v", g)
	}
	if g := byID[string(waits.ID)]; g.Only != "hal-2" || g.Minutes != 30 || s.Desks[0].Can.Has(g.Need) || !s.Desks[1].Can.Has(g.Need) {
		t.Errorf("who waits for one desk is %+v, the desks are %+v", g, s.Desks)
	}
	if d := s.Desks[0]; d.ID != "hal-1" || d.Helping != steer.WalkIn || !d.Works || !d.FreeAt.Equal(tn.now().Add(5*time.Minute)) {
		t.Errorf("the desk that helps is %+v", d)
	}
	tn.pass(time.Hour)
	if s, _ := tn.horizon(); !s.Desks[0].FreeAt.Equal(tn.now().Add(overrun)) {
		t.Errorf("a visit that runs over ends at %v", s.Desks[0].FreeAt)
	}
}

// firstOfEach is how many of one group a decision looks at.
const firstOfEach = 128

func TestADecisionReadsAFewOfEachClassHoweverManyWait(t *testing.T) {
	tn := newTown(t)
	for i := range 3 * firstOfEach {
		product := catalogue.ProductID("paspoort")
		if i == 2*firstOfEach {
			product = "huwelijk"
		}
		tn.do(func(tx *ledger.Tx) error {
			_, err := queue.Enter(tx, queue.Visitor{Office: "hal", Wish: wish(product), Kind: queue.WalkIn})
			return err
		})
	}
	if s, _ := tn.horizon(); s.Waiting != 3*firstOfEach || len(s.Guests) != firstOfEach+1 {
		t.Errorf("%d of %d are looked at", len(s.Guests), s.Waiting)
	}
}

func TestASuggestionIsWhatNextWouldCall(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	tn.enter("paspoort")
	tn.pass(time.Minute)
	tn.enter("rijbewijs")
	var s Suggestion
	tn.see(func(r ledger.Reader) (err error) { s, err = Suggest(r, "hal", "hal-1"); return err })
	if called := tn.mustNext(anna, "hal-1"); string(called.ID) != s.Ticket || s.Why != steer.Due || len(s.Alternatives) != 1 {
		t.Errorf("suggested %+v, called %s", s, called.ID)
	}
}

// TestWhoSaidToBeLateHoldsUpNobody: the desk is kept for an appointment, and is not until somebody who
// said to be late comes.
func TestWhoSaidToBeLateHoldsUpNobody(t *testing.T) {
	tn := newTown(t)
	a := tn.book("paspoort", tuesday, "09:10")
	tn.take(anna, "hal-1")
	tn.at("2026-12-01T09:05")
	tn.do(func(tx *ledger.Tx) error {
		_, err := queue.Enter(tx, queue.Visitor{Office: "hal", Wish: catalogue.Wish{{Product: "paspoort", Persons: 3}}, Kind: queue.WalkIn, Lang: "nl"})
		return err
	})
	if _, err := tn.next(anna, "hal-1"); !errors.Is(err, queue.ErrHold) {
		t.Fatalf("the desk is not kept for the appointment: %v", err)
	}
	tn.do(func(tx *ledger.Tx) error { _, err := booking.RunningLate(tx, a.ID, 10); return err })
	s, _ := tn.horizon()
	if x := s.Expected[0]; x.At.Sub(tn.begins(a)) != 10*time.Minute || x.Due.Sub(tn.begins(a)) != 15*time.Minute {
		t.Errorf("%+v", x)
	}
	if got := tn.mustNext(anna, "hal-1"); got.Kind != queue.WalkIn {
		t.Errorf("%+v", got)
	}
}
