package steer

import (
	"testing"
)

var (
	one = desk("one", pass)
	two = desk("two", pass|deed)
)

// traps are who is called at nine o'clock, and why.
var traps = map[string]struct {
	s    State
	desk string
	want string
	why  Reason
}{
	"nobody waits":   {State{Desks: []Desk{one}}, "one", "", Nobody},
	"unknown desk":   {State{Desks: []Desk{one}, Guests: []Guest{walkIn("w", -5, 10)}}, "three", "", NotThere},
	"a paused desk":  {State{Desks: []Desk{{ID: "one", Can: pass}}, Guests: []Guest{walkIn("w", -5, 10)}}, "one", "", NotThere},
	"the first due":  {State{Desks: []Desk{one}, Guests: []Guest{walkIn("late", -3, 5), walkIn("early", -9, 5)}}, "one", "early", Due},
	"an appointment": {State{Desks: []Desk{one}, Guests: []Guest{walkIn("w", -8, 5), appointment("a", 0, 10)}}, "one", "a", Due},
	"a walk-in that is due before": {
		State{Desks: []Desk{one}, Guests: []Guest{walkIn("w", -14, 5), appointment("a", 0, 10)}}, "one", "w", Due,
	},
	"no long walk-in before an appointment that is here": {
		State{Desks: []Desk{one}, Guests: []Guest{walkIn("w", -14, 30), appointment("a", 0, 10)}}, "one", "a", Due,
	},
	"no long walk-in before one that is expected": {
		State{Desks: []Desk{one}, Guests: []Guest{walkIn("w", -5, 30)}, Expected: []Expected{expected("a", 10, 10)}}, "one", "", Kept,
	},
	"a short walk-in before one that is expected": {
		State{Desks: []Desk{one}, Guests: []Guest{walkIn("w", -5, 10)}, Expected: []Expected{expected("a", 10, 10)}}, "one", "w", Due,
	},
	"a shorter one instead of a long one": {
		State{Desks: []Desk{one}, Guests: []Guest{walkIn("long", -9, 30), walkIn("short", -5, 10)}, Expected: []Expected{expected("a", 10, 10)}}, "one", "short", Due,
	},
	"a long walk-in when another desk takes the appointment": {
		State{Desks: []Desk{one, two.busy(12)}, Guests: []Guest{walkIn("w", -5, 30)}, Expected: []Expected{expected("a", 10, 10)}}, "one", "w", Due,
	},
	"not when that desk is free too late": {
		State{Desks: []Desk{one, two.busy(16)}, Guests: []Guest{walkIn("w", -5, 30)}, Expected: []Expected{expected("a", 10, 10)}}, "one", "", Kept,
	},
	"not when that desk has one appointment to take already": {
		State{Desks: []Desk{one, two}, Guests: []Guest{walkIn("w", -5, 30)}, Expected: []Expected{expected("a", 10, 20), expected("b", 12, 20)}}, "one", "", Kept,
	},
	"an appointment that this desk cannot do keeps it from nothing": {
		State{Desks: []Desk{one}, Guests: []Guest{walkIn("w", -5, 30)}, Expected: []Expected{{ID: "a", At: at(5), Due: at(10), Need: deed, Minutes: 30}}}, "one", "w", Due,
	},
	"an appointment that did not come keeps nothing": {
		State{Desks: []Desk{one}, Guests: []Guest{walkIn("w", -5, 30)}, Expected: []Expected{expected("a", -10, 10)}}, "one", "w", Due,
	},
	"what another desk can do that can do less": {
		State{Desks: []Desk{one, two}, Guests: []Guest{walkIn("w", -9, 10), walkIn("deed", -5, 10).needs(deed)}}, "two", "deed", Due,
	},
	"but nobody waits for a desk that is free": {
		State{Desks: []Desk{one, two}, Guests: []Guest{walkIn("w", -9, 10)}}, "two", "w", Due,
	},
	"and who is due is not left": {
		State{Desks: []Desk{one, two}, Guests: []Guest{walkIn("w", -16, 10), walkIn("deed", -5, 10).needs(deed)}}, "two", "w", Due,
	},
	"who cannot wait first": {
		State{Desks: []Desk{one}, Guests: []Guest{appointment("a", -9, 5), {ID: "u", Kind: WalkIn, Need: pass, Minutes: 60, Arrived: at(-1), Due: at(14), Urgent: true}}}, "one", "u", Urgent,
	},
	"who was passed over for half an hour": {
		State{Desks: []Desk{one}, Guests: []Guest{appointment("a", -2, 5), walkIn("w", -30, 60)}}, "one", "w", Waited,
	},
	"not a minute earlier": {
		State{Desks: []Desk{one}, Guests: []Guest{appointment("a", -2, 5), walkIn("w", -29, 60)}}, "one", "a", Due,
	},
	"a document between appointments": {
		State{Desks: []Desk{one}, Guests: []Guest{appointment("a", 5, 10), walkIn("c", -1, 5).of(Collect)}}, "one", "c", Short,
	},
	"no document when an appointment passes the norm by it": {
		State{Desks: []Desk{one}, Guests: []Guest{appointment("a", -1, 10), walkIn("c", -1, 5).of(Collect)}}, "one", "a", Due,
	},
	"no document when a walk-in behind passes the norm by it": {
		State{Desks: []Desk{one}, Guests: []Guest{walkIn("w", -14, 10), walkIn("x", -5, 10), walkIn("c", -1, 5).of(Collect)}}, "one", "w", Due,
	},
	"only the desk that was asked for": {
		State{Desks: []Desk{one, two}, Guests: []Guest{{ID: "f", Kind: WalkIn, Need: pass, Minutes: 5, Arrived: at(-9), Due: at(6), Only: "two"}}}, "one", "", Nobody,
	},
	"nobody before their time": {
		State{Desks: []Desk{one}, Guests: []Guest{{ID: "l", Kind: Callback, Need: pass, Minutes: 5, Arrived: at(-60), Due: at(20), After: at(5)}}}, "one", "", Nobody,
	},
	"nobody who does not fit before closing": {
		State{Desks: []Desk{{ID: "one", Can: pass, Works: true, Until: at(12)}}, Guests: []Guest{walkIn("long", -9, 15), walkIn("fits", -5, 12)}}, "one", "fits", Due,
	},
	"training takes longer": {
		State{Desks: []Desk{{ID: "one", Can: pass, Works: true, Until: at(12), Pace: 150}}, Guests: []Guest{walkIn("fits not", -5, 9)}}, "one", "", Nobody,
	},
	"who is early has a turn when nobody else is due": {
		State{Desks: []Desk{one}, Guests: []Guest{appointment("early", 30, 10)}}, "one", "early", Due,
	},
}

// TestWhoIsCalled holds each trap of the calling order against the decision.
func TestWhoIsCalled(t *testing.T) {
	for name, c := range traps {
		t.Run(name, func(t *testing.T) {
			c.s.Now = nine
			d := Decide(c.s, c.desk)
			if d.Ticket != c.want || d.Why != c.why || d.Hold != (c.why == Kept) {
				t.Errorf("%+v, want %q for %q", d, c.want, c.why)
			}
			if d.Hold && !d.Until.After(nine) {
				t.Errorf("a hold ends at %v", d.Until)
			}
		})
	}
}

func TestADecisionSaysWhyNotTheOthers(t *testing.T) {
	s := State{Now: nine, Desks: []Desk{desk("one", pass), desk("two", pass|deed)}, Guests: []Guest{
		appointment("a", 0, 10), walkIn("w", -3, 30), walkIn("d", -3, 30).needs(deed),
		{ID: "other", Kind: WalkIn, Need: pass, Minutes: 5, Arrived: at(-9), Due: at(6), Only: "two"},
	}, Expected: []Expected{expected("x", 3, 60), expected("y", 3, 60)}}
	want := map[string]Reason{"w": Kept, "d": Skill, "other": OtherOne}
	d := Decide(s, "one")
	if d.Ticket != "a" || len(d.Alternatives) != len(want) {
		t.Fatalf("%+v", d)
	}
	for _, a := range d.Alternatives {
		if want[a.Ticket] != a.Why {
			t.Errorf("%s is passed over for %q, want %q", a.Ticket, a.Why, want[a.Ticket])
		}
	}
}
