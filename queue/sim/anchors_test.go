package sim

import (
	"math"
	"math/rand/v2"
	"testing"
)

func near(t *testing.T, what string, got, want, off float64) {
	t.Helper()
	if math.Abs(got-want) > off {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func TestErlangIsExact(t *testing.T) {
	for _, r := range []struct {
		c       int
		a, b, w float64
	}{
		{1, 0.7, 0.411765, 0.7}, {2, 1, 0.2, 1. / 3}, {3, 2, 0.210526, 4. / 9}, {4, 2.8, 0.183724, 0.428654}, {4, 3.2, 0.228145, 0.596432},
		{4, 3.4, 0.249703, 0.689316}, {5, 2.5, 0.069731, 0.130371}, {6, 2.5, 0.028234, 0.047445}, {6, 4.2, 0.131788, 0.335978}, {6, 4.8, 0.176780, 0.517772},
		{10, 6, 0.043142, 0.101299}, {14, 10, 0.056819, 0.174132}, {20, 16, 0.064411, 0.256078}, {55, 48, 0.038374, 0.238701},
	} {
		near(t, "B", ErlangB(r.c, r.a), r.b, 6e-7)
		near(t, "C", ErlangC(r.c, r.a), r.w, 6e-7)
	}
	for i, want := range []float64{0.7337, 0.9208, 0.9788, 0.9949} {
		near(t, "P(W≤5) at 2.8", ErlangWithin(4+i, 2.8, 12.6, 5), want, 6e-5)
	}
	for i, want := range []float64{0.5658, 0.8587, 0.9582, 0.9887} {
		near(t, "P(W≤5) at 3.2", ErlangWithin(4+i, 3.2, 12.6, 5), want, 6e-5)
	}
	near(t, "360 calls in half an hour", ErlangWithin(55, 48, 240, 15), 0.8459, 6e-5)
}

func TestOtherFormulasAreExact(t *testing.T) {
	for beta, want := range map[float64]float64{0.1: .880287, 0.25: .720932, 0.5: .504539, 1: .223361, 1.5: .084690, 2: .026881} {
		near(t, "Halfin-Whitt", HalfinWhitt(beta), want, 6e-7)
	}
	for share, want := range map[float64]float64{.5: 0.5061, .2: 1.0615, .1: 1.4202, .05: 1.7398, .01: 2.3749} {
		near(t, "its beta", HalfinWhittBeta(share), want, 6e-5)
	}
	waits, leaves := ErlangA(50, 48, 1, 1)
	near(t, "Erlang-A waits", waits, .4054, 6e-5)
	near(t, "Erlang-A leaves", leaves, .0394, 6e-5)
	waits, leaves = ErlangA(4, 2.8/12.6, 1/12.6, 1./30)
	near(t, "Erlang-A waits", waits, .3475, 6e-5)
	near(t, "Erlang-A leaves", leaves, .0609, 6e-5)
	for cv, want := range map[float64]float64{1: 40, 0: 20, 0.5: 25} {
		near(t, "Pollaczek-Khinchine", PollaczekKhinchine(.8, 10, cv), want, 1e-9)
	}
	w := Cobham([]float64{.4, .4}, []float64{1, 1}, []float64{2, 2})
	near(t, "Cobham, first", w[0], 4./3, 1e-9)
	near(t, "Cobham, second", w[1], 20./3, 1e-9)
	for slot, want := range map[float64]float64{1.1: 4.677491, 1.25: 1.692731, 1.5: 0.715820, 2: 0.255001} {
		near(t, "D/M/1", DM1(slot), want, 6e-7)
	}
	for _, row := range []struct {
		mean float64
		c    []int
	}{{5, []int{3, 4, 5, 6, 7, 8, 11, 13, 18, 23}}, {10, []int{3, 5, 6, 7, 8, 9, 12, 14, 19, 24}}, {12, []int{3, 5, 6, 7, 8, 10, 12, 14, 19, 25}},
		{15, []int{3, 5, 6, 7, 9, 10, 12, 14, 20, 25}}, {30, []int{4, 5, 6, 8, 9, 11, 13, 15, 21, 27}}} {
		for i, a := range []float64{1, 2, 2.8, 4, 5, 6, 8, 10, 15, 20} {
			if got := ErlangDesks(a, row.mean, 5, .95); got != row.c[i] {
				t.Errorf("%v desks for a load of %v of %v minutes, want %d", got, a, row.mean, row.c[i])
			}
		}
	}
}

// flow is a line that never ends: the mean wait of each class after a while to fill up, over
// repetitions.
func flow(servers, classes int, gap, length func(*rand.Rand) float64) (of []estimate) {
	of = make([]estimate, classes)
	for rep := range 60 {
		random := rand.New(rand.NewPCG(7, uint64(rep)))
		who, at := make([]customer, 42_000), 0.0
		for i := range who {
			at += gap(random)
			who[i] = customer{arrives: at, lasts: length(random), class: random.IntN(classes)}
		}
		begins, _ := line(servers, who)
		sum, n := make([]float64, classes), make([]float64, classes)
		for i := 2_000; i < 40_000; i++ {
			sum[who[i].class] += begins[i] - who[i].arrives
			n[who[i].class]++
		}
		for c := range of {
			of[c].add(sum[c] / n[c])
		}
	}
	return of
}

func exponential(mean float64) func(*rand.Rand) float64 {
	return func(r *rand.Rand) float64 { return mean * r.ExpFloat64() }
}

func always(v float64) func(*rand.Rand) float64 { return func(*rand.Rand) float64 { return v } }

func gamma4(mean float64) func(*rand.Rand) float64 {
	return func(r *rand.Rand) (sum float64) {
		for range 4 {
			sum += mean / 4 * r.ExpFloat64()
		}
		return sum
	}
}

func holds(t *testing.T, what string, e *estimate, want float64) {
	t.Helper()
	if !e.holds(want) {
		t.Errorf("%s is %.5f ± %.5f, and exactly %v", what, e.mean(), e.half99(), want)
	}
}

func TestTheLineReproducesExactWaits(t *testing.T) {
	holds(t, "M/M/1", &flow(1, 1, exponential(12.5), exponential(10))[0], 40)
	holds(t, "M/D/1", &flow(1, 1, exponential(12.5), always(10))[0], 20)
	holds(t, "M/G/1", &flow(1, 1, exponential(12.5), gamma4(10))[0], 25)
	holds(t, "M/M/4", &flow(4, 1, exponential(12.6/2.8), exponential(12.6))[0], 0.428654*12.6/1.2)
	holds(t, "D/M/1", &flow(1, 1, always(1.25), exponential(1))[0], 1.692731)
	classes := flow(1, 2, exponential(1.25), exponential(1))
	holds(t, "Cobham, first", &classes[0], 4./3)
	holds(t, "Cobham, second", &classes[1], 20./3)
}

func TestTheLineReproducesLeaving(t *testing.T) {
	var leaves estimate
	for rep := range 60 {
		random := rand.New(rand.NewPCG(8, uint64(rep)))
		who, at := make([]customer, 20_000), 0.0
		for i := range who {
			at += 12.6 / 2.8 * random.ExpFloat64()
			who[i] = customer{arrives: at, lasts: 12.6 * random.ExpFloat64(), patience: 30 * random.ExpFloat64()}
		}
		begins, _ := line(4, who)
		gone := 0.0
		for _, b := range begins[1_000:] {
			if b < 0 {
				gone++
			}
		}
		leaves.add(gone / 19_000)
	}
	_, exact := ErlangA(4, 2.8/12.6, 1/12.6, 1./30)
	holds(t, "who leaves", &leaves, exact)
}

// clinic is a morning of n clients at slots with some at once at first: mean wait and idle time.
func clinic(n, block int) (wait, idle estimate) {
	random := rand.New(rand.NewPCG(9, uint64(100*n+block)))
	for range 40_000 {
		who, work := make([]customer, n), 0.0
		for i := range who {
			who[i] = customer{arrives: float64(max(0, i-block+1)), lasts: random.ExpFloat64()}
			work += who[i].lasts
		}
		begins, end := line(1, who)
		sum := 0.0
		for i, b := range begins {
			sum += b - who[i].arrives
		}
		wait.add(sum / float64(n))
		idle.add(end - work)
	}
	return wait, idle
}

func TestTheLineReproducesTheClinic(t *testing.T) {
	for _, r := range []struct {
		n, block   int
		wait, idle float64
	}{{25, 1, 2.02048, 3.29615}, {25, 2, 2.24703, 2.43559}, {25, 3, 2.66552, 1.73175}, {25, 4, 3.21870, 1.18008}, {10, 1, 1.05945, 1.81439}, {10, 2, 1.37122, 1.04079}, {10, 3, 1.87859, 0.51660}} {
		wait, idle := clinic(r.n, r.block)
		holds(t, "the wait", &wait, r.wait)
		holds(t, "the idle time", &idle, r.idle)
	}
}

// TestTheLineReproducesAppointments: waits plus the time until the last has left, with the best
// distances between appointments; each comes with a chance.
func TestTheLineReproducesAppointments(t *testing.T) {
	for _, r := range []struct {
		comes float64
		gaps  []float64
		cost  float64
	}{
		{1, []float64{.8890, 1.0527}, 4.63972}, {.9, []float64{.7262, .9018}, 4.22200}, {1, []float64{.9746, 1.4225, 1.4004, 1.1136}, 8.76252},
		{1, []float64{1.0060, 1.5092, 1.5895, 1.6111, 1.6100, 1.5908, 1.5455, 1.4417, 1.1253}, 19.38709},
		{.9, []float64{.8451, 1.3608, 1.4448, 1.4676, 1.4663, 1.4462, 1.3991, 1.2931, .9779}, 17.87802},
	} {
		var cost estimate
		random := rand.New(rand.NewPCG(10, uint64(len(r.gaps))))
		for range 60_000 {
			var who []customer
			at := 0.0
			for i := range len(r.gaps) + 1 {
				if random.Float64() < r.comes {
					who = append(who, customer{arrives: at, lasts: random.ExpFloat64()})
				}
				if i < len(r.gaps) {
					at += r.gaps[i]
				}
			}
			begins, end := line(1, who)
			sum := max(end, at)
			for i, b := range begins {
				sum += b - who[i].arrives
			}
			cost.add(sum)
		}
		holds(t, "the cost", &cost, r.cost)
	}
}

func TestTheBestSlotsAreExact(t *testing.T) {
	for idle, want := range map[float64][2]float64{.5: {1.6803, 1.7071}, .8: {1.3495, 1.3536}, .9: {1.2344, 1.2357}, .95: {1.1618, 1.1622}} {
		near(t, "the best slot of D/M/1", DM1BestSlot(idle), want[0], 6e-5)
		near(t, "its heavy-traffic form", 1+math.Sqrt((1-idle)/(2*idle)), want[1], 6e-5)
	}
	near(t, "S(2,1)", TwoGap(1, 1, 1), math.Ln2, 1e-12)
	near(t, "S(2,.8)", TwoGap(.8, 1, 1), .364643, 6e-7)
	near(t, "S(2,.3)", TwoGap(.3, 1, 1), 0, 0)
}

// TestTheLineFindsTheBestGapOfTwo: the same mornings cost more at either side of it.
func TestTheLineFindsTheBestGapOfTwo(t *testing.T) {
	for _, comes := range []float64{1, .8} {
		best := TwoGap(comes, 1, 1)
		for _, other := range []float64{best - .15, best + .15} {
			var dearer estimate
			random := rand.New(rand.NewPCG(11, uint64(100*comes)))
			for range 40_000 {
				first, second := customer{lasts: random.ExpFloat64()}, customer{lasts: random.ExpFloat64()}
				both := [2]bool{random.Float64() < comes, random.Float64() < comes}
				dearer.add(morningOfTwo(first, second, both, other) - morningOfTwo(first, second, both, best))
			}
			if dearer.mean() <= 0 {
				t.Errorf("with a chance of %v a gap of %v costs %v less than %v", comes, other, -dearer.mean(), best)
			}
		}
	}
}

// morningOfTwo is what a morning of two costs.
func morningOfTwo(first, second customer, comes [2]bool, gap float64) float64 {
	var who []customer
	second.arrives = gap
	for i, c := range []customer{first, second} {
		if comes[i] {
			who = append(who, c)
		}
	}
	begins, end := line(1, who)
	sum := max(end, gap)
	for i, b := range begins {
		sum += b - who[i].arrives
	}
	return sum
}
