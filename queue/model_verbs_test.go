package queue

import (
	"slices"
	"time"

	"pgregory.net/rapid"

	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// asked is one verb on one ticket: what is asked, and what the model expects of it.
type asked struct {
	m    *model
	desk catalogue.DeskID
	id   TicketID
	mine bool // the desk has the ticket
	busy bool // the desk has some ticket
	p    plain

	run     func(*ledger.Tx, DeskRequest) (Ticket, error)
	legal   bool // it is not refused
	changed bool // it does something
	undoes  bool // it can be undone
}

func (a *asked) in(states ...State) bool { return slices.Contains(states, a.p.state) }

func (a *asked) walked() bool { return a.m.now().Sub(a.p.lastCall) >= RecallEvery }

// ends is a verb that ends in a state: to be there already, by this desk, is answered the same.
func (a *asked) ends(to State, legal bool, run func(*ledger.Tx, DeskRequest, TicketID) (Ticket, error)) {
	again := a.p.state == to && a.p.desk == a.desk
	a.run = func(tx *ledger.Tx, at DeskRequest) (Ticket, error) { return run(tx, at, a.id) }
	a.legal, a.changed, a.undoes = again || legal, !again, true
	a.p.state = to
}

// modelVerbs tell plainly what each verb does.
var modelVerbs = map[string]func(*asked){
	"start": func(a *asked) {
		a.run = func(tx *ledger.Tx, at DeskRequest) (Ticket, error) { return Start(tx, at, a.id) }
		a.legal, a.changed, a.undoes = a.mine, a.in(Called), true
		if a.p.state = Serving; a.p.started.IsZero() {
			a.p.started = a.m.now()
		}
	},
	"finish": func(a *asked) {
		a.ends(Done, a.mine && a.in(Serving), func(tx *ledger.Tx, at DeskRequest, id TicketID) (Ticket, error) { return Finish(tx, at, id, Report{}) })
	},
	"miss": func(a *asked) { a.ends(Missed, a.mine && a.in(Called) && a.walked(), Miss) },
	"park": func(a *asked) { a.ends(Parked, a.mine && a.in(Serving), Park) },
	"recall": func(a *asked) {
		a.run = func(tx *ledger.Tx, at DeskRequest) (Ticket, error) { return Recall(tx, at, a.id) }
		a.legal, a.changed, a.undoes = a.mine && a.in(Called) && a.walked() && a.p.calls < MostCalls, true, true
		a.p.calls, a.p.lastCall = a.p.calls+1, a.m.now()
	},
	"resume": func(a *asked) {
		a.run = func(tx *ledger.Tx, at DeskRequest) (Ticket, error) { return Resume(tx, at, a.id) }
		again := a.mine && a.in(Serving)
		a.legal, a.changed, a.undoes = again || a.in(Parked) && !a.busy && (catalogue.Desk{Skills: canDeskDo[a.desk]}).Can(a.p.skills), !again, true
		a.p.state, a.p.desk = Serving, a.desk
	},
	"return": func(a *asked) {
		a.run = func(tx *ledger.Tx, at DeskRequest) (Ticket, error) { return Return(tx, at, a.id) }
		a.legal = a.in(Waiting, Parked, Left, Missed)
	},
	"putback": func(a *asked) {
		a.run = func(tx *ledger.Tx, at DeskRequest) (Ticket, error) { return PutBack(tx, at, a.id) }
		a.legal, a.changed, a.undoes = a.mine && a.in(Called), true, true
		a.p.state, a.p.calls = Waiting, 0
	},
	"transfer": func(a *asked) {
		a.run = func(tx *ledger.Tx, at DeskRequest) (Ticket, error) {
			return Transfer(tx, at, a.id, Destination{Desk: "hal-2"})
		}
		a.legal, a.changed, a.undoes = a.in(Waiting, Parked) || a.mine, true, true
		a.p.state, a.p.calls, a.p.forDesk = Waiting, 0, "hal-2"
	},
	"leave": func(a *asked) {
		a.run = func(tx *ledger.Tx, at DeskRequest) (Ticket, error) { return Leave(tx, at, a.id) }
		a.legal, a.changed, a.undoes = a.mine || a.in(Waiting, Parked, Left), !a.in(Left), a.in(Called, Serving)
		a.p.state, a.p.forDesk = Left, ""
	},
	"pick": func(a *asked) {
		a.run = func(tx *ledger.Tx, at DeskRequest) (Ticket, error) { return PickByHand(tx, at, a.id, "ours") }
		a.p.forDesk, a.p.again = "", time.Time{}
		a.legal = !a.busy && a.m.mode[a.desk] == Open && a.m.callable(a.p, a.desk)
	},
	"prioritise": func(a *asked) {
		a.run = func(tx *ledger.Tx, at DeskRequest) (Ticket, error) { return Prioritise(tx, at, a.id, "wait") }
		a.legal, a.changed = a.in(Waiting), a.p.priority != "wait"
		a.p.priority = "wait"
	},
	"unarrive": func(a *asked) {
		a.run = func(tx *ledger.Tx, at DeskRequest) (Ticket, error) { return UndoArrive(tx, at, a.id) }
		again := a.in(Left) && a.p.desk == "mistake"
		a.legal, a.changed = again || a.in(Waiting) && a.p.lastCall.IsZero(), !again
		a.p.state, a.p.desk = Left, "mistake"
	},
}

// onTicket runs one verb on one ticket and holds the answer against the model's.
func (m *model) onTicket(rt *rapid.T, verb string, desk catalogue.DeskID, id TicketID) {
	before := m.tickets[id]
	has, busy := m.with(desk)
	a := &asked{m: m, desk: desk, id: id, mine: busy && has == id, busy: busy, p: before}
	modelVerbs[verb](a)
	m.answer(rt, verb, desk, a.run, a.legal)
	switch {
	case !a.legal:
	case verb == "pick":
		m.call(id, desk)
	case verb == "return":
		m.returned(id, before)
	case a.changed:
		m.put(id, a.p)
		m.follow(id, verb != "unarrive")
		if a.undoes {
			m.remember(id, desk, before)
		}
	}
}

// returned is what Return does.
func (m *model) returned(id TicketID, p plain) {
	switch p.state {
	case Parked:
		p.state, p.calls = Waiting, 0
		m.put(id, p)
	case Left, Missed:
		m.rejoin(id, p)
		m.follow(id, true)
	}
}

// answer runs a verb and its repetition with the same key: both must be what the model says.
func (m *model) answer(rt *rapid.T, verb string, desk catalogue.DeskID, run func(*ledger.Tx, DeskRequest) (Ticket, error), legal bool) {
	at := m.tn.here(desk)
	press := func(tx *ledger.Tx) (Ticket, error) { return run(tx, at) }
	first, err := m.tn.verb(m.desks[desk], press)
	if (err == nil) != legal {
		rt.Fatalf("%s at %s: %v, the model says %v", verb, desk, err, legal)
	}
	if again, err2 := m.tn.verb(m.desks[desk], press); err == nil && (err2 != nil || again.Version != first.Version) {
		rt.Fatalf("%s at %s again: %v, version %d after %d", verb, desk, err2, again.Version, first.Version)
	}
}

// compare holds what a counter page reads against the model.
func (m *model) compare(rt *rapid.T) {
	v := m.tn.look()
	seen := map[TicketID]State{}
	for _, w := range v.Waiting {
		seen[w.ID] = Waiting
	}
	for state, list := range map[State][]Ticket{Called: v.Called, Serving: v.Serving, Parked: v.Parked} {
		for _, t := range list {
			seen[t.ID] = state
		}
	}
	for _, id := range m.order {
		p, t := m.tickets[id], m.tn.ticket(id)
		if t.State != p.state || p.state.Live() != (seen[id] == p.state) {
			rt.Fatalf("%s is %s and seen as %q, the model says %s", t.Number, t.State, seen[id], p.state)
		}
		if !t.Arrived.Equal(p.arrived) || !t.Booked.Equal(p.booked) || !t.Called.Equal(p.called) || !t.Again.Equal(p.again) || t.For != p.forDesk || t.Priority != p.priority {
			rt.Fatalf("%s has the clocks %v %v %v, again %v, for %q; the model says %+v", t.Number, t.Booked, t.Arrived, t.Called, t.Again, t.For, p)
		}
		delete(seen, id)
	}
	if len(seen) > 0 {
		rt.Fatalf("the page shows %v, which the model does not know", seen)
	}
	for i, a := range m.apps {
		if got := m.tn.state(a); got != m.appIs[i] {
			rt.Fatalf("appointment %d is %s, the model says %s", i, got, m.appIs[i])
		}
	}
	for _, d := range v.Desks {
		if id, busy := m.with(d.ID); busy && d.Ticket != id || !busy && d.Ticket != "" {
			rt.Fatalf("%s has %q, the model says %q", d.ID, d.Ticket, id)
		}
	}
}
