package sim

import (
	"math"

	"balie/queue/steer"
)

// Accuracy is how well forecasts held that were made at the moment of coming in.
type Accuracy struct {
	Everybody Forecasts `json:"everybody"`
	Walkins   Forecasts `json:"walkins"` // what those without an appointment were told when they took a number
}

// Forecasts counts forecasts against what was waited, in minutes.
type Forecasts struct {
	N          int     `json:"n"`
	MeanError  float64 `json:"mean_error"`  // without sign, of the middle of the range
	Bias       float64 `json:"bias"`        // of the mean; above 0 is too long
	InRange    float64 `json:"in_range"`    // share not above the range's upper end and not below its lower one
	WithinFive float64 `json:"within_five"` // share that was at most five minutes off
	Waited     float64 `json:"waited"`      // on average
}

// Score forecasts the wait of everybody at the moment they come, and holds it against what they then
// waited under the rollout.
func Score(s Scenario, days int, seed uint64) Accuracy {
	return newOffice(s).scoreAll(func(o *office) chooser { return o.choose("rollout") }, days, seed)
}

func (o *office) scoreAll(by func(*office) chooser, days int, seed uint64) (a Accuracy) {
	parts := make([]Accuracy, days)
	parallel(days, func(n int) { parts[n] = o.score(o.draw(seed, n), by(o)) })
	for _, p := range parts {
		a.Everybody.join(p.Everybody)
		a.Walkins.join(p.Walkins)
	}
	a.Everybody.divide()
	a.Walkins.divide()
	return a
}

func (f *Forecasts) join(o Forecasts) {
	f.N += o.N
	f.MeanError += o.MeanError
	f.Bias += o.Bias
	f.InRange += o.InRange
	f.WithinFive += o.WithinFive
	f.Waited += o.Waited
}

func (f *Forecasts) divide() {
	n := max(1, float64(f.N))
	f.MeanError, f.Bias, f.InRange, f.WithinFive, f.Waited = f.MeanError/n, f.Bias/n, f.InRange/n, f.WithinFive/n, f.Waited/n
}

// add counts one forecast.
func (f *Forecasts) add(w steer.Wait, waited float64) {
	f.N++
	off := math.Abs(w.Likely.Minutes() - waited)
	f.MeanError += off
	f.Bias += w.Mean.Minutes() - waited
	f.Waited += waited
	if waited <= w.Far.Minutes()+0.5 && waited >= w.Soon.Minutes()-0.5 {
		f.InRange++
	}
	if off <= 5 {
		f.WithinFive++
	}
}

// score sums over a day.
func (o *office) score(d *day, by chooser) (a Accuracy) {
	e := newEngine(d, by, 0)
	told := map[int]steer.Wait{}
	e.comes = func(g int) {
		f := steer.Predict(e.state(), o.options())
		told[g] = f.Waits[len(f.Waits)-1]
	}
	e.run()
	for g, w := range told {
		if e.began[g] < 0 {
			continue
		}
		waited := (e.began[g] - d.guests[g].arrives).Minutes()
		a.Everybody.add(w, waited)
		if d.guests[g].walk {
			a.Walkins.add(w, waited)
		}
	}
	return a
}
