package steer

import "math"

// points is how many values stand for a law; a power of two.
const points = 256

// Distribution is how something that varies is distributed, in minutes: a visit's length, or how much later
// than booked somebody comes (less than 0 is early). It holds equally likely values, in order.
type Distribution struct{ at [points]float32 }

// NewDistribution makes a law from its quantile function, asked at evenly spread shares between 0 and 1.
func NewDistribution(quantile func(share float64) float64) *Distribution {
	l := &Distribution{}
	for i := range l.at {
		l.at[i] = float32(quantile((float64(i) + 0.5) / points))
	}
	return l
}

// Lognormal is the law of a visit's length with this mean and coefficient of variation, which is
// what lengths of visits look like. A cv of 0 is always the mean.
func Lognormal(mean, cv float64) *Distribution {
	spread := math.Sqrt(math.Log(1 + cv*cv))
	middle := math.Log(mean) - spread*spread/2
	l := NewDistribution(func(u float64) float64 {
		return math.Exp(middle + spread*math.Sqrt2*math.Erfinv(2*u-1))
	})
	return l.scaled(mean)
}

// scaled gives the law exactly this mean: the values cut the last bit of the tail off.
func (l *Distribution) scaled(mean float64) *Distribution {
	if m := l.Mean(); m > 0 {
		for i := range l.at {
			l.at[i] *= float32(mean / m)
		}
	}
	return l
}

// Mean is the law's mean in minutes.
func (l *Distribution) Mean() float64 {
	sum := 0.0
	for _, v := range l.at {
		sum += float64(v)
	}
	return sum / points
}

// Quantile is the value that this share does not exceed.
func (l *Distribution) Quantile(share float64) float64 {
	return float64(l.at[min(max(int(share*points), 0), points-1)])
}

// past is how many of the law's values do not exceed x.
func (l *Distribution) past(x float64) int {
	low, high := 0, points
	for low < high {
		if mid := (low + high) / 2; float64(l.at[mid]) > x {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// beyond draws a value above x with the share u, given the number that past(x) returned. What has
// outlasted every value goes on a little longer.
func (l *Distribution) beyond(x float64, past int, u float64) float64 {
	if past >= points {
		return x + 1 + 4*u
	}
	return max(x, float64(l.at[past+int(u*float64(points-past))]))
}
