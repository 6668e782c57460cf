package sim

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"balie/queue/steer"
)

// Past is a day that was: which desks were open, and what really happened. Minutes count from Opens.
// It names nobody, and no desk of the office: a PlanDesk says only what could be done and when.
type Past struct {
	Opens   time.Time
	Minutes int
	Desks   []PlanDesk
	Visits  []Visit
	Walks   []steer.Walk // who was expected to come without an appointment, as known that day
	Seed    uint64       // of what the look ahead drew that day
}

// Visit is somebody who came and was called.
type Visit struct {
	Walk    bool
	Need    steer.Skills
	Minutes int                 // planned
	Law     *steer.Distribution // of such visits, as known that day
	Offset  *steer.Distribution // how much later than booked people came, as known that day
	Comes   float64
	Booked  time.Time // of an appointment
	Arrived time.Time
	Called  time.Time
	Lasted  time.Duration
	Absent  bool // an appointment whose resident did not come
}

// Replayed says what the same people would have waited, called otherwise.
type Replayed struct {
	Appointments int     `json:"appointments"`
	Walkins      int     `json:"walkins"`
	Did          Replay  `json:"did"`       // what we did
	FIFO         Replay  `json:"fifo"`      // calling by arrival
	Again        Replay  `json:"again"`     // the look ahead as it is today
	Foresight    Replay  `json:"foresight"` // knowing everything beforehand
	Closed       float64 `json:"closed"`    // how far from FIFO to foresight what we did went; 0 where there is no way to go
}

// Replay is one way of calling on a day that was.
type Replay struct {
	Appointments5 float64 `json:"appointments_within_5"`
	Walkins15     float64 `json:"walkins_within_15"`
}

// Again plays a day that was under other policies, with the same people, lengths and open desks. The
// day is known only as far as it was logged: a visit that another desk would have helped takes as
// long as it did.
func (p Past) Again() Replayed {
	d := p.day()
	o := d.office
	play := func(policy string) Replay {
		m := o.play(d, policy)
		return Replay{shareWithin(m.appointments, norm.Minutes()), shareWithin(m.walkins, walkinPromise)}
	}
	r := Replayed{FIFO: play("fifo"), Again: play("rollout"), Foresight: play("clairvoyant")}
	var appointments, walkins []float64
	for _, v := range p.Visits {
		switch wait := v.Called.Sub(v.promised()).Minutes(); {
		case v.Absent:
		case v.Walk:
			walkins = append(walkins, max(0, wait))
		default:
			appointments = append(appointments, max(0, wait))
		}
	}
	r.Appointments, r.Walkins = len(appointments), len(walkins)
	r.Did = Replay{shareWithin(appointments, norm.Minutes()), shareWithin(walkins, walkinPromise)}
	if way := r.Foresight.Appointments5 - r.FIFO.Appointments5; way > 0 {
		r.Closed = (r.Did.Appointments5 - r.FIFO.Appointments5) / way
	}
	return r
}

func shareWithin(waits []float64, limit float64) float64 {
	if len(waits) == 0 {
		return 1
	}
	return within(waits, limit) / float64(len(waits))
}

func (v Visit) promised() time.Time {
	if v.Booked.After(v.Arrived) {
		return v.Booked
	}
	return v.Arrived
}

// Sentence says it to a manager in one honest line.
func (r Replayed) Sentence() string {
	return fmt.Sprintf("%.1f %% of %d appointments were called within five minutes; by order of arrival it would have been %.1f %%, with perfect foresight %.1f %%.",
		100*r.Did.Appointments5, r.Appointments, 100*r.FIFO.Appointments5, 100*r.Foresight.Appointments5)
}

// House returns when each visit is called by the look ahead when every desk asks for itself, as at the
// counter, and finishes up after a visit. A day that went so is found again to the millisecond. Who
// did not come or was not called has the zero time.
func (p Past) House() []time.Time {
	d := p.day()
	e := newEngine(d, d.asking(), 0)
	e.run()
	called := make([]time.Time, len(p.Visits))
	for i, g := range d.guests {
		if e.began[i] >= 0 {
			called[g.at] = p.Opens.Add(e.began[i])
		}
	}
	return called
}

// day is the one day of its office: what is expected is known as flows, and nobody is drawn.
func (p Past) day() *day {
	o := p.office()
	d := &day{office: o, seed: p.Seed, guests: slices.Clone(o.fixed)}
	for i := range d.guests {
		d.guests[i].id = fmt.Sprintf("%03d", i)
	}
	return d
}

func (p Past) office() *office {
	o := Plan{Opens: p.Opens, Minutes: p.Minutes, Desks: p.Desks, Walks: p.Walks}.office()
	o.fixed = []guest{}
	for i, v := range p.Visits {
		g := guest{at: i, walk: v.Walk, kind: o.kind(v.Need, v.Minutes, v.Law), desk: -1, shows: !v.Absent, comes: v.Comes, offset: v.Offset}
		g.arrives, g.lasts = v.Arrived.Sub(p.Opens), max(v.Lasted, time.Second)
		if g.booked = g.arrives; !v.Walk {
			g.booked = v.Booked.Sub(p.Opens)
		}
		if v.Absent {
			g.arrives = g.booked
		}
		o.fixed = append(o.fixed, g)
	}
	slices.SortStableFunc(o.fixed, func(a, b guest) int {
		return cmp.Or(cmp.Compare(a.booked, b.booked), cmp.Compare(a.arrives, b.arrives))
	})
	return o
}
