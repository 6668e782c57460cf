package sim

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// HalfHour is what one half hour of the day needs.
type HalfHour struct {
	From   int     `json:"from"`   // minutes from opening
	Load   float64 `json:"load"`   // desks that would be busy on average with room for all
	Erlang int     `json:"erlang"` // desks by formula, as if everybody came unannounced
	Desks  int     `json:"desks"`  // desks that the simulation of the bookings needs
	Within float64 `json:"within"` // share called within five minutes with those
}

// Staffing says how many desks each half hour needs, so that the wanted share is called within five
// minutes, for people with this mix of visits at desks that can do everything. It starts with
// Erlang's formula and corrects by simulation, since appointments are far smoother than chance.
func Staffing(s Scenario, share float64, days int, seed uint64) []HalfHour {
	plan := slices.Clone(s.Desks)
	o := newOffice(s)
	drawn := make([]*day, days)
	parallel(days, func(n int) { drawn[n] = o.draw(seed, n) })
	halves := o.loads(drawn)
	mean := o.meanWork(Type.appointments)*(1-s.WalkinShare) + o.meanWork(Type.walkins)*s.WalkinShare
	for i := range halves {
		h := &halves[i]
		h.Erlang = ErlangDesks(max(h.Load, 0.1), mean, 5, share)
		h.Desks = max(1, int(math.Ceil(h.Load+HalfinWhittBeta(0.3)*math.Sqrt(h.Load))))
		h.Desks = min(h.Desks, max(len(plan)+4, 1))
	}
	for range 12 {
		o.tryStaff(halves, drawn)
		if !adjust(halves, share) {
			break
		}
	}
	o.tryStaff(halves, drawn)
	return halves
}

// loads is the work under way per half hour, with room for all.
func (o *office) loads(drawn []*day) []HalfHour {
	halves := make([]HalfHour, (o.Minutes+29)/30)
	for i := range halves {
		halves[i].From = 30 * i
	}
	for _, d := range drawn {
		for i := range d.guests {
			g := &d.guests[i]
			if !g.shows {
				continue
			}
			at := int(g.promised().Minutes()) / 30
			for left := g.lasts.Minutes(); left > 0 && at < len(halves); at++ {
				part := min(left, 30)
				halves[at].Load += part / 30 / float64(len(drawn))
				left -= part
			}
		}
	}
	return halves
}

// tryStaff plays the days by due date with so many desks per half hour, and says how each goes.
func (o *office) tryStaff(halves []HalfHour, drawn []*day) {
	kept := make([]estimate, len(halves))
	for _, d := range drawn {
		free := make([]float64, 64)
		var order []int
		for i := range d.guests {
			if d.guests[i].shows {
				order = append(order, i)
			}
		}
		slices.SortFunc(order, func(a, b int) int { return int(d.guests[a].promised() - d.guests[b].promised()) })
		for _, i := range order {
			g := &d.guests[i]
			came := g.promised().Minutes()
			half := min(int(came)/30, len(halves)-1)
			at := soonestFree(free[:halves[half].Desks])
			begins := max(came, free[at])
			free[at] = begins + g.lasts.Minutes()
			hit := 0.0
			if begins-came <= 5 {
				hit = 1
			}
			kept[half].add(hit)
		}
	}
	for i := range halves {
		if halves[i].Within = 1; kept[i].n > 0 {
			halves[i].Within = kept[i].mean()
		}
	}
}

// adjust adds a desk where a half hour falls short.
func adjust(halves []HalfHour, share float64) (changed bool) {
	for i := range halves {
		if h := &halves[i]; h.Within < share && h.Desks < 60 {
			h.Desks++
			changed = true
		}
	}
	return changed
}

// StaffingTable is the plan for a person.
func StaffingTable(halves []HalfHour, share float64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Desks so that %.0f %% are called within five minutes (simulated; every desk can do everything)\n\n%-8s %6s %7s %6s %8s\n", 100*share, "from", "load", "Erlang", "desks", "within 5")
	for _, h := range halves {
		fmt.Fprintf(&b, "+%02d:%02d   %6.2f %7d %6d %7.1f%%\n", h.From/60, h.From%60, h.Load, h.Erlang, h.Desks, 100*h.Within)
	}
	return b.String()
}

// StaffingPicture is the plan as SVG: the load as bars, desks as a line of steps.
func StaffingPicture(halves []HalfHour) string {
	const wide, high = 40, 30
	most := 1
	for _, h := range halves {
		most = max(most, h.Desks)
	}
	floor := 30 + most*high
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12" role="img" aria-label="Desks per half hour">`, 20+wide*len(halves), floor+30)
	b.WriteString(`<rect width="100%" height="100%" fill="#ffffff"/><text x="10" y="16">desks needed (number), load (bar)</text>`)
	for i, h := range halves {
		x := 10 + wide*i
		load := h.Load * high
		fmt.Fprintf(&b, `<rect x="%d" y="%.1f" width="%d" height="%.1f" fill="#8fb3d9"/>`, x+4, float64(floor)-load, wide-8, load)
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%d" height="3" fill="#154273"/><text x="%d" y="%d">%d</text>`, x, floor-h.Desks*high, wide, x+wide/2-4, floor-h.Desks*high-4, h.Desks)
		fmt.Fprintf(&b, `<text x="%d" y="%d" font-size="9">+%02d:%02d</text>`, x+4, floor+14, h.From/60, h.From%60)
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// Value is what one change of the desks is worth on the same days.
type Value struct {
	Change        string   `json:"change"`
	Appointments5 Interval `json:"appointments_within_5"`
	Walkins15     Interval `json:"walkins_within_15"`
}

// Values says what each single skill would be worth that a desk does not have.
func Values(s Scenario, days int, seed uint64) (values []Value) {
	o := newOffice(s)
	play := func(s Scenario) []played {
		with := newOffice(s)
		results := make([]played, days)
		parallel(days, func(n int) { d := *o.draw(seed, n); d.office = with; results[n] = with.play(&d, "edd-lookahead") })
		return results
	}
	before := play(s)
	for i, d := range s.Desks {
		for _, t := range s.Types {
			if slices.Contains(d.Skills, t.ID) || d.Absent {
				continue
			}
			with := s
			with.Desks = slices.Clone(s.Desks)
			with.Desks[i].Skills = append(slices.Clone(d.Skills), t.ID)
			after := play(with)
			values = append(values, Value{
				fmt.Sprintf("desk %d learns %s", i+1, t.ID),
				paired(after, before, func(p played) []float64 { return p.appointments }, 5),
				paired(after, before, func(p played) []float64 { return p.walkins }, 15),
			})
		}
	}
	return values
}
