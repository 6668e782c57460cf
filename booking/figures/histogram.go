package figures

// Histogram counts durations by whole minutes, rounded up: the first number is how many took no time, the next those
// of up to a minute.
type Histogram []int

// longest is the last minute that is told apart; what took longer counts there.
const longest = 240

// add counts seconds n times, in the place of this one; n may be negative.
func (h Histogram) add(seconds, n int) Histogram {
	at := min((max(seconds, 0)+59)/60, longest)
	for len(h) <= at {
		h = append(h, 0)
	}
	h[at] += n
	return h.trim()
}

// and adds another, in the place of this one, which nobody else holds.
func (h Histogram) and(o Histogram) Histogram {
	for len(h) < len(o) {
		h = append(h, 0)
	}
	for i, n := range o {
		h[i] += n
	}
	return h.trim()
}

func (h Histogram) trim() Histogram {
	for len(h) > 0 && h[len(h)-1] == 0 {
		h = h[:len(h)-1]
	}
	if len(h) == 0 {
		return nil
	}
	return h
}

// N is how many are counted.
func (h Histogram) N() (n int) {
	for _, m := range h {
		n += m
	}
	return n
}

// Within is how many took no longer than whole minutes.
func (h Histogram) Within(minutes int) (n int) {
	for _, m := range h[:min(minutes+1, len(h))] {
		n += m
	}
	return n
}

// Quantile is the smallest number of whole minutes that percent of 100 did not exceed; 0 where nothing is counted.
func (h Histogram) Quantile(percent int) int {
	rank := (h.N()*percent + 99) / 100
	for minutes, m := range h {
		if rank -= m; rank <= 0 {
			return minutes
		}
	}
	return 0
}

// Mean is the average in minutes, each duration taken in the middle of its minute.
func (h Histogram) Mean() float64 {
	sum := 0.0
	for minutes, m := range h {
		sum += max(float64(minutes)-0.5, 0) * float64(m)
	}
	return sum / float64(max(h.N(), 1))
}
