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

// Warning says that the norm is about to be passed, and the one action that keeps the ticket it names within it.
type Warning struct {
	Ticket  string        // who passes the norm first of those whom an action helps, or of all; "" for an appointment that is to come
	In      time.Duration // until then
	Without float64       // appointments that pass the norm in the coming hour, on average
	Action  Action
	Desk    string
	With    float64       // appointments that pass the norm after the action
	Take    string        // whom that desk should call first; "" for nobody yet
	Helps   bool          // the action lets Ticket make its norm
	Spare   time.Duration // how long before the norm passes Ticket is called then, as likely as not
}

// worthWarning is how many appointments must be about to pass the norm, on average, and how many an
// action must prevent to be proposed.
const worthWarning = 0.5

// actionScenarios is how many futures each action is played in.
const actionScenarios = 120

// Warn looks for a breach in the coming hour and for what prevents it: the first ticket that an action keeps within its
// norm is named with that action. Where none can, the first that passes the norm is named, and the action is what saves most
// others, if it saves enough. spare are desks at which nobody is and that a colleague could open. ok is false where there is
// no reason to warn; a warning without an action says that nothing helps.
func Warn(s State, f Forecast, o Options, spare []Desk) (w Warning, ok bool) {
	without := s.lateIn(f)
	if without < worthWarning {
		return w, false
	}
	w = Warning{Without: without, With: without}
	var plays []acting
	for _, a := range s.actions(spare) {
		a.then = predict(a.state, o, actionScenarios)
		a.late = a.state.lateIn(a.then)
		plays = append(plays, a)
	}
	late := s.firstLate(f)
	for _, i := range late {
		if a := best(plays, w.Without, func(a acting) bool { return a.then.lateness(i) < 0.5 }); a != nil {
			w.name(s, i)
			w.Helps, w.Spare = true, max(0, w.In-a.then.Waits[i].Likely)
			w.take(a, o)
			return w, true
		}
	}
	if len(late) > 0 {
		w.name(s, late[0])
	}
	w.take(best(plays, w.Without-worthWarning, func(acting) bool { return true }), o)
	return w, true
}

// name says of whom a warning is.
func (w *Warning) name(s State, guest int) {
	w.Ticket, w.In = s.Guests[guest].ID, max(0, s.Guests[guest].Due.Sub(s.Now))
}

// take says what is to be done; nil is nothing.
func (w *Warning) take(a *acting, o Options) {
	if a != nil {
		w.Action, w.Desk, w.With = a.action, a.desk, a.late
		w.Take = NewRollout(o).Decide(a.state, a.desk).Ticket
	}
}

// best is the action that asks least of a colleague of those that serve and leave at most so many late, unless another
// saves clearly more; nil for none.
func best(plays []acting, most float64, serves func(acting) bool) (found *acting) {
	for i, a := range plays {
		if a.late <= most && serves(a) && (found == nil || a.late < found.late-actionGain) {
			found = &plays[i]
		}
	}
	return found
}

// actionGain is how many more appointments an action must save to be proposed instead of one that
// asks less of a colleague.
const actionGain = 0.25

// lateness is how likely a guest is to pass the norm. Whom no desk at work can help does so.
func (f Forecast) lateness(guest int) float64 {
	if w := f.Waits[guest]; !w.NoCall {
		return w.Late
	}
	return 1
}

// lateIn is how many appointments pass the norm in the coming hour, those whom no desk at work can help included.
func (s State) lateIn(f Forecast) float64 {
	late := f.Late
	for i := range s.Guests {
		if s.stranded(f, i) {
			late++
		}
	}
	return late
}

// stranded reports whether an appointment falls due within the hour that no desk at work can help: it is played in no future.
func (s State) stranded(f Forecast, guest int) bool {
	g, w := s.Guests[guest], f.Waits[guest]
	return g.Kind == Appointment && w.NoCall && w.Late == 0 && g.Due.Sub(s.Now) < time.Hour
}

// firstLate are the appointments that are more likely than not to pass the norm, in the order in which they do.
func (s State) firstLate(f Forecast) (late []int) {
	for i, g := range s.Guests {
		if g.Kind == Appointment && f.lateness(i) >= 0.5 && (f.Waits[i].Late > 0 || s.stranded(f, i)) {
			late = append(late, i)
		}
	}
	slices.SortStableFunc(late, func(a, b int) int { return s.Guests[a].Due.Compare(s.Guests[b].Due) })
	return late
}

// acting is the state after an action.
type acting struct {
	action Action
	desk   string
	state  State
	then   Forecast // of it
	late   float64  // appointments that pass the norm then
}

// actions are what could be done, from what asks least to what asks most.
func (s State) actions(spare []Desk) (all []acting) {
	with := func(a Action, d Desk, change func(*State)) {
		next := s
		next.Desks = slices.Clone(s.Desks)
		change(&next)
		all = append(all, acting{action: a, desk: d.ID, state: next})
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
