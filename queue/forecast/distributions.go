package forecast

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"sync"
	"time"

	"balie/booking"
	"balie/queue/steer"
)

// What is thought before anything is learned, and how many visits that thought weighs.
const (
	priorPart  = 0.85 // of the planned minutes, on average
	priorCV    = 0.5
	priorN     = 20
	priorHour  = 60
	priorComes = 0.92
	comesN     = 50
	offsetN    = 50
	enough     = 200 // visits from which on the office is steered by what it learned
)

// part is how much of its plan a visit of this kind takes, at an hour, and how much that varies.
func (l Lessons) part(key string, hour int) (mean, cv float64) {
	mean, spread := priorPart, priorPart*priorCV
	lasting := l.Lasts[key]
	if lasting == nil {
		return mean, priorCV
	}
	all := lasting.All
	n := float64(all.N)
	squares := (priorN*(spread*spread+mean*mean) + all.Squares) / (priorN + n)
	mean = (priorN*mean + all.Sum) / (priorN + n)
	spread = math.Sqrt(max(0, squares-mean*mean))
	cv = spread / mean
	if at, ok := lasting.ByHour[fmt.Sprintf("%02d", hour)]; ok {
		mean = (priorHour*mean + at.Sum) / (priorHour + float64(at.N))
	}
	return mean, cv
}

// distributions holds the laws of lengths, in steps of a quarter of a minute and of a twentieth.
var distributions sync.Map

func distributionOf(mean, cv float64) *steer.Distribution {
	key := [2]int{max(1, int(math.Round(mean*4))), min(max(int(math.Round(cv*20)), 2), 40)}
	if law, ok := distributions.Load(key); ok {
		return law.(*steer.Distribution)
	}
	law, _ := distributions.LoadOrStore(key, steer.Lognormal(float64(key[0])/4, float64(key[1])/20))
	return law.(*steer.Distribution)
}

// lasts is the law of a visit that was planned so.
func (l Lessons) lasts(skills []string, minutes int, at time.Time) *steer.Distribution {
	mean, cv := l.part(planKey(skills, minutes), at.Hour())
	return distributionOf(mean*float64(max(minutes, 1)), cv)
}

// offset is the law of coming later than booked: what was seen, with nine in ten some eight minutes
// early where little was.
func (l Lessons) offset() *steer.Distribution {
	if l.Offset == [offsetBins]int{} {
		return offsetBefore()
	}
	return offsetOf(l.Offset)
}

// offsetBefore is the law before anything is learned.
var offsetBefore = sync.OnceValue(func() *steer.Distribution { return offsetOf([offsetBins]int{}) })

func offsetOf(counts [offsetBins]int) *steer.Distribution {
	weights := make([]float64, offsetBins)
	for i, c := range counts {
		at := offsetFirst + offsetStep*(float64(i)+0.5)
		weights[i] = float64(c) + offsetN*math.Exp(-(at+6)*(at+6)/128)*offsetStep/(8*math.Sqrt(2*math.Pi))
	}
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	return steer.NewDistribution(func(u float64) float64 {
		left := u * sum
		for i, w := range weights {
			if left < w {
				return offsetFirst + offsetStep*(float64(i)+left/w)
			}
			left -= w
		}
		return offsetFirst + offsetStep*offsetBins
	})
}

// comes is the chance that a resident comes.
func (l Lessons) comes(a booking.Appointment, begins time.Time) float64 {
	c := l.Comes[leadTime(a.Made, begins, string(a.Channel))]
	if c == nil {
		return priorComes
	}
	return (comesN*priorComes + float64(c.Came)) / (comesN + float64(c.N))
}

// flows are those who may come without an appointment in the coming two hours.
func (h *stateBuilder) flows() []steer.Walk {
	now := h.Now.In(h.office.Location())
	half := now.Hour()*2 + now.Minute()/30
	return h.flowsBetween(now, half, half+5)
}

// flowsBetween are those who may come without an appointment on the day of an instant, from one half
// hour until another.
func (h *stateBuilder) flowsBetween(day time.Time, first, until int) (flows []steer.Walk) {
	if h.learned.Days == 0 {
		return nil
	}
	midnight := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, day.Location())
	for _, key := range slices.Sorted(maps.Keys(h.learned.Walks)) {
		plan := h.learned.Plans[key]
		for half := first; half < min(48, until); half++ {
			if n := h.learned.Walks[key][half]; n > 0 {
				from := midnight.Add(time.Duration(half) * 30 * time.Minute)
				flows = append(flows, steer.Walk{
					From: from, Until: from.Add(30 * time.Minute), PerMinute: float64(n) / float64(30*h.learned.Days),
					Need: h.mask(plan.Skills), Minutes: plan.Minutes, Lasts: h.learned.lasts(plan.Skills, plan.Minutes, from),
				})
			}
		}
	}
	slices.SortStableFunc(flows, func(a, b steer.Walk) int { return a.From.Compare(b.From) })
	return flows
}
