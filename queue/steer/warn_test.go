package steer

import (
	"testing"
	"time"
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
