package forecast

import (
	"context"
	"testing"
	"time"

	"balie/booking/ledger"
	"balie/queue"
)

func (t *town) learned() (l Lessons) {
	t.Helper()
	t.see(func(r ledger.Reader) (err error) { l, err = Learned(r, "hal"); return err })
	return l
}

// helped helps a walk-in for a passport for so long.
func (t *town) helped(lasts time.Duration) {
	t.Helper()
	t.enter("paspoort")
	got := t.serve(anna, "hal-1")
	t.pass(lasts)
	t.finish(anna, "hal-1", got.ID)
	t.pass(2 * time.Minute)
}

// TestADayTeachesLengthsArrivalsAndWhoComes, and a forgotten "finish" teaches nothing.
func TestADayTeachesLengthsArrivalsAndWhoComes(t *testing.T) {
	tn := newTown(t)
	tn.at("2026-12-01T09:00")
	came, absent := tn.book("paspoort", tuesday, "11:30"), tn.book("rijbewijs", tuesday, "12:00")
	tn.take(anna, "hal-1")
	for range 5 {
		tn.helped(6 * time.Minute)
	}
	tn.at("2026-12-01T11:20")
	tn.join(came)
	tn.serve(anna, "hal-1")
	tn.pass(3 * time.Hour) // nobody pressed "finish" for lunch
	v := tn.look()
	tn.finish(anna, "hal-1", v.Serving[0].ID)
	if l := tn.learned(); l.Visits != 0 {
		t.Errorf("an open day teaches %+v", l)
	}
	for range 2 { // closing again teaches nothing more
		if err := queue.CloseDay(context.Background(), tn.ledger, "test", "hal", tuesday, Learner{}); err != nil {
			t.Fatal(err)
		}
	}
	l := tn.learned()
	key := planKey([]string{"reis"}, 10)
	if l.Days != 1 || l.Visits != 5 || l.Lasts[key].All.N != 5 || l.Lasts[key].All.Sum < 2.9 || l.Lasts[key].All.Sum > 3.1 {
		t.Errorf("%+v, %+v", l, l.Lasts[key])
	}
	come, offsets, walks := Coming{}, 0, 0
	for _, c := range l.Comes {
		come.N, come.Came = come.N+c.N, come.Came+c.Came
	}
	for _, n := range l.Offset {
		offsets += n
	}
	for _, n := range l.Walks[key] {
		walks += n
	}
	if come != (Coming{2, 1}) || offsets != 1 || walks != 5 || tn.state(absent) != "missed" {
		t.Errorf("came %+v, offsets %d, walk-ins %d", come, offsets, walks)
	}
	if mean, cv := l.part(key, 9); mean >= priorPart || mean <= 0.6 || cv <= 0 || cv >= priorCV {
		t.Errorf("five of 60 %% move 85 %% to %v, %v", mean, cv)
	}
}

// TestAnOfficeIsSteeredByWhatItLearned once that is enough, and still calls within the rules.
func TestAnOfficeIsSteeredByWhatItLearned(t *testing.T) {
	tn := newTown(t)
	tn.do(func(tx *ledger.Tx) error {
		l := Lessons{Days: 10, Visits: enough, Plans: map[string]plannedAs{"reis 10": {[]string{"reis"}, 10}}, Walks: map[string]*[48]int{"reis 10": {}}}
		l.Walks["reis 10"][18] = 30
		return lessons.Put(tx, ledger.K().Str("hal"), l)
	})
	tn.book("rijbewijs", tuesday, "09:20")
	tn.enter("paspoort")
	tn.take(anna, "hal-1")
	tn.see(func(r ledger.Reader) error {
		s, _, err := SteeringState(r, "hal")
		if !s.Informed || len(s.Walks) != 1 || s.Walks[0].PerMinute != 0.1 || s.Guests[0].Lasts == nil || s.Expected[0].Offset == nil || s.Expected[0].Comes == 0 {
			t.Errorf("%+v", s)
		}
		return err
	})
	if got := tn.mustNext(anna, "hal-1"); got.Number != "T001" && got.Kind != queue.WalkIn {
		t.Errorf("called %+v", got)
	}
}
