package server

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"balie/booking/ledger"
)

// openWith opens a folder with a clock of its own, and no second source unless the test gives one.
func openWith(t *testing.T, data string, clock ledger.Clock) *Server {
	t.Helper()
	h, err := Open(data, clock, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	h.trust.synced = func() (bool, error) { return false, errNoWord }
	return h
}

func TestAClockThatCannotBeIsRefusedAtStart(t *testing.T) {
	clock := newDial()
	begin := clock.now()
	h := openWith(t, t.TempDir(), clock.now)
	defer h.Close()
	if err := h.Ledger.Update(t.Context(), "test", func(tx *ledger.Tx) error { return tx.Emit("looked") }); err != nil {
		t.Fatal(err)
	}
	for away, refused := range map[time.Duration]bool{
		0: false, -23 * time.Hour: false, 59 * 24 * time.Hour: false,
		-25 * time.Hour: true, 61 * 24 * time.Hour: true, 365 * 24 * time.Hour: true, -20 * 365 * 24 * time.Hour: true,
	} {
		clock.set(begin.Add(away))
		err := checkClock(h.Ledger, clock.now)
		if (err != nil) != refused {
			t.Errorf("%v away: %v", away, err)
		}
		if refused && !strings.Contains(err.Error(), "--clock-is-right") {
			t.Errorf("the refusal does not say what to do: %v", err)
		}
	}
}

// TestWhatCannotBeUndoneWaitsForTheClock passes through every way in which the clock comes to be trusted.
func TestWhatCannotBeUndoneWaitsForTheClock(t *testing.T) {
	ctx := context.Background()
	for name, c := range map[string]struct {
		synced  bool
		peer    time.Duration
		known   bool
		confirm bool
		want    bool
	}{
		"nobody says so":   {},
		"the kernel":       {synced: true, want: true},
		"a peer":           {known: true, peer: time.Minute, want: true},
		"a peer apart":     {known: true, peer: 3 * time.Minute},
		"a peer far ahead": {known: true, peer: -365 * 24 * time.Hour},
		"an operator":      {confirm: true, want: true},
	} {
		clock := newDial()
		trust := &clockTrust{clock: clock.now, since: clock.now(), synced: func() (bool, error) { return c.synced, nil },
			peer: func(context.Context) (time.Duration, bool) { return c.peer, c.known }}
		if c.confirm {
			trust.confirm()
		}
		trust.ask(ctx)
		if trust.sure() {
			t.Errorf("%s: sure at once", name)
		}
		clock.set(clock.now().Add(clockSteady))
		if trust.sure() != c.want {
			t.Errorf("%s: sure after an hour is %v", name, trust.sure())
		}
		trust.jumped()
		if trust.sure() {
			t.Errorf("%s: sure right after a jump", name)
		}
	}
}

func TestAPeerTellsTheTime(t *testing.T) {
	clock := newDial()
	peer := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Date", clock.now().Add(-time.Hour).UTC().Format(http.TimeFormat))
	}))
	defer peer.Close()
	before := http.DefaultTransport
	http.DefaultTransport = peer.Client().Transport
	defer func() { http.DefaultTransport = before }()
	if apart, known := peerClock(peer.URL, clock.now)(t.Context()); !known || apart.Round(time.Minute) != time.Hour {
		t.Errorf("the peer is %v apart, known %v", apart, known)
	}
	if _, known := peerClock("https://127.0.0.1:1", clock.now)(t.Context()); known {
		t.Error("a peer that does not answer is known")
	}
}

// TestAYearAheadForgetsNobodyAndIsTakenBack starts with the clock a year ahead, as a dead battery sets it, runs
// the work of every minute, and puts the clock right again.
func TestAYearAheadForgetsNobodyAndIsTakenBack(t *testing.T) {
	data, clock := t.TempDir(), newDial()
	begin := clock.now()
	h := openWith(t, data, clock.now)
	err := h.Ledger.Update(t.Context(), "test", func(tx *ledger.Tx) error {
		if err := tx.Audit(ledger.Audited{What: "looked"}); err != nil {
			return err
		}
		return tx.Send(begin.AddDate(0, 2, 0), "forget/nobody", ledger.Message{Template: "forget", Reason: "retention"})
	})
	if err != nil {
		t.Fatal(err)
	}
	clock.set(begin.AddDate(1, 1, 0))
	h.keepPromises(t.Context())
	clock.set(clock.now().Add(2 * clockSteady))
	h.keepPromises(t.Context())
	if err := h.Ledger.Update(t.Context(), "test", func(tx *ledger.Tx) error { return tx.Audit(ledger.Audited{What: "looked"}) }); err != nil {
		t.Fatal(err)
	}
	err = h.Ledger.View(func(r ledger.Reader) error {
		waiting, err := ledger.Waiting(r)
		if err != nil || len(waiting) != 1 {
			t.Errorf("the promise to forget is gone: %v %v", waiting, err)
		}
		lines, err := ledger.Audits(r, begin, begin.AddDate(9, 0, 0), 9)
		if len(lines) != 2 {
			t.Errorf("%d lines of the audit are left", len(lines))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	clock.set(begin.Add(time.Hour))
	if r := h.takeBackClock(t.Context(), false); r.Refusal == "" {
		t.Errorf("taken back on the clock's own word: %+v", r)
	}
	if r := h.takeBackClock(t.Context(), true); r.Refusal != "" {
		t.Errorf("an operator's word is refused: %+v", r)
	}
	if last := h.Ledger.LastCommit(); !last.Equal(clock.now().UTC()) {
		t.Errorf("the ledger's time is %v", last)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
}
