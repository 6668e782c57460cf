package sim

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Report is what several policies made of the same days.
type Report struct {
	Days        int          `json:"days"`
	Seed        uint64       `json:"seed"`
	Simulated   bool         `json:"simulated"` // always: nobody stood in this queue
	Policies    []Outcome    `json:"policies"`
	Differences []Difference `json:"differences,omitempty"`
}

// Outcome is what one policy made of them.
type Outcome struct {
	Name            string   `json:"name"`
	Appointments5   float64  `json:"appointments_within_5"`     // from the later of booked and arrived
	Appointments5In float64  `json:"appointments_within_5_raw"` // from arriving
	Walkins5        float64  `json:"walkins_within_5"`
	Walkins15       float64  `json:"walkins_within_15"`
	AppointmentsP95 float64  `json:"appointments_p95"`
	WalkinsP95      float64  `json:"walkins_p95"`
	Utilisation     float64  `json:"utilisation"` // work done, of the desks' minutes
	Idle            float64  `json:"idle"`
	OnCall          float64  `json:"on_call_minutes_per_day"`
	OnCallShare     float64  `json:"on_call_share"` // of the desks' minutes
	Overtime        float64  `json:"overtime_minutes_per_day"`
	GoodDays        float64  `json:"good_days"` // days on which 95 % of appointments waited at most 5
	Visits          float64  `json:"visits_per_day"`
	RegretClosed    *float64 `json:"regret_closed"` // of the way from fifo to clairvoyant; null where there is none
}

// Difference is a policy less another on the same days, with its 95 % interval.
type Difference struct {
	Policy        string   `json:"policy"`
	Versus        string   `json:"versus"`
	Appointments5 Interval `json:"appointments_within_5"`
	Walkins15     Interval `json:"walkins_within_15"`
}

// Interval is an estimate with the bounds that hold it in 95 of 100.
type Interval struct {
	Mean float64 `json:"mean"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// simulated is one day under one policy, in minutes.
type simulated struct {
	appointments, raw, walkins []float64
	work, onCall, overtime     float64
}

// Compare plays days of a scenario under policies, on all cores; the same seed gives the same
// report on any number of them. fifo and clairvoyant are played too where they are not asked for,
// to say how much of the regret each closes. It refuses a policy that it does not know.
func Compare(s Scenario, policies []string, days int, seed uint64) (Report, error) {
	for _, name := range policies {
		if !slices.Contains(Policies, name) {
			return Report{}, fmt.Errorf("there is no policy %q; there are %v", name, Policies)
		}
	}
	if days < 1 || days > 100_000 {
		return Report{}, fmt.Errorf("days = %d is not from 1 to 100000", days)
	}
	all := slices.Clone(policies)
	for _, name := range []string{"fifo", "clairvoyant"} {
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	o := newOffice(s)
	results := make([][]simulated, len(all))
	for p := range results {
		results[p] = make([]simulated, days)
	}
	parallel(days, func(n int) {
		d := o.draw(seed, n)
		for p, name := range all {
			results[p][n] = o.play(d, name)
		}
	})
	r := Report{Days: days, Seed: seed, Simulated: true}
	for p, name := range all {
		r.Policies = append(r.Policies, o.sum(name, results[p]))
	}
	r.regret()
	r.Policies = r.Policies[:len(policies)]
	for p := range policies {
		for q := range p {
			r.Differences = append(r.Differences, Difference{
				Policy: policies[p], Versus: policies[q],
				Appointments5: paired(results[p], results[q], func(d simulated) []float64 { return d.appointments }, 5),
				Walkins15:     paired(results[p], results[q], func(d simulated) []float64 { return d.walkins }, 15),
			})
		}
	}
	return r, nil
}

// parallel calls do for 0 to n-1 on all cores.
func parallel(n int, do func(int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	all.Wait()
}

func (o *office) play(d *day, policy string) simulated {
	if policy == "clairvoyant" {
		return measure(solve(d))
	}
	colleagues := 0
	if policy == "rollout-on-call" && o.OnCall != nil {
		colleagues = o.OnCall.Colleagues
	}
	e := newEngine(d, o.choose(policy), colleagues)
	e.run()
	return measure(e)
}

func measure(e *engine) (p simulated) {
	closing := minutes(float64(e.Minutes))
	var last = make([]time.Duration, len(e.Desks))
	for i := range e.guests {
		g := &e.guests[i]
		if !g.shows {
			continue
		}
		if e.began[i] < 0 { // no desk that could help was there any more
			e.leave(i, &p)
			continue
		}
		p.work += g.lasts.Minutes()
		if d := e.where[i]; d >= 0 {
			last[d] = max(last[d], e.began[i]+g.lasts)
		}
		wait := max(0, e.began[i]-g.promised()).Minutes()
		if g.walk {
			p.walkins = append(p.walkins, wait)
			continue
		}
		p.appointments = append(p.appointments, wait)
		p.raw = append(p.raw, (e.began[i] - g.arrives).Minutes())
	}
	for _, end := range last {
		p.overtime += max(0, end-closing).Minutes()
	}
	p.onCall = e.onCall.Minutes()
	return p
}

// leave counts somebody whom nobody could help as having waited until the end of the day.
func (e *engine) leave(i int, p *simulated) {
	wait := max(time.Hour, minutes(float64(e.Minutes))-e.guests[i].promised()).Minutes()
	if e.guests[i].walk {
		p.walkins = append(p.walkins, wait)
		return
	}
	p.appointments, p.raw = append(p.appointments, wait), append(p.raw, wait)
}

func within(waits []float64, limit float64) (n float64) {
	for _, w := range waits {
		if w <= limit {
			n++
		}
	}
	return n
}

func (o *office) sum(name string, days []simulated) Outcome {
	var appointments, raw, walkins []float64
	r := Outcome{Name: name}
	for _, d := range days {
		appointments, raw, walkins = append(appointments, d.appointments...), append(raw, d.raw...), append(walkins, d.walkins...)
		r.Utilisation += d.work
		r.OnCall += d.onCall
		r.Overtime += d.overtime
		if within(d.appointments, 5) >= 0.95*float64(len(d.appointments)) {
			r.GoodDays++
		}
	}
	n := float64(len(days))
	there := float64(len(o.Desks) * o.Minutes)
	share := func(part []float64, limit float64) float64 { return within(part, limit) / max(1, float64(len(part))) }
	r.Appointments5, r.Appointments5In = share(appointments, 5), share(raw, 5)
	r.Walkins5, r.Walkins15 = share(walkins, 5), share(walkins, 15)
	r.AppointmentsP95, r.WalkinsP95 = p95(appointments), p95(walkins)
	r.OnCallShare = r.OnCall / n / there
	r.Utilisation, r.OnCall, r.Overtime, r.GoodDays = r.Utilisation/n/there, r.OnCall/n, r.Overtime/n, r.GoodDays/n
	r.Idle, r.Visits = 1-r.Utilisation, float64(len(appointments)+len(walkins))/n
	return r
}

func p95(waits []float64) float64 {
	if len(waits) == 0 {
		return 0
	}
	slices.Sort(waits)
	return waits[(len(waits)*95+99)/100-1]
}

// regret says how much of the way from fifo to clairvoyant each policy goes.
func (r *Report) regret() {
	find := func(name string) float64 {
		i := slices.IndexFunc(r.Policies, func(o Outcome) bool { return o.Name == name })
		return r.Policies[i].Appointments5
	}
	from, to := find("fifo"), find("clairvoyant")
	for i := range r.Policies {
		if to > from {
			closed := (r.Policies[i].Appointments5 - from) / (to - from)
			r.Policies[i].RegretClosed = &closed
		}
	}
}

// paired is the difference of shares within a limit, judged on the differences of each day.
func paired(a, b []simulated, of func(simulated) []float64, limit float64) Interval {
	n, people, sum, squares := float64(len(a)), 0.0, 0.0, 0.0
	for i := range a {
		d := within(of(a[i]), limit) - within(of(b[i]), limit)
		people += float64(len(of(a[i])))
		sum += d
		squares += d * d
	}
	if people == 0 {
		return Interval{}
	}
	mean := sum / people
	spread := 0.0
	if n > 1 {
		spread = 1.96 * math.Sqrt(max(0, squares-sum*sum/n)/(n-1)*n) / people
	}
	return Interval{mean, mean - spread, mean + spread}
}
