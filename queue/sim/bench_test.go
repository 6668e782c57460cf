package sim

import (
	"os"
	"testing"

	"balie/queue/steer"
)

// busyState is a full office in the middle of a day: decisions do not get harder than this one.
func busyState(b *testing.B) steer.State {
	text, err := os.ReadFile("../../cmd/internal/lab/scenarios/hall-70.json")
	if err != nil {
		b.Fatal(err)
	}
	s, err := ReadScenario(text)
	if err != nil {
		b.Fatal(err)
	}
	o := newOffice(s)
	var most steer.State
	var e *engine
	ask := o.choose("appointment-first")
	e = newEngine(o.draw(1, 0), func(e *engine) (int, int, bool) {
		if s := e.state(); len(s.Guests) > len(most.Guests) {
			most = s
		}
		return ask(e)
	}, 0)
	e.run()
	return most
}

func BenchmarkDecide40(b *testing.B)   { benchDecide(b, 40) }
func BenchmarkDecide1000(b *testing.B) { benchDecide(b, 1000) }

func benchDecide(b *testing.B, scenarios int) {
	s := busyState(b)
	options := steer.Standard
	options.Scenarios = scenarios
	r := steer.NewRollout(options)
	r.Next(s)
	b.ReportAllocs()
	b.ReportMetric(float64(len(s.Guests)), "waiting")
	for b.Loop() {
		r.Next(s)
	}
}
