package sim

import (
	"math"
	"math/rand/v2"
	"time"

	"balie/queue/steer"
)

// clairvoyant knows who comes, when, and how long each visit takes. It improves a schedule by
// annealing and keeps the best, so the true limit is at least as good.
type clairvoyant struct {
	*day
	seq    [][]int   // guests per desk, in order
	cost   []float64 // per desk
	o      steer.Options
	random *rand.Rand
	trial  [2][]int
}

// annealings is how many changes are tried for a day.
const annealings = 200_000

// solve returns when everybody is called with perfect foresight.
func solve(d *day) *engine {
	start := newEngine(d, d.choose("appointment-first"), 0)
	start.run()
	c := &clairvoyant{day: d, seq: make([][]int, len(d.Desks)), cost: make([]float64, len(d.Desks)), o: d.options(), random: rand.New(rand.NewPCG(d.seed, 1))}
	var order []int
	for i := range start.began {
		if start.began[i] >= 0 {
			order = append(order, i)
		}
	}
	sortBy(order, func(i int) time.Duration { return start.began[i] })
	for _, g := range order {
		c.seq[start.where[g]] = append(c.seq[start.where[g]], g)
	}
	for i := range c.seq {
		c.cost[i] = c.play(i, c.seq[i], nil)
	}
	if len(order) > 1 {
		c.anneal(order)
	}
	for i := range c.seq {
		c.play(i, c.seq[i], start.began)
		for _, g := range c.seq[i] {
			start.where[g] = i
		}
	}
	return start
}

// anneal moves guests between desks and places; worse schedules are taken ever less often.
func (c *clairvoyant) anneal(order []int) {
	desk := make([]int, len(c.guests))
	for i, seq := range c.seq {
		for _, g := range seq {
			desk[g] = i
		}
	}
	best, sum := c.copy(), c.sum()
	lowest := sum
	for n := range annealings {
		heat := 0.2 * math.Pow(0.01, float64(n)/annealings)
		g := order[c.random.IntN(len(order))]
		from, to := desk[g], c.random.IntN(len(c.seq))
		if c.Desks[to].Absent || !c.can[to].Has(c.need[c.guests[g].kind]) {
			continue
		}
		was := c.cost[from]
		if to != from {
			was += c.cost[to]
		}
		now, costs := c.try(g, from, to)
		if now > was && c.random.Float64() >= math.Exp((was-now)/heat) {
			continue
		}
		c.keep(from, to, costs)
		desk[g] = to
		if sum += now - was; sum < lowest-1e-9 {
			best, lowest = c.copy(), sum
		}
	}
	c.seq = best
}

func (c *clairvoyant) sum() (sum float64) {
	for _, v := range c.cost {
		sum += v
	}
	return sum
}

func (c *clairvoyant) copy() [][]int {
	seq := make([][]int, len(c.seq))
	for i := range seq {
		seq[i] = append([]int(nil), c.seq[i]...)
	}
	return seq
}

// try puts a guest near its time in the order of a desk, and returns what both desks then cost.
func (c *clairvoyant) try(g, from, to int) (sum float64, costs [2]float64) {
	left := c.trial[0][:0]
	for _, other := range c.seq[from] {
		if other != g {
			left = append(left, other)
		}
	}
	c.trial[0] = left
	into := left
	if to != from {
		costs[0] = c.play(from, left, nil)
		into = c.seq[to]
	}
	at := 0
	for at < len(into) && c.guests[into[at]].promised() < c.guests[g].promised() {
		at++
	}
	at = min(max(at+c.random.IntN(9)-4, 0), len(into))
	put := append(append(c.trial[1][:0], into[:at]...), g)
	c.trial[1] = append(put, into[at:]...)
	costs[1] = c.play(to, c.trial[1], nil)
	return costs[0] + costs[1], costs
}

func (c *clairvoyant) keep(from, to int, costs [2]float64) {
	if to != from {
		c.seq[from], c.cost[from] = append(c.seq[from][:0], c.trial[0]...), costs[0]
	}
	c.seq[to], c.cost[to] = append(c.seq[to][:0], c.trial[1]...), costs[1]
}

// play is what a desk's order costs; it notes when everybody begins where began is given.
func (c *clairvoyant) play(desk int, seq []int, began []time.Duration) (cost float64) {
	now := time.Duration(0)
	for _, i := range seq {
		g := &c.guests[i]
		now = max(now, g.arrives)
		if back, absent := c.absentFor(desk, now); absent {
			if now = back; back == 0 {
				now = minutes(endless)
			}
		}
		if began != nil {
			began[i] = now
		}
		wait := (now - g.promised()).Minutes()
		switch {
		case g.walk:
			if over := wait - c.WalkinPromise; over > 0 {
				cost += c.o.WalkLate + c.o.WalkLateMinute*over
			}
			cost += c.o.WalkWait * max(wait, 0)
		default:
			if over := wait - norm.Minutes(); over > 0 {
				cost += c.o.Late + c.o.LateMinute*over
			}
			cost += c.o.Wait * max(wait, 0)
		}
		now += g.lasts
	}
	return cost
}
