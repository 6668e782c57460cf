package route

import "math"

// The paper's settings: about how many stops are taken out at once, and the longest string of
// neighbours taken from one tour.
const (
	removedAtOnce = 10.0
	longestString = 10.0
	splitShare    = 0.5  // of strings that keep a few stops in their middle
	splitGrows    = 0.01 // the chance that these are no more
	emptiedOneIn  = 50   // steps in which whole tours are taken out, which the paper does not do
)

// ruin takes strings of neighbouring stops out of some tours around a random stop.
func (s *search) ruin() {
	n := len(s.p.Stops)
	if n == 0 {
		return
	}
	mean := 0.0
	for _, t := range s.tours {
		mean += float64(len(t.stops))
	}
	mean /= math.Max(1, float64(len(s.tours)))
	longest := math.Max(1, math.Min(longestString, mean))
	most := 4*removedAtOnce/(1+longest) - 1
	strings := int(s.random.Float64()*most + 1)
	emptied := s.random.IntN(emptiedOneIn) == 0
	ruined := s.ruined[:0]
	for _, i := range s.near[s.random.IntN(n)] {
		if len(ruined) >= strings {
			break
		}
		t := s.home[i]
		if t == nil || s.wasRuined(ruined, t) {
			continue
		}
		length := int(s.random.Float64()*math.Min(float64(len(t.stops)), longest) + 1)
		if emptied {
			length = len(t.stops)
		}
		s.removeString(t, i, length)
		ruined = append(ruined, t.vehicle)
	}
	s.ruined = ruined
	s.dropEmpty()
}

func (s *search) wasRuined(ruined []int, t *tour) bool {
	for _, v := range ruined {
		if v == t.vehicle {
			return true
		}
	}
	return false
}

// removeString takes a string of that length with stop i in it out of a tour; half of the strings
// leave a few stops in their middle.
func (s *search) removeString(t *tour, i, length int) {
	s.save(t)
	kept := 0
	if length > 1 && length < len(t.stops) && s.random.Float64() < splitShare {
		for kept = 1; length+kept < len(t.stops) && s.random.Float64() > splitGrows; {
			kept++
		}
	}
	at := 0
	for t.stops[at] != i {
		at++
	}
	whole := length + kept
	low, high := max(0, at-whole+1), min(at, len(t.stops)-whole)
	from := low + s.random.IntN(high-low+1)
	gap := from + whole // none
	if kept > 0 {
		gap = from + 1 + s.random.IntN(length)
	}
	rest := t.stops[:from]
	for k := from; k < len(t.stops); k++ {
		j := t.stops[k]
		if k >= from+whole || kept > 0 && k >= gap && k < gap+kept {
			rest = append(rest, j)
			continue
		}
		s.home[j] = nil
		s.absent = append(s.absent, j)
	}
	t.stops = rest
	s.retime(t)
}

// dropEmpty gives the vehicles of empty tours back.
func (s *search) dropEmpty() {
	kept := s.tours[:0]
	for _, t := range s.tours {
		if len(t.stops) > 0 {
			kept = append(kept, t)
			continue
		}
		k := s.kind[t.vehicle]
		s.spare[k] = append(s.spare[k], t.vehicle)
	}
	s.tours = kept
}
