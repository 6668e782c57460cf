package route

import (
	"errors"
	"math"
	"testing"
)

func TestProblemsThatMakeNoSense(t *testing.T) {
	wrong := map[string]func(*Problem){
		"no places":         func(p *Problem) { p.Time, p.Cost = nil, nil },
		"not square":        func(p *Problem) { p.Time[1] = p.Time[1][:1] },
		"not a number":      func(p *Problem) { p.Cost[0][1] = math.NaN() },
		"negative":          func(p *Problem) { p.Time[0][1] = -1 },
		"a stop nowhere":    func(p *Problem) { p.Stops[0].Place = 99 },
		"negative service":  func(p *Problem) { p.Stops[0].Service = -1 },
		"closed window":     func(p *Problem) { p.Stops[0].Windows = []Window{{10, 5}} },
		"windows overlap":   func(p *Problem) { p.Stops[0].Windows = []Window{{0, 10}, {10, 20}} },
		"a vehicle nowhere": func(p *Problem) { p.Vehicles[0].Start = -1 },
		"a shift backwards": func(p *Problem) { p.Vehicles[0].Until = -5 },
		"a break backwards": func(p *Problem) { p.Vehicles[0].Break = &Break{Window{10, 5}, 30} },
	}
	for what, break1 := range wrong {
		p := town(1, 4, 2)
		break1(p)
		if _, err := Solve(p, Options{Steps: 10}); !errors.Is(err, ErrProblem) {
			t.Errorf("%s: %v", what, err)
		}
		if _, err := Cheapest(p); !errors.Is(err, ErrProblem) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestWhatIsLeftOutSaysWhy(t *testing.T) {
	p := town(1, 0, 1)
	p.Vehicles[0] = Vehicle{Until: 100, Capacity: 1}
	p.Stops = []Stop{{Needs: 1}, {Load: 2}, {Windows: []Window{{200, 300}}}, {Service: 60}, {Service: 60, Weight: 5}}
	plan, err := Solve(p, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := map[int]Reason{0: NoSkill, 1: TooMuch, 2: NoWindow, 4: NoRoom}
	if len(plan.Left) != len(want) {
		t.Fatalf("left out are %v, want %v", plan.Left, want)
	}
	for _, l := range plan.Left {
		if want[l.Stop] != l.Reason {
			t.Errorf("stop %d is left out for %q, want %q", l.Stop, l.Reason, want[l.Stop])
		}
	}
	if none, err := Solve(&Problem{Time: p.Time, Cost: p.Cost, Stops: p.Stops[3:4]}, Options{}); err != nil || len(none.Left) != 1 || none.Left[0].Reason != NoSkill {
		t.Errorf("without vehicles: %+v, %v", none, err)
	}
}

func TestRoadsAreLongerThanTheCrowFlies(t *testing.T) {
	gendringen, varsseveld := Position{51.8728, 6.3761}, Position{51.943, 6.458}
	if km := Kilometres(gendringen, varsseveld); math.Abs(km-9.6) > 0.3 {
		t.Errorf("Gendringen and Varsseveld are %.1f km apart", km)
	}
	m := Roads([]Position{gendringen, varsseveld})
	if m[0][0] != 0 || m[0][1] != m[1][0] || m[0][1] < 13 || m[0][1] > 22 {
		t.Errorf("driving times are %v", m)
	}
}
