package sim

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"balie/queue/steer"
)

// guest is somebody of a day.
type guest struct {
	id      string
	walk    bool
	kind    int           // in Scenario.Types
	booked  time.Duration // from opening; for a walk-in the arrival
	arrives time.Duration
	lasts   time.Duration
	shows   bool
	desk    int // the desk of the agenda that the appointment was booked on
	comes   float64
	offset  *steer.Distribution // how much later than booked they come
	at      int                 // in Past.Visits
}

// promised is the later of booked and arrived.
func (g *guest) promised() time.Duration { return max(g.booked, g.arrives) }

// day is one drawn day: the same for every policy.
type day struct {
	*office
	number int
	seed   uint64
	guests []guest // by booked time
}

// office is what a scenario means, worked out once.
type office struct {
	Scenario
	can      []steer.Skills        // per desk
	need     []steer.Skills        // per type
	laws     []*steer.Distribution // per type
	offset   *steer.Distribution
	flows    []steer.Walk // of the whole day
	order    []int        // desks, the least flexible first
	opens    time.Time    // minutes count from here
	booked   []Booking    // of a plan; nil in a made-up town hall
	punctual bool         // of a plan
	fixed    []guest      // of a day that was; nil in one to come
}

// opened is when every made-up day begins.
var opened = time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)

func newOffice(s Scenario) *office {
	o := &office{Scenario: s, opens: opened}
	for i, t := range s.Types {
		o.need = append(o.need, 1<<i)
		o.laws = append(o.laws, steer.Lognormal(t.Mean, t.CV))
	}
	for _, d := range s.Desks {
		var can steer.Skills
		for _, skill := range d.Skills {
			can |= 1 << slices.IndexFunc(s.Types, func(t Type) bool { return t.ID == skill })
		}
		o.can = append(o.can, can)
	}
	o.arrange()
	o.offset = s.offsets()
	o.flows = o.walks()
	return o
}

// arrange orders the desks, the least flexible first.
func (o *office) arrange() {
	o.order = o.order[:0]
	for i := range o.can {
		o.order = append(o.order, i)
	}
	slices.SortStableFunc(o.order, func(a, b int) int { return cmp.Compare(o.can[a].Count(), o.can[b].Count()) })
}

// offsets is the law of coming later than booked: the early first.
func (s Scenario) offsets() *steer.Distribution {
	early := steer.Lognormal(max(s.EarlyMean, 1e-9), s.EarlyCV)
	return steer.NewDistribution(func(u float64) float64 {
		if u < 1-s.LateShare {
			return -min(s.EarlyCap, early.Quantile(1-u/(1-s.LateShare)))
		}
		return min(s.LateCap, -s.LateMean*math.Log(1-(u-(1-s.LateShare))/s.LateShare))
	})
}

// density is how much a mixture of bells lies at a time of the day.
func density(peaks []Peak, at, day float64) (sum float64) {
	for _, p := range peaks {
		if p.Width <= 0 {
			sum += p.Share / day
			continue
		}
		z := (at - p.At) / p.Width
		sum += p.Share * math.Exp(-z*z/2) / (p.Width * math.Sqrt(2*math.Pi))
	}
	return sum
}

const flowStep = 15

// walks are the flows of walk-ins per quarter of an hour and type.
func (o *office) walks() (flows []steer.Walk) {
	total := o.visits() * o.WalkinShare
	mass := 0.0
	for from := 0; from < o.Minutes; from += flowStep {
		mass += density(o.WalkinPeaks, float64(from)+flowStep/2, float64(o.Minutes))
	}
	for from := 0; from < o.Minutes; from += flowStep {
		part := density(o.WalkinPeaks, float64(from)+flowStep/2, float64(o.Minutes)) / mass
		until := min(from+flowStep, o.Minutes)
		for i, t := range o.Types {
			if t.ShareWalkins > 0 && total > 0 {
				flows = append(flows, steer.Walk{
					From: o.opens.Add(minutes(float64(from))), Until: o.opens.Add(minutes(float64(until))),
					PerMinute: total * part * t.ShareWalkins / o.mix(Type.walkins) / float64(until-from),
					Need:      o.need[i], Minutes: t.Booked, Lasts: o.laws[i],
				})
			}
		}
	}
	return flows
}

// minutes is a length of time, to the millisecond as the ledger keeps it.
func minutes(m float64) time.Duration { return time.Duration(math.Round(m*60_000)) * time.Millisecond }

// draw makes a day from a seed.
func (o *office) draw(seed uint64, number int) *day {
	d := &day{office: o, number: number, seed: seed ^ uint64(number+1)*0x9e3779b97f4a7c15}
	random := rand.New(rand.NewPCG(seed, uint64(number)))
	switch {
	case o.booked != nil:
		d.come(seed)
	default:
		d.book(random)
	}
	for i := range o.flows {
		d.walkIns(random, &o.flows[i])
	}
	slices.SortStableFunc(d.guests, func(a, b guest) int {
		return cmp.Or(cmp.Compare(a.booked, b.booked), cmp.Compare(a.arrives, b.arrives))
	})
	for i := range d.guests {
		d.guests[i].id = fmt.Sprintf("%03d", i)
	}
	return d
}

func (d *day) walkIns(random *rand.Rand, w *steer.Walk) {
	kind := d.kind(w.Need, w.Minutes, w.Lasts)
	length := w.Until.Sub(w.From).Minutes()
	for at := random.ExpFloat64() / w.PerMinute; at < length; at += random.ExpFloat64() / w.PerMinute {
		when := w.From.Sub(d.opens) + minutes(at)
		d.guests = append(d.guests, guest{walk: true, kind: kind, booked: when, arrives: when, lasts: d.length(random, kind), shows: true, desk: -1})
	}
}

// length draws how long a visit takes: by formula in a made-up town hall, else by its law.
func (o *office) length(random *rand.Rand, kind int) time.Duration {
	t := o.Types[kind]
	if o.booked != nil {
		return max(minutes(o.laws[kind].Quantile(random.Float64())), time.Second)
	}
	spread := math.Sqrt(math.Log(1 + t.CV*t.CV))
	return max(minutes(math.Exp(math.Log(t.Mean)-spread*spread/2+spread*random.NormFloat64())), time.Second)
}

// comes draws how much later than booked somebody comes.
func (o *office) comes(random *rand.Rand) time.Duration {
	if random.Float64() < o.LateShare {
		return minutes(min(o.LateCap, o.LateMean*random.ExpFloat64()))
	}
	if o.EarlyMean == 0 {
		return 0
	}
	spread := math.Sqrt(math.Log(1 + o.EarlyCV*o.EarlyCV))
	return -minutes(min(o.EarlyCap, math.Exp(math.Log(o.EarlyMean)-spread*spread/2+spread*random.NormFloat64())))
}
