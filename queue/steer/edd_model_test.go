package steer

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// states draws an office with up to four desks, eight guests and four expected appointments.
var states = rapid.Custom(func(rt *rapid.T) State {
	s := State{Now: nine}
	skills := rapid.SampledFrom([]Skills{pass, deed, pass | deed, pass | deed | care})
	for i := range rapid.IntRange(1, 4).Draw(rt, "desks") {
		d := desk(fmt.Sprint("desk", i), skills.Draw(rt, "can"))
		d.Works = i == 0 || rapid.IntRange(0, 4).Draw(rt, "works") > 0
		if i > 0 {
			d.FreeAt = at(rapid.IntRange(-5, 30).Draw(rt, "free"))
		}
		if rapid.IntRange(0, 5).Draw(rt, "closes") == 0 {
			d.Until = at(rapid.IntRange(1, 60).Draw(rt, "until"))
		}
		s.Desks = append(s.Desks, d)
	}
	minutes := rapid.SampledFrom([]int{5, 10, 30, 60})
	need := rapid.SampledFrom([]Skills{pass, pass, deed, pass | deed})
	for i := range rapid.IntRange(0, 8).Draw(rt, "guests") {
		id, m := fmt.Sprint("guest", i), minutes.Draw(rt, "minutes")
		g := walkIn(id, -rapid.IntRange(0, 40).Draw(rt, "arrived"), m)
		if rapid.Bool().Draw(rt, "booked") {
			g = appointment(id, rapid.IntRange(-10, 20).Draw(rt, "at"), m)
		} else if rapid.IntRange(0, 3).Draw(rt, "collects") == 0 {
			g.Kind, g.Minutes = Collect, 5
		}
		g.Urgent = rapid.IntRange(0, 9).Draw(rt, "urgent") == 0
		s.Guests = append(s.Guests, g.needs(need.Draw(rt, "need")))
	}
	for i := range rapid.IntRange(0, 4).Draw(rt, "expected") {
		x := expected(fmt.Sprint("expected", i), rapid.IntRange(-10, 60).Draw(rt, "begins"), minutes.Draw(rt, "minutes"))
		x.Need = need.Draw(rt, "need")
		s.Expected = append(s.Expected, x)
	}
	return s
})

// TestDecisionsKeepTheirRules holds every decision against the rules told plainly.
func TestDecisionsKeepTheirRules(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := states.Draw(rt, "state")
		d, here := Decide(s, "desk0"), s.Desks[0]
		able := slices.DeleteFunc(slices.Clone(s.Guests), func(g Guest) bool {
			return !here.Can.Has(g.Need) || !here.Until.IsZero() && nine.Add(here.Takes(g.Minutes)).After(here.Until)
		})
		if d.Ticket == "" {
			if len(able) > 0 && !d.Hold || len(able) == 0 && d.Hold {
				rt.Fatalf("%d can be called, and the decision is %+v", len(able), d)
			}
			for _, g := range able {
				if g.Kind == Appointment || g.Urgent || !endangers(s, here, g) {
					rt.Fatalf("%s waits for nothing: %+v", g.ID, d)
				}
			}
			return
		}
		i := slices.IndexFunc(able, func(g Guest) bool { return g.ID == d.Ticket })
		if i < 0 {
			rt.Fatalf("%s cannot be called here", d.Ticket)
		}
		g := able[i]
		starving := func(g Guest) bool { return g.Kind != Appointment && nine.Sub(g.Arrived) >= FairAfter }
		for _, other := range able {
			if other.Urgent && !g.Urgent || starving(other) && !g.Urgent && !starving(g) {
				rt.Fatalf("%s is called before %s", g.ID, other.ID)
			}
		}
		if !g.Urgent && !starving(g) && g.Kind != Appointment && !feasible(s, here, g) {
			rt.Fatalf("%s is called, and an appointment passes the norm by it", g.ID)
		}
	})
}

// TestOnlyAppointmentsAreCalledByTheirDueDate: without anybody else in the house the order is the
// plain one.
func TestOnlyAppointmentsAreCalledByTheirDueDate(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := State{Now: nine, Desks: []Desk{desk("one", pass)}}
		for i := range rapid.IntRange(1, 8).Draw(rt, "guests") {
			s.Guests = append(s.Guests, appointment(fmt.Sprint(i), rapid.IntRange(-30, 30).Draw(rt, "at"), 10))
		}
		first := slices.MinFunc(s.Guests, func(a, b Guest) int { return a.Due.Compare(b.Due) })
		if d := Decide(s, "one"); d.Ticket != first.ID {
			i := slices.IndexFunc(s.Guests, func(g Guest) bool { return g.ID == d.Ticket })
			if i < 0 || !s.Guests[i].Due.Equal(first.Due) {
				rt.Fatalf("called %+v, %s is due first", d, first.ID)
			}
		}
	})
}

// TestTheSameStateGivesTheSameDecision, in whatever order the guests are told.
func TestTheSameStateGivesTheSameDecision(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := states.Draw(rt, "state")
		first := Decide(s, "desk0")
		s.Guests = rapid.Permutation(s.Guests).Draw(rt, "guests")
		if again := Decide(s, "desk0"); again.Ticket != first.Ticket || again.Hold != first.Hold || again.Why != first.Why {
			rt.Fatalf("%+v, then %+v", first, again)
		}
	})
}

// feasible reports, by trying every assignment, whether every appointment that falls due before g
// would end here, that only this desk and others could take, has another desk in time. It leaves
// out those that no other desk could take and this one could not either.
func feasible(s State, here Desk, g Guest) bool {
	end := nine.Add(here.Takes(g.Minutes))
	var others []Desk
	for _, d := range s.Desks[1:] {
		if d.Works {
			d.FreeAt = later(d.FreeAt, nine)
			others = append(others, d)
		}
	}
	return coverable(s.promises(g.ID, end), others, here)
}

// endangers reports whether some appointment that this desk could take falls due before g would end.
// Seating the appointments is done greedily, so a hold may be careful; a call never is careless.
func endangers(s State, here Desk, g Guest) bool {
	return slices.ContainsFunc(s.promises(g.ID, nine.Add(here.Takes(g.Minutes))), func(p promise) bool {
		return p.due.After(nine) && here.Can.Has(p.need)
	})
}

func coverable(left []promise, others []Desk, here Desk) bool {
	if len(left) == 0 {
		return true
	}
	p := left[0]
	if !p.due.After(nine) || !here.Can.Has(p.need) {
		// not this desk's to keep: it may take another desk's time, or be late anyway
		if coverable(left[1:], others, here) {
			return true
		}
	}
	for i, d := range others {
		start := later(d.FreeAt, p.at)
		if !d.Can.Has(p.need) || start.After(p.due) || !d.Until.IsZero() && start.Add(d.Takes(p.minutes)).After(d.Until) {
			continue
		}
		took := slices.Clone(others)
		took[i].FreeAt = start.Add(d.Takes(p.minutes))
		if coverable(left[1:], took, here) {
			return true
		}
	}
	return false
}

// TestNobodyStarves plays a long busy day at one desk where appointments never stop, and measures
// how long a walk-in waits.
func TestNobodyStarves(t *testing.T) {
	s := State{Now: nine, Desks: []Desk{desk("one", pass)}, Guests: []Guest{walkIn("w", 0, 30)}}
	for i := range 200 {
		s.Expected = append(s.Expected, expected(fmt.Sprint("a", i), 10*i, 10))
	}
	for s.Now.Before(at(600)) {
		arrived := slices.IndexFunc(s.Expected, func(x Expected) bool { return x.At.After(s.Now) })
		for _, x := range s.Expected[:arrived] {
			s.Guests = append(s.Guests, Guest{ID: x.ID, Kind: Appointment, Need: x.Need, Minutes: x.Minutes, Booked: x.At, Arrived: x.At, Due: x.Due})
		}
		s.Expected = s.Expected[arrived:]
		d := Decide(s, "one")
		if d.Ticket == "w" {
			if waited := s.Now.Sub(nine); waited > FairAfter+10*time.Minute {
				t.Fatalf("a walk-in waited %v", waited)
			}
			return
		}
		step := 1
		if i := slices.IndexFunc(s.Guests, func(g Guest) bool { return g.ID == d.Ticket }); i >= 0 {
			step = s.Guests[i].Minutes
			s.Guests = slices.Delete(s.Guests, i, i+1)
		}
		s.Now = s.Now.Add(time.Duration(step) * time.Minute)
	}
	t.Fatal("a walk-in was never called")
}
