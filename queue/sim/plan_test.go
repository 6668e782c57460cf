package sim

import (
	"fmt"
	"math"
	"testing"
	"time"

	"balie/queue/steer"
)

// morning is a plan of three desks from 9 to 12, full of visits that take as long as planned.
func morning(n int) Plan {
	law := steer.Lognormal(18, 0.4)
	p := Plan{Opens: opened, Minutes: 180, Scenarios: 24}
	for range 3 {
		p.Desks = append(p.Desks, PlanDesk{Can: 1, Open: [][2]int{{0, 180}}})
	}
	for i := range n {
		p.Booked = append(p.Booked, Booking{ID: fmt.Sprint("a", i), At: i / 3 * 20, Minutes: 20, Need: 1, Lasts: law, Comes: 0.95})
	}
	return p
}

func without(p Plan, ids ...string) Plan {
	q := p
	q.Booked = nil
	for _, b := range p.Booked {
		gone := false
		for _, id := range ids {
			gone = gone || b.ID == id
		}
		if !gone {
			q.Booked = append(q.Booked, b)
		}
	}
	return q
}

// TestADeskThatFallsOutIsFeltAndAnswered: doing nothing is worse than before, a helping desk is as
// good as before, and asking people to move lies between.
func TestADeskThatFallsOutIsFeltAndAnswered(t *testing.T) {
	whole := morning(27)
	fallen := whole
	fallen.Desks = whole.Desks[:2]
	helped := fallen
	helped.Desks = append(append([]PlanDesk{}, fallen.Desks...), PlanDesk{Can: 1, Open: [][2]int{{30, 180}}})
	moved := without(fallen, "a8", "a11", "a14", "a17", "a20", "a23")
	k := ComparePlans([]Plan{fallen, whole, helped, moved}, "edd-lookahead", 60, 3)
	if k[0].Late < k[1].Late+3 || k[2].Fewer.Low <= 0 || k[3].Fewer.Low <= 0 {
		t.Errorf("%+v", k)
	}
	if k[0].Fewer != (Interval{}) {
		t.Errorf("a plan differs from itself: %+v", k[0])
	}
}

// TestPlansOfOneDateMeetTheSamePeople: whoever is in both takes as long and comes at the same moment.
func TestPlansOfOneDateMeetTheSamePeople(t *testing.T) {
	all, few := morning(24), without(morning(24), "a0", "a7")
	a, b := all.office().draw(9, 4), few.office().draw(9, 4)
	length := map[time.Duration]int{}
	for _, g := range a.guests {
		length[g.lasts]++
	}
	for _, g := range b.guests {
		if length[g.lasts]--; length[g.lasts] < 0 {
			t.Errorf("somebody takes %v, who is in one plan only", g.lasts)
		}
	}
	if len(a.guests) != 24 || len(b.guests) != 22 {
		t.Errorf("%d and %d come", len(a.guests), len(b.guests))
	}
}

// TestAPlansDesksAreThereWhileTheyAreOpen: nobody is called at a desk outside its hours, and whom
// nobody can help any more counts as late.
func TestAPlansDesksAreThereWhileTheyAreOpen(t *testing.T) {
	law := steer.NewDistribution(func(float64) float64 { return 10 })
	p := Plan{Opens: opened, Minutes: 120, Desks: []PlanDesk{{Can: 1, Open: [][2]int{{30, 60}}}, {Can: 2, Open: [][2]int{{0, 120}}}}}
	p.Booked = []Booking{{ID: "early", At: 0, Minutes: 10, Need: 1, Lasts: law, Comes: 1}, {ID: "late", At: 90, Minutes: 10, Need: 1, Lasts: law, Comes: 1}}
	o := p.office()
	e := newEngine(o.draw(1, 0), o.choose("fifo"), 0)
	e.run()
	if e.began[0] != 30*time.Minute || e.began[1] >= 0 {
		t.Errorf("called at %v", e.began)
	}
	if k := ComparePlans([]Plan{p}, "fifo", 3, 1)[0]; k.Late != 2 || k.Appointments5 != 0 {
		t.Errorf("%+v", k)
	}
}

// TestARealDaysStaffing: nobody needs more desks than come at once, and each skill its own.
func TestARealDaysStaffing(t *testing.T) {
	p := morning(18)
	for i := range p.Booked {
		p.Booked[i].Need = 1 << (i % 2)
	}
	halves := p.Staffing(0.95, 40, 2)
	if len(halves) != 6 {
		t.Fatalf("%+v", halves)
	}
	for i, h := range halves {
		if len(h.BySkill) != 2 || h.BySkill[0] > h.Desks || h.Within < 0.9 && i < 4 {
			t.Errorf("%+v", h)
		}
	}
	best := 0.0
	for _, v := range morning(27).Values(20, 2) {
		if v.From < 0 {
			t.Errorf("every desk can do everything: %+v", v)
		}
		best = max(best, v.Appointments5.Mean)
	}
	if best < 0 {
		t.Errorf("one more desk is worth %v", best)
	}
}

// TestADayIsReplayed: what was done by arrival is found again, and foresight is never worse.
func TestADayIsReplayed(t *testing.T) {
	p := morning(27)
	o := p.office()
	e := newEngine(o.draw(5, 0), o.choose("fifo"), 0)
	e.run()
	past := Past{Opens: opened, Minutes: p.Minutes, Desks: p.Desks}
	for i, g := range e.guests {
		v := Visit{Need: 1, Minutes: 20, Law: p.Booked[0].Lasts, Comes: 0.95, Booked: opened.Add(g.booked), Absent: !g.shows}
		if g.shows {
			v.Arrived, v.Called, v.Lasted = opened.Add(g.arrives), opened.Add(e.began[i]), g.lasts
		}
		past.Visits = append(past.Visits, v)
	}
	r := past.Again()
	if math.Abs(r.Did.Appointments5-r.FIFO.Appointments5) > 1e-9 || r.Foresight.Appointments5 < r.FIFO.Appointments5 || r.Closed > 1e-9 {
		t.Errorf("%+v", r)
	}
	if got := r.Sentence(); len(got) < 100 {
		t.Error(got)
	}
	if empty := (Past{Opens: opened, Minutes: 60}).Again(); empty.Did.Appointments5 != 1 || empty.Closed != 0 {
		t.Errorf("%+v", empty)
	}
}
