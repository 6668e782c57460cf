package proof

import (
	"github.com/anishathalye/porcupine"
)

// The plain model that every history over HTTP must agree with: a few places, and runs (one
// resident's way through the pages) of which each has at most one place. It knows nothing of
// days, desks or files.

// asked is what a client asked: to hold a place, to book what is held, to move what was booked, to
// cancel it, to drop a hold; or that the clock goes on until every hold and every rest has ended.
type asked struct {
	act   act
	run   int
	place byte
	moves byte // as the client knew it
}

type act string

const (
	toHold   act = "hold"
	toBook   act = "book"
	toMove   act = "move"
	toCancel act = "cancel"
	toDrop   act = "drop"
	toWait   act = "wait"
)

// answered is what came back.
type answered string

const (
	done      answered = "done"
	taken     answered = "taken"
	already   answered = "already" // this run booked before
	gone      answered = "gone"    // nothing is held
	overtaken answered = "overtaken"
	closed    answered = "closed"  // it was cancelled
	busy      answered = "busy"    // nothing was done
	silence   answered = "silence" // nobody knows: it may have happened
)

// standing is where a run stands; a state of the model is three bytes for each run.
const (
	fresh    = iota
	holding  // live
	lapsed   // held, and over
	dropped  // let go
	having   // an appointment
	resting  // cancelled, and not to be had yet
	finished // cancelled, and over
)

const runLength = 3 // standing, place, moves

// plain is a state: comparable, and copied by every step.
type plain string

func newTown(runs int) plain { return plain(make([]byte, runs*runLength)) }

func (t plain) of(run int) (standing, place, moves byte) {
	at := run * runLength
	return t[at], t[at+1], t[at+2]
}

func (t plain) with(run int, standing, place, moves byte) plain {
	next := []byte(t)
	copy(next[run*runLength:], []byte{standing, place, moves})
	return plain(next)
}

// free reports whether a place can be had by a run.
func (t plain) free(place byte, run int) bool {
	for other := range len(t) / runLength {
		standing, at, _ := t.of(other)
		if other != run && at == place && (standing == holding || standing == having || standing == resting) {
			return false
		}
	}
	return true
}

// step is the only thing that may follow.
func (t plain) step(q asked) (plain, answered) {
	standing, place, moves := t.of(q.run)
	switch q.act {
	case toHold:
		return t.hold(q, standing)
	case toBook:
		return t.book(q, standing, place)
	case toMove:
		return t.move(q, standing, place, moves)
	case toCancel:
		if standing == having {
			return t.with(q.run, resting, place, moves), done
		}
	case toDrop:
		if standing == holding {
			return t.with(q.run, dropped, place, moves), done
		}
	case toWait:
		return t.wait(), done
	}
	return t, done
}

func (t plain) hold(q asked, standing byte) (plain, answered) {
	switch {
	case standing >= having:
		return t, already
	case !t.free(q.place, q.run):
		return t, taken
	}
	return t.with(q.run, holding, q.place, 0), done
}

func (t plain) book(q asked, standing, place byte) (plain, answered) {
	switch {
	case standing >= having: // the same form again
		return t, done
	case standing == fresh || standing == dropped:
		return t, gone
	case !t.free(place, q.run): // only where the hold lapsed
		return t, taken
	}
	return t.with(q.run, having, place, 0), done
}

func (t plain) move(q asked, standing, place, moves byte) (plain, answered) {
	switch {
	case standing != having:
		return t, closed
	case moves == q.moves+1 && place == q.place, moves == q.moves && place == q.place:
		return t, done
	case moves != q.moves:
		return t, overtaken
	case !t.free(q.place, q.run):
		return t, taken
	}
	return t.with(q.run, having, q.place, moves+1), done
}

func (t plain) wait() plain {
	next := t
	for run := range len(t) / runLength {
		switch standing, place, moves := t.of(run); standing {
		case holding:
			next = next.with(run, lapsed, place, moves)
		case resting:
			next = next.with(run, finished, place, moves)
		}
	}
	return next
}

// follow returns every state that may follow a question with this answer; none refutes the history.
func (t plain) follow(q asked, a answered) []any {
	next, expected := t.step(q)
	switch a {
	case busy:
		return []any{t}
	case silence:
		return []any{t, next}
	case expected:
		return []any{next}
	}
	return nil
}

// plainModel is the model in porcupine's terms, for so many runs.
func plainModel(runs int) porcupine.Model {
	m := porcupine.NondeterministicModel{
		Init: func() []any { return []any{newTown(runs)} },
		Step: func(state, input, output any) []any { return state.(plain).follow(input.(asked), output.(answered)) },
	}
	return m.ToModel()
}
