package steer

import (
	"math"
	"slices"
	"time"
)

// Options are what a rollout weighs and how far it looks.
type Options struct {
	Scenarios int           // futures that every candidate is played in
	Horizon   time.Duration // who comes within it is part of a future

	Late, LateMinute, Wait             float64       // an appointment past its norm, each minute beyond, each minute of waiting
	WalkLate, WalkLateMinute, WalkWait float64       // the same for everybody else
	Offset                             time.Duration // how much later everybody else is due, in the order that futures are played in
	Fair                               time.Duration // who was passed over for so long is called next
}

// Standard is how the house decides: chosen on seeds that no published figure uses.
var Standard = Options{
	Scenarios: 640, Horizon: 60 * time.Minute,
	Late: 1, LateMinute: 0.05, Wait: 0.004,
	WalkLate: 0.12, WalkLateMinute: 0.02, WalkWait: 0.002, Offset: 40 * time.Minute, Fair: 90 * time.Minute,
}

// mostPlays bounds the work of one decision: futures × candidates × people, however full the house.
const mostPlays = 2_000_000

// Rollout decides by playing the coming hour for every candidate, waiting included, in the same
// drawn futures, and takes what costs least on average. It is for one goroutine: it keeps its
// scratch, so that playing allocates nothing.
type Rollout struct {
	o      Options
	board  board
	play   play
	moves  []move
	totals []total
	costs  []float32 // per candidate and future
}

// NewRollout makes a rollout with these options.
func NewRollout(o Options) *Rollout { return &Rollout{o: o} }

// Move is one call of a plan: whom, and at which desk; or nobody.
type Move struct {
	Desk, Ticket string
	Why          Reason
	// Others are the candidates that were played and not taken, the best first.
	Others []Alternative
	Hold   bool // somebody could be called, but waiting is better
}

// move is one candidate: a guest at a desk of the board, or -1 for keeping that desk, or -1, -1 for
// waiting until something happens.
type move struct {
	guest, desk int
	keep        keep
}

// total is what a candidate cost over the futures so far.
type total struct {
	cost, late float64
	played     int
	out        bool // clearly worse, and played no more
}

// Next returns the best move of all desks that are free now, or one without a ticket where it is
// best to wait or nobody can be called.
func (r *Rollout) Next(s State) Move {
	b := &r.board
	b.set(s, r.o)
	if m, ok := r.first(s); ok {
		return m
	}
	m := Move{Why: Nobody}
	for {
		r.moves = b.candidates(r.moves[:0])
		if len(r.moves) <= 1 || r.moves[1].guest < 0 {
			return m
		}
		r.weigh()
		c := r.moves[r.best()]
		if next := r.answer(s); c.guest >= 0 || m.Others == nil {
			m = next
		}
		if c.guest >= 0 || c.desk < 0 {
			return m
		}
		b.kept = append(b.kept, c.keep)
		b.idle &^= 1 << c.desk
	}
}

// scenarios is how many futures are played, at most as many as the work allows.
func (r *Rollout) scenarios() int {
	people := len(r.board.guests) + len(r.board.coming) + 8
	return min(r.o.Scenarios, max(16, mostPlays/(people*len(r.moves))))
}

// weigh plays every candidate in every future. Candidates that are clearly worse leave early, and
// when one is left the rest need not be played.
func (r *Rollout) weigh() {
	r.totals = slices.Grow(r.totals[:0], len(r.moves))[:len(r.moves)]
	clear(r.totals)
	n := r.scenarios()
	r.costs = slices.Grow(r.costs[:0], n*len(r.moves))[:n*len(r.moves)]
	r.play.begin(&r.board, n, r.o)
	for i := range n {
		r.play.draw(&r.board, i)
		for c := range r.totals {
			if t := &r.totals[c]; !t.out {
				cost, late := r.play.run(&r.board, r.moves[c])
				t.cost += cost
				t.late += late
				t.played++
				r.costs[c*n+i] = float32(cost)
			}
		}
		if played := i + 1; played&(played-1) == 0 && played >= 16 && played < n && r.drop(played, n) == 1 {
			return
		}
	}
}

// dropAt is how many standard errors behind the best a candidate is given up.
const dropAt = 2.5

// drop gives up the candidates that are clearly behind in the futures so far, and returns how many
// are left. The futures are the same for all, so differences say more than costs.
func (r *Rollout) drop(played, n int) (left int) {
	best := r.best()
	lead := r.costs[best*n : best*n+played]
	for c := range r.totals {
		t := &r.totals[c]
		if t.out {
			continue
		}
		sum, squares := 0.0, 0.0
		for i, cost := range r.costs[c*n : c*n+played] {
			d := float64(cost - lead[i])
			sum += d
			squares += d * d
		}
		mean := sum / float64(played)
		spread := math.Sqrt(max(0, squares/float64(played)-mean*mean) / float64(played))
		if t.out = c != best && mean > dropAt*spread+1e-6; !t.out {
			left++
		}
	}
	return left
}

// best is the candidate that costs least; of equals the first.
func (r *Rollout) best() int {
	best := -1
	for c, t := range r.totals {
		if !t.out && (best < 0 || t.cost < r.totals[best].cost-1e-9) {
			best = c
		}
	}
	return best
}
