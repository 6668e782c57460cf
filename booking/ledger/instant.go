package ledger

import (
	"context"
	"time"
)

// LastCommit is the instant of the last commit, the zero time for a ledger that is new. No transaction
// is earlier, whatever the machine's clock says; see TakeBackInstant.
func (l *Ledger) LastCommit() time.Time {
	if at := l.instant.Load(); at != 0 {
		return time.UnixMilli(at).UTC()
	}
	return time.Time{}
}

// TakeBackInstant puts the ledger's time back to what the clock says now, after a wrong clock had
// raised it, and writes that into the audit. It is for an operator who knows that the clock is right
// now: until it is called, a ledger that was once in next year stays there. It returns the instant
// that stood; where the clock is not behind it, nothing is done.
func (l *Ledger) TakeBackInstant(ctx context.Context, actor Actor) (stood time.Time, err error) {
	stood = l.LastCommit()
	if !l.clock().Before(stood) {
		return stood, nil
	}
	return stood, l.submit(ctx, &request{actor: actor, back: true, done: make(chan struct{}), fn: func(tx *Tx) error {
		return tx.Audit(Audited{What: "clock.taken-back", Reason: stood.Format(time.RFC3339), Found: true})
	}})
}

// WithRetention lets records go whose term is over only while may says so: what is removed by a wrong
// clock is gone for good (I16). Without it they go whenever a transaction finds them.
func WithRetention(may func() bool) Option { return func(l *Ledger) { l.mayRetire = may } }
