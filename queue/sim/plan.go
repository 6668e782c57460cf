package sim

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"time"

	"balie/queue/steer"
)

// Plan is a real day to come: which desks will be open, what is booked, and who may walk in. Minutes
// count from Opens. It names nobody.
type Plan struct {
	Opens     time.Time
	Minutes   int // until the office closes
	Desks     []PlanDesk
	Booked    []Booking
	Walks     []steer.Walk
	Punctual  bool // who is early is called at their time, not before
	Scenarios int  // futures that the look ahead plays; 0 for as many as the house does
}

// PlanDesk is a desk that will be open, and when.
type PlanDesk struct {
	Can  steer.Skills
	Open [][2]int // begins and ends, in order
}

// Booking is an appointment of the day.
type Booking struct {
	ID      string
	At      int
	Minutes int // planned
	Need    steer.Skills
	Lasts   *steer.Distribution
	Offset  *steer.Distribution // how much later than booked they come
	Comes   float64             // chance that they come
}

// plannedLate is how long after their time somebody with an appointment may still come.
const plannedLate = 15

// walkinPromise is the published norm of people without an appointment, in minutes.
const walkinPromise = 15

// endless is later than any day, in minutes.
const endless = 1 << 20

// office is what a plan means, worked out once.
func (p Plan) office() *office {
	o := &office{opens: p.Opens, Scenario: Scenario{
		Minutes: p.Minutes, LateCap: plannedLate, WalkinPromise: walkinPromise,
		WalkinWeight: steer.Standard.WalkLate, Scenarios: p.Scenarios,
	}}
	for _, d := range p.Desks {
		o.addDesk(d)
	}
	for _, b := range p.Booked {
		o.kind(b.Need, b.Minutes, b.Lasts)
	}
	for _, w := range p.Walks {
		o.kind(w.Need, w.Minutes, w.Lasts)
		o.flows = append(o.flows, w)
	}
	slices.SortStableFunc(o.flows, func(a, b steer.Walk) int { return a.From.Compare(b.From) })
	o.booked, o.punctual = p.Booked, p.Punctual
	if o.booked == nil {
		o.booked = []Booking{}
	}
	return o
}

// addDesk adds a desk that is there only while it is open. One that is open until the office closes
// stays until everybody was helped.
func (o *office) addDesk(d PlanDesk) {
	at, breaks := -endless, [][2]int{}
	for _, open := range d.Open {
		if open[0] > at {
			breaks = append(breaks, [2]int{at, open[0]})
		}
		at = open[1]
	}
	if at < o.Minutes {
		breaks = append(breaks, [2]int{at, endless})
	}
	o.Desks = append(o.Desks, Desk{Breaks: breaks})
	o.can = append(o.can, d.Can)
	o.arrange()
}

// kind returns the type of visit with this need, plan and law, which is made where there is none.
func (o *office) kind(need steer.Skills, planned int, lasts *steer.Distribution) int {
	for i, t := range o.Types {
		if o.need[i] == need && t.Booked == planned && o.laws[i] == lasts {
			return i
		}
	}
	o.Types = append(o.Types, Type{Booked: planned, Mean: lasts.Mean()})
	o.need, o.laws = append(o.need, need), append(o.laws, lasts)
	return len(o.Types) - 1
}

// come fills a day with those of the plan. What one appointment is like depends on the seed, the day
// and its id alone, so that plans with some of them can be held against each other.
func (d *day) come(seed uint64) {
	for _, b := range d.booked {
		id := fnv.New64a()
		_, _ = id.Write([]byte(b.ID)) // cannot fail
		random := rand.New(rand.NewPCG(seed+uint64(d.number)*0x9e3779b97f4a7c15, id.Sum64()))
		g := guest{kind: d.kind(b.Need, b.Minutes, b.Lasts), desk: -1, booked: minutes(float64(b.At)), comes: b.Comes, offset: b.Offset}
		g.lasts = max(minutes(b.Lasts.Quantile(random.Float64())), time.Second)
		g.shows = random.Float64() < b.Comes
		g.arrives = g.booked
		if b.Offset != nil {
			g.arrives += min(minutes(b.Offset.Quantile(random.Float64())), plannedLate*time.Minute)
		}
		if d.punctual {
			g.arrives = g.promised()
		}
		d.guests = append(d.guests, g)
	}
}

// Outlook is what a day is expected to be like: people who wait longer than their norm, per day.
type Outlook struct {
	Appointments5 float64  `json:"appointments_within_5"` // share
	Walkins15     float64  `json:"walkins_within_15"`
	Late          float64  `json:"late"`       // appointments that wait over 5 minutes
	LateWalks     float64  `json:"late_walks"` // people without one that wait over 15
	Fewer         Interval `json:"fewer"`      // late appointments less than with the first plan
}

// ComparePlans plays the same days of several plans of one date side by side, under a policy, and says
// what each is expected to be like; the first is what the others are held against.
func ComparePlans(plans []Plan, policy string, days int, seed uint64) []Outlook {
	offices := make([]*office, len(plans))
	results := make([][]simulated, len(plans))
	for i, p := range plans {
		offices[i], results[i] = p.office(), make([]simulated, days)
	}
	parallel(days, func(n int) {
		for i, o := range offices {
			results[i][n] = o.play(o.draw(seed, n), policy)
		}
	})
	outlooks := make([]Outlook, len(plans))
	for i := range plans {
		outlooks[i] = outlook(results[i], results[0])
	}
	return outlooks
}

func outlook(days, first []simulated) (k Outlook) {
	n := float64(len(days))
	var people, walks float64
	var fewer estimate
	for i, d := range days {
		late := float64(len(d.appointments)) - within(d.appointments, 5)
		k.Late += late / n
		k.LateWalks += (float64(len(d.walkins)) - within(d.walkins, walkinPromise)) / n
		people += float64(len(d.appointments)) / n
		walks += float64(len(d.walkins)) / n
		fewer.add(float64(len(first[i].appointments)) - within(first[i].appointments, 5) - late)
	}
	k.Appointments5, k.Walkins15 = 1-k.Late/max(1, people), 1-k.LateWalks/max(1, walks)
	half := fewer.half99() * 1.96 / 2.576
	k.Fewer = Interval{fewer.mean(), fewer.mean() - half, fewer.mean() + half}
	return k
}
