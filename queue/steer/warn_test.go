package steer

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// stuck is an office in which two appointments wait for a desk that is busy for long.
func stuck() State {
	s := informed(State{Now: nine, Desks: []Desk{desk("one", pass).busy(40)}, Guests: []Guest{appointment("a", 0, 10), appointment("b", -2, 10)}})
	s.Desks[0].Lasts, s.Desks[0].Since = Lognormal(40, 0.2), nine
	return s
}

func warn(s State, spare ...Desk) (Warning, bool) {
	return Warn(s, Predict(s, Standard), Standard, spare)
}

// TestAColleagueIsAskedWhenItHelps: two appointments are due and one desk is busy for long.
func TestAColleagueIsAskedWhenItHelps(t *testing.T) {
	w, ok := warn(stuck(), desk("free", pass))
	if !ok || w.Action != Open || w.Desk != "free" || w.Take == "" || w.With >= w.Without-1 || w.Ticket != "b" {
		t.Errorf("%v %+v", ok, w)
	}
	if w.In <= 0 || w.In > 5*time.Minute {
		t.Errorf("the breach is in %v", w.In)
	}
	if w, ok := warn(stuck(), desk("deeds", deed)); !ok || w.Action != NoAction {
		t.Errorf("a colleague who cannot help is asked: %v %+v", ok, w)
	}
}

// TestTheLeastIsAsked: who finishes up is asked before who has a break, and that before a colleague
// who does other work, where each would do.
func TestTheLeastIsAsked(t *testing.T) {
	finishing, paused := desk("two", pass), desk("three", pass)
	finishing.FreeAt = nine.Add(20 * time.Minute)
	paused.Works = false
	s := stuck()
	s.Desks = append(s.Desks, finishing, paused)
	s.Guests = s.Guests[:2]
	w, ok := warn(s, desk("free", pass))
	if !ok || w.Action != TakeNow || w.Desk != "two" {
		t.Errorf("%v %+v", ok, w)
	}
	s.Desks = s.Desks[:1:1]
	s.Desks = append(s.Desks, paused)
	if w, ok := warn(s, desk("free", pass)); !ok || w.Action != Back || w.Desk != "three" {
		t.Errorf("%v %+v", ok, w)
	}
}

// TestNobodyIsWarnedInAQuietHouse.
func TestNobodyIsWarnedInAQuietHouse(t *testing.T) {
	s := informed(State{Now: nine, Desks: []Desk{desk("one", pass)}, Guests: []Guest{appointment("a", 0, 10)}})
	if w, ok := warn(s, desk("free", pass)); ok {
		t.Errorf("%+v", w)
	}
}

// TestAWarningNamesTheTicketThatItsActionKeepsInTime: on main the action was the one that saved most others, whatever became
// of the named ticket. Here a free desk can help only the later one: that one is named, with by how much.
func TestAWarningNamesTheTicketThatItsActionKeepsInTime(t *testing.T) {
	s := stuck()
	s.Guests = []Guest{appointment("deeds", -2, 10).needs(deed), appointment("b", 0, 10)}
	s.Desks[0].Can = pass | deed
	w, ok := warn(s, desk("free", pass))
	if !ok || !w.Helps || w.Ticket != "b" || w.Desk != "free" || w.Spare < time.Minute || w.Spare > 5*time.Minute {
		t.Errorf("%v %+v", ok, w)
	}
	if w, ok := warn(s, desk("care", care)); !ok || w.Helps || w.Action != NoAction || w.Ticket != "deeds" {
		t.Errorf("where nothing helps: %v %+v", ok, w)
	}
}

// TestWhoNoDeskCanHelpIsWarnedOf: no future that is played has them, so on main nobody was warned at all.
func TestWhoNoDeskCanHelpIsWarnedOf(t *testing.T) {
	s := informed(State{Now: nine, Desks: []Desk{desk("one", pass)}, Guests: []Guest{appointment("deeds", 0, 10).needs(deed)}})
	if w, ok := warn(s, desk("two", deed)); !ok || !w.Helps || w.Ticket != "deeds" || w.Desk != "two" || w.Action != Open {
		t.Errorf("%v %+v", ok, w)
	}
}

// TestEveryActionOfAWarningDoesWhatItSays for offices of all kinds: the named ticket makes its norm, or no action helps anybody.
func TestEveryActionOfAWarningDoesWhatItSays(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		can := rapid.SampledFrom([]Skills{pass, deed, pass | deed})
		s := informed(State{Now: nine, Desks: []Desk{desk("one", can.Draw(rt, "can")).busy(rapid.IntRange(1, 40).Draw(rt, "busy"))}})
		for i := range rapid.IntRange(1, 4).Draw(rt, "guests") {
			s.Guests = append(s.Guests, appointment(string(rune('a'+i)), rapid.IntRange(-8, 6).Draw(rt, "booked"), 10).needs(rapid.SampledFrom([]Skills{pass, deed}).Draw(rt, "needs")))
		}
		spare := desk("free", can.Draw(rt, "spare"))
		w, ok := warn(s, spare)
		if !ok {
			return
		}
		for _, a := range s.actions([]Desk{spare}) {
			then := predict(a.state, Standard, actionScenarios)
			for i, g := range s.Guests {
				keeps := then.lateness(i) < 0.5
				if w.Helps && a.desk == w.Desk && a.action == w.Action && g.ID == w.Ticket && !keeps {
					rt.Fatalf("%s is late all the same: %+v", g.ID, w)
				}
				if !w.Helps && g.ID == w.Ticket && keeps && a.state.lateIn(then) <= w.Without {
					rt.Fatalf("%s could make its norm by %s %s: %+v", g.ID, a.action, a.desk, w)
				}
			}
		}
		if w.Helps && (w.Ticket == "" || w.Action == NoAction || w.Spare > w.In || w.With > w.Without) {
			rt.Fatalf("%+v", w)
		}
	})
}
