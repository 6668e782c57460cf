package sim

import (
	"math"
	"math/rand/v2"
	"time"
)

// grid is the step of start times, in minutes.
const grid = 5

// agenda is the plan that appointments are booked on: each desk's free minutes in steps of the
// grid, and what was booked so far.
type agenda struct {
	taken [][]bool
	load  []float64 // expected work that has begun, per step
}

// book fills the agenda of a day: each resident takes the free start nearest to the wished one.
// Who finds none on any desk does not come, and somebody else asks.
func (d *day) book(random *rand.Rand) {
	share := d.mix(Type.appointments)
	if share == 0 || d.WalkinShare >= 1 {
		return
	}
	work := d.visits() * (1 - d.WalkinShare) / (1 - d.NoShow) * d.meanWork(Type.appointments)
	work -= random.Float64() * d.meanWork(Type.appointments) // so that on average it is what was asked
	a := d.newAgenda()
	for tries := 2000; work > 0 && tries > 0; tries-- {
		kind := d.pickType(random, share)
		wish := d.wish(random)
		desk, step := a.nearest(d, kind, wish)
		g := guest{kind: kind, lasts: d.length(random, kind), shows: random.Float64() >= d.NoShow, desk: desk, comes: 1 - d.NoShow, offset: d.offset}
		offset := d.comes(random)
		if desk < 0 {
			continue
		}
		work -= d.Types[kind].Mean
		a.take(d, kind, desk, step)
		g.booked = minutes(float64(step * grid))
		g.arrives = max(0, g.booked+offset)
		d.guests = append(d.guests, g)
	}
}

func (d *day) newAgenda() *agenda {
	steps := d.Minutes / grid
	a := &agenda{taken: make([][]bool, len(d.Desks)), load: make([]float64, steps)}
	for i, desk := range d.Desks {
		a.taken[i] = make([]bool, steps)
		for _, b := range desk.Breaks {
			for s := b[0] / grid; s*grid < b[1] && s < steps; s++ {
				a.taken[i][s] = true
			}
		}
	}
	return a
}

func (d *day) pickType(random *rand.Rand, share float64) int {
	u := random.Float64() * share
	for i, t := range d.Types {
		if u -= t.ShareAppointments; u < 0 {
			return i
		}
	}
	return len(d.Types) - 1
}

// wish draws when a resident would like to come.
func (d *day) wish(random *rand.Rand) float64 {
	sum := 0.0
	for _, p := range d.Peaks {
		sum += p.Share
	}
	for {
		u, at := random.Float64()*sum, 0.0
		for _, p := range d.Peaks {
			if u -= p.Share; u < 0 {
				if at = p.At + p.Width*random.NormFloat64(); p.Width <= 0 {
					at = random.Float64() * float64(d.Minutes)
				}
				break
			}
		}
		if at >= 0 && at < float64(d.Minutes) {
			return at
		}
	}
}

// levelCost is how many minutes away a resident is sent for a full desk-load of difference, where
// offers are levelled.
const levelCost = 120

// nearest returns the free place nearest to a wish, on the least flexible desk that has it; with
// levelled offers the place that is near and quiet. -1 where there is none.
func (a *agenda) nearest(d *day, kind int, wish float64) (desk, step int) {
	desk, best := -1, math.Inf(1)
	for s := range a.load {
		away := math.Abs(float64(s*grid) - wish)
		if d.Levelled {
			away += levelCost * a.around(d, kind, s)
		}
		if away >= best {
			continue
		}
		for _, i := range d.order {
			if d.can[i].Has(d.need[kind]) && a.free(i, s, d.steps(kind)) {
				desk, step, best = i, s, away
				break
			}
		}
	}
	return desk, step
}

func (d *day) steps(kind int) int { return (d.Types[kind].Booked + grid - 1) / grid }

func (a *agenda) free(desk, step, n int) bool {
	if step+n > len(a.load) {
		return false
	}
	for s := step; s < step+n; s++ {
		if a.taken[desk][s] {
			return false
		}
	}
	return true
}

func (a *agenda) take(d *day, kind, desk, step int) {
	n := d.steps(kind)
	for s := step; s < step+n; s++ {
		a.taken[desk][s] = true
		a.load[s] += 1 / float64(len(d.Desks))
	}
}

// around is the share of desks that are booked around a start, half an hour to each side.
func (a *agenda) around(d *day, kind, step int) (load float64) {
	n := 0
	for s := max(0, step-3); s < min(len(a.load), step+d.steps(kind)+3); s++ {
		load += a.load[s]
		n++
	}
	return load / float64(n)
}

// absentFor reports whether a desk takes nobody at a time: it fell out, or has a break until back,
// which is 0 where it does not come back.
func (o *office) absentFor(desk int, at time.Duration) (back time.Duration, absent bool) {
	if o.Desks[desk].Absent {
		return 0, true
	}
	for _, b := range o.Desks[desk].Breaks {
		if from, to := minutes(float64(b[0])), minutes(float64(b[1])); at >= from && at < to {
			if b[1] == endless {
				to = 0
			}
			return to, true
		}
	}
	return 0, false
}
