package steer

import (
	"math/bits"
	"time"
)

// minutes is how many minutes from now an instant is.
func (s State) minutes(at time.Time) float64 { return at.Sub(s.Now).Minutes() }

// first returns the move that no look ahead may put off: who cannot wait, then who was passed over
// for Options.Fair, where a free desk can help them.
func (r *Rollout) first(s State) (Move, bool) {
	b := &r.board
	for rank := range 2 {
		best := -1
		for i := range b.guests {
			g := &s.Guests[b.guests[i].index]
			if !b.open(i) || (rank == 0) != g.Urgent || rank == 1 && !s.starves(*g, r.o.Fair) {
				continue
			}
			if best < 0 || g.Arrived.Before(s.Guests[b.guests[best].index].Arrived) {
				best = i
			}
		}
		if best >= 0 {
			d := bits.TrailingZeros64(b.free(best))
			return Move{Desk: b.desks[d].id, Ticket: s.Guests[b.guests[best].index].ID, Why: [...]Reason{Urgent, Waited}[rank]}, true
		}
	}
	return Move{}, false
}

// starves reports whether somebody without an appointment was passed over for so long.
func (s State) starves(g Guest, fair time.Duration) bool {
	return (g.Kind == WalkIn || g.Kind == Collect) && !s.Now.Before(g.Arrived.Add(fair)) && !s.Now.Before(g.Due)
}

// free are the desks that are free now and may start a guest.
func (b *board) free(guest int) (mask uint64) {
	v := &b.guests[guest]
	for left := v.desks & b.idle; left != 0; left &= left - 1 {
		if d := bits.TrailingZeros64(left); v.plan*b.desks[d].pace <= b.desks[d].until {
			mask |= 1 << d
		}
	}
	return mask
}

// open reports whether a guest may be called now at some free desk.
func (b *board) open(guest int) bool { return b.guests[guest].at <= 0 && b.free(guest) != 0 }

// mostMoves bounds the candidates of one decision.
const mostMoves = 48

// candidates are waiting, and the head of each class of guests on each kind of free desk.
func (b *board) candidates(moves []move) []move {
	moves = append(moves, move{guest: -1, desk: -1})
	for i := range b.guests {
		if b.guests[i].at > 0 || b.headed(i) {
			continue
		}
		free := b.free(i)
		for left := free; left != 0; left &= left - 1 {
			d := bits.TrailingZeros64(left)
			if len(moves) < mostMoves && !b.twin(d, free) {
				moves = append(moves, move{guest: i, desk: d})
			}
		}
	}
	return b.keeps(moves)
}

// keepAhead is how many minutes ahead an appointment may be that a desk is kept for.
const keepAhead = 30

// keeps are the candidates that keep a free desk for the next appointment of each class.
func (b *board) keeps(moves []move) []move {
	for i := range b.coming {
		x := &b.coming[i]
		if x.booked > keepAhead || x.comes < 0.3 || b.earlier(i) {
			continue
		}
		for left := x.desks & b.idle; left != 0; left &= left - 1 {
			d := bits.TrailingZeros64(left)
			if len(moves) < mostMoves && !b.twin(d, x.desks&b.idle) {
				moves = append(moves, move{-1, d, keep{d, max(x.due, 1), x.desks}})
			}
		}
	}
	return moves
}

// earlier reports whether an appointment of the same class is expected before one.
func (b *board) earlier(i int) bool {
	for j := range b.coming {
		x, y := &b.coming[j], &b.coming[i]
		if x.desks == y.desks && x.comes >= 0.3 && (x.booked < y.booked || x.booked == y.booked && j < i) {
			return true
		}
	}
	return false
}

// headed reports whether somebody of the same class stands before a guest.
func (b *board) headed(i int) bool {
	v := &b.guests[i]
	for j := range i {
		if w := &b.guests[j]; w.at <= 0 && w.walk == v.walk && w.desks == v.desks && w.lasts == v.lasts && w.plan == v.plan {
			return true
		}
	}
	return false
}

// twin reports whether a desk of the mask before d is like d.
func (b *board) twin(d int, mask uint64) bool {
	for left := mask & (1<<d - 1); left != 0; left &= left - 1 {
		if b.alike(bits.TrailingZeros64(left), d) {
			return true
		}
	}
	return false
}

func (b *board) alike(x, y int) bool {
	d, e := &b.desks[x], &b.desks[y]
	return d.can == e.can && d.pace == e.pace && d.until == e.until
}
