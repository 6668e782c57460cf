package steer

import "math/bits"

// play is the scratch of playing futures: every slice is made once and used again.
type play struct {
	o      Options
	n      int    // futures
	prime  uint64 // at least n: draws are spread over so many strata
	random random
	free   []float64 // when each desk is free, in this future
	end    []float64 // the same, of the candidate being played
	all    []visit   // present, then who comes, by arrival
	wait   []int32   // who waits, in the base order
	fits   bool      // some desk ends within what is played
	steps  []stride
	kept   []keep    // in the candidate being played
	noted  []float64 // when everybody of all is called, where somebody asked; else empty
}

// stride spreads the draws of one person over the futures.
type stride struct{ by, from uint64 }

func (p *play) begin(b *board, n int, o Options) {
	p.o, p.n, p.prime = o, n, primeFrom(uint64(n))
	p.random = random{b.seed}
	p.steps = p.steps[:0]
	for range len(b.desks) + len(b.guests) + 3*len(b.coming) {
		p.steps = append(p.steps, stride{1 + p.random.next()%(p.prime-1), p.random.next() % p.prime})
	}
	p.fits = false
	for _, d := range b.desks {
		p.fits = p.fits || d.until < farOff
	}
}

// share is the draw of one person in a future, evenly spread over all futures.
func (p *play) share(person, future int) float64 {
	s := p.steps[person]
	return (float64((s.by*uint64(future)+s.from)%p.prime) + 0.5) / float64(p.prime)
}

// draw makes one future: when each desk is free, how long everybody takes, and who comes.
func (p *play) draw(b *board, future int) {
	p.random = random{b.seed + uint64(future+1)*0xd1342543de82ef95}
	p.free, p.all = p.free[:0], p.all[:0]
	for i := range b.desks {
		p.free = append(p.free, b.desks[i].draw(p.share(i, future)))
	}
	person := len(b.desks)
	for i := range b.guests {
		v := b.guests[i]
		v.dur = length(v.lasts, v.plan, p.share(person+i, future))
		p.all = append(p.all, v)
	}
	person += len(b.guests)
	for i := range b.coming {
		if c := &b.coming[i]; p.share(person+3*i, future) < c.comes {
			p.arrive(c.draw(p.share(person+3*i+1, future), p.share(person+3*i+2, future)), len(b.guests))
		}
	}
	for i := range b.walks {
		p.walkIns(&b.walks[i], len(b.guests))
	}
}

func (d *bench) draw(u float64) float64 {
	if d.busy && d.lasts != nil {
		return (d.lasts.beyond(d.elapsed, d.past, u) - d.elapsed) * d.pace
	}
	return max(d.left, d.back)
}

func length(l *Distribution, plan, u float64) float64 {
	if l == nil {
		return plan
	}
	return l.Quantile(u)
}

func (c *coming) draw(u, v float64) visit {
	at := c.booked
	if c.offset != nil {
		at += c.offset.beyond(-c.booked, c.past, u)
	}
	from := max(at, c.booked)
	if c.punctual {
		at = from
	}
	norm := c.due - c.booked
	return visit{at: max(0, at), from: from, due: from + norm, key: from + norm, dur: length(c.lasts, c.plan, v), plan: c.plan, desks: c.desks}
}

func (p *play) walkIns(w *walk, present int) {
	// the number of a Poisson flow, by inversion
	chance, sum := w.none, w.none
	u := p.random.float()
	for n := 1; u > sum && n < 20; n++ {
		at := w.from + p.random.float()*(w.until-w.from)
		due := at + walkNorm
		p.arrive(visit{at: at, from: at, due: due, key: due + p.o.Offset.Minutes(), dur: length(w.lasts, w.plan, p.random.float()), plan: w.plan, desks: w.desks, walk: true}, present)
		chance *= w.perMinute * (w.until - w.from) / float64(n)
		sum += chance
	}
}

// walkNorm is how many minutes somebody without an appointment may wait.
const walkNorm = 15

// arrive puts a visit in the order of arrival behind those present.
func (p *play) arrive(v visit, present int) {
	p.all = append(p.all, v)
	for i := len(p.all) - 1; i > present && p.all[i-1].at > v.at; i-- {
		p.all[i], p.all[i-1] = p.all[i-1], p.all[i]
	}
}

// run plays a candidate in the future that was drawn: what it costs, and how many pass the norm.
func (p *play) run(b *board, m move) (cost, late float64) {
	g := game{play: p, desks: b.desks, idle: b.idle, next: len(b.guests)}
	p.end = append(p.end[:0], p.free...)
	p.wait = p.wait[:0]
	for i := range b.guests {
		if i != m.guest {
			p.wait = append(p.wait, int32(i))
		}
	}
	p.kept = append(p.kept[:0], b.kept...)
	for _, k := range b.kept {
		g.idle |= 1 << k.desk
	}
	switch {
	case m.guest >= 0:
		g.start(m.desk, &p.all[m.guest])
	case m.desk >= 0:
		p.kept = append(p.kept, m.keep)
	default:
		g.now = min(1, g.nextFree(), g.nextArrival())
		g.wake()
	}
	g.seatAll()
	for g.step() {
	}
	g.leave()
	return g.cost, g.late
}

// game is one candidate being played.
type game struct {
	*play
	desks      []bench
	now        float64
	idle       uint64
	next       int // in all, who arrives next
	cost, late float64
}

func (g *game) nextArrival() float64 {
	if g.next < len(g.all) {
		return g.all[g.next].at
	}
	return farOff
}

// nextFree is when the next desk is free that is not.
func (g *game) nextFree() float64 {
	at := float64(farOff)
	for i, end := range g.end {
		if g.idle>>i&1 == 0 && end < at {
			at = end
		}
	}
	for _, k := range g.kept {
		if k.until > g.now && k.until < at && g.idle>>k.desk&1 == 1 {
			at = k.until
		}
	}
	return at
}

// wake marks the desks that are free by now.
func (g *game) wake() {
	for i, end := range g.end {
		if end <= g.now {
			g.idle |= 1 << i
		}
	}
}

// step goes to the next arrival or free desk; false when nobody is left.
func (g *game) step() bool {
	arrives := g.nextArrival()
	if len(g.wait) > 0 {
		if free := g.nextFree(); free <= arrives {
			if free >= farOff {
				return false
			}
			g.now = free
			g.wake()
			g.seatAll()
			return true
		}
	}
	if arrives >= farOff {
		return false
	}
	g.now = arrives
	g.wake()
	v := &g.all[g.next]
	if !g.seat(v) {
		g.queue(int32(g.next))
	}
	g.next++
	return true
}

// queue puts somebody who just came among those who wait, by the base order.
func (g *game) queue(i int32) {
	g.wait = append(g.wait, i)
	key := g.all[i].key
	for j := len(g.wait) - 1; j > 0 && g.all[g.wait[j-1]].key > key; j-- {
		g.wait[j], g.wait[j-1] = g.wait[j-1], g.wait[j]
	}
}

// seatAll gives whoever waits, in the base order, the least flexible desk that is free.
func (g *game) seatAll() {
	kept := g.wait[:0]
	for i, w := range g.wait {
		if g.idle == 0 {
			kept = append(kept, g.wait[i:]...)
			break
		}
		if v := &g.all[w]; v.at > g.now || !g.seat(v) {
			kept = append(kept, w)
		}
	}
	g.play.wait = kept
}

func (g *game) seat(v *visit) bool {
	can := v.desks & g.idle
	for _, k := range g.kept {
		if k.until > g.now && (v.walk || v.desks != k.class) {
			can &^= 1 << k.desk
		}
	}
	for left := can; left != 0; left &= left - 1 {
		d := bits.TrailingZeros64(left)
		if !g.fits || g.now+v.plan*g.desks[d].pace <= g.desks[d].until {
			g.start(d, v)
			return true
		}
	}
	return false
}

// start begins a visit at a desk and counts what its wait costs.
func (g *game) start(d int, v *visit) {
	if len(g.noted) > 0 {
		for i := range g.all {
			if &g.all[i] == v {
				g.noted[i] = g.now
			}
		}
	}
	g.end[d] = g.now + v.dur*g.desks[d].pace
	g.idle &^= 1 << d
	for i := range g.kept {
		if k := &g.kept[i]; !v.walk && v.desks == k.class || k.desk == d {
			k.until = 0
		}
	}
	wait, over := max(0, g.now-v.from), g.now-v.due
	if v.walk {
		g.cost += g.o.WalkWait * wait
		if over > 0 {
			g.cost += g.o.WalkLate + g.o.WalkLateMinute*over
			g.late++
		}
		return
	}
	g.cost += g.o.Wait * wait
	if over > 0 {
		g.cost += g.o.Late + g.o.LateMinute*over
		g.late++
	}
}

// leave counts whom no desk could help before it closed as past the norm.
func (g *game) leave() {
	for _, w := range g.wait {
		if g.all[w].walk {
			g.cost += g.o.WalkLate
		} else {
			g.cost += g.o.Late
		}
		g.late++
	}
}
