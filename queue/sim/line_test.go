package sim

import "math"

// customer is somebody in a plain line.
type customer struct {
	arrives, lasts float64
	class          int     // the lower goes first
	patience       float64 // leaves without a visit after so long; 0 for never
}

// line plays customers, in order of arrival, through c servers that never break a visit off: the
// lowest class first, then who came first. It returns when each begins, or -1 where they left, and
// when the last server is free.
func line(c int, who []customer) (begins []float64, end float64) {
	begins = make([]float64, len(who))
	free := make([]float64, c)
	var waiting []int
	next := 0
	for next < len(who) || len(waiting) > 0 {
		s := soonestFree(free)
		at := free[s]
		for next < len(who) && (who[next].arrives <= at || len(waiting) == 0) {
			at = max(at, who[next].arrives)
			waiting = append(waiting, next)
			next++
			if who[waiting[0]].arrives > free[s] {
				break
			}
		}
		first := -1
		kept := waiting[:0]
		for _, w := range waiting {
			if p := who[w].patience; p > 0 && who[w].arrives+p < at {
				begins[w] = -1
				continue
			}
			kept = append(kept, w)
			if first < 0 || who[w].class < who[kept[first]].class {
				first = len(kept) - 1
			}
		}
		waiting = kept
		if first < 0 {
			continue
		}
		w := waiting[first]
		waiting = append(waiting[:first], waiting[first+1:]...)
		begins[w] = max(at, who[w].arrives)
		free[s] = begins[w] + who[w].lasts
		end = max(end, free[s])
	}
	return begins, end
}

func (e *estimate) holds(v float64) bool { return math.Abs(e.mean()-v) <= e.half99() }
