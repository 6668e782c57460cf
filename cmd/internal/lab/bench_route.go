package lab

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"balie/cmd/internal/server"
	"balie/outreach/route"
)

type benchRoute struct {
	JSON    bool    `name:"json" help:"Print JSON instead of Markdown."`
	Seconds float64 `help:"How long each large problem is searched, on one core." default:"1"`
	Small   int     `help:"Small problems, of which the optimum is proven." default:"100"`
	Large   int     `help:"Large problems." default:"10"`
	Seed    uint64  `help:"Of the problems." default:"1509"`
}

// smallSeconds is how long the search has for a small problem; the proof takes what it takes.
const smallSeconds = 0.05

// Run measures the search on made-up problems: small ones beside the proven optimum, large ones
// beside plain cheapest insertion.
func (c *benchRoute) Run(ctx context.Context, proc *server.Process) error {
	r := BenchReport{Title: "Rounds", Columns: []string{"problems", "stops", "beside", "of its cost", "worst", "as good", "seconds each"}, Notes: []string{
		"Small: skills, loads, two windows and breaks, searched without proof and then proven. Large: a hundred stops with windows, as the literature has them.",
		"Of its cost counts what is left out at its weight; less is better.",
	}}
	for _, part := range []struct {
		beside  string
		count   int
		seconds float64
		make    func(*rand.Rand) *route.Problem
		other   func(*route.Problem) (route.Plan, error)
	}{
		{"the proven optimum", c.Small, smallSeconds, smallRounds, func(p *route.Problem) (route.Plan, error) { return route.Solve(p, route.Options{}) }},
		{"cheapest insertion", c.Large, c.Seconds, largeRounds, route.Cheapest},
	} {
		ratios, stops, same, begin := 0.0, 0, 0, time.Now()
		worst := 0.0
		for n := range part.count {
			p := part.make(rand.New(rand.NewPCG(c.Seed, uint64(n))))
			found, err := route.Solve(p, route.Options{Seed: uint64(n), Search: true, Progress: untilSeconds(ctx, part.seconds)})
			if err != nil {
				return err
			}
			other, err := part.other(p)
			if err != nil {
				return err
			}
			ratio := costWithLeft(p, found) / costWithLeft(p, other)
			ratios, stops, worst = ratios+ratio, stops+len(p.Stops), math.Max(worst, ratio)
			if math.Abs(ratio-1) < 1e-9 {
				same++
			}
		}
		count := float64(max(part.count, 1))
		r.Rows = append(r.Rows, map[string]any{"problems": part.count, "stops": float64(stops) / count, "beside": part.beside, "of its cost": fmt.Sprintf("%.4f", ratios/count),
			"worst": fmt.Sprintf("%.4f", worst), "as good": same, "seconds each": time.Since(begin).Seconds() / count})
	}
	return printReport(proc, r, c.JSON)
}

func costWithLeft(p *route.Problem, plan route.Plan) float64 {
	cost := plan.Cost
	for _, l := range plan.Left {
		if w := p.Stops[l.Stop].Weight; w > 0 {
			cost += w
		} else {
			cost += route.LeftOut
		}
	}
	return cost
}

// places draws positions on a square of 40 and the distances between them.
func places(random *rand.Rand, n int, size float64) [][]float64 {
	x, y := make([]float64, n), make([]float64, n)
	for i := range n {
		x[i], y[i] = random.Float64()*size, random.Float64()*size
	}
	matrix := make([][]float64, n)
	for i := range n {
		for j := range n {
			matrix[i] = append(matrix[i], math.Hypot(x[i]-x[j], y[i]-y[j]))
		}
	}
	return matrix
}

// smallRounds is a day of a field team: up to twelve stops, one to three vehicles.
func smallRounds(random *rand.Rand) *route.Problem {
	n := 6 + random.IntN(route.ExactStops-5)
	p := &route.Problem{Time: places(random, n+1, 40)}
	p.Cost = p.Time
	for i := range n {
		open := random.Float64() * 300
		s := route.Stop{Place: i + 1, Service: 10 + random.Float64()*20, Weight: 200, Windows: []route.Window{{Open: open, Close: open + 60 + random.Float64()*90}}}
		if random.IntN(3) == 0 {
			s.Windows = append(s.Windows, route.Window{Open: open + 220, Close: open + 280})
		}
		if random.IntN(4) == 0 {
			s.Needs = 1
		}
		p.Stops = append(p.Stops, s)
	}
	for v := range 1 + random.IntN(3) {
		vehicle := route.Vehicle{Until: 480, Capacity: 1, Fixed: 10, Has: route.Set(1 &^ v)}
		if random.IntN(2) == 0 {
			vehicle.Break = &route.Break{Window: route.Window{Open: 180, Close: 270}, Minutes: 30}
		}
		p.Vehicles = append(p.Vehicles, vehicle)
	}
	return p
}

// largeRounds has a hundred customers with loads and windows around a depot.
func largeRounds(random *rand.Rand) *route.Problem {
	p := &route.Problem{Time: places(random, 101, 70)}
	p.Cost = p.Time
	horizon := []float64{230, 1000}[random.IntN(2)]
	for i := range 100 {
		away := p.Time[0][i+1]
		open := away + random.Float64()*(horizon-2*away-30)
		p.Stops = append(p.Stops, route.Stop{Place: i + 1, Service: 10, Load: float64(1 + random.IntN(30)),
			Windows: []route.Window{{Open: math.Max(0, open-horizon/6), Close: math.Min(horizon-away-10, open+horizon/6)}}})
	}
	for range 40 {
		p.Vehicles = append(p.Vehicles, route.Vehicle{Until: horizon, Capacity: horizon})
	}
	return p
}
