package sim

import (
	"os"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
)

func hall(t testing.TB, name string) Scenario {
	t.Helper()
	text, err := os.ReadFile("../../cmd/internal/lab/scenarios/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	s, err := ReadScenario(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func compare(t *testing.T, s Scenario, days int, policies ...string) Report {
	t.Helper()
	r, err := Compare(s, policies, days, 5)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestTheRolloutKeepsTheNorm with bounds that a few days can hold; the figures of 300 days stand in
// README.
func TestTheRolloutKeepsTheNorm(t *testing.T) {
	s := hall(t, "hall-70")
	s.Scenarios = 40
	r := compare(t, s, 20, "fifo", "rollout", "rollout-on-call")
	fifo, rollout, called := r.Policies[0], r.Policies[1], r.Policies[2]
	if rollout.Appointments5 < fifo.Appointments5+0.02 || called.Appointments5 < 0.985 || called.OnCallShare > 0.045 {
		t.Errorf("fifo %.3f, rollout %.3f, on call %.3f for %.3f", fifo.Appointments5, rollout.Appointments5, called.Appointments5, called.OnCallShare)
	}
	if fifo.Appointments5 < 0.85 || fifo.Appointments5 > 0.96 || *fifo.RegretClosed != 0 {
		t.Errorf("fifo %+v", fifo)
	}
}

// TestEveryPolicyMeetsTheSameGuests: whatever the order, the same people are helped, once.
func TestEveryPolicyMeetsTheSameGuests(t *testing.T) {
	s := hall(t, "hall-77")
	s.Scenarios = 16
	o := newOffice(s)
	for n := range 3 {
		d := o.draw(3, n)
		for _, name := range Policies {
			p := o.play(d, name)
			work := 0.0
			for _, g := range d.guests {
				if g.shows {
					work += g.lasts.Minutes()
				}
			}
			if p.work < work-1e-6 || p.work > work+1e-6 {
				t.Errorf("%s did %v minutes of %v", name, p.work, work)
			}
		}
	}
}

func TestTheSameSeedGivesTheSameReportOnAnyNumberOfCores(t *testing.T) {
	s := hall(t, "hall-60")
	s.Scenarios = 16
	first := compare(t, s, 6, "edd-lookahead", "rollout")
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if again := compare(t, s, 6, "edd-lookahead", "rollout"); !reflect.DeepEqual(first, again) {
		t.Errorf("%+v\n%+v", first, again)
	}
}

func TestAScenarioIsRefusedByName(t *testing.T) {
	good := `{"minutes":480,"desks":[{"skills":["a"]}],"types":[{"id":"a","mean":5,"cv":0.5,"booked":5,"share_appointments":1,"share_walkins":1}],"utilisation":0.5,"walkin_share":0.2`
	if _, err := ReadScenario([]byte(good + "}")); err != nil {
		t.Fatal(err)
	}
	for what, rest := range map[string]string{
		"colour": `,"colour":1}`, "no_show": `,"no_show":2}`, "on_call": `,"on_call":{"colleagues":-1}}`, "after the end": `} {}`, "scenarios": `,"scenarios":20000}`,
	} {
		if _, err := ReadScenario([]byte(good + rest)); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := Compare(hall(t, "hall-60"), []string{"lottery"}, 1, 1); err == nil || !strings.Contains(err.Error(), "lottery") {
		t.Errorf("an unknown policy: %v", err)
	}
	if _, err := Compare(hall(t, "hall-60"), nil, 0, 1); err == nil {
		t.Error("no days are played")
	}
}

// TestForecastsHold: on the scenario the mean error stays near what is promised; that of a house that
// calls strictly by due date, whose order can be known, is under what is asked for.
func TestForecastsHold(t *testing.T) {
	s := hall(t, "hall-70")
	s.Scenarios = 24
	a := Score(s, 20, 5)
	t.Logf("%+v", a)
	if w := a.Walkins; w.N < 300 || w.MeanError > 5 || w.Bias > 2.5 || w.Bias < -2.5 || w.InRange < 0.7 {
		t.Errorf("%+v", w)
	}
	if e := a.Everybody; e.N < 5*a.Walkins.N/2 || e.MeanError > 2.6 || e.InRange < 0.7 {
		t.Errorf("%+v", e)
	}
	strict := newOffice(s).scoreAll(func(o *office) chooser { return byDue(o) }, 20, 5)
	if strict.Walkins.MeanError > 2.3 {
		t.Errorf("by due date: %+v", strict)
	}
}

// byDue calls by due date alone, those without an appointment ten minutes later than they are due.
func byDue(*office) chooser {
	return func(e *engine) (guest, desk int, ok bool) {
		best := never
		for _, g := range e.waiting {
			due := e.guests[g].promised() + norm
			if e.guests[g].walk {
				due = e.guests[g].promised() + minutes(e.WalkinPromise) + foreseen
			}
			if d := e.firstFree(g); d >= 0 && due < best {
				guest, desk, ok, best = g, d, true, due
			}
		}
		return guest, desk, ok
	}
}

// foreseen is how much later walk-ins are due in the order that a forecast plays.
const foreseen = 10 * time.Minute

// TestStaffingAsksForFewerDesksThanChanceWould: bookings are smoother than Erlang thinks.
func TestStaffingAsksForFewerDesksThanChanceWould(t *testing.T) {
	halves := Staffing(hall(t, "hall-70"), 0.95, 60, 5)
	fewer := 0
	for _, h := range halves {
		if h.Within < 0.94 {
			t.Errorf("%+v", h)
		}
		if h.Desks < h.Erlang {
			fewer++
		}
	}
	if fewer < len(halves)/3 {
		t.Errorf("only %d of %d half hours need fewer desks: %+v", fewer, len(halves), halves)
	}
}

func TestASkillIsWorthSomething(t *testing.T) {
	best := 0.0
	for _, v := range Values(hall(t, "skills-split"), 30, 5) {
		best = max(best, v.Appointments5.Mean+v.Walkins15.Mean)
	}
	if best <= 0.005 {
		t.Errorf("the best skill is worth %v", best)
	}
}
