package booking

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"balie/booking/catalogue"
	"balie/booking/contact"
	"balie/booking/ledger"
	"balie/booking/supply"
)

// askModel is the plain model of one appointment that is asked about: a state, and who has the two
// times of the bus.
type askModel struct {
	tn    *town
	a     Appointment
	state RescheduleState
	gone  bool                  // cancelled
	held  map[supply.Offer]bool // proposed, until
	until time.Time
}

// TestAsksAgreeWithAPlainModel asks, answers, calls, moves, cancels and waits at random. After each
// step the ask stands where the model says, the call list has the appointment exactly when the model
// says so, and proposed times are offered to others exactly when nobody has them.
func TestAsksAgreeWithAPlainModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := &askModel{tn: newTown(t), held: map[supply.Offer]bool{}}
		who := rapid.SampledFrom([]contact.Details{mailed, called, texted}).Draw(rt, "who")
		m.a = m.tn.mustBookFor(who, at("hal", tuesday+7, "09:00"))
		for i := range rapid.IntRange(3, 15).Draw(rt, "steps") {
			m.step(rt, i)
			m.compare(rt)
		}
		m.tn.close()
	})
}

var busTimes = []supply.Offer{at("bus", tuesday+8, "10:00"), at("bus", tuesday+8, "10:20"), at("bus", tuesday+9, "10:00")}

func (m *askModel) step(rt *rapid.T, i int) {
	switch rapid.SampledFrom([]string{"ask", "ask", "accept", "keep", "move", "cancel", "tried", "reached", "list", "pass"}).Draw(rt, fmt.Sprint("step ", i)) {
	case "ask":
		m.ask(rt)
	case "accept":
		m.accept(rt)
	case "keep":
		err := m.tn.try(func(tx *ledger.Tx) error { return KeepTime(tx, m.a.ID) })
		m.answered(rt, "keep", err, Kept)
	case "move":
		moved, err := m.tn.move(m.a.ID, at("hal", tuesday+7, []string{"09:30", "10:00"}[m.a.Moves%2]), m.a.Moves)
		if (err == nil) == m.gone {
			rt.Fatalf("move: %v", err)
		}
		if err == nil {
			m.a = moved
			m.settle(Agreed)
		}
	case "cancel":
		if _, err := m.tn.cancel(m.a.ID); err != nil {
			rt.Fatal(err)
		}
		m.gone = true
		m.settle(Over)
	case "tried":
		m.called(rt, NoteTried, Tried)
	case "reached":
		m.called(rt, NoteReached, Reached)
	case "list":
		if err := m.tn.try(func(tx *ledger.Tx) error { return ListToCall(tx, m.a.ID, Undelivered) }); err != nil {
			rt.Fatal(err)
		}
		if !m.gone && !m.state.ToDo() {
			if m.state != Notified {
				m.held = map[supply.Offer]bool{}
			}
			m.state = ToCall
		}
	case "pass":
		m.tn.pass(time.Duration(rapid.IntRange(1, 50).Draw(rt, "hours")) * time.Hour)
	}
}

func (m *askModel) now() time.Time { return time.UnixMilli(m.tn.clock.Load()) }

func (m *askModel) settle(end RescheduleState) {
	if m.state.Open() {
		m.state, m.held = end, map[supply.Offer]bool{}
	}
}

func (m *askModel) ask(rt *rapid.T) {
	proposals := slices.Clone(busTimes[rapid.IntRange(0, 2).Draw(rt, "from"):])
	proposals = proposals[:min(len(proposals), rapid.IntRange(0, 2).Draw(rt, "proposals"))]
	told, err := m.tn.ask(m.a.ID, OtherChange, proposals...)
	started := !m.now().Before(m.a.Begins(catalogue.Office{Zone: "Europe/Amsterdam"}))
	if m.gone || started {
		if err == nil {
			rt.Fatal("asked about what is over")
		}
		return
	}
	if errors.Is(err, supply.ErrTaken) || errors.Is(err, supply.ErrPast) { // the model moved onto one of them
		return
	}
	if err != nil {
		rt.Fatalf("ask: %v", err)
	}
	now := m.tn.askOf(m.a.ID)
	m.state, m.held, m.until = now.State, map[supply.Offer]bool{}, now.Until
	if told != (now.State == Notified) || !now.State.Open() {
		rt.Fatalf("told %t, and the ask is %s", told, now.State)
	}
	for _, p := range now.Proposals {
		m.held[at(p.Offer.Office, p.Offer.Date, p.Offer.Start.String())] = true
	}
}

func (m *askModel) accept(rt *rapid.T) {
	before := m.tn.askOf(m.a.ID)
	moved, err := m.tn.accept(m.a.ID, 0)
	can := m.state.Open() && len(m.held) > 0 && m.now().Before(m.until)
	again := m.state == Agreed && len(before.Proposals) > 0 && m.a.Offer.Same(before.Proposals[0].Offer)
	if started := !m.now().Before(m.a.Begins(catalogue.Office{Zone: "Europe/Amsterdam"})); started && err != nil {
		return
	}
	if (err == nil) != (can || again) {
		rt.Fatalf("accept in %s: %v, the model says %t", m.state, err, can)
	}
	if err == nil && can {
		m.a = moved
		m.settle(Agreed)
	}
}

func (m *askModel) answered(rt *rapid.T, what string, err error, end RescheduleState) {
	if want := m.state.Open() || m.state == end; (err == nil) != want {
		rt.Fatalf("%s in %s: %v", what, m.state, err)
	}
	if err == nil {
		m.settle(end)
	}
}

func (m *askModel) called(rt *rapid.T, note func(*ledger.Tx, AppointmentID) (RescheduleRequest, error), next RescheduleState) {
	err := m.tn.try(func(tx *ledger.Tx) error { _, err := note(tx, m.a.ID); return err })
	if (err == nil) != m.state.ToDo() {
		rt.Fatalf("called in %s: %v", m.state, err)
	}
	if err == nil {
		m.state = next
	}
}

func (m *askModel) compare(rt *rapid.T) {
	if got := m.tn.askOf(m.a.ID).State; got != m.state {
		rt.Fatalf("the ask is %q, the model says %q", got, m.state)
	}
	if listed := slices.Contains(m.tn.callList(), m.a.ID); listed != m.state.ToDo() {
		rt.Fatalf("on the call list %t in state %s", listed, m.state)
	}
	for _, o := range busTimes {
		held := m.held[o] && m.now().Before(m.until)
		mine := !m.gone && m.a.Offer.Office == "bus" && m.a.Offer.Date == o.Date && m.a.Offer.Start == o.Start
		if m.now().After((Appointment{Offer: o}).Begins(catalogue.Office{Zone: "Europe/Amsterdam"})) || m.gone && m.a.Offer.Office == "bus" {
			continue
		}
		if free := m.tn.hasStart(o, passports(1)); free == (held || mine) && !m.beside(o) {
			rt.Fatalf("%v is free for others %t, held %t, ours %t", o, free, held, mine)
		}
	}
}

// beside reports whether another time that is taken overlaps this one.
func (m *askModel) beside(o supply.Offer) bool {
	near := func(p supply.Offer) bool {
		return p.Office == o.Office && p.Date == o.Date && p.Start != o.Start && p.Start-o.Start < 2 && o.Start-p.Start < 2
	}
	for p := range m.held {
		if near(p) {
			return true
		}
	}
	return near(m.a.Offer)
}
