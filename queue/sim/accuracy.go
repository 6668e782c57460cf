package sim

import (
	"math"

	"balie/queue/steer"
)

// Accuracy is how well forecasts said what walk-ins were told when they took a number.
type Accuracy struct {
	Walkins     int     `json:"walkins"`
	MeanError   float64 `json:"mean_error"`   // minutes, without sign
	Bias        float64 `json:"bias"`         // minutes; above 0 is too long
	InRange     float64 `json:"in_range"`     // share not above the range's upper end and not below its lower one
	WithinFive  float64 `json:"within_five"`  // share that was at most five minutes off
	LikelyError float64 `json:"likely_error"` // minutes without sign, of the middle of the range
}

// Score forecasts the wait of every walk-in at the moment they come, and holds it against what
// they then waited under the rollout.
func Score(s Scenario, days int, seed uint64) Accuracy {
	o := newOffice(s)
	parts := make([]Accuracy, days)
	parallel(days, func(n int) { parts[n] = o.score(o.draw(seed, n)) })
	var a Accuracy
	for _, p := range parts {
		a.Walkins += p.Walkins
		a.MeanError += p.MeanError
		a.Bias += p.Bias
		a.InRange += p.InRange
		a.WithinFive += p.WithinFive
		a.LikelyError += p.LikelyError
	}
	n := max(1, float64(a.Walkins))
	a.MeanError, a.Bias, a.InRange, a.WithinFive, a.LikelyError = a.MeanError/n, a.Bias/n, a.InRange/n, a.WithinFive/n, a.LikelyError/n
	return a
}

// score sums over a day.
func (o *office) score(d *day) (a Accuracy) {
	e := newEngine(d, o.choose("rollout"), 0)
	told := map[int]steer.Wait{}
	e.comes = func(g int) {
		if d.guests[g].walk {
			f := steer.Foresee(e.state(), o.options())
			told[g] = f.Waits[len(f.Waits)-1]
		}
	}
	e.run()
	for g, w := range told {
		waited := (e.began[g] - d.guests[g].arrives).Minutes()
		off := w.Mean.Minutes() - waited
		a.Walkins++
		a.Bias += off
		a.MeanError += math.Abs(off)
		a.LikelyError += math.Abs(w.Likely.Minutes() - waited)
		if waited <= w.Far.Minutes()+0.5 && waited >= w.Soon.Minutes()-0.5 {
			a.InRange++
		}
		if math.Abs(off) <= 5 {
			a.WithinFive++
		}
	}
	return a
}
