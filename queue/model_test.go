package queue

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking"
	"balie/booking/catalogue"
	"balie/booking/ledger"
)

// plain is a ticket as the model knows it: a value, no indexes, no desks.
type plain struct {
	state                            State
	appointment                      int // of the model's list; -1 without
	skills                           []string
	arrived, booked, called, started time.Time
	again, lastCall                  time.Time
	calls                            int
	desk, forDesk                    catalogue.DeskID
	priority                         Reason
	turn                             int // how often it changed
}

// undoable is what a desk can undo.
type undoable struct {
	id     TicketID
	before plain
	turn   int
	at     time.Time
}

// model runs the queue with maps, and says what each verb must answer.
type model struct {
	tn      *town
	tickets map[TicketID]plain
	order   []TicketID // as issued, so that a failing run can be repeated
	apps    []booking.Appointment
	appIs   []booking.State
	desks   map[catalogue.DeskID]ledger.Actor
	mode    map[catalogue.DeskID]Mode
	undo    map[catalogue.DeskID]undoable
}

var canDeskDo = map[catalogue.DeskID][]string{"hal-1": {"reis", "rij"}, "hal-2": {"reis", "rij", "akten"}}

// TestQueueAgreesWithAPlainModel runs random verbs of two desks and a host, with crashes, and asks
// after each step that the answer is the model's and that the house is as the model has it. The
// ledger is checked at the end.
func TestQueueAgreesWithAPlainModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := newModel(t)
		for i := range rapid.IntRange(5, 40).Draw(rt, "steps") {
			m.step(rt, i)
			m.compare(rt)
		}
		m.tn.close()
	})
}

func newModel(t *testing.T) *model {
	m := &model{
		tn: newTown(t), tickets: map[TicketID]plain{}, desks: map[catalogue.DeskID]ledger.Actor{"hal-1": anna, "hal-2": bert},
		mode: map[catalogue.DeskID]Mode{"hal-1": Open, "hal-2": Open}, undo: map[catalogue.DeskID]undoable{},
	}
	for i, product := range []catalogue.ProductID{"paspoort", "rijbewijs", "huwelijk", "paspoort"} {
		m.apps = append(m.apps, m.tn.book(product, tuesday, fmt.Sprintf("09:%d0", 1+i)))
		m.appIs = append(m.appIs, booking.Booked)
	}
	m.tn.take(anna, "hal-1")
	m.tn.take(bert, "hal-2")
	return m
}

func (m *model) step(rt *rapid.T, i int) {
	desk := rapid.SampledFrom([]catalogue.DeskID{"hal-1", "hal-2"}).Draw(rt, "desk")
	verbs := []string{
		"enter", "enter", "join", "join", "next", "next", "next", "start", "start", "finish", "finish", "recall", "miss", "park", "resume",
		"return", "transfer", "leave", "pick", "prioritise", "undo", "undo", "pass", "pass", "mode", "crash", "unarrive", "putback",
	}
	switch verb := rapid.SampledFrom(verbs).Draw(rt, fmt.Sprint("step ", i)); verb {
	case "enter":
		m.enter(rapid.SampledFrom([]catalogue.ProductID{"paspoort", "rijbewijs", "huwelijk"}).Draw(rt, "product"))
	case "join":
		m.join(rt, rapid.IntRange(0, len(m.apps)-1).Draw(rt, "appointment"))
	case "next":
		m.next(rt, desk)
	case "pass":
		m.tn.pass(time.Duration(rapid.IntRange(1, 300).Draw(rt, "seconds")) * time.Second)
	case "crash":
		m.tn.crash()
	case "undo":
		m.undoLast(rt, desk)
	case "mode":
		m.setMode(rt, desk, rapid.SampledFrom([]Mode{Open, Open, Break}).Draw(rt, "mode"))
	default:
		if len(m.order) > 0 {
			m.onTicket(rt, verb, desk, rapid.SampledFrom(m.order).Draw(rt, "ticket"))
		}
	}
}

func (m *model) now() time.Time { return m.tn.now() }

func (m *model) enter(product catalogue.ProductID) {
	t := m.tn.enter(product)
	m.add(t.ID, plain{state: Waiting, appointment: -1, skills: t.Skills, arrived: m.now()})
}

func (m *model) add(id TicketID, p plain) {
	m.tickets[id] = p
	m.order = append(m.order, id)
}

func (m *model) join(rt *rapid.T, i int) {
	a := m.apps[i]
	t := m.tn.join(a)
	p, known := m.tickets[t.ID]
	switch {
	case !known:
		m.add(t.ID, plain{state: Waiting, appointment: i, skills: t.Skills, arrived: m.now(), booked: m.tn.begins(a)})
	case p.state == Missed || p.state == Left:
		m.rejoin(t.ID, p)
	}
	if m.appIs[i] != booking.Served {
		m.appIs[i] = booking.Arrived
	}
	for _, id := range m.order {
		if other := m.tickets[id]; other.appointment == i && id != t.ID {
			rt.Fatalf("appointment %d has the tickets %s and %s (I8)", i, id, t.ID)
		}
	}
}

func (m *model) rejoin(id TicketID, p plain) {
	if p.desk == "mistake" {
		p.arrived, p.again, p.desk = m.now(), time.Time{}, ""
	} else {
		p.again, p.called = m.now(), time.Time{}
	}
	p.state, p.calls = Waiting, 0
	m.put(id, p)
}

// with returns the ticket that a desk has.
func (m *model) with(desk catalogue.DeskID) (TicketID, bool) {
	for _, id := range m.order {
		if p := m.tickets[id]; p.desk == desk && (p.state == Called || p.state == Serving) {
			return id, true
		}
	}
	return "", false
}

func (m *model) callable(p plain, desk catalogue.DeskID) bool {
	return p.state == Waiting && (catalogue.Desk{Skills: canDeskDo[desk]}).Can(p.skills) && (p.forDesk == "" || p.forDesk == desk) && !m.now().Before(p.again)
}

func (m *model) next(rt *rapid.T, desk catalogue.DeskID) {
	t, err := m.tn.next(m.desks[desk], desk)
	_, busy := m.with(desk)
	some := slices.ContainsFunc(m.order, func(id TicketID) bool { return m.callable(m.tickets[id], desk) })
	switch {
	case busy:
		m.refused(rt, err, ErrDeskHelping)
	case m.mode[desk] != Open:
		m.refused(rt, err, ErrPaused)
	case !some:
		m.refused(rt, err, ErrNobody)
	case errors.Is(err, ErrHold):
		if !slices.Contains(m.appIs, booking.Booked) && !slices.Contains(m.appIs, booking.Arrived) {
			rt.Fatalf("held, but no appointment is to come")
		}
	case err != nil || !m.callable(m.tickets[t.ID], desk):
		rt.Fatalf("next at %s: %s %v", desk, t.Number, err)
	default:
		m.call(t.ID, desk)
	}
}

func (m *model) call(id TicketID, desk catalogue.DeskID) {
	p := m.tickets[id]
	before := p
	p.state, p.desk, p.forDesk, p.lastCall, p.calls = Called, desk, "", m.now(), 1
	if p.called.IsZero() {
		p.called = m.now()
	}
	m.put(id, p)
	m.remember(id, desk, before)
}

func (m *model) put(id TicketID, p plain) {
	p.turn++
	m.tickets[id] = p
}

func (m *model) remember(id TicketID, desk catalogue.DeskID, before plain) {
	m.undo[desk] = undoable{id, before, m.tickets[id].turn, m.now()}
}

func (m *model) refused(rt *rapid.T, err, want error) {
	if !errors.Is(err, want) {
		rt.Fatalf("got %v, want %v", err, want)
	}
}

func (m *model) setMode(rt *rapid.T, desk catalogue.DeskID, mode Mode) {
	err := m.tn.as(m.desks[desk], func(tx *ledger.Tx) error {
		_, err := SetMode(tx, m.tn.here(desk), mode, time.Time{})
		return err
	})
	if err != nil {
		rt.Fatal(err)
	}
	m.mode[desk] = mode
}

func (m *model) undoLast(rt *rapid.T, desk catalogue.DeskID) {
	t, err := m.tn.verb(m.desks[desk], func(tx *ledger.Tx) (Ticket, error) { return Undo(tx, m.tn.here(desk)) })
	u, some := m.undo[desk]
	has, busy := m.with(desk)
	switch {
	case !some:
		m.refused(rt, err, ErrUndoNone)
	case m.now().Sub(u.at) > UndoFor:
		m.refused(rt, err, ErrUndoLate)
	case m.tickets[u.id].turn != u.turn, busy && has != u.id:
		m.refused(rt, err, ErrUndoMoved)
	case err != nil || t.ID != u.id:
		rt.Fatalf("undo: %s %v", t.Number, err)
	default:
		u.before.turn = u.turn
		m.put(u.id, u.before)
		delete(m.undo, desk)
		m.follow(u.id, true)
	}
}

// follow keeps the model's appointment with its ticket.
func (m *model) follow(id TicketID, came bool) {
	p := m.tickets[id]
	if p.appointment < 0 {
		return
	}
	switch {
	case p.state == Done:
		m.appIs[p.appointment] = booking.Served
	case !came:
		m.appIs[p.appointment] = booking.Booked
	case p.state == Missed || p.state == Left:
		m.appIs[p.appointment] = booking.Missed
	default:
		m.appIs[p.appointment] = booking.Arrived
	}
}
