package demo

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/outreach"
	"balie/queue"
	"balie/queue/forecast"
)

// tuesday is when the shipped past and those of tests end.
func tuesday() time.Time { return time.Date(2026, 12, 1, 8, 40, 0, 0, time.UTC) }

// opened is a town whose clock stands at a moment.
func opened(t *testing.T, data string, at time.Time) *server.Server {
	t.Helper()
	h, err := server.Open(data, NewClock(at).Now, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	})
	return h
}

// played is the events of a short past, and the town as it left it.
func played(t *testing.T, p Past) ([]ledger.Event, *server.Server) {
	t.Helper()
	data := t.TempDir()
	if err := p.Play(t.Context(), data); err != nil {
		t.Fatal(err)
	}
	h := opened(t, data, p.Until)
	var all []ledger.Event
	err := h.Ledger.View(func(r ledger.Reader) (err error) { all, err = ledger.Events(r, 0, 1<<20); return err })
	if err != nil {
		t.Fatal(err)
	}
	return all, h
}

// byOneAlone skips what one goroutine does by itself where the race detector looks on: it would see nothing, ten times as
// slowly. go test ./... does it all.
func byOneAlone(t *testing.T) {
	t.Helper()
	if raceDetector {
		t.Skip("one goroutine alone: go test ./cmd/internal/demo does it without the race detector")
	}
}

func kinds(all []ledger.Event) map[string]int {
	n := map[string]int{}
	for _, e := range all {
		n[e.Kind]++
	}
	return n
}

func TestTwoPastsOfOneSeedAreEqual(t *testing.T) {
	byOneAlone(t)
	p := Past{Setting: Settings[1], Until: tuesday(), Days: 4, Seed: 1}
	first, h := played(t, p)
	second, _ := played(t, p)
	for i := range min(len(first), len(second)) {
		a, _ := json.Marshal(first[i])
		b, _ := json.Marshal(second[i])
		if string(a) != string(b) {
			t.Fatalf("event %d is %s in one and %s in the other", i, a, b)
		}
	}
	if len(first) != len(second) {
		t.Errorf("%d events in one, %d in the other", len(first), len(second))
	}
	p.Seed = 2
	other, _ := played(t, p)
	if len(other) == len(first) {
		t.Error("another seed gave as many events")
	}
	n := kinds(first)
	for _, kind := range []string{"appointment.booked", "appointment.cancelled", "appointment.missed", "ticket.finished", "ticket.issued"} {
		if n[kind] == 0 {
			t.Errorf("no %s in four days: %v", kind, n)
		}
	}
	wantWhole(t, h)
}

// wantWhole holds the town against everything that balie check knows.
func wantWhole(t *testing.T, h *server.Server) {
	t.Helper()
	if r := h.Check(context.Background()); len(r.Problems) > 0 || r.Refusal != "" {
		t.Errorf("check finds %d problems, the first %v %s", len(r.Problems), r.Problems[:min(3, len(r.Problems))], r.Refusal)
	}
}

func TestTheShippedPastIsAlive(t *testing.T) {
	for _, town := range Settings {
		s, found := ShippedPast(town.Name)
		if !found || s.Days != town.PastDays || s.Seed != Seed || s.Files != town.fingerprint() {
			t.Errorf("the past of %s is of other files or none (%+v): balie lab past --town %s makes it", town.Name, s, town.Name)
			continue
		}
		data := t.TempDir()
		if err := Unpack(town.Name, data); err != nil {
			t.Fatal(err)
		}
		h := opened(t, data, s.Until)
		wantWhole(t, h)
		wantAlive(t, h, town)
	}
}

// wantAlive looks at a town as whoever opens it does.
func wantAlive(t *testing.T, h *server.Server, town Setting) {
	t.Helper()
	err := h.Ledger.View(func(r ledger.Reader) error {
		v, err := queue.Look(r, town.Office)
		if err != nil {
			return err
		}
		if v.Closed || len(v.Serving)+len(v.Called) == 0 || len(v.Recent) == 0 || len(v.Expected) < 5 {
			t.Errorf("%s: closed %v, %d served, %d called, %d were called before, %d expected", town.Name, v.Closed, len(v.Serving), len(v.Called), len(v.Recent), len(v.Expected))
		}
		if i := slices.IndexFunc(v.Desks, func(d queue.DeskView) bool { return d.ID == town.Free && d.State != queue.DeskClosed }); i >= 0 {
			t.Errorf("%s: %s is not free: %+v", town.Name, town.Free, v.Desks[i])
		}
		scores, err := forecast.Scores(r, town.Office, v.Date-calendar.Date(town.PastDays), v.Date)
		if len(scores) < town.PastDays/3 {
			t.Errorf("%s: forecasts of %d days were held against waits", town.Name, len(scores))
		}
		if err != nil || !town.Bus {
			return err
		}
		return wantBus(t, r, v.Date)
	})
	if err != nil {
		t.Error(err)
	}
}

// wantBus looks for a bus that is out, was out, and will be.
func wantBus(t *testing.T, r ledger.Reader, today calendar.Date) error {
	all, err := outreach.Outings(r, today-calendar.Date(Settings[0].PastDays), today+BookedDays)
	out, held, marked, planned := false, 0, 0, calendar.Date(0)
	for _, o := range all {
		planned = max(planned, o.Date)
		if o.State == outreach.Done {
			held++
		}
		for _, s := range o.Stops {
			n, _, err := outreach.MarksOf(r, s.ID)
			if err != nil {
				return err
			}
			out = out || o.Date == today && s.State == outreach.Here
			marked += n
		}
	}
	if !out || held < 15 || marked < 100 || planned < today+BookedDays-14 {
		t.Errorf("the bus is out: %v; %d outings held, %d marks, planned until %s", out, held, marked, planned)
	}
	return err
}
