package steer

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// informed gives everything in a state a law.
func informed(s State) State {
	s.Informed, s.Seed = true, 7
	s.Guests, s.Desks, s.Expected = slices.Clone(s.Guests), slices.Clone(s.Desks), slices.Clone(s.Expected)
	for i := range s.Guests {
		s.Guests[i].Lasts = Lognormal(float64(s.Guests[i].Minutes), 0.5)
	}
	for i := range s.Expected {
		s.Expected[i].Lasts, s.Expected[i].Comes = Lognormal(float64(s.Expected[i].Minutes), 0.5), 0.9
	}
	s.Walks = []Walk{{From: nine, Until: at(60), PerMinute: 0.05, Need: pass, Minutes: 10, Lasts: Lognormal(10, 0.5)}}
	return s
}

var few = func() Options { o := Standard; o.Scenarios = 24; return o }()

// TestALookAheadKeepsTheRulesOfTheHouse: it calls only whom the desk can help, puts nobody before
// who cannot wait or was passed over too long, and the same state decides the same.
func TestALookAheadKeepsTheRulesOfTheHouse(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := informed(states.Draw(rt, "state"))
		d, here := NewRollout(few).Decide(s, "desk0"), s.Desks[0]
		able := func(g Guest) bool { return here.Can.Has(g.Need) && here.fits(g.Minutes, nine) }
		if again := NewRollout(few).Decide(s, "desk0"); again.Ticket != d.Ticket || again.Hold != d.Hold {
			rt.Fatalf("%+v, then %+v", d, again)
		}
		if d.Ticket == "" {
			if slices.ContainsFunc(s.Guests, able) != d.Hold || d.Hold && !d.Until.After(nine) {
				rt.Fatalf("nobody is called: %+v", d)
			}
			return
		}
		i := slices.IndexFunc(s.Guests, func(g Guest) bool { return g.ID == d.Ticket })
		if i < 0 || !able(s.Guests[i]) {
			rt.Fatalf("%s cannot be called here", d.Ticket)
		}
		for _, a := range d.Alternatives {
			if a.Ticket == d.Ticket || a.Why == "" {
				rt.Fatalf("an alternative is %+v", a)
			}
		}
		passed := func(g Guest) bool {
			return g.Kind != Appointment && nine.Sub(g.Arrived) >= Standard.Fair
		}
		for _, other := range s.Guests {
			if able(other) && other.Urgent && !s.Guests[i].Urgent && !freeElsewhere(s, other) {
				rt.Fatalf("%s is called before %s, who cannot wait", d.Ticket, other.ID)
			}
			if able(other) && passed(other) && !passed(s.Guests[i]) && !s.Guests[i].Urgent && !freeElsewhere(s, other) {
				rt.Fatalf("%s is called before %s, who was passed over", d.Ticket, other.ID)
			}
		}
	})
}

func freeElsewhere(s State, g Guest) bool {
	return slices.ContainsFunc(s.Desks[1:], func(d Desk) bool {
		return d.Works && !d.FreeAt.After(nine) && d.Can.Has(g.Need) && d.fits(g.Minutes, nine)
	})
}

// TestALookAheadKeepsADeskForWhoIsAboutToCome: one desk can do deeds, somebody comes for one in two
// minutes, and an hour's visit waits that could as well go to nobody else.
func TestALookAheadKeepsADeskForWhoIsAboutToCome(t *testing.T) {
	x := expected("x", 2, 10)
	x.Need = deed
	s := informed(State{Now: nine, Desks: []Desk{desk("one", pass|deed), desk("two", pass).busy(4)},
		Guests: []Guest{walkIn("w", -1, 60)}, Expected: []Expected{x}})
	s.Desks[1].Lasts, s.Desks[1].Since, s.Desks[1].Minutes = Lognormal(10, 0.3), at(-8), 10
	if d := NewRollout(Standard).Decide(s, "one"); !d.Hold || d.Why != Kept || len(d.Alternatives) == 0 || d.Alternatives[0].Cost <= 0 || d.Alternatives[0].Late <= 0 {
		t.Errorf("%+v", d)
	}
	s.Expected = nil
	if d := NewRollout(Standard).Decide(s, "one"); d.Ticket != "w" && !d.Hold {
		t.Errorf("nobody is to come: %+v", d)
	}
}

// TestWithoutLawsTheOrderIsByDueDate.
func TestWithoutLawsTheOrderIsByDueDate(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := states.Draw(rt, "state")
		if d, e := NewRollout(few).Decide(s, "desk0"), EDD(s, "desk0"); d.Ticket != e.Ticket || d.Hold != e.Hold {
			rt.Fatalf("%+v, by due date %+v", d, e)
		}
	})
}

func TestALawHasItsMean(t *testing.T) {
	for _, mean := range []float64{2, 5, 30} {
		for _, cv := range []float64{0, 0.3, 0.9} {
			if l := Lognormal(mean, cv); math.Abs(l.Mean()-mean) > 1e-3*mean || cv > 0 && !(l.Quantile(0.5) < mean) {
				t.Errorf("mean %v, cv %v: %v, middle %v", mean, cv, l.Mean(), l.Quantile(0.5))
			}
		}
	}
	l := Lognormal(10, 0.5)
	for _, x := range []float64{0, 8, 30, 500} {
		for _, u := range []float64{0, 0.5, 0.999} {
			if v := l.beyond(x, l.past(x), u); v < x {
				t.Errorf("what has lasted %v ends at %v", x, v)
			}
		}
	}
}

// TestDecidingAllocatesNothingPerFuture: ten times as many futures, and not one allocation more.
func TestDecidingAllocatesNothingPerFuture(t *testing.T) {
	s := informed(State{Now: nine, Desks: []Desk{desk("one", pass|deed), desk("two", pass)}})
	for i := range 6 {
		s.Guests = append(s.Guests, informed(State{Guests: []Guest{walkIn(fmt.Sprint("w", i), -i, 10)}}).Guests...)
		s.Expected = append(s.Expected, informed(State{Expected: []Expected{expected(fmt.Sprint("x", i), 5*i, 10)}}).Expected...)
	}
	count := func(scenarios int) float64 {
		o := Standard
		o.Scenarios = scenarios
		r := NewRollout(o)
		r.Next(s)
		return testing.AllocsPerRun(5, func() { r.Next(s) })
	}
	if a, b := count(40), count(400); b > a+1 {
		t.Errorf("%v allocations at 40 futures, %v at 400", a, b)
	}
}

// TestAForecastSaysWhoWaits: behind a long visit one waits, at a free desk not.
func TestAForecastSaysWhoWaits(t *testing.T) {
	s := informed(State{Now: nine, Desks: []Desk{desk("one", pass).busy(20)}, Guests: []Guest{walkIn("w", 0, 10), walkIn("v", 0, 10)}})
	s.Desks[0].Lasts, s.Desks[0].Since = Lognormal(20, 0.2), nine
	f := Predict(s, Standard)
	if w := f.Waits[0]; w.Mean < 12*time.Minute || w.Mean > 35*time.Minute || w.Soon > w.Likely || w.Likely > w.Far {
		t.Errorf("%+v", w)
	}
	if now := PredictNewcomer(s, Standard, WalkIn, pass, 10, Lognormal(10, 0.5), 15*time.Minute); now.Mean < f.Waits[0].Mean || now.Late < 0.9 {
		t.Errorf("whoever comes now: %+v", now)
	}
	s.Desks, s.Guests = append(s.Desks, desk("free", pass)), s.Guests[:1]
	if w := Predict(s, Standard).Waits[0]; w.Far != 0 {
		t.Errorf("a desk is free: %+v", w)
	}
}
