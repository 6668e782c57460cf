package steer

import (
	"slices"
	"time"
)

// Action is one thing that people in the house can do about a breach of the norm.
type Action string

// The actions, from what asks least of a colleague to what asks most.
const (
	NoAction Action = ""
	TakeNow  Action = "now"  // a desk that is finishing up takes this person now
	Back     Action = "back" // a desk that is paused takes this person
	Open     Action = "open" // a colleague opens this desk
)

// Warning says that the norm is about to be passed, and the one action that prevents most.
type Warning struct {
	Ticket  string        // who is most likely to pass the norm first; "" for an appointment that is to come
	In      time.Duration // until then
	Without float64       // appointments that pass the norm in the coming hour, on average
	Action  Action
	Desk    string
	With    float64 // appointments that pass the norm after the action
	Take    string  // whom that desk should call first; "" for nobody yet
}

// worthWarning is how many appointments must be about to pass the norm, on average, and how many an
// action must prevent to be proposed.
const worthWarning = 0.5

// actionScenarios is how many futures each action is played in.
const actionScenarios = 120

// Warn looks for a breach in the coming hour and for the action that prevents most of it. spare are
// desks at which nobody is and that a colleague could open. ok is false where there is no reason to
// warn; a warning without an action says that nothing helps.
func Warn(s State, f Forecast, o Options, spare []Desk) (w Warning, ok bool) {
	if f.Late < worthWarning {
		return w, false
	}
	w = Warning{Without: f.Late, With: f.Late}
	w.Ticket, w.In = s.firstLate(f)
	for _, a := range s.actions(spare) {
		with := predict(a.state, o, actionScenarios).Late
		if w.Without-with >= worthWarning && with < w.With-actionGain {
			w.Action, w.Desk, w.With = a.action, a.desk, with
			w.Take = NewRollout(o).Decide(a.state, a.desk).Ticket
		}
	}
	return w, true
}

// actionGain is how many more appointments an action must save to be proposed instead of one that
// asks less of a colleague.
const actionGain = 0.25

// firstLate is the appointment that is more likely than not to pass the norm, and does so first.
func (s State) firstLate(f Forecast) (ticket string, in time.Duration) {
	in = -1
	for i, g := range s.Guests {
		if g.Kind != Appointment || f.Waits[i].Late < 0.5 {
			continue
		}
		if left := max(0, g.Due.Sub(s.Now)); in < 0 || left < in {
			ticket, in = g.ID, left
		}
	}
	return ticket, max(in, 0)
}

// acting is the state after an action.
type acting struct {
	action Action
	desk   string
	state  State
}

// actions are what could be done, from what asks least to what asks most.
func (s State) actions(spare []Desk) (all []acting) {
	with := func(a Action, d Desk, change func(*State)) {
		next := s
		next.Desks = slices.Clone(s.Desks)
		change(&next)
		all = append(all, acting{a, d.ID, next})
	}
	for _, want := range []Action{TakeNow, Back} {
		for i, d := range s.Desks {
			if d.pausedFor(want, s.Now) {
				with(want, d, func(n *State) { n.Desks[i].Works, n.Desks[i].FreeAt, n.Desks[i].Back = true, time.Time{}, time.Time{} })
			}
		}
	}
	for _, d := range spare {
		with(Open, d, func(n *State) { n.Desks = append(n.Desks, Desk{ID: d.ID, Can: d.Can, Works: true}) })
	}
	return all
}

// pausedFor reports whether an action could set a desk to work.
func (d Desk) pausedFor(a Action, now time.Time) bool {
	if d.Helping != "" {
		return false
	}
	return a == TakeNow && d.Works && d.FreeAt.After(now) || a == Back && !d.Works
}
