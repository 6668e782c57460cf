package lab

import (
	"errors"
	"testing"

	"balie/outreach/route"
)

// FuzzRounds reads anything as a problem of rounds, in our own form and in the classic one: a problem
// that is solved, or an error. Nothing may panic, and every stop is accounted for.
func FuzzRounds(f *testing.F) {
	f.Add([]byte(praotbusDay), false)
	f.Add([]byte(fourCustomers), true)
	for _, text := range []string{"", "{}", "null", "3 20\n0 0 0 0 0 100 0\n1 1e308 1e308 1 0 100 1\n", "1 1\n0 0 0 0 0 1 0\n1 0 0 0 9 1 0\n", "NaN 1", "1e9 1\n0 0 0 0 0 1 0\n1 0 0 0 0 1 0",
		`{"places":[{"name":"a"}],"stops":[{"place":"a","minutes":1e308}],"vehicles":[{"start":"a","until":1e308}]}`, `{"minutes":[[0,1],[1]]}`, `{"places":[{"name":"a","lat":1e300}]}`} {
		f.Add([]byte(text), false)
		f.Add([]byte(text), true)
	}
	f.Fuzz(func(t *testing.T, text []byte, classic bool) {
		p, err := ReadRounds(text)
		if classic {
			p, err = ReadVRPTW(text, 1)
		}
		if err != nil || len(p.Stops) > 8 || len(p.Vehicles) > 3 {
			return
		}
		plan, err := route.Solve(p, route.Options{})
		if err != nil {
			if !errors.Is(err, route.ErrProblem) {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		seen := len(plan.Left)
		for _, r := range plan.Rounds {
			seen += len(r.Calls)
		}
		if seen != len(p.Stops) {
			t.Fatalf("%q: %d of %d stops are accounted for", text, seen, len(p.Stops))
		}
	})
}
