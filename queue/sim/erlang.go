package sim

import "math"

// ErlangB is the share of a load of a that c servers without a waiting room turn away, by the
// recursion over servers (A. K. Erlang, 1917).
func ErlangB(c int, a float64) float64 {
	b := 1.0
	for n := 1; n <= c; n++ {
		b = a * b / (float64(n) + a*b)
	}
	return b
}

// ErlangC is the share that has to wait at c servers with a waiting room; 1 where the load is more
// than they can do.
func ErlangC(c int, a float64) float64 {
	if a >= float64(c) {
		return 1
	}
	b := ErlangB(c, a)
	return b / (1 - a/float64(c)*(1-b))
}

// ErlangWithin is the share that waits at most so long, with visits of this mean.
func ErlangWithin(c int, a, mean, wait float64) float64 {
	if a >= float64(c) {
		return 0
	}
	return 1 - ErlangC(c, a)*math.Exp(-(float64(c)-a)*wait/mean)
}

// ErlangDesks is the smallest number of servers that lets a share wait at most so long.
func ErlangDesks(a, mean, wait, share float64) int {
	c := int(a) + 1
	for ErlangWithin(c, a, mean, wait) < share {
		c++
	}
	return c
}

// HalfinWhitt is the share that waits where many servers are staffed at a + beta·√a
// (S. Halfin and W. Whitt, 1981).
func HalfinWhitt(beta float64) float64 {
	all := (1 + math.Erf(beta/math.Sqrt2)) / 2
	density := math.Exp(-beta*beta/2) / math.Sqrt(2*math.Pi)
	return 1 / (1 + beta*all/density)
}

// HalfinWhittBeta is the margin at which a share waits.
func HalfinWhittBeta(share float64) float64 {
	low, high := 0.0, 10.0
	for range 80 {
		if mid := (low + high) / 2; HalfinWhitt(mid) > share {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}
