package queue

import (
	"slices"
	"time"

	"pgregory.net/rapid"

	"balie/booking"
	"balie/booking/ledger"
)

// onTicket runs one verb on one ticket and holds the answer against the model's.
func (m *model) onTicket(rt *rapid.T, verb string, desk booking.DeskID, id TicketID) {
	p, before := m.tickets[id], m.tickets[id]
	has, busy := m.with(desk)
	mine := busy && has == id
	walked := m.now().Sub(p.lastCall) >= RecallEvery
	var legal, undoes, changed bool
	var run func(*ledger.Tx, At) (Ticket, error)
	switch verb {
	case "start":
		run = func(tx *ledger.Tx, at At) (Ticket, error) { return Start(tx, at, id) }
		legal, changed, undoes = mine, p.state == Called, true
		if changed {
			p.state = Serving
			if p.started.IsZero() {
				p.started = m.now()
			}
		}
	case "finish":
		run = func(tx *ledger.Tx, at At) (Ticket, error) { return Finish(tx, at, id, Report{}) }
		again := p.state == Done && p.desk == desk
		legal, changed, undoes = again || mine && p.state == Serving, !again, true
		p.state = Done
	case "recall":
		run = func(tx *ledger.Tx, at At) (Ticket, error) { return Recall(tx, at, id) }
		legal, changed, undoes = mine && p.state == Called && walked && p.calls < MostCalls, true, true
		p.calls, p.lastCall = p.calls+1, m.now()
	case "miss":
		run = func(tx *ledger.Tx, at At) (Ticket, error) { return Miss(tx, at, id) }
		again := p.state == Missed && p.desk == desk
		legal, changed, undoes = again || mine && p.state == Called && walked, !again, true
		p.state = Missed
	case "park":
		run = func(tx *ledger.Tx, at At) (Ticket, error) { return Park(tx, at, id) }
		again := p.state == Parked && p.desk == desk
		legal, changed, undoes = again || mine && p.state == Serving, !again, true
		p.state = Parked
	case "resume":
		run = func(tx *ledger.Tx, at At) (Ticket, error) { return Resume(tx, at, id) }
		again := mine && p.state == Serving
		legal, changed, undoes = again || p.state == Parked && !busy, !again, true
		p.state, p.desk = Serving, desk
	case "return":
		run = func(tx *ledger.Tx, at At) (Ticket, error) { return Return(tx, at, id) }
		legal = slices.Contains([]State{Waiting, Parked, Left, Missed}, p.state)
		m.answer(rt, verb, desk, run, legal)
		m.returned(id, p)
		return
	case "transfer":
		run = func(tx *ledger.Tx, at At) (Ticket, error) { return Transfer(tx, at, id, To{Desk: "hal-2"}) }
		legal = p.state == Waiting || p.state == Parked || mine
		changed, undoes = true, true
		p.state, p.calls, p.forDesk = Waiting, 0, "hal-2"
	case "leave":
		run = func(tx *ledger.Tx, at At) (Ticket, error) { return Leave(tx, at, id) }
		atDesk := p.state == Called || p.state == Serving
		legal = mine || slices.Contains([]State{Waiting, Parked, Left}, p.state)
		changed, undoes = p.state != Left, atDesk
		p.state, p.forDesk = Left, ""
	case "pick":
		run = func(tx *ledger.Tx, at At) (Ticket, error) { return PickByHand(tx, at, id, "ours") }
		p.forDesk, p.again = "", time.Time{}
		legal = !busy && m.mode[desk] == Open && m.callable(p, desk)
		if m.answer(rt, verb, desk, run, legal); legal {
			m.call(id, desk)
		}
		return
	case "prioritise":
		run = func(tx *ledger.Tx, at At) (Ticket, error) { return Prioritise(tx, at, id, "wait") }
		legal, changed = p.state == Waiting, p.priority != "wait"
		p.priority = "wait"
	case "unarrive":
		run = func(tx *ledger.Tx, at At) (Ticket, error) { return Unarrive(tx, at, id) }
		again := p.state == Left && p.desk == "mistake"
		legal, changed = again || p.state == Waiting && p.called.IsZero(), !again
		p.state, p.desk = Left, "mistake"
	}
	m.answer(rt, verb, desk, run, legal)
	if !legal || !changed {
		return
	}
	m.put(id, p)
	m.follow(id, verb != "unarrive")
	if undoes {
		m.remember(id, desk, before)
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
func (m *model) answer(rt *rapid.T, verb string, desk booking.DeskID, run func(*ledger.Tx, At) (Ticket, error), legal bool) {
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
