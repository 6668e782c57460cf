package route

import (
	"math"
	"testing"
)

// everything tries every way to share stops out and every order, without a thought: the plain model.
func everything(p *Problem) float64 {
	best := math.Inf(1)
	rounds := make([][]int, len(p.Vehicles))
	var give func(i int, left float64)
	give = func(i int, left float64) {
		if left >= best {
			return
		}
		if i == len(p.Stops) {
			total := left
			for v, stops := range rounds {
				total += cheapestOrder(p, v, stops)
			}
			best = min(best, total)
			return
		}
		for v := range rounds {
			rounds[v] = append(rounds[v], i)
			give(i+1, left)
			rounds[v] = rounds[v][:len(rounds[v])-1]
		}
		give(i+1, left+p.weight(i))
	}
	give(0, 0)
	return best
}

func cheapestOrder(p *Problem, v int, stops []int) float64 {
	if len(stops) == 0 {
		return 0
	}
	best := math.Inf(1)
	order := append([]int(nil), stops...)
	var permute func(k int)
	permute = func(k int) {
		if k == len(order) {
			if r, ok := p.Drive(v, order); ok {
				best = min(best, r.Cost)
			}
			return
		}
		for i := k; i < len(order); i++ {
			order[k], order[i] = order[i], order[k]
			permute(k + 1)
			order[k], order[i] = order[i], order[k]
		}
	}
	permute(0)
	return best
}

func TestWhatIsProvenIsTheBestThereIs(t *testing.T) {
	for seed := range uint64(150) {
		p := town(seed, 1+int(seed)%6, 1+int(seed)%3)
		plan, err := Solve(p, Options{})
		if err != nil || !plan.Proven {
			t.Fatalf("seed %d: %v, proven %v", seed, err, plan.Proven)
		}
		holds(t, p, plan)
		if got, want := worth(p, plan), everything(p); math.Abs(got-want) > 1e-6 {
			t.Fatalf("seed %d: the plan is worth %v, trying everything gives %v\n%+v", seed, got, want, plan)
		}
	}
}

// TestTheSearchFindsWhatIsProven lets the search of large problems solve small ones, up to twelve stops.
func TestTheSearchFindsWhatIsProven(t *testing.T) {
	missed := 0
	for seed := range uint64(60) {
		p := town(1000+seed, 6+int(seed)%7, 1+int(seed)%3)
		best := p.exact()
		plan, err := Solve(p, Options{Seed: seed, Steps: 6000, Search: true})
		if err != nil || plan.Proven {
			t.Fatalf("seed %d: %v, proven %v", seed, err, plan.Proven)
		}
		holds(t, p, plan)
		got, want := worth(p, plan), worth(p, best)
		if got < want-1e-6 {
			t.Fatalf("seed %d: the search finds %v, better than the proven %v", seed, got, want)
		}
		if got > want+1e-6 {
			missed++
			t.Logf("seed %d: the search finds %v, proven is %v", seed, got, want)
		}
	}
	if missed > 0 {
		t.Errorf("the search misses the best plan of %d small problems of 60", missed)
	}
}

func TestTheSamePlanEachTime(t *testing.T) {
	p := town(7, 40, 4)
	first, err := Solve(p, Options{Seed: 3, Steps: 500})
	if err != nil {
		t.Fatal(err)
	}
	holds(t, p, first)
	again, _ := Solve(p, Options{Seed: 3, Steps: 500})
	if first.Cost != again.Cost || len(first.Rounds) != len(again.Rounds) {
		t.Errorf("the same problem, seed and steps gave %v and %v", first.Cost, again.Cost)
	}
}

func TestCheapestInsertionHoldsAndIsNoBetter(t *testing.T) {
	for seed := range uint64(20) {
		p := town(2000+seed, 25, 3)
		plain, err := Cheapest(p)
		if err != nil {
			t.Fatal(err)
		}
		holds(t, p, plain)
		found, err := Solve(p, Options{Seed: seed, Steps: 2000})
		if err != nil {
			t.Fatal(err)
		}
		if holds(t, p, found); worth(p, found) > worth(p, plain)+1e-6 {
			t.Errorf("seed %d: the search finds %v, cheapest insertion %v", seed, worth(p, found), worth(p, plain))
		}
	}
}

func TestAPlanThatWasMadeBeforeIsRepaired(t *testing.T) {
	p := town(9, 30, 4)
	first, err := Solve(p, Options{Seed: 1, Steps: 4000})
	if err != nil {
		t.Fatal(err)
	}
	begin := make([][]int, len(p.Vehicles))
	for _, r := range first.Rounds {
		for _, c := range r.Calls {
			begin[r.Vehicle] = append(begin[r.Vehicle], c.Stop)
		}
	}
	kept, err := Solve(p, Options{Begin: begin, Progress: func() float64 { return 1 }})
	if err != nil {
		t.Fatal(err)
	}
	holds(t, p, kept)
	if worth(p, kept) > worth(p, first)+1e-6 {
		t.Errorf("without a step a plan worth %v became one of %v", worth(p, first), worth(p, kept))
	}
	begin[0] = append(begin[0], -1, 999, begin[0][0]) // nonsense is left alone
	p.Stops[begin[0][0]].Needs = 1 << 60              // and what no longer holds is taken out
	broken, err := Solve(p, Options{Begin: begin, Steps: 100})
	if err != nil {
		t.Fatal(err)
	}
	holds(t, p, broken)
}
