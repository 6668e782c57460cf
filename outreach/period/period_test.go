package period

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"balie/booking/calendar"
)

// TestTheSearchFindsTheBestPlanOfSmallPeriods tries every plan of a thousand made-up periods, and finds the
// search's as good as the best.
func TestTheSearchFindsTheBestPlanOfSmallPeriods(t *testing.T) {
	proven := 0
	for seed := range uint64(1000) {
		p := small(rand.New(rand.NewPCG(7, seed)))
		best, err := Solve(p, Options{Fresh: true})
		if err != nil {
			t.Fatal(err)
		}
		valid(t, p, best)
		if !best.Proven {
			continue
		}
		proven++
		found, err := Solve(p, Options{Fresh: true, Search: true, Seed: seed, Steps: 600})
		if err != nil {
			t.Fatal(err)
		}
		valid(t, p, found)
		if found.Score != best.Score {
			t.Errorf("period %d: found %+v, the best is %+v", seed, found.Score, best.Score)
		}
	}
	if proven < 900 {
		t.Errorf("only %d of 1000 could be proven", proven)
	}
}

// TestOneIllnessChangesOnlyTheDayItTouches plans a period, publishes all of it, lets somebody fall ill on a
// day, and plans again.
func TestOneIllnessChangesOnlyTheDayItTouches(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := small(rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "period"), 1)))
		plan, err := Solve(p, Options{Fresh: true})
		if err != nil {
			rt.Fatal(err)
		}
		for day := range p.Days {
			p.Days[day].Published, p.Days[day].Had = plan.Days[day], plan.Crew[day]
		}
		ill := rapid.IntRange(0, len(p.Days)-1).Draw(rt, "day")
		d := &p.Days[ill]
		who := rapid.IntRange(0, len(d.Hands)-1).Draw(rt, "who")
		d.Hands = slices.Delete(slices.Clone(d.Hands), who, who+1)
		after, err := Solve(p, Options{})
		if err != nil {
			rt.Fatal(err)
		}
		for day := range p.Days {
			published := len(p.Days[day].Published) > 0
			same := reflect.DeepEqual(after.Days[day], plan.Days[day]) && reflect.DeepEqual(after.Crew[day], plan.Crew[day])
			if day != ill && published && !same {
				rt.Fatalf("day %d changed, the illness was on day %d", day, ill)
			}
			if day == ill && len(d.Hands) >= d.Need && published && !reflect.DeepEqual(after.Days[day], plan.Days[day]) {
				rt.Fatalf("there were enough hands left, and the stops changed")
			}
		}
	})
}

func TestAPeriodBeginsWithTheOneBefore(t *testing.T) {
	p := plain()
	p.Days[0].Last, p.Days[1].Last = []int{1}, []int{0}
	plan, err := Solve(p, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if plan.Days[0][0].Place != 1 || plan.Days[1][0].Place != 0 || len(plan.Changes) != 0 {
		t.Errorf("changed without need: %+v", plan)
	}
	p.Places[1].Open[0] = calendar.Cells{}
	p.Places[1].Why[0] = Blocked
	if plan, err = Solve(p, Options{}); err != nil {
		t.Fatal(err)
	}
	if want := []Change{{0, 1, false}, {0, 0, true}}; !reflect.DeepEqual(plan.Changes[:2], want) {
		t.Errorf("changes %+v, want %+v first", plan.Changes, want)
	}
}

// plain is two days and two areas, all open.
func plain() *Problem {
	open := []calendar.Cells{calendar.Cells{}.With(100, 200), calendar.Cells{}.With(100, 200)}
	p := &Problem{Visit: 12, Begin: monday, End: monday + 13, Drive: [][]int{{0, 10, 10}, {10, 0, 10}, {10, 10, 0}}}
	for i := range 2 {
		p.Days = append(p.Days, Day{Date: monday + calendar.Date(7*i), From: 100, Until: 200, Most: 1, Need: 1, Hands: []Hand{{"a", true}}})
		p.Areas = append(p.Areas, Area{Residents: 100, Wished: 1, Patience: 30, Last: monday - 10})
		p.Places = append(p.Places, Place{Area: i, Contacts: 5, Open: slices.Clone(open), Why: make([]Reason, 2)})
	}
	return p
}

func TestEveryGapSaysWhy(t *testing.T) {
	for want, spoil := range map[Reason]func(*Problem){
		NoCrew: func(p *Problem) { p.Days[0].Hands, p.Days[1].Hands = nil, nil },
		Hours: func(p *Problem) {
			p.Places[1].Open[0], p.Places[1].Open[1] = calendar.Cells{}, calendar.Cells{}.With(100, 105)
		},
		Blocked: func(p *Problem) {
			p.Places[1].Open[0], p.Places[1].Open[1], p.Places[1].Why = calendar.Cells{}, calendar.Cells{}, []Reason{Blocked, Blocked}
		},
		NoRide:  func(p *Problem) { p.Drive[0][2], p.Drive[2][0] = 300, 300 },
		NoPlace: func(p *Problem) { p.Places[1].Area = 0 },
		Full:    func(p *Problem) { p.Areas[0].Wished, p.Areas[0].Residents, p.Areas[0].Patience = 2, 9000, 5 },
		Busy: func(p *Problem) {
			p.Areas[0].Wished = 2
			for i := range 2 {
				p.Days[i].Published = []Visit{{0, 110, 122}}
			}
		},
	} {
		p := plain()
		spoil(p)
		plan, err := Solve(p, Options{Fresh: true})
		i := slices.IndexFunc(plan.Gaps, func(g Gap) bool { return g.Area == 1 })
		if err != nil || i < 0 || plan.Gaps[i].Main != want {
			t.Errorf("%s: %v %+v", want, err, plan.Gaps)
		}
	}
}

func TestAPromiseGoesBeforePeople(t *testing.T) {
	p := plain()
	p.Days = p.Days[:1]
	for i := range p.Places {
		p.Places[i].Open = p.Places[i].Open[:1]
	}
	p.Areas[0].Residents, p.Areas[0].Last = 9000, monday-100
	p.Promises = []Promise{{1, monday, monday + 3}}
	plan, err := Solve(p, Options{Fresh: true})
	if err != nil || plan.Days[0][0].Place != 1 {
		t.Errorf("%v %+v", err, plan.Days)
	}
}

func TestPeriodsThatMakeNoSense(t *testing.T) {
	for what, spoil := range map[string]func(*Problem){
		"no visit": func(p *Problem) { p.Visit = 0 }, "backwards": func(p *Problem) { p.End = p.Begin - 1 }, "few roads": func(p *Problem) { p.Drive = p.Drive[:1] },
		"uneven roads": func(p *Problem) { p.Drive[1] = nil }, "days in no order": func(p *Problem) { p.Days[0].Date = monday + 9 }, "a day outside": func(p *Problem) { p.Days[1].Date = monday + 90 },
		"no such place": func(p *Problem) { p.Days[0].Last = []int{7} }, "published nowhere": func(p *Problem) { p.Days[0].Published = []Visit{{Place: -1}} },
		"no such area": func(p *Problem) { p.Places[0].Area = 9 }, "days missing": func(p *Problem) { p.Places[0].Open = nil }, "promised to nobody": func(p *Problem) { p.Promises = []Promise{{Area: 5}} },
	} {
		p := plain()
		spoil(p)
		if _, err := Solve(p, Options{}); !errors.Is(err, ErrProblem) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestTheSamePeriodGivesTheSamePlan(t *testing.T) {
	p := small(rand.New(rand.NewPCG(3, 3)))
	a, err := Solve(p, Options{Fresh: true, Search: true, Seed: 5})
	b, err2 := Solve(p, Options{Fresh: true, Search: true, Seed: 5})
	if err != nil || err2 != nil || !reflect.DeepEqual(a, b) {
		t.Errorf("%v %v: two plans of one period", err, err2)
	}
}
