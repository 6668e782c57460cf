package steer

// random is splitmix64: quick, and the same on every machine.
type random struct{ state uint64 }

func (r *random) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// float is at least 0 and below 1.
func (r *random) float() float64 { return float64(r.next()>>11) / (1 << 53) }

// primeFrom is the smallest odd prime that is at least n.
func primeFrom(n uint64) uint64 {
	for p := max(n, 3) | 1; ; p += 2 {
		prime := true
		for d := uint64(3); d*d <= p && prime; d += 2 {
			prime = p%d != 0
		}
		if prime {
			return p
		}
	}
}
