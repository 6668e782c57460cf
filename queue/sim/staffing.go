package sim

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"balie/queue/steer"
)

// HalfHour is what one half hour of the day needs.
type HalfHour struct {
	From   int     `json:"from"`   // minutes from opening
	Load   float64 `json:"load"`   // desks that would be busy on average with room for all
	Erlang int     `json:"erlang"` // desks by formula, as if everybody came unannounced
	Desks  int     `json:"desks"`  // desks that the simulation of the bookings needs
	Within float64 `json:"within"` // share called within five minutes with those
	// BySkill is how many of the desks must be able to do each kind of visit, so that those who come
	// for it alone would keep the norm.
	BySkill []int `json:"by_skill"`

	due bool // somebody was, in some of the simulated days
}

// Staffing says how many desks each half hour needs, so that the wanted share is called within five
// minutes, for people with this mix of visits at desks that can do everything, and how many of them
// each kind of visit asks for. It starts with Erlang's formula and corrects by simulation, since
// appointments are far smoother than chance.
func Staffing(s Scenario, share float64, days int, seed uint64) []HalfHour {
	return newOffice(s).staffing(share, days, seed)
}

// Staffing says how many desks each half hour of the plan needs, from what is really booked. BySkill
// has the skills in the order of their bits.
func (p Plan) Staffing(share float64, days int, seed uint64) []HalfHour {
	return p.office().staffing(share, days, seed)
}

// Keeping says what share of those who are due in each half hour of the plan is called within five minutes, with so many
// desks that can do everything open in it: 1 where nobody is due, and 0 where somebody is and no desk is open.
func (p Plan) Keeping(desks []int, days int, seed uint64) []float64 {
	o := p.office()
	drawn := make([]*day, days)
	parallel(days, func(n int) { drawn[n] = o.draw(seed, n) })
	everybody := func(*guest) bool { return true }
	halves, _ := o.loads(drawn, everybody)
	for i := range halves {
		if i < len(desks) {
			halves[i].Desks = desks[i]
		}
	}
	o.tryStaff(halves, drawn, everybody)
	shares := make([]float64, len(halves))
	for i, h := range halves {
		if shares[i] = h.Within; h.Desks == 0 && h.due {
			shares[i] = 0
		}
	}
	return shares
}

func (o *office) staffing(share float64, days int, seed uint64) []HalfHour {
	drawn := make([]*day, days)
	parallel(days, func(n int) { drawn[n] = o.draw(seed, n) })
	halves := o.staffFor(drawn, share, func(*guest) bool { return true })
	for bit := range 64 {
		skill := steer.Skills(1) << bit
		if !slices.ContainsFunc(o.need, func(n steer.Skills) bool { return n >= skill }) {
			break
		}
		alone := o.staffFor(drawn, share, func(g *guest) bool { return o.need[g.kind].Has(skill) })
		for i := range halves {
			halves[i].BySkill = append(halves[i].BySkill, min(alone[i].Desks, halves[i].Desks))
		}
	}
	return halves
}

// staffFor says how many desks some of the guests of these days need.
func (o *office) staffFor(drawn []*day, share float64, asks func(*guest) bool) []HalfHour {
	halves, mean := o.loads(drawn, asks)
	for i := range halves {
		h := &halves[i]
		if h.Within = 1; h.Load == 0 {
			continue
		}
		h.Erlang = ErlangDesks(max(h.Load, 0.1), mean, 5, share)
		h.Desks = max(1, int(math.Ceil(h.Load+HalfinWhittBeta(0.3)*math.Sqrt(h.Load))))
		h.Desks = min(h.Desks, len(o.Desks)+4)
	}
	for range 12 {
		o.tryStaff(halves, drawn, asks)
		if !adjust(halves, share) {
			break
		}
	}
	o.spare(halves, drawn, share, asks)
	o.tryStaff(halves, drawn, asks)
	return halves
}

// spare takes a desk away wherever every half hour still keeps the share without it.
func (o *office) spare(halves []HalfHour, drawn []*day, share float64, asks func(*guest) bool) {
	for i := range halves {
		for halves[i].Desks > 0 {
			halves[i].Desks--
			o.tryStaff(halves, drawn, asks)
			if slices.ContainsFunc(halves, func(h HalfHour) bool { return h.Within < share || h.Load > 0 && h.Desks == 0 }) {
				halves[i].Desks++
				break
			}
		}
	}
}

// loads is the work under way per half hour, with room for all, and the mean length of a visit.
func (o *office) loads(drawn []*day, asks func(*guest) bool) (halves []HalfHour, mean float64) {
	halves = make([]HalfHour, (o.Minutes+29)/30)
	for i := range halves {
		halves[i].From = 30 * i
	}
	var lengths estimate
	for _, d := range drawn {
		for i := range d.guests {
			g := &d.guests[i]
			if !g.shows || !asks(g) {
				continue
			}
			lengths.add(g.lasts.Minutes())
			at := max(0, int(g.promised().Minutes())/30)
			for left := g.lasts.Minutes(); left > 0 && at < len(halves); at++ {
				part := min(left, 30)
				halves[at].Load += part / 30 / float64(len(drawn))
				left -= part
			}
		}
	}
	if lengths.n == 0 {
		return halves, 1
	}
	return halves, lengths.mean()
}

// tryStaff plays the days by due date with so many desks per half hour, and says how each goes.
func (o *office) tryStaff(halves []HalfHour, drawn []*day, asks func(*guest) bool) {
	kept := make([]estimate, len(halves))
	for _, d := range drawn {
		free := make([]float64, 64)
		var order []int
		for i := range d.guests {
			if d.guests[i].shows && asks(&d.guests[i]) {
				order = append(order, i)
			}
		}
		slices.SortFunc(order, func(a, b int) int { return int(d.guests[a].promised() - d.guests[b].promised()) })
		for _, i := range order {
			g := &d.guests[i]
			came := g.promised().Minutes()
			half := min(max(0, int(came)/30), len(halves)-1)
			at := soonestFree(free[:max(1, halves[half].Desks)])
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
		halves[i].due = kept[i].n > 0
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
