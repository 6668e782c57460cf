package sim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// OutageReport is what it makes of a made-up town hall that one desk falls out before the day begins,
// and of each way out, on the same days.
type OutageReport struct {
	Days      int            `json:"days"`
	Seed      uint64         `json:"seed"`
	Simulated bool           `json:"simulated"` // always: no figure here was measured on people
	Desk      int            `json:"desk"`
	Asked     float64        `json:"asked_per_day"` // people who were asked to come at another time, with "move"
	Ways      []OutageRemedy `json:"ways"`
}

// OutageRemedy is one way: late are appointments that wait over five minutes, as a share of those that come.
type OutageRemedy struct {
	Way     string   `json:"way"` // "whole", "nothing", "move", "help"
	Within5 float64  `json:"appointments_within_5"`
	LateDay float64  `json:"late_per_day"`
	Less    Interval `json:"late_less_than_nothing"` // per day
}

// helpFrom is how many minutes after opening a helping colleague is at the desk.
const helpFrom = 15

// DeskOutage plays days of a scenario with a desk, numbered from 0, that falls out before opening: with
// the desk, without and nothing done, with the fewest people that were found asked to come another day,
// and with a colleague who opens the desk a quarter of an hour late. The look ahead calls in all.
func DeskOutage(s Scenario, desk, days int, seed uint64) (OutageReport, error) {
	if desk < 0 || desk >= len(s.Desks) {
		return OutageReport{}, fmt.Errorf("there is no desk %d", desk+1)
	}
	whole := newOffice(s)
	gone := s
	gone.Desks = slices.Clone(s.Desks)
	gone.Desks[desk].Absent = true
	late := s
	late.Desks = slices.Clone(s.Desks)
	late.Desks[desk].Breaks = append([][2]int{{0, helpFrom}}, s.Desks[desk].Breaks...)
	without, helped := newOffice(gone), newOffice(late)
	results := make([][]simulated, 4)
	for i := range results {
		results[i] = make([]simulated, days)
	}
	asked := make([]float64, days)
	parallel(days, func(n int) {
		d := whole.draw(seed, n)
		results[0][n] = whole.play(d, "rollout")
		results[1][n] = without.play(d.at(without), "rollout")
		moved := d.at(without)
		moved.guests, asked[n] = moved.fewer(desk)
		results[2][n] = without.play(moved, "rollout")
		results[3][n] = helped.play(d.at(helped), "rollout")
	})
	f := OutageReport{Days: days, Seed: seed, Simulated: true, Desk: desk + 1}
	for i, way := range []string{"whole", "nothing", "move", "help"} {
		k := outlook(results[i], results[1])
		f.Ways = append(f.Ways, OutageRemedy{way, k.Appointments5, k.Late, k.Fewer})
	}
	for _, n := range asked {
		f.Asked += n / float64(days)
	}
	return f, nil
}

// at is the same day at another office.
func (d *day) at(o *office) *day {
	other := *d
	other.office = o
	other.guests = slices.Clone(d.guests)
	return &other
}

// fewer leaves out the appointments that the agendas of the other desks have no room for: short ones
// that end early are kept first, which leaves out the fewest.
func (d *day) fewer(gone int) (left []guest, asked float64) {
	a := d.newAgenda()
	var order []int
	for i := range d.guests {
		if !d.guests[i].walk {
			order = append(order, i)
		}
	}
	end := func(i int) int { return int(d.guests[i].booked.Minutes()) + d.Types[d.guests[i].kind].Booked }
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(end(x), end(y)) })
	out := map[int]bool{}
	for _, i := range order {
		out[i] = !a.seat(d, &d.guests[i], gone)
	}
	for i, g := range d.guests {
		if !out[i] {
			left = append(left, g)
			continue
		}
		asked++
	}
	for i := range left {
		left[i].id = fmt.Sprintf("%03d", i)
	}
	return left, asked
}

// seat books somebody at their own time on any desk but one; false where there is no room.
func (a *agenda) seat(d *day, g *guest, gone int) bool {
	step := int(g.booked.Minutes()) / grid
	for _, i := range d.order {
		if i != gone && d.can[i].Has(d.need[g.kind]) && a.free(i, step, d.steps(g.kind)) {
			a.take(d, g.kind, i, step)
			return true
		}
	}
	return false
}

// Table says it to a person.
func (f OutageReport) Table() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Desk %d falls out before opening: %d simulated days, seed %d\n\n%-10s %8s %9s   %s\n", f.Desk, f.Days, f.Seed, "", "appt ≤5", "late/day", "late a day less than with nothing done")
	for _, w := range f.Ways {
		fmt.Fprintf(&b, "%-10s %7.2f%% %9.2f   %+.2f (%+.2f to %+.2f)\n", w.Way, 100*w.Within5, w.LateDay, w.Less.Mean, w.Less.Low, w.Less.High)
	}
	fmt.Fprintf(&b, "\nmove: %.1f people a day are asked to come at another time\n", f.Asked)
	return b.String()
}
