package period

import (
	"slices"
)

// Reason says why an area is not visited on a day.
type Reason string

// The reasons, the one that says most first.
const (
	Blocked Reason = "blocked" // a fair, road works
	Permit  Reason = "permit"  // the permission to stand there ended
	Hours   Reason = "hours"   // one may not stand there then, or not for so long
	NoPlace Reason = "place"   // there is nowhere to stand
	NoCrew  Reason = "crew"    // too few can go along
	NoRide  Reason = "drive"   // it cannot be reached and left in time
	Full    Reason = "full"    // the day has other visits that count for more
	Busy    Reason = "fixed"   // what was published stays
)

// Gap is an area that gets less than was wished, and why: on how many days for which reason. Main is the
// reason that somebody can do most about.
type Gap struct {
	Area            int
	Wished, Planned int
	Longest         int // days without a visit
	Days            map[Reason]int
	Main            Reason
}

// gaps explains every area that is short.
func (s *state) gaps() (gaps []Gap) {
	t := s.tally()
	for area, a := range s.p.Areas {
		if t.visits[area] >= a.Wished {
			continue
		}
		g := Gap{Area: area, Wished: a.Wished, Planned: t.visits[area], Days: map[Reason]int{}}
		for day := range s.p.Days {
			if !slices.Contains(s.areasOf(day), area) {
				g.Days[s.why(day, area)]++
			}
		}
		_, g.Longest = s.p.wait(a, t.dates[area])
		g.Main = s.main(g)
		gaps = append(gaps, g)
	}
	return gaps
}

// main is the most frequent reason; of a few that are as frequent the one that comes first.
func (s *state) main(g Gap) (main Reason) {
	most := 0
	for _, r := range []Reason{Full, NoCrew, Busy, NoRide, Hours, Permit, Blocked, NoPlace} {
		if g.Days[r] > most {
			main, most = r, g.Days[r]
		}
	}
	if main == "" {
		return NoPlace // there are no days at all
	}
	return main
}

// why is why an area is not visited on a day.
func (s *state) why(day, area int) Reason {
	d := &s.p.Days[day]
	if !d.can() {
		return NoCrew
	}
	reason := NoPlace
	for place, at := range s.p.Places {
		if at.Area != area {
			continue
		}
		switch {
		case at.Open[day].AndNot(s.p.Pause).Starts(s.p.Visit).Empty():
			if reason == NoPlace {
				if reason = Hours; day < len(at.Why) && at.Why[day] != "" {
					reason = at.Why[day]
				}
			}
		case !s.d.of(day, set{place}).ok:
			reason = NoRide
		case s.frozen(day):
			return Busy
		default:
			return Full
		}
	}
	return reason
}

// plan is the state as an answer.
func (s *state) plan(proven bool, steps int) Plan {
	plan := Plan{Score: s.score(), Proven: proven, Steps: steps, Gaps: s.gaps()}
	for day := range s.p.Days {
		d := &s.p.Days[day]
		plan.Days = append(plan.Days, s.d.of(day, s.days[day]).visits)
		var crew []string
		kit := false
		if len(s.days[day]) > 0 {
			crew, kit = d.crew()
		}
		plan.Crew, plan.Kit = append(plan.Crew, crew), append(plan.Kit, kit)
		for _, place := range d.Last {
			if !slices.Contains(s.days[day], place) {
				plan.Changes = append(plan.Changes, Change{day, place, false})
			}
		}
		for _, place := range s.days[day] {
			if !slices.Contains(d.Last, place) {
				plan.Changes = append(plan.Changes, Change{day, place, true})
			}
		}
	}
	return plan
}
