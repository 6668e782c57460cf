package forecast

import (
	"context"
	"errors"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
	"balie/queue"
	"balie/queue/sim"
)

func (t *town) past() (p sim.Past, err error) {
	t.Helper()
	t.see(func(r ledger.Reader) error { p, err = Past(r, "hal", tuesday); return nil })
	return p, err
}

// TestADayThatWasIsKnownWithoutAnyDesk: people, waits, lengths and what could be done, before and
// after the day is closed.
func TestADayThatWasIsKnownWithoutAnyDesk(t *testing.T) {
	tn := newTown(t)
	if _, err := tn.past(); !errors.Is(err, ErrNotLogged) {
		t.Errorf("a day on which nothing happened: %v", err)
	}
	absent := tn.book("rijbewijs", tuesday, "10:00")
	tn.take(anna, "hal-1")
	if _, err := tn.past(); !errors.Is(err, ErrNotLogged) {
		t.Errorf("a day on which nobody came: %v", err)
	}
	tn.enter("paspoort")
	tn.pass(4 * time.Minute)
	helped := tn.serve(anna, "hal-1")
	tn.pass(9 * time.Minute)
	tn.finish(anna, "hal-1", helped.ID)
	tn.take(bert, "hal-2")
	tn.pass(20 * time.Minute)
	tn.do(func(tx *ledger.Tx) error { return queue.LeaveDesk(tx, "hal", "hal-1") })
	tn.at("2026-12-02T05:00")
	if _, err := queue.CloseOver(context.Background(), tn.ledger, Learner{}); err != nil {
		t.Fatal(err)
	}
	if tn.state(absent) != booking.Missed {
		t.Error("the absent came")
	}
	p, err := tn.past()
	if err != nil || len(p.Visits) != 2 || len(p.Desks) != 2 {
		t.Fatalf("%v %+v", err, p)
	}
	v := p.Visits[0]
	if !v.Walk || v.Called.Sub(v.Arrived) != 4*time.Minute || v.Lasted != 9*time.Minute || !p.Visits[1].Absent {
		t.Errorf("%+v", p.Visits)
	}
	if open := p.Desks[0].Open; len(open) != 1 || open[0] != [2]int{0, 33} {
		t.Errorf("open at %v", open)
	}
	if r := p.Again(); r.Walkins != 1 || r.Did.Walkins15 != 1 || r.FIFO.Walkins15 != 1 {
		t.Errorf("%+v", r)
	}
}

// TestADayAheadIsWhatIsOpenAndBooked.
func TestADayAheadIsWhatIsOpenAndBooked(t *testing.T) {
	tn := newTown(t)
	tn.book("paspoort", tuesday+1, "10:00")
	tn.book("huwelijk", tuesday+1, "11:00")
	tn.book("belafspraak", tuesday+1, "11:00")
	var d DayAhead
	tn.see(func(r ledger.Reader) (err error) { d, err = PlanDay(r, "hal", tuesday+1); return err })
	if len(d.Booked) != 2 || len(d.Desks) != 3 || d.Minutes != 24*60 || d.Booked[0].At != 600 {
		t.Errorf("%+v", d)
	}
	for i, id := range d.Desks {
		want := [2]int{0, 24 * 60}
		if id == "hal-3" {
			want = [2]int{9 * 60, 17 * 60}
		}
		if open := d.Plan.Desks[i].Open; len(open) != 1 || open[0] != want {
			t.Errorf("%s is open at %v", id, open)
		}
	}
	for _, b := range d.Booked {
		if b.Lasts == nil || b.Offset == nil || b.Comes <= 0.5 {
			t.Errorf("%+v", b)
		}
	}
	if halves := d.Staffing(0.95, 20, 1); len(halves) != 48 || halves[20].Desks != 1 || halves[0].Desks != 0 {
		t.Errorf("%+v", halves)
	}
}

// TestADayWithoutDesksIsNoDay.
func TestADayWithoutDesksIsNoDay(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error {
		return catalogue.PutOffice(tx, catalogue.Office{ID: "dicht", Kind: catalogue.Stop, Name: "Dicht", Zone: "Europe/Amsterdam", Desks: []catalogue.Desk{{ID: "d", Name: "D", Skills: []string{"reis"}}}})
	})
	tn.see(func(r ledger.Reader) error {
		if _, err := PlanDay(r, "dicht", tuesday); !errors.Is(err, ErrNoDay) {
			t.Errorf("%v", err)
		}
		return nil
	})
}

// TestForecastsAreHeldAgainstWhatWasWaited: each is counted once, however often the day is closed.
func TestForecastsAreHeldAgainstWhatWasWaited(t *testing.T) {
	tn := newTown(t)
	tn.take(anna, "hal-1")
	tn.enter("paspoort")
	first := tn.serve(anna, "hal-1")
	second := tn.enter("paspoort")
	for range 2 {
		if _, err := Watch(t.Context(), tn.ledger); err != nil {
			t.Fatal(err)
		}
	}
	var k Outlook
	tn.see(func(r ledger.Reader) (err error) { k, err = Predict(r, "hal"); return err })
	if w := k.Waits[second.ID]; w.Nobody || w.Soon > w.Likely || w.Likely > w.Far || w.Likely < 2*time.Minute {
		t.Errorf("%+v", w)
	}
	var now Range
	tn.see(func(r ledger.Reader) (err error) {
		now, err = WaitIfJoining(r, "hal", wish("paspoort"), queue.WalkIn)
		return err
	})
	if now.Likely <= k.Waits[second.ID].Likely {
		t.Errorf("whoever comes now waits %+v", now)
	}
	tn.pass(8 * time.Minute)
	tn.finish(anna, "hal-1", first.ID)
	tn.serve(anna, "hal-1")
	tn.at("2026-12-02T05:00")
	for range 2 {
		if err := queue.CloseDay(context.Background(), tn.ledger, "test", "hal", tuesday, Learner{}); err != nil {
			t.Fatal(err)
		}
	}
	var all []DayScore
	tn.see(func(r ledger.Reader) (err error) { all, err = Scores(r, "hal", tuesday-3, tuesday); return err })
	if len(all) != 1 || all[0].All.N != 1 || all[0].Walks.N != 1 || all[0].All.Share() != 1 || all[0].All.Error() > 8*time.Minute || all[0].All.Bias() != all[0].Walks.Bias() {
		t.Errorf("%+v", all)
	}
	tn.see(func(r ledger.Reader) error {
		return forecastRecords.Each(r, nil, func(k ledger.Key, _ forecastRecord) error { t.Errorf("%q was not forgotten", k); return nil })
	})
}
