package demo_test

import (
	"net/http"
	"net/http/cookiejar"
	"regexp"
	"strconv"
	"testing"
	"time"

	"balie/booking/calendar"
	"balie/booking/ledger"
	"balie/cmd/internal/demo"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// TestPagesAgreeWithTheMovedPast: what the lead's pages say of today and of the last working day is what can be
// counted in the events, and check finds nothing.
func TestPagesAgreeWithTheMovedPast(t *testing.T) {
	s := servertest.DemoWith(t, servertest.Quiet(newMachine(sunday).now), "", demo.Options{})
	jar, _ := cookiejar.New(nil)
	b := &http.Client{Jar: jar}
	signIn(t, b, s.URL, "teamleider")
	monday := calendar.DateOf(2026, 11, 30)
	for page, want := range map[string]struct {
		shown *regexp.Regexp
		event string
		on    calendar.Date
	}{
		"/nl/medewerker/vandaag": {regexp.MustCompile(`Geholpen</\w+>\s*<td[^>]*>(\d+)`), "ticket.finished", monday + 1},
		"/nl/medewerker/terug":   {regexp.MustCompile(`Van (\d+)\D* afspraken`), "ticket.called", monday},
	} {
		before := happened(t, s.Server, want.event, want.on) // the town lives on while the page is read
		found := want.shown.FindStringSubmatch(get(t, b, s.URL+page))
		after := happened(t, s.Server, want.event, want.on)
		if found == nil {
			t.Errorf("%s shows no figure", page)
			continue
		}
		if n, _ := strconv.Atoi(found[1]); n < before || n > after || n < 5 {
			t.Errorf("%s says %d, events say %d to %d", page, n, before, after)
		}
	}
	if r := s.Server.Check(t.Context()); len(r.Problems) > 0 || r.Refusal != "" {
		t.Errorf("check finds %v %s", r.Problems, r.Refusal)
	}
}

// happened counts the visits to the hall of which an event tells on a day; of those that were called only
// those with an appointment, each once.
func happened(t *testing.T, h *server.Server, kind string, day calendar.Date) int {
	t.Helper()
	seen := map[string]bool{}
	zone, err := time.LoadLocation(demo.Settings[0].Zone)
	if err != nil {
		t.Fatal(err)
	}
	err = h.Ledger.View(func(r ledger.Reader) error {
		all, err := ledger.Events(r, 0, 1<<20)
		for _, e := range all {
			on := calendar.DateIn(e.At, zone) == day
			if e.Kind == kind && on && e.Office == string(demo.Office) && (kind != "ticket.called" || e.Route == "appointment") {
				seen[e.IDs[0]] = true
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return len(seen)
}
