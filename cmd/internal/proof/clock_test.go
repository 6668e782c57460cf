package proof

import (
	"bytes"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"balie/booking"
	"balie/booking/ledger"
	"balie/cmd/internal/server"
	"balie/cmd/internal/servertest"
)

// TestProofClockJumps sets the machine's clock back and forward under a serving house, and lets a
// resident book after each jump. The ledger's time never runs back, the jump is in the log, and
// every invariant holds.
func TestProofClockJumps(t *testing.T) {
	var at atomic.Int64
	at.Store(servertest.Noon().UnixMilli())
	clock := func() time.Time { return time.UnixMilli(at.Load()).UTC() }
	data := servertest.Furnished(t)
	var log bytes.Buffer
	m := servertest.StartAs(t, &server.Process{Out: io.Discard, Err: &log, Clock: clock}, data)
	jumps := []time.Duration{-48 * time.Hour, time.Hour, -time.Minute, 72 * time.Hour, -24 * time.Hour, 30 * 24 * time.Hour}
	for n, jump := range jumps {
		at.Add(jump.Milliseconds())
		v, key := servertest.NewVisitor(m.URL), booking.NewVisitKey()
		when := servertest.Noon().AddDate(0, 0, 40+n).Format("2006-01-02") + "T10:00"
		if err := v.Post("/afspraak/tijd", servertest.TimeForm(key, when)); err != nil || v.Status != 200 {
			t.Fatalf("after %v: a hold is answered %d, %v", jump, v.Status, err)
		}
		if err := v.Post("/afspraak/maken", servertest.BookForm(key, "Riet Wissink")); err != nil || v.Status != 200 {
			t.Fatalf("after %v: a booking is answered %d, %v", jump, v.Status, err)
		}
	}
	checkTimesOf(t, m.Server)
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(log.String(), "clock jumped"); n == 0 {
		t.Errorf("no jump is in the log: %s", log.String())
	}
	if n := countAppointments(t, data); n != len(jumps) {
		t.Errorf("%d appointments stand after %d bookings", n, len(jumps))
	}
}

// checkTimesOf holds the order of events against their instants, and checks the ledger.
func checkTimesOf(t *testing.T, h *server.Server) {
	t.Helper()
	if r := h.Check(t.Context()); len(r.Problems) > 0 || r.Refusal != "" {
		t.Errorf("check: %v %s", r.Problems, r.Refusal)
	}
	err := h.Ledger.View(func(r ledger.Reader) error {
		events, err := ledger.Events(r, 0, 1000)
		for i := 1; i < len(events); i++ {
			if events[i].At.Before(events[i-1].At) {
				t.Errorf("event %d is at %v, the one before at %v", events[i].Seq, events[i].At, events[i-1].At)
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
