package sim

import (
	"math"
)

// Known results of queueing theory, by which the simulation is judged.

// ErlangA is the share that waits, and the share that leaves, where patience is exponential: rates
// of coming, of each server, and of leaving (C. Palm, 1957). It sums the chain over who is there.
func ErlangA(c int, coming, serving, leaving float64) (waits, leaves float64) {
	weight, sum, queue := 1.0, 1.0, 0.0
	waiting := 0.0
	if c == 0 {
		waiting = 1
	}
	for n := 1; n < 100_000; n++ {
		weight *= coming / (float64(min(n, c))*serving + float64(max(n-c, 0))*leaving)
		sum += weight
		if n >= c {
			waiting += weight
			queue += float64(n-c) * weight
		}
		if n > c && weight < 1e-16*sum {
			break
		}
	}
	return waiting / sum, queue / sum * leaving / coming
}

// PollaczekKhinchine is the mean wait at one server with Poisson arrivals: use, mean length and its
// coefficient of variation.
func PollaczekKhinchine(use, mean, cv float64) float64 {
	return use * mean * (1 + cv*cv) / (2 * (1 - use))
}

// Cobham is the mean wait of each class at one server that never breaks a visit off, the first
// class first: rates, means and second moments (A. Cobham, 1954).
func Cobham(rates, means, seconds []float64) (waits []float64) {
	residual, before := 0.0, 0.0
	for i := range rates {
		residual += rates[i] * seconds[i] / 2
	}
	for i := range rates {
		with := before + rates[i]*means[i]
		waits = append(waits, residual/((1-before)*(1-with)))
		before = with
	}
	return waits
}

// DM1 is the mean wait where somebody comes every slot and visits are exponential with mean 1.
func DM1(slot float64) float64 {
	sigma := 0.0
	for range 100_000 {
		next := math.Exp(-(1 - sigma) * slot)
		if next == sigma {
			break
		}
		sigma = next
	}
	return sigma / (1 - sigma)
}

// DM1BestSlot is the slot that costs least in the long run where somebody comes every slot and visits
// are exponential with mean 1: idle time weighs so much, and waiting the rest.
func DM1BestSlot(idle float64) float64 {
	return lowest(1.001, 6, func(slot float64) float64 { return idle*(slot-1) + (1-idle)*DM1(slot) })
}

// lowest is where a function with one valley is lowest, by golden section.
func lowest(low, high float64, f func(float64) float64) float64 {
	ratio := (math.Sqrt(5) - 1) / 2
	for range 60 {
		a, b := high-ratio*(high-low), low+ratio*(high-low)
		if f(a) < f(b) {
			high = b
		} else {
			low = a
		}
	}
	return (low + high) / 2
}

// TwoGap is the best distance between the only two appointments of a morning, of which each comes
// with a chance, for exponential visits with mean 1: waiting costs wait a unit, being there until the
// last has left costs there.
func TwoGap(comes, wait, there float64) float64 {
	return max(0, math.Log(comes+comes*comes*wait/there))
}
