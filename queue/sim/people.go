package sim

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// People draws those of a scenario one by one, for whoever plays its days through a real queue.
type People struct {
	office *office
	random *rand.Rand
}

// NewPeople returns the people of a scenario; the same generator gives the same people.
func NewPeople(s Scenario, random *rand.Rand) People { return People{newOffice(s), random} }

// Comes draws how much later than booked somebody with an appointment comes, and whether they come at all.
func (p People) Comes() (later time.Duration, shows bool) {
	shows = p.random.Float64() >= p.office.NoShow
	return p.office.comes(p.random), shows
}

// Lasts draws how long a visit takes that so much was planned for: as that type of visit does for
// which the plan is nearest.
func (p People) Lasts(planned time.Duration) time.Duration {
	t := slices.MinFunc(p.office.Types, func(a, b Type) int {
		return int(math.Abs(planned.Minutes()-float64(a.Booked))*60) - int(math.Abs(planned.Minutes()-float64(b.Booked))*60)
	})
	spread := math.Sqrt(math.Log(1 + t.CV*t.CV))
	part := t.Mean / float64(t.Booked) * math.Exp(-spread*spread/2+spread*p.random.NormFloat64())
	return max(minutes(planned.Minutes()*part), 30*time.Second)
}

// WalkIn is somebody who comes without an appointment, so long after opening.
type WalkIn struct {
	After time.Duration
	Type  string
}

// WalkIns draws those who come without an appointment on one day, in the order in which they come.
func (p People) WalkIns() (all []WalkIn) {
	d := &day{office: p.office}
	for i := range p.office.flows {
		d.walkIns(p.random, &p.office.flows[i])
	}
	for _, g := range d.guests {
		all = append(all, WalkIn{g.arrives, p.office.Types[g.kind].ID})
	}
	slices.SortStableFunc(all, func(a, b WalkIn) int { return int(a.After - b.After) })
	return all
}
