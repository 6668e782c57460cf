package sim

import "math"

// estimate is a mean over independent repetitions with half the width of its 99 % interval.
type estimate struct{ n, sum, squares float64 }

func (e *estimate) add(v float64) { e.n++; e.sum += v; e.squares += v * v }

func (e *estimate) mean() float64 { return e.sum / e.n }

func (e *estimate) half99() float64 {
	m := e.mean()
	return 2.576 * math.Sqrt(max(0, e.squares/e.n-m*m)/(e.n-1))
}

func soonestFree(free []float64) (at int) {
	for i, f := range free {
		if f < free[at] {
			at = i
		}
	}
	return at
}
