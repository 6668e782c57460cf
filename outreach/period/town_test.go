package period

import (
	"math/rand/v2"
	"slices"
	"testing"

	"balie/booking/calendar"
)

var monday = calendar.DateOf(2026, 11, 30)

// small is a made-up problem of which every plan can be tried.
func small(random *rand.Rand) *Problem {
	days, areas := 2+random.IntN(3), 2+random.IntN(3)
	p := &Problem{Visit: 12, Begin: monday, End: monday + 27}
	places := areas + random.IntN(2)
	for i := range days {
		d := Day{Date: monday + calendar.Date(i*7+random.IntN(5)), Vehicle: "bus", From: 108, Until: 168 + calendar.Cell(random.IntN(24)), Most: 1 + random.IntN(2), Need: 2, Kit: random.IntN(2) == 0}
		for h := range 1 + random.IntN(3) {
			d.Hands = append(d.Hands, Hand{string(rune('a' + h)), h == 0})
		}
		p.Days = append(p.Days, d)
	}
	for range areas {
		p.Areas = append(p.Areas, Area{Residents: 100 + random.IntN(9000), Wished: random.IntN(4), Patience: 5 + random.IntN(20), Last: monday - calendar.Date(random.IntN(60))})
	}
	for i := range places {
		at := Place{Area: i % areas, Contacts: random.IntN(20)}
		for range days {
			open := calendar.Cells{}
			if random.IntN(5) > 0 {
				from := calendar.Cell(100 + random.IntN(40))
				open = open.With(from, from+calendar.Cell(12+random.IntN(40)))
			}
			at.Open, at.Why = append(at.Open, open), append(at.Why, "")
		}
		p.Places = append(p.Places, at)
	}
	if random.IntN(2) == 0 {
		p.Promises = append(p.Promises, Promise{random.IntN(areas), monday, monday + 13})
	}
	p.Drive = roads(random, places+1)
	return p
}

func roads(random *rand.Rand, n int) [][]int {
	x, y := make([]int, n), make([]int, n)
	matrix := make([][]int, n)
	for i := range n {
		x[i], y[i] = random.IntN(20), random.IntN(20)
	}
	for i := range n {
		for j := range n {
			matrix[i] = append(matrix[i], max(x[i]-x[j], x[j]-x[i])+max(y[i]-y[j], y[j]-y[i]))
		}
	}
	return matrix
}

// valid holds a plan against what it must keep.
func valid(t *testing.T, p *Problem, plan Plan) {
	t.Helper()
	visits := make([]int, len(p.Areas))
	for day, stops := range plan.Days {
		d := p.Days[day]
		if len(stops) > d.Most || len(stops) > 0 && len(plan.Crew[day]) < d.Need {
			t.Fatalf("day %d: %d stops of %d, crew %v of %d", day, len(stops), d.Most, plan.Crew[day], d.Need)
		}
		ready, at := d.From, 0
		for _, v := range stops {
			if ready += cells(p.Drive[at][v.Place+1]); v.Arrive < ready {
				t.Fatalf("day %d: at place %d at %s, ready at %s", day, v.Place, v.Arrive, ready)
			}
			if !d.published(v.Place) && !p.Places[v.Place].Open[day].Covers(v.Arrive, v.Leave) {
				t.Fatalf("day %d: stands at place %d when one may not", day, v.Place)
			}
			visits[p.Places[v.Place].Area]++
			ready, at = v.Leave, v.Place+1
		}
		if len(stops) > 0 && ready+cells(p.Drive[at][0]) > d.Until {
			t.Fatalf("day %d: home too late", day)
		}
	}
	for area, a := range p.Areas {
		explained := slices.ContainsFunc(plan.Gaps, func(g Gap) bool { return g.Area == area && g.Main != "" })
		if visits[area] > a.Wished || visits[area] < a.Wished && !explained {
			t.Fatalf("area %d: %d visits of %d, explained: %t", area, visits[area], a.Wished, explained)
		}
	}
}
