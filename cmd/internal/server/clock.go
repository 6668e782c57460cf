package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"balie/booking"
	"balie/booking/ledger"
)

// How far the clock may lie from the last commit at a start, and how long it must run well before work
// is done that cannot be undone.
const (
	clockBehind = 24 * time.Hour
	clockAhead  = 60 * 24 * time.Hour
	clockSteady = time.Hour
	peerApart   = 2 * time.Minute // how far the clocks of two machines may lie apart
)

// checkClock refuses a clock that cannot be: a dead battery puts it years away, and residents would be
// forgotten and the calendar moved for good.
func checkClock(l *ledger.Ledger, clock ledger.Clock) error {
	last, now := l.LastCommit(), clock()
	if last.IsZero() || !now.Before(last.Add(-clockBehind)) && !now.After(last.Add(clockAhead)) {
		return nil
	}
	return fmt.Errorf("the clock says %s, but the ledger was last written at %s: set the clock right; "+
		"if it is right, start once with --clock-is-right (balie check --clock tells more)", now.UTC().Format(time.RFC3339), last.Format(time.RFC3339))
}

// clockTrust tells whether the clock has been plausible long enough, by a second source, for work that
// cannot be undone: forgetting, closing days, letting go of audits and backups (I16).
type clockTrust struct {
	clock  ledger.Clock
	synced func() (bool, error)                                    // the kernel's word; an error where it has none
	peer   func(context.Context) (apart time.Duration, known bool) // a machine that was named

	mu        sync.Mutex
	since     time.Time // of its running well, by its own monotonic part
	certain   bool      // it is a clock of our own making: a demo's, a test's
	confirmed bool      // an operator said that it is right
	agreed    bool      // the second source did, when last asked
}

// jumped notes that the clock was set: from here on it has to run well again, and who confirmed it
// confirmed another one.
func (t *clockTrust) jumped() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.since, t.confirmed, t.agreed = t.clock(), false, false
}

// confirm is an operator's word that the clock is right.
func (t *clockTrust) confirm() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.confirmed = true
}

// ask asks the second sources. It may take some seconds; call it from a worker.
func (t *clockTrust) ask(ctx context.Context) {
	agreed := false
	if synced, err := t.synced(); err == nil && synced {
		agreed = true
	} else if apart, known := t.peer(ctx); known {
		agreed = apart.Abs() < peerApart
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.agreed = agreed
}

// sure reports whether work that cannot be undone may be done now.
func (t *clockTrust) sure() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.certain || (t.agreed || t.confirmed) && t.clock().Sub(t.since) >= clockSteady
}

// state says in one line what is known of the clock.
func (t *clockTrust) state() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.confirmed:
		return "an operator said that the clock is right"
	case t.agreed:
		return "a second source agrees with the clock"
	}
	return "no second source agrees with the clock: nobody is forgotten and no old backup goes until one does"
}

// peerClock compares the clock with the Date of a machine over https.
func peerClock(address string, clock ledger.Clock) func(context.Context) (time.Duration, bool) {
	client := &http.Client{Timeout: 5 * time.Second}
	return func(ctx context.Context) (time.Duration, bool) {
		if address == "" {
			return 0, false
		}
		request, err := http.NewRequestWithContext(ctx, http.MethodHead, address, nil)
		if err != nil {
			return 0, false
		}
		answer, err := client.Do(request)
		if err != nil {
			return 0, false
		}
		defer answer.Body.Close()
		at, err := http.ParseTime(answer.Header.Get("Date"))
		return clock().Sub(at), err == nil
	}
}

// errNoWord: this machine's kernel does not say whether its clock is synchronised.
var errNoWord = errors.New("the kernel does not say whether its clock is synchronised")

// takeBackClock puts the ledger's time back to the clock, where a wrong clock had raised it. It refuses
// while nothing but the clock itself says that it is right now.
func (h *Server) takeBackClock(ctx context.Context, certain bool) Report {
	last, now := h.Ledger.LastCommit(), h.Clock()
	h.trust.ask(ctx)
	if certain {
		h.trust.confirm()
	}
	lines := []string{
		"the clock says             " + now.UTC().Format(time.RFC3339),
		"the ledger was written at  " + last.UTC().Format(time.RFC3339),
		h.trust.state(),
	}
	if !now.Before(last.Add(-peerApart)) {
		return Report{Lines: lines}
	}
	if !certain && !h.trust.vouched() {
		return Report{Lines: lines, Refusal: "the ledger's time lies ahead; it is taken back when a second source agrees with the clock, or with --clock-is-right"}
	}
	stood, err := h.Ledger.TakeBackInstant(ctx, "cli")
	if err != nil {
		return refused(err)
	}
	freed, err := booking.DropHoldsOfTheFuture(ctx, h.Ledger)
	if err != nil {
		return refused(err)
	}
	lines = append(lines, fmt.Sprintf("the ledger's time was taken back from %s; that stands in the audit", stood.Format(time.RFC3339)))
	if freed > 0 {
		lines = append(lines, fmt.Sprintf("%d times that were held in that other time are free", freed))
	}
	return Report{Lines: lines}
}

// vouched reports whether anybody but the clock says that it is right.
func (t *clockTrust) vouched() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.agreed || t.confirmed
}
