package sim

import (
	"fmt"
	"math/bits"
	"slices"

	"balie/queue/steer"
)

// Value is what one change of the desks is worth on the same days.
type Value struct {
	Change        string   `json:"change"`
	Desk          int      `json:"desk"`  // that learns something; -1 for one more desk
	Skill         int      `json:"skill"` // which it learns; -1 for one more desk
	From          int      `json:"from"`  // minutes from opening at which one more desk opens for half an hour; -1 for a skill
	Appointments5 Interval `json:"appointments_within_5"`
	Walkins15     Interval `json:"walkins_within_15"`
}

// Values says what each single skill would be worth that a desk does not have, and what one more
// desk that can do everything would be worth in each half hour.
func Values(s Scenario, days int, seed uint64) []Value {
	o := newOffice(s)
	values := o.values(days, seed)
	for i := range values {
		if v := &values[i]; v.Skill >= 0 {
			v.Change = fmt.Sprintf("desk %d learns %s", v.Desk+1, s.Types[v.Skill].ID)
		}
	}
	return values
}

// Values says what a skill or half an hour of one more desk would be worth on the day of the plan.
func (p Plan) Values(days int, seed uint64) []Value { return p.office().values(days, seed) }

func (o *office) values(days int, seed uint64) (values []Value) {
	drawn := make([]*day, days)
	parallel(days, func(n int) { drawn[n] = o.draw(seed, n) })
	before := playAll(o, drawn)
	worth := func(v Value, with *office) {
		after := playAll(with, drawn)
		v.Appointments5 = paired(after, before, func(p simulated) []float64 { return p.appointments }, 5)
		v.Walkins15 = paired(after, before, func(p simulated) []float64 { return p.walkins }, walkinPromise)
		values = append(values, v)
	}
	all := o.everything()
	for i := range o.Desks {
		for bit := range bits.Len64(uint64(all)) {
			skill := steer.Skills(1) << bit
			if all.Has(skill) && !o.can[i].Has(skill) && o.can[i]&all != 0 && !o.Desks[i].Absent {
				worth(Value{Desk: i, Skill: bit, From: -1}, o.learning(i, skill))
			}
		}
	}
	for from := 0; from < o.Minutes; from += 30 {
		worth(Value{Desk: -1, Skill: -1, From: from, Change: fmt.Sprintf("one more desk at +%02d:%02d", from/60, from%60)}, o.helpedAt(from))
	}
	return values
}

// playAll plays days at other desks than they were drawn for.
func playAll(o *office, drawn []*day) []simulated {
	results := make([]simulated, len(drawn))
	parallel(len(drawn), func(n int) {
		d := *drawn[n]
		d.office = o
		results[n] = o.play(&d, "edd-lookahead")
	})
	return results
}

// everything are the skills that somebody comes for.
func (o *office) everything() (all steer.Skills) {
	for _, need := range o.need {
		all |= need
	}
	return all
}

// learning is the office with a desk that can do more.
func (o *office) learning(desk int, skill steer.Skills) *office {
	with := *o
	with.can = slices.Clone(o.can)
	with.can[desk] |= skill
	with.order = nil
	with.arrange()
	return &with
}

// helpedAt is the office with one more desk, for half an hour.
func (o *office) helpedAt(from int) *office {
	with := *o
	with.Desks, with.can, with.order = slices.Clone(o.Desks), slices.Clone(o.can), nil
	with.addDesk(PlanDesk{Can: o.everything(), Open: [][2]int{{from, from + 30}}})
	return &with
}
