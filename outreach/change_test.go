package outreach

import (
	"errors"
	"testing"

	"balie/booking"
	"balie/booking/ledger"
	"balie/booking/supply"
)

func (t *town) foresee(c Change) (e Effect) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { e, err = Foresee(r, c); return err })
	return e
}

func TestAStopThatMovesTellsOnlyWhoCannotKeepTheirTime(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(outing(monday, "A", "B"))
	early, late := tn.book("praten", "ulft-plein", monday, "12:00"), tn.book("praten", "ulft-plein", monday, "13:00")
	c := Change{Stop: o.Stops[1].ID, Arrive: cell("12:30"), Leave: cell("14:00"), Version: o.Version}
	e := tn.foresee(c)
	if len(e.Touched) != 2 || e.Touched[0].Keeps || !e.Touched[1].Keeps || len(e.Touched[0].Proposals) != 2 {
		t.Fatalf("foreseen: %+v", e.Touched)
	}
	var told Told
	tn.do(func(tx *ledger.Tx) (err error) { o, told, err = ChangeStop(tx, c, e); return err })
	if told.Keep != 1 || told.ToCall != 1 {
		t.Errorf("told: %+v", told)
	}
	tn.see(func(r ledger.Reader) error {
		list, err := booking.CallList(r)
		if len(list) != 1 || list[0].Appointment != early.ID || list[0].Why != booking.StopMoved {
			t.Errorf("the call list: %+v", list)
		}
		if ok, err := booking.CanKeep(r, late.ID); !ok || err != nil {
			t.Error("who could keep their time cannot")
		}
		return err
	})
	if got := tn.offered("praten", "ulft-plein", monday); len(got) == 0 || got[0] < cell("12:30") {
		t.Errorf("offered after the move: %v", got)
	}
	if err := tn.try(func(tx *ledger.Tx) error { _, _, err := ChangeStop(tx, c, e); return err }); !errors.Is(err, ErrOvertaken) {
		t.Errorf("sent twice: %v", err)
	}
}

func TestEverybodyOfACancelledOutingIsToldOrOnTheCallList(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(outing(monday, "A", "B"))
	for _, at := range []string{"12:00", "12:15", "12:30"} {
		tn.book("praten", "ulft-plein", monday, at)
	}
	tn.book("praten", "sinderen-plein", monday, "10:00")
	var effects []Effect
	tn.see(func(r ledger.Reader) (err error) { effects, err = ForeseeOuting(r, o.ID); return err })
	seen := map[supply.Offer]bool{}
	for _, e := range effects {
		for _, x := range e.Touched {
			for _, p := range x.Proposals {
				if seen[p] {
					t.Errorf("%v is proposed to two", p)
				}
				seen[p] = true
			}
		}
	}
	var told Told
	tn.do(func(tx *ledger.Tx) (err error) { o, told, err = CancelOuting(tx, o.ID, effects); return err })
	if told.ToCall != 4 || o.State != Cancelled {
		t.Errorf("told %+v, the outing is %s", told, o.State)
	}
	tn.see(func(r ledger.Reader) error {
		list, err := booking.CallList(r)
		if len(list) != 4 || len(list[0].Proposals) != 2 {
			t.Errorf("the call list has %d, the first with %d times", len(list), len(list[0].Proposals))
		}
		return err
	})
	if got := tn.offered("praten", "ulft-plein", monday); len(got) > 0 {
		t.Errorf("still offered: %v", got)
	}
	if _, err := tn.put(outing(monday, "A", "B")); err != nil {
		t.Errorf("bus, kit and crew are not free again: %v", err)
	}
}

func TestAChangeThatCannotBeIsRefused(t *testing.T) {
	tn := newTown(t)
	o := tn.publish(outing(monday, "A", "B"))
	try := func(c Change) error {
		return tn.try(func(tx *ledger.Tx) error { _, _, err := ChangeStop(tx, c, Effect{}); return err })
	}
	if err := try(Change{Stop: "X", Version: o.Version}); !errors.Is(err, ErrUnknownStop) {
		t.Errorf("no such stop: %v", err)
	}
	if err := try(Change{Stop: o.Stops[0].ID, Arrive: cell("10:00"), Leave: cell("13:00"), Version: o.Version}); !errors.Is(err, ErrOuting) {
		t.Errorf("into the next stop: %v", err)
	}
	tn.do(func(tx *ledger.Tx) (err error) { o, err = ArriveStop(tx, o.Stops[0].ID); return err })
	if err := try(Change{Stop: o.Stops[0].ID, Arrive: cell("09:45"), Leave: cell("11:00"), Version: o.Version}); !errors.Is(err, ErrOutingState) {
		t.Errorf("moved while we stand there: %v", err)
	}
}
