package proof

import (
	"strconv"

	"github.com/anishathalye/porcupine"

	"balie/queue"
)

// The plain model that every history of desks over HTTP must agree with: a few people who came one
// after the other, and desks of which each has at most one of them. It knows nothing of days, norms
// or files.

// pressed is what was asked of a desk: a button about somebody, or how it stands.
type pressed struct {
	desk, ticket byte
	verb         string
}

// What comes back of a press, beside the words of look.
const (
	deskDone    = "done"
	deskNobody  = "nobody"
	deskHelping = "helping"
	deskState   = "state"
	deskNone    = "none"
	deskMoved   = "moved"
	deskBusy    = "busy"    // nothing was done
	deskSilence = "silence" // nobody knows: it may have happened
)

// nowhere is no desk, and nobody.
const nowhere = 0xff

// plainHall is a state: comparable, and copied by every step. Two bytes for each ticket (state and
// desk), then four for each desk (whom it has, and its last step: whose, and their state and desk
// before).
type plainHall string

const (
	ticketLength = 2
	deskLength   = 4
	modelTickets = 6
	modelDesks   = 3
)

// states of a ticket, as bytes.
const (
	hallWaiting byte = iota
	hallCalled
	hallServing
	hallParked
	hallDone
)

var hallStates = map[byte]queue.State{hallCalled: queue.Called, hallServing: queue.Serving}

func newPlainHall() plainHall {
	s := make([]byte, modelTickets*ticketLength+modelDesks*deskLength)
	for n := range modelTickets {
		s[n*ticketLength+1] = nowhere
	}
	for d := range modelDesks {
		copy(s[deskAt(byte(d)):], []byte{nowhere, nowhere, 0, nowhere})
	}
	return plainHall(s)
}

func deskAt(desk byte) int { return modelTickets*ticketLength + int(desk)*deskLength }

func (h plainHall) has(desk byte) byte { return h[deskAt(desk)] }

func (h plainHall) ticket(n byte) (state, desk byte) {
	return h[int(n)*ticketLength], h[int(n)*ticketLength+1]
}

// move is one step of a desk with somebody, which every other desk's last step with them cannot
// outlive.
func (h plainHall) move(desk, n, state, at, holds byte) plainHall {
	next := []byte(h)
	for d := range byte(modelDesks) {
		if next[deskAt(d)+1] == n {
			next[deskAt(d)+2] = nowhere
		}
	}
	was, wasAt := h.ticket(n)
	next[int(n)*ticketLength], next[int(n)*ticketLength+1] = state, at
	copy(next[deskAt(desk):], []byte{holds, n, was, wasAt})
	return plainHall(next)
}

// step is the only thing that may follow.
func (h plainHall) step(p pressed) (plainHall, string) {
	switch p.verb {
	case "look":
		return h, h.look(p.desk)
	case "volgende":
		return h.next(p.desk)
	case "ongedaan":
		return h.undo(p.desk)
	}
	d, n := p.desk, p.ticket
	state, at := h.ticket(n)
	mine := h.has(d) == n
	switch {
	case p.verb == "begin" && state == hallServing && mine,
		p.verb == "verder" && state == hallServing && mine,
		p.verb == "klaar" && state == hallDone && at == d,
		p.verb == "parkeer" && state == hallParked && at == d:
		return h, deskDone
	case p.verb == "begin" && state == hallCalled && mine:
		return h.move(d, n, hallServing, d, n), deskDone
	case p.verb == "klaar" && state == hallServing && mine:
		return h.move(d, n, hallDone, d, nowhere), deskDone
	case p.verb == "parkeer" && state == hallServing && mine:
		return h.move(d, n, hallParked, d, nowhere), deskDone
	case p.verb == "terug" && state == hallCalled && mine:
		return h.move(d, n, hallWaiting, d, nowhere), deskDone
	case p.verb == "verder" && state == hallParked && h.has(d) != nowhere:
		return h, deskHelping
	case p.verb == "verder" && state == hallParked:
		return h.move(d, n, hallServing, d, n), deskDone
	}
	return h, deskState
}

// next calls who came first of those who wait.
func (h plainHall) next(desk byte) (plainHall, string) {
	if h.has(desk) != nowhere {
		return h, deskHelping
	}
	for n := range byte(modelTickets) {
		if state, _ := h.ticket(n); state == hallWaiting {
			return h.move(desk, n, hallCalled, desk, n), deskDone
		}
	}
	return h, deskNobody
}

func (h plainHall) undo(desk byte) (plainHall, string) {
	n, was, wasAt := h[deskAt(desk)+1], h[deskAt(desk)+2], h[deskAt(desk)+3]
	switch {
	case n == nowhere:
		return h, deskNone
	case was == nowhere, h.has(desk) != nowhere && h.has(desk) != n:
		return h, deskMoved
	}
	holds := byte(nowhere)
	if (was == hallCalled || was == hallServing) && wasAt == desk {
		holds = n
	}
	next := []byte(h.move(desk, n, was, wasAt, holds))
	next[deskAt(desk)+1] = nowhere
	return plainHall(next), deskDone
}

// look is how a desk's own area stands.
func (h plainHall) look(desk byte) string {
	n := h.has(desk)
	if n == nowhere {
		return "free"
	}
	state, _ := h.ticket(n)
	return strconv.Itoa(int(n)) + " " + string(hallStates[state])
}

// follow returns every state that may follow a press with this answer; none refutes the history.
func (h plainHall) follow(p pressed, answer string) []any {
	next, expected := h.step(p)
	switch answer {
	case deskBusy:
		return []any{h}
	case deskSilence:
		return []any{h, next}
	case expected:
		return []any{next}
	}
	return nil
}

// hallModel is the model in porcupine's terms.
func hallModel() porcupine.Model {
	m := porcupine.NondeterministicModel{
		Init: func() []any { return []any{newPlainHall()} },
		Step: func(state, input, output any) []any {
			return state.(plainHall).follow(input.(pressed), output.(string))
		},
	}
	return m.ToModel()
}
